/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which step of the tour is next, as the session's facts and operations tell. */
#include "sluice-tour.h"

struct _SluiceTour
{
  GObject         parent_instance;

  SluiceSession  *session;
  GListModel     *operations;
  gboolean        has_role;
  gboolean        ended;     /* for good: what was learned is not unlearned */
  SluiceTourStep  step;
};

enum { STEP_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SluiceTour, sluice_tour, G_TYPE_OBJECT)

static gboolean
is_true (SluiceTour *self, SluiceFact fact)
{
  return sluice_session_get_fact (self->session, fact, NULL, NULL) == SLUICE_FACT_STATE_TRUE;
}

/* Whether something is being created just now, and whether something that was is ready. */
static gboolean
find_create (SluiceTour *self, gboolean *ready)
{
  gboolean works = FALSE;

  *ready = FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (self->operations); i++)
    {
      g_autoptr (SluiceOperation) operation = g_list_model_get_item (self->operations, i);

      if (sluice_operation_get_kind (operation) != SLUICE_OPERATION_CREATE_CONNECTION)
        continue;
      if (sluice_operation_get_outcome (operation) == SLUICE_OUTCOME_READY)
        *ready = TRUE;
      if (sluice_operation_get_state (operation) == SLUICE_OPERATION_STATE_WORKING)
        works = TRUE;
    }
  return works;
}

static SluiceTourStep
find_step (SluiceTour *self)
{
  static const struct
  {
    SluiceFact     fact;
    SluiceTourStep step;
  } needed[] = {
    { SLUICE_FACT_KEY, SLUICE_TOUR_KEY },
    { SLUICE_FACT_PROJECT, SLUICE_TOUR_PROJECT },
    { SLUICE_FACT_INSTANCE, SLUICE_TOUR_INSTANCE },
    { SLUICE_FACT_NAME, SLUICE_TOUR_NAME },
  };
  gboolean works, ready;

  works = find_create (self, &ready);
  self->ended = self->ended || ready;
  if (self->ended)
    return SLUICE_TOUR_END;
  if (works)
    return SLUICE_TOUR_WAIT;
  for (gsize i = 0; i < G_N_ELEMENTS (needed); i++)
    if (!is_true (self, needed[i].fact))
      return needed[i].step;
  return self->has_role ? SLUICE_TOUR_CREATE : SLUICE_TOUR_ROLE;
}

static void
update (SluiceTour *self)
{
  SluiceTourStep step = find_step (self);

  if (step == self->step)
    return;
  self->step = step;
  g_signal_emit (self, signals[STEP_CHANGED], 0);
}

static void
watch_operations (SluiceTour *self, guint position, guint removed, guint added)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (SluiceOperation) operation = g_list_model_get_item (self->operations, i);

      g_signal_connect_object (operation, "notify::revision", G_CALLBACK (update), self,
                               G_CONNECT_SWAPPED);
    }
  update (self);
}

static void
sluice_tour_dispose (GObject *object)
{
  SluiceTour *self = SLUICE_TOUR (object);

  g_clear_object (&self->operations);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (sluice_tour_parent_class)->dispose (object);
}

static void
sluice_tour_class_init (SluiceTourClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sluice_tour_dispose;

  signals[STEP_CHANGED] = g_signal_new ("step-changed", SLUICE_TYPE_TOUR, G_SIGNAL_RUN_LAST,
                                        0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sluice_tour_init (SluiceTour *self)
{
}

/**
 * sluice_tour_new:
 * @session: whose form is filled in; it is to be one with a practice Atlas
 *
 * Returns: (transfer full): a tour that is where the session is already
 */
SluiceTour *
sluice_tour_new (SluiceSession *session)
{
  SluiceTour *self = g_object_new (SLUICE_TYPE_TOUR, NULL);

  self->session = g_object_ref (session);
  self->operations = g_object_ref (sluice_session_get_operations (session));
  g_signal_connect_object (session, "fact-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->operations, "items-changed", G_CALLBACK (watch_operations), self,
                           G_CONNECT_SWAPPED);
  watch_operations (self, 0, 0, g_list_model_get_n_items (self->operations));
  return self;
}

/**
 * sluice_tour_set_role:
 * @self: the tour
 * @role_arn: (nullable): what the form holds, %NULL while it is empty or malformed
 *
 * The one field of the form that the session is not told of.
 */
void
sluice_tour_set_role (SluiceTour *self, const char *role_arn)
{
  self->has_role = role_arn != NULL;
  update (self);
}

/**
 * sluice_tour_get_step:
 * @self: the tour
 *
 * Returns: the step that is to be taken next
 */
SluiceTourStep
sluice_tour_get_step (SluiceTour *self)
{
  return self->step;
}
