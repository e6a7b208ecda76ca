/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One connection out of a text: the members of createGroupStreamConnection for S3, and what stands
 * against using it.
 */
#include "sluice-import-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "sluice-closest.h"
#include "sluice-json-writer.h"
#include "sluice-text.h"

static const char * const members[] = { "name", "type", "aws", "networking", NULL };
static const char * const aws_members[] = { "roleArn", "testBucket", NULL };
static const char * const networking_members[] = { "access", NULL };
static const char * const access_members[] = { "type", "connectionId", NULL };

/* The words Atlas has for types, to tell a slip from another type. */
static const char * const types[] = {
  "S3", "Kafka", "Cluster", "Sample", "Https", "AzureBlobStorage", "AWSLambda",
  "AWSKinesisDataStreams", "SchemaRegistry", "GCPPubSub", NULL,
};

static SluiceRemark *
fail (SluiceImporting   *importing,
      SluiceImportItem  *item,
      const SluiceValue *at,
      char              *reason)
{
  SluiceRemark *remark = sluice_importing_remark (importing, SLUICE_SEVERITY_PROBLEM, at->start,
                                                  MIN (at->end, at->start + 1), reason, NULL);

  item->kind = SLUICE_IMPORT_UNUSABLE;
  if (item->reason == NULL)
    item->reason = g_strdup (reason);
  return remark;
}

/* Readers differ in which of two they take: that is no choice to leave to chance. */
static gboolean
has_twins (SluiceImporting   *importing,
           SluiceImportItem  *item,
           const SluiceValue *object)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < sluice_value_get_length (object); i++)
    {
      SluiceValue *member = sluice_value_get_child (object, i);
      g_autofree char *excerpt = NULL;

      if (g_hash_table_add (seen, member->name))
        continue;
      excerpt = sluice_text_excerpt (member->name, strlen (member->name));
      fail (importing, item, member, g_strdup_printf (_("“%s” stands here twice."), excerpt));
      return TRUE;
    }
  return FALSE;
}

/* An object among the members; NULL where there is none. */
static const SluiceValue *
get_object (SluiceImporting    *importing,
            SluiceImportItem   *item,
            const SluiceValue  *parent,
            const char         *name,
            const char         *prefix,
            const char * const *known)
{
  const SluiceValue *object = sluice_value_get_member (parent, name);

  if (object == NULL || object->kind == SLUICE_VALUE_NULL)
    return NULL;
  if (object->kind != SLUICE_VALUE_OBJECT)
    {
      fail (importing, item, object,
            g_strdup_printf (_("“%s” has to be an object in braces."), name));
      return NULL;
    }
  if (has_twins (importing, item, object))
    return NULL;
  sluice_importing_check_members (importing, object, prefix, known);
  return object;
}

/* A text among the members; NULL where there is none, or nothing in it. */
static const char *
get_text (SluiceImporting   *importing,
          SluiceImportItem  *item,
          const SluiceValue *parent,
          const char        *name)
{
  const SluiceValue *member = sluice_value_get_member (parent, name);

  if (member == NULL || member->kind == SLUICE_VALUE_NULL)
    return NULL;
  if (member->kind != SLUICE_VALUE_STRING)
    {
      fail (importing, item, member,
            g_strdup_printf (_("“%s” has to be a text in quotes."), name));
      return NULL;
    }
  return *member->text != '\0' ? member->text : NULL;
}

static void
fail_missing (SluiceImporting   *importing,
              SluiceImportItem  *item,
              const SluiceValue *at,
              const char        *path)
{
  if (item->kind == SLUICE_IMPORT_USABLE)
    fail (importing, item, at, g_strdup_printf (_("“%s” is missing."), path));
}

static void
read_aws (SluiceImporting   *importing,
          SluiceImportItem  *item,
          const SluiceValue *value)
{
  const SluiceValue *aws = get_object (importing, item, value, "aws", "aws.", aws_members);

  if (aws == NULL)
    {
      fail_missing (importing, item, value, "aws");
      return;
    }
  item->role_arn = g_strdup (get_text (importing, item, aws, "roleArn"));
  item->test_bucket = g_strdup (get_text (importing, item, aws, "testBucket"));
  if (item->role_arn == NULL)
    fail_missing (importing, item, aws, "aws.roleArn");
}

