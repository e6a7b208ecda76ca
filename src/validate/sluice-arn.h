/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An Amazon Resource Name in its parts, and what kind of thing it names. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  SLUICE_ARN_OTHER,         /* a well-formed ARN of something else */
  SLUICE_ARN_ROLE,          /* arn:aws:iam::123456789012:role/path/name */
  SLUICE_ARN_ACCOUNT_ROOT,  /* arn:aws:iam::123456789012:root */
  SLUICE_ARN_USER,          /* arn:aws:iam::123456789012:user/name */
  SLUICE_ARN_ASSUMED_ROLE,  /* arn:aws:sts::123456789012:assumed-role/name/session */
  SLUICE_ARN_BUCKET,        /* arn:aws:s3:::bucket or arn:aws:s3:::bucket/key */
} SluiceArnKind;

typedef struct
{
  SluiceArnKind  kind;
  char          *partition;  /* aws, aws-us-gov, aws-cn, or what was written */
  char          *service;
  char          *region;
  char          *account;
  char          *resource;   /* all that follows the fifth colon */
} SluiceArn;

SluiceArn *sluice_arn_parse             (const char      *text);
void       sluice_arn_free              (SluiceArn       *arn);
gboolean   sluice_arn_is_usable_role    (const SluiceArn *arn);
char      *sluice_arn_dup_role_name     (const SluiceArn *arn);
char      *sluice_arn_dup_bucket        (const SluiceArn *arn);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceArn, sluice_arn_free)

G_END_DECLS
