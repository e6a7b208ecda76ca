/* SPDX-License-Identifier: GPL-3.0-or-later */
/* States with a timetable. Nothing ticks: a state is worked out when somebody looks. */
#include "practice-thing.h"

typedef struct
{
  gint64  at;     /* monotonic, µs */
  char   *state;
} Step;

static void
step_free (Step *step)
{
  g_free (step->state);
  g_free (step);
}

/**
 * practice_thing_new:
 * @name: how it is found
 * @object: (transfer full): what Atlas shows of it, apart from the state
 * @state: (nullable): its first state, or %NULL for things without one
 *
 * Returns: (transfer full): a thing that stays as it is until a plan is made
 */
PracticeThing *
practice_thing_new (const char *name,
                    JsonObject *object,
                    const char *state)
{
  PracticeThing *self = g_new0 (PracticeThing, 1);

  self->name = g_strdup (name);
  self->object = object;
  self->state = g_strdup (state);
  g_queue_init (&self->plan);
  return self;
}

void
practice_thing_free (PracticeThing *self)
{
  g_free (self->name);
  g_free (self->state);
  json_object_unref (self->object);
  g_queue_clear_full (&self->plan, (GDestroyNotify) step_free);
  g_free (self);
}

/**
 * practice_thing_plan:
 * @self: a thing
 * @seconds: from now; steps must be planned in the order of time
 * @state: what it will be then; %PRACTICE_GONE to vanish
 */
void
practice_thing_plan (PracticeThing *self,
                     double         seconds,
                     const char    *state)
{
  Step *step = g_new0 (Step, 1);

  step->at = g_get_monotonic_time () + (gint64) (seconds * G_USEC_PER_SEC);
  step->state = g_strdup (state);
  g_queue_push_tail (&self->plan, step);
}

/**
 * practice_thing_set_state:
 * @self: a thing
 * @state: what it is from now on; the plan is dropped
 */
void
practice_thing_set_state (PracticeThing *self,
                          const char    *state)
{
  g_queue_clear_full (&self->plan, (GDestroyNotify) step_free);
  g_free (self->state);
  self->state = g_strdup (state);
}

/**
 * practice_thing_get_state:
 * @self: a thing
 *
 * Returns: (transfer none) (nullable): its state at this moment
 */
const char *
practice_thing_get_state (PracticeThing *self)
{
  const gint64 now = g_get_monotonic_time ();

  while (self->plan.head != NULL && ((const Step *) self->plan.head->data)->at <= now)
    {
      Step *step = g_queue_pop_head (&self->plan);

      g_free (self->state);
      self->state = g_steal_pointer (&step->state);
      step_free (step);
    }
  return self->state;
}

/**
 * practice_thing_show:
 * @self: a thing
 *
 * Returns: (transfer full): what Atlas answers about it
 */
JsonObject *
practice_thing_show (PracticeThing *self)
{
  const char *state = practice_thing_get_state (self);
  JsonObject *object = practice_json_copy (self->object);

  if (state != NULL)
    json_object_set_string_member (object, "state", state);
  return object;
}

/**
 * practice_things_sweep:
 * @things: (element-type PracticeThing): a list; what is gone by now is removed from it
 */
void
practice_things_sweep (GPtrArray *things)
{
  for (guint i = things->len; i > 0; i--)
    if (g_strcmp0 (practice_thing_get_state (things->pdata[i - 1]), PRACTICE_GONE) == 0)
      g_ptr_array_remove_index (things, i - 1);
}

/**
 * practice_things_find:
 * @things: (element-type PracticeThing): a list
 * @name: a name or an id, exactly as it was given
 *
 * Returns: (transfer none) (nullable): the thing, if it is there and not gone
 */
PracticeThing *
practice_things_find (GPtrArray  *things,
                      const char *name)
{
  practice_things_sweep (things);
  for (guint i = 0; i < things->len; i++)
    if (g_str_equal (((const PracticeThing *) things->pdata[i])->name, name))
      return things->pdata[i];
  return NULL;
}