static void
read_access (SluiceImporting   *importing,
             SluiceImportItem  *item,
             const SluiceValue *access)
{
  const SluiceValue *link = sluice_value_get_member (access, "connectionId");
  const char *type = get_text (importing, item, access, "type");
  g_autofree char *excerpt = NULL;

  if (type == NULL)
    fail_missing (importing, item, access, "networking.access.type");
  else if (g_str_equal (type, "PRIVATE_LINK"))
    {
      item->private_link_id = g_strdup (get_text (importing, item, access, "connectionId"));
      if (item->private_link_id == NULL)
        fail_missing (importing, item, access, "networking.access.connectionId");
    }
  else if (!g_str_equal (type, "PUBLIC"))
    {
      excerpt = sluice_text_excerpt (type, strlen (type));
      fail (importing, item, sluice_value_get_member (access, "type"),
            g_strdup_printf (_("The network of an S3 connection is PUBLIC or PRIVATE_LINK. This "
                               "is “%s”."), excerpt));
    }
  else if (link != NULL && link->kind != SLUICE_VALUE_NULL)
    sluice_importing_ignore (importing, SLUICE_IGNORED_PUBLIC, "networking.access.", link, NULL);
}

static void
read_networking (SluiceImporting   *importing,
                 SluiceImportItem  *item,
                 const SluiceValue *value)
{
  const SluiceValue *networking = get_object (importing, item, value, "networking", "networking.",
                                              networking_members);
  const SluiceValue *access = get_object (importing, item, networking, "access",
                                          "networking.access.", access_members);

  if (access != NULL)
    read_access (importing, item, access);
  else if (networking != NULL)
    fail_missing (importing, item, networking, "networking.access");
}

/* Whether it is S3; a slip in writing it is a problem, another type is none. */
static gboolean
judge_type (SluiceImporting   *importing,
            SluiceImportItem  *item,
            const SluiceValue *value)
{
  const SluiceValue *at = sluice_value_get_member (value, "type");
  g_autofree char *excerpt = NULL;

  if (get_text (importing, item, value, "type") == NULL)
    {
      fail_missing (importing, item, value, "type");
      return TRUE;
    }
  if (g_str_equal (item->type, "S3"))
    return TRUE;

  excerpt = sluice_text_excerpt (item->type, strlen (item->type));
  if (!g_strv_contains (types, item->type) &&
      g_strcmp0 (sluice_closest_find (item->type, types), "S3") == 0)
    {
      SluiceRemark *remark = fail (importing, item, at,
                                   g_strdup_printf (_("There is no type “%s”. “S3” may be meant."),
                                                    excerpt));

      sluice_remark_set_replacement (remark, at->start, at->end - at->start, g_strdup ("\"S3\""));
      return TRUE;
    }

  item->kind = SLUICE_IMPORT_OTHER_TYPE;
  item->reason = g_strdup_printf (_("Sluice creates S3 connections only. This one is of the type "
                                    "“%s”."), excerpt);
  return FALSE;
}

/**
 * sluice_importing_read_item:
 * @importing: the state of reading
 * @value: what stands where a connection should
 *
 * Adds an item, whatever it is.
 */
void
sluice_importing_read_item (SluiceImporting   *importing,
                            const SluiceValue *value)
{
  SluiceImportItem *item = g_new0 (SluiceImportItem, 1);

  item->offset = value->start;
  g_ptr_array_add (importing->import->items, item);
  if (value->kind != SLUICE_VALUE_OBJECT)
    {
      fail (importing, item, value, g_strdup (_("Here should stand a connection, an object in "
                                                "braces.")));
      return;
    }

  item->name = g_strdup (sluice_value_get_string (sluice_value_get_member (value, "name")));
  item->type = g_strdup (sluice_value_get_string (sluice_value_get_member (value, "type")));
  if (has_twins (importing, item, value) || !judge_type (importing, item, value))
    return;

  sluice_importing_check_members (importing, value, "", members);
  if (get_text (importing, item, value, "name") == NULL)
    fail_missing (importing, item, value, "name");
  read_aws (importing, item, value);
  read_networking (importing, item, value);
}
