/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Test Bucket field: a bucket's name by AWS's “General purpose bucket naming rules”, also taken
 * out of the addresses and ARNs that people have at hand.
 */
#include "sluice-validate.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "sluice-arn.h"
#include "sluice-text.h"

#define BUCKET_MIN_LENGTH 3
#define BUCKET_MAX_LENGTH 63
#define ADDRESS_MAX_LENGTH 4096

static char *
dup_until (const char *start,
           const char *stops)
{
  return g_strndup (start, strcspn (start, stops));
}

static gboolean
is_aws_host (const char *host)
{
  return g_str_has_suffix (host, ".amazonaws.com") || g_str_has_suffix (host, ".amazonaws.com.cn");
}

/* bucket.s3.region.amazonaws.com/key or s3.region.amazonaws.com/bucket/key, also with “s3-”. What
 * would leave an address where the name should be is not understood. */
static char *
dup_bucket_from_host (const char *host,
                      const char *path)
{
  g_autofree char *name = NULL;
  const char *dot = g_strrstr (host, ".s3.");
  const char *dash = g_strrstr (host, ".s3-");
  const char *end = dot > dash ? dot : dash;

  if (!is_aws_host (host))
    return NULL;
  if (end != NULL)
    name = g_strndup (host, end - host);
  else if (*path == '/' && (g_str_has_prefix (host, "s3.") || g_str_has_prefix (host, "s3-")))
    name = dup_until (path + 1, "/?#");

  return name != NULL && !is_aws_host (name) ? g_steal_pointer (&name) : NULL;
}

static char *
dup_bucket_from_address (const char *address)
{
  const char *rest = address;
  const char *path;
  const char *console;
  g_autofree char *written = NULL;
  g_autofree char *host = NULL;

  if (g_ascii_strncasecmp (address, "s3://", 5) == 0)
    return dup_until (address + 5, "/?#");
  if (g_ascii_strncasecmp (address, "https://", 8) == 0)
    rest = address + 8;
  else if (g_ascii_strncasecmp (address, "http://", 7) == 0)
    rest = address + 7;

  written = dup_until (rest, ":/?#");
  host = g_ascii_strdown (written, -1);
  path = rest + strcspn (rest, "/?#");

  /* The address of the bucket's page in the AWS console. */
  console = strstr (path, "/s3/buckets/");
  if (g_str_has_suffix (host, "console.aws.amazon.com") && console != NULL)
    return dup_until (console + strlen ("/s3/buckets/"), "/?#");

  return dup_bucket_from_host (host, path);
}

static gboolean
is_ip_address (const char *name)
{
  guint dots = 0;

  for (const char *c = name; *c != '\0'; c++)
    {
      if (*c == '.')
        dots++;
      else if (!g_ascii_isdigit (*c))
        return FALSE;
    }

  return dots == 3;
}

static gboolean
has_reserved_form (const char *name)
{
  return g_str_has_prefix (name, "xn--") || g_str_has_prefix (name, "sthree-") ||
         g_str_has_suffix (name, "-s3alias") || g_str_has_suffix (name, "--ol-s3") ||
         g_str_has_suffix (name, "--table-s3") || g_str_has_suffix (name, ".mrap");
}

static const char *
find_upper_case (const char *name)
{
  while (*name != '\0' && !g_ascii_isupper (*name))
    name++;

  return *name != '\0' ? name : NULL;
}

static char *
find_problem (const char *name)
{
  gsize length = strlen (name);
  const char *other = sluice_text_find_other (name, length, ".-");
  g_autofree char *description = NULL;

  if (other != NULL)
    {
      description = sluice_text_describe_char (other, strlen (other));
      return g_strdup_printf (_("A bucket’s name has only lower-case letters, digits, “.” and “-”. "
                                "This one contains %s."), description);
    }
  if (find_upper_case (name) != NULL)
    return g_strdup (_("A bucket’s name has no capital letters. Copy it from the list of buckets "
                       "in the S3 page of the AWS console."));
  if (length < BUCKET_MIN_LENGTH || length > BUCKET_MAX_LENGTH)
    return g_strdup_printf (_("A bucket’s name has 3 to 63 characters. This one has %u."),
                            (guint) length);
  if (!g_ascii_isalnum (name[0]) || !g_ascii_isalnum (name[length - 1]))
    return g_strdup (_("A bucket’s name starts and ends with a letter or a digit."));
  if (strstr (name, "..") != NULL)
    return g_strdup (_("A bucket’s name has no two dots in a row."));
  if (is_ip_address (name))
    return g_strdup (_("A bucket’s name cannot look like an IP address."));
  if (has_reserved_form (name))
    return g_strdup (_("AWS keeps names of this form for its own use; they name no bucket. Copy "
                       "the name from the list of buckets in the S3 page of the AWS console."));

  return NULL;
}

static SluiceFinding *
refuse (const char *message)
{
  return sluice_finding_new (SLUICE_VERDICT_ERROR, NULL, message);
}

static SluiceFinding *
refuse_arn (void)
{
  return refuse (_("This ARN does not name a bucket. A bucket’s ARN looks like "
                   "arn:aws:s3:::my-bucket; its name alone is enough."));
}

static SluiceFinding *
refuse_address (void)
{
  return refuse (_("No bucket’s name was found in this address. Enter the name alone, like "
                   "my-bucket."));
}

/**
 * sluice_validate_test_bucket:
 * @text: (nullable): what was typed
 *
 * Understands s3:// addresses, the addresses of buckets at amazonaws.com and in the AWS console,
 * and ARNs of buckets and objects.
 *
 * Returns: (transfer full): empty, good with the bucket's name alone, or an error
 */
SluiceFinding *
sluice_validate_test_bucket (const char *text)
{
  gsize length;
  const char *start = sluice_text_trim (text, &length);
  g_autoptr (SluiceArn) arn = NULL;
  g_autofree char *typed = NULL;
  g_autofree char *name = NULL;
  g_autofree char *inner = NULL;
  g_autofree char *problem = NULL;

  if (length == 0)
    return sluice_finding_new (SLUICE_VERDICT_EMPTY, NULL, NULL);
  if (length > ADDRESS_MAX_LENGTH)
    return refuse (_("This text is too long: a bucket’s name has at most 63 characters."));

  typed = g_strndup (start, length);
  if (g_str_has_prefix (typed, "arn:"))
    {
      arn = sluice_arn_parse (typed);
      name = arn != NULL ? sluice_arn_dup_bucket (arn) : NULL;
      if (name == NULL)
        return refuse_arn ();
    }
  else
    {
      name = dup_bucket_from_address (typed);
      if (name == NULL && strstr (typed, "://") != NULL)
        return refuse_address ();
      if (name == NULL)
        name = g_steal_pointer (&typed);
    }

  /* What stands for a name would be read as an address the next time. */
  inner = typed != NULL ? dup_bucket_from_address (name) : NULL;
  if (inner != NULL)
    return refuse_address ();

  problem = find_problem (name);
  if (problem != NULL)
    return refuse (problem);

  return sluice_finding_new (SLUICE_VERDICT_GOOD, name, NULL);
}
