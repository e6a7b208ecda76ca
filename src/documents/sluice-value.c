/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking into values without trusting their kind. */
#include "sluice-value.h"

#include <string.h>

static const char * const number_calls[] = {
  "NumberInt", "NumberLong", "NumberDecimal", "Int32", "Long", "Double", "Decimal128",
  "Number", "BigInt", NULL,
};

static const char * const number_members[] = {
  "$numberInt", "$numberLong", "$numberDouble", "$numberDecimal", NULL,
};

/**
 * sluice_value_new:
 * @kind: its kind
 * @start: where it starts in the text
 *
 * Returns: (transfer full): a value with children if its kind can have any
 */
SluiceValue *
sluice_value_new (SluiceValueKind kind,
                  gsize           start)
{
  SluiceValue *value = g_new0 (SluiceValue, 1);

  value->kind = kind;
  value->start = start;
  if (kind == SLUICE_VALUE_ARRAY || kind == SLUICE_VALUE_OBJECT || kind == SLUICE_VALUE_CALL)
    value->children = g_ptr_array_new_with_free_func ((GDestroyNotify) sluice_value_free);

  return value;
}

/**
 * sluice_value_free:
 * @value: (transfer full) (nullable): a value
 */
void
sluice_value_free (SluiceValue *value)
{
  if (value == NULL)
    return;

  g_clear_pointer (&value->children, g_ptr_array_unref);
  g_free (value->name);
  g_free (value->text);
  g_free (value);
}

/**
 * sluice_value_get_length:
 * @value: (nullable): any value
 *
 * Returns: the number of its children
 */
guint
sluice_value_get_length (const SluiceValue *value)
{
  return value != NULL && value->children != NULL ? value->children->len : 0;
}

/**
 * sluice_value_get_child:
 * @value: any value
 * @i: a number below sluice_value_get_length ()
 *
 * Returns: (transfer none): the child
 */
SluiceValue *
sluice_value_get_child (const SluiceValue *value,
                        guint              i)
{
  return g_ptr_array_index (value->children, i);
}

/**
 * sluice_value_get_member:
 * @object: (nullable): any value
 * @name: a member's name
 *
 * Returns: (transfer none) (nullable): the member; the last one where several have this name, as
 *   all readers of JSON have it; %NULL when there is none or @object is no object
 */
SluiceValue *
sluice_value_get_member (const SluiceValue *object,
                         const char        *name)
{
  if (object == NULL || object->kind != SLUICE_VALUE_OBJECT)
    return NULL;

  for (guint i = object->children->len; i > 0; i--)
    {
      SluiceValue *member = g_ptr_array_index (object->children, i - 1);

      if (g_str_equal (member->name, name))
        return member;
    }

  return NULL;
}

/**
 * sluice_value_get_string:
 * @value: (nullable): any value
 *
 * Returns: (transfer none) (nullable): its text if it is a string
 */
const char *
sluice_value_get_string (const SluiceValue *value)
{
  return value != NULL && value->kind == SLUICE_VALUE_STRING ? value->text : NULL;
}

/* With a name that is not quoted it is no JSON but a script's own document, which stays one. */
static gboolean
is_number_document (const SluiceValue *value,
                    const SluiceValue *member)
{
  return value->kind == SLUICE_VALUE_OBJECT && g_strv_contains (number_members, member->name) &&
         member->name_end - member->name_start > strlen (member->name);
}

/**
 * sluice_value_dup_number:
 * @value: (nullable): any value
 *
 * Understands numbers also in the forms NumberLong ("5") and { "$numberLong": "5" }.
 *
 * Returns: (transfer full) (nullable): the number as text; %NULL when it is none
 */
char *
sluice_value_dup_number (const SluiceValue *value)
{
  const SluiceValue *inner;

  if (value == NULL)
    return NULL;
  if (value->kind == SLUICE_VALUE_NUMBER)
    return g_strdup (value->text);
  if (sluice_value_get_length (value) != 1)
    return NULL;

  inner = sluice_value_get_child (value, 0);
  if (inner->kind != SLUICE_VALUE_NUMBER && inner->kind != SLUICE_VALUE_STRING)
    return NULL;
  if (value->kind == SLUICE_VALUE_CALL && g_strv_contains (number_calls, value->text))
    return g_strdup (inner->text);
  if (is_number_document (value, inner))
    return g_strdup (inner->text);

  return NULL;
}
