/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What went wrong, in words: a headline and a sentence for each error code of the client. */

#include "sluice-words.h"

#include <glib/gi18n-lib.h>

#include "sluice-connection-words.h"

/* How much of the server's own text goes into a sentence, in characters. */
#define DETAIL_MAX_LENGTH 240

/* Both in one table, so that no code has one without the other. A sentence says what is true,
 * what it means, and what to do next. */
typedef struct
{
  SluiceAtlasError  code;
  const char       *headline;
  const char       *sentence;
} ErrorWords;

static const ErrorWords no_answer[] = {
  { SLUICE_ATLAS_ERROR_CANCELLED,
    N_("Stopped"),
    N_("You stopped this before Atlas had answered.") },
  { SLUICE_ATLAS_ERROR_INTERRUPTED,
    N_("Sluice was closed before the outcome was known"),
    N_("Sluice was closed, or ended by something else, before it had learned what Atlas did.") },
  { SLUICE_ATLAS_ERROR_HOST_NOT_FOUND,
    N_("The server could not be found"),
    N_("The name of the Atlas server could not be looked up. Check the network connection and "
       "the name server (DNS), then try again.") },
  { SLUICE_ATLAS_ERROR_REFUSED,
    N_("Nothing answers at this address"),
    N_("The server, or a network proxy on the way to it, refused the connection. Check the "
       "network and its proxy setting, then try again.") },
  { SLUICE_ATLAS_ERROR_UNREACHABLE,
    N_("The server cannot be reached"),
    N_("There is no way from this computer to the Atlas server. Check the network connection "
       "or the VPN, then try again.") },
  { SLUICE_ATLAS_ERROR_TIMED_OUT,
    N_("No answer in time"),
    N_("The Atlas server did not answer in full within the time limit. Check the network, or "
       "try again in a moment.") },
  { SLUICE_ATLAS_ERROR_CONNECTION_LOST,
    N_("The connection was lost"),
    N_("The connection was closed before the whole answer had arrived. Check the network, then "
       "try again.") },
  { SLUICE_ATLAS_ERROR_PROXY,
    N_("The network proxy let nothing through"),
    N_("The network proxy refused the request or asks for a login. Sluice uses the proxy of "
       "your desktop: look under Settings → Network → Proxy.") },
  { SLUICE_ATLAS_ERROR_TLS,
    N_("The server could not prove who it is"),
    NULL },
  { SLUICE_ATLAS_ERROR_TLS_UNAVAILABLE,
    N_("Secure connections do not work here"),
    N_("The package glib-networking, which makes secure connections, is missing. Install it and "
       "start Sluice again.") },
  { SLUICE_ATLAS_ERROR_REDIRECTED,
    N_("The server points elsewhere"),
    N_("The answer was a redirect, which Atlas never sends here, so Sluice did not follow it. A "
       "sign-in page of the network (hotel, guest Wi-Fi) does this: open a web browser first.") },
  { SLUICE_ATLAS_ERROR_AUTH_UNSUPPORTED,
    N_("The server asks for another kind of sign-in"),
    N_("Sluice signs in with HTTP Digest only, as Atlas does, and sent no key. Check that the "
       "address really leads to Atlas.") },
  { SLUICE_ATLAS_ERROR_AUTH_LOOP,
    N_("The server asks for the sign-in again and again"),
    N_("The key was neither accepted nor refused: the server, or something on the way to it, keeps "
       "asking. Check that the address really leads to Atlas, then try again.") },
  { SLUICE_ATLAS_ERROR_KEY_UNASKED,
    N_("The server did not ask for the key"),
    N_("It answered without asking for the key, so whether the key is right is not known. Atlas "
       "always asks: check that the address really leads to Atlas.") },
  { SLUICE_ATLAS_ERROR_BAD_REPLY,
    N_("The answer was not understood"),
    N_("Something answered, but not in the way Atlas does. A company proxy or a sign-in page "
       "may have answered instead. The beginning of the answer is under Details.") },
};

static const ErrorWords not_allowed[] = {
  { SLUICE_ATLAS_ERROR_KEY_REFUSED,
    N_("Atlas did not accept this key"),
    N_("Either the public key is unknown or the private key is wrong; Atlas does not say which. "
       "Compare the public key in Atlas under Access Manager → Applications → API Keys. A lost "
       "private key cannot be shown again: create a new key there.") },
  { SLUICE_ATLAS_ERROR_ROLE_MISSING,
    N_("The key lacks a role"),
    N_("The key works, but may not do this. Give it the role Project Stream Processing Owner or "
       "Project Owner in this project, in the project’s Access Manager → Applications → API Keys.") },
  { SLUICE_ATLAS_ERROR_PROJECT_OUT_OF_REACH,
    N_("The key has no access to this project"),
    N_("The key works, but has no place in this project or its organization. Check the Project "
       "ID, or invite the key in the project’s Access Manager → Applications → API Keys.") },
  { SLUICE_ATLAS_ERROR_BILLING,
    N_("Atlas asks for billing to be put in order"),
    N_("The organization has no valid payment method, or is suspended. Look in Atlas under "
       "Organization → Billing.") },
  { SLUICE_ATLAS_ERROR_ADDRESS_NOT_LISTED,
    N_("Atlas refused this address"),
    NULL },
  { SLUICE_ATLAS_ERROR_ACCESS_LIST_REQUIRED,
    N_("The key needs an access list"),
    N_("The organization lets keys in from listed addresses only, and this key’s API access list "
       "is empty. Add this computer’s address under Organization → Access Manager → Applications → "
       "API Keys → the key. It is not the project’s network access list.") },
  { SLUICE_ATLAS_ERROR_OUTSIDE_NETWORK,
    N_("Atlas does not allow this network"),
    N_("A rule of Atlas allows this only from certain networks. Connect through the company "
       "network or VPN, or ask the organization’s owner.") },
  { SLUICE_ATLAS_ERROR_FEATURE_UNSUPPORTED,
    N_("Not part of this Atlas plan"),
    N_("The project or its plan does not offer this. Ask the organization’s owner, or Atlas "
       "support.") },
  { SLUICE_ATLAS_ERROR_IN_USE,
    N_("Stream processors are using it"),
    N_("A running stream processor uses this connection, so Atlas does not change it. Stop the "
       "processor first.") },
  { SLUICE_ATLAS_ERROR_FORBIDDEN,
    N_("Atlas does not allow this"),
    N_("The key was accepted, but not this request. The organization’s owner can change what the "
       "key may do.") },
};

static const ErrorWords not_there[] = {
  { SLUICE_ATLAS_ERROR_PROJECT_NOT_FOUND,
    N_("There is no such project"),
    N_("Atlas knows no project with this ID. It stands in the address of the project’s page in "
       "Atlas, after /v2/, and under Project → Settings.") },
  { SLUICE_ATLAS_ERROR_INSTANCE_NOT_FOUND,
    N_("There is no such instance in this project"),
    N_("The project has no stream processing instance of this name. Atlas lists them under "
       "Stream Processing; newer pages call them workspaces.") },
  { SLUICE_ATLAS_ERROR_CONNECTION_NOT_FOUND,
    N_("There is no such connection"),
    N_("The connection registry of this instance has no connection of this name.") },
  { SLUICE_ATLAS_ERROR_AWS_ROLE_NOT_FOUND,
    N_("Atlas does not know this AWS role"),
    N_("No AWS role is set up for this project under this ID. Look in Atlas under Project → "
       "Integrations → AWS IAM Role Access.") },
  { SLUICE_ATLAS_ERROR_NOT_FOUND,
    N_("Atlas did not find it"),
    N_("Something in this request does not exist. Check the Project ID and the stream "
       "processing instance.") },
  { SLUICE_ATLAS_ERROR_UPGRADING,
    N_("Atlas is being upgraded"),
    N_("Atlas takes no changes while it is being upgraded. Nothing is wrong with your input; try "
       "again in some minutes.") },
  { SLUICE_ATLAS_ERROR_VERSION,
    N_("Atlas no longer offers this version"),
    N_("Atlas does not offer the version of its interface that this Sluice uses. Look for a newer "
       "Sluice.") },
  { SLUICE_ATLAS_ERROR_NAME_TAKEN,
    N_("The name is taken"),
    N_("The registry already has a connection of this name, or one that is still being deleted. "
       "Choose another name.") },
  { SLUICE_ATLAS_ERROR_CONFLICT,
    N_("Atlas is busy with something else here"),
    N_("The request collides with something that exists or is being changed right now. Wait a "
       "moment, then try again.") },
  { SLUICE_ATLAS_ERROR_UNADDRESSABLE,
    N_("Nothing of this name can be asked for"),
    N_("A name that is “.” or “..” means a step in an address and never arrives as a name, so "
       "Sluice has sent nothing. Use Atlas’s own pages for it.") },
};

static const ErrorWords not_accepted[] = {
  { SLUICE_ATLAS_ERROR_CANNOT_ASSUME_ROLE,
    N_("Atlas cannot assume this role"),
    N_("Check the role’s trust policy in AWS: Principal and external ID must be the ones that "
       "Atlas shows. A role made just now may need a minute; then try again.") },
  { SLUICE_ATLAS_ERROR_ROLE_NOT_AUTHORIZED,
    N_("The role is not authorized in this project"),
    N_("Atlas knows the role, but its setup was not finished. In Atlas, under Project → "
       "Integrations → AWS IAM Role Access, authorize it, then try again.") },
  { SLUICE_ATLAS_ERROR_BUCKET_CHECK,
    N_("The test bucket could not be used"),
    N_("Atlas could not use the test bucket with this role. Check the bucket’s name and that the "
       "role’s policy allows s3:ListAllMyBuckets, and s3:PutObject on the bucket’s objects; if "
       "so, try s3:ListBucket and s3:GetBucketLocation too.") },
  { SLUICE_ATLAS_ERROR_PRIVATE_LINK,
    N_("Something is wrong with the private link"),
    N_("The private link of this connection was not accepted.") },
  { SLUICE_ATLAS_ERROR_PROCESSOR,
    N_("Something is wrong with a stream processor"),
    N_("Look at the stream processor in Atlas.") },
  { SLUICE_ATLAS_ERROR_INVALID,
    N_("Atlas did not accept what was entered"),
    N_("Something in the request has a form Atlas does not take. Correct the field it names, then "
       "try again.") },
};

static const ErrorWords other[] = {
  { SLUICE_ATLAS_ERROR_RATE_LIMITED,
    N_("Too many requests for now"),
    NULL },
  { SLUICE_ATLAS_ERROR_SERVER,
    N_("Atlas had an internal error"),
    N_("Something failed inside Atlas, not in your input. Try again in a moment; if it stays, "
       "Atlas support can use what stands under Details.") },
  { SLUICE_ATLAS_ERROR_UNAVAILABLE,
    N_("Atlas is not available right now"),
    N_("Atlas, or a gateway in front of it, is overloaded or being serviced. Try again in some "
       "minutes.") },
  { SLUICE_ATLAS_ERROR_FAILED,
    N_("Atlas refused the request"),
    N_("This version of Sluice does not know this answer. All of it is under Details.") },
};

static const struct
{
  const ErrorWords *words;
  gsize             length;
} tables[] = {
  { no_answer, G_N_ELEMENTS (no_answer) },
  { not_allowed, G_N_ELEMENTS (not_allowed) },
  { not_there, G_N_ELEMENTS (not_there) },
  { not_accepted, G_N_ELEMENTS (not_accepted) },
  { other, G_N_ELEMENTS (other) },
};

static const ErrorWords *
find_words (const GError *error)
{
  if (error != NULL && error->domain == SLUICE_ATLAS_ERROR)
    {
      for (gsize t = 0; t < G_N_ELEMENTS (tables); t++)
        for (gsize i = 0; i < tables[t].length; i++)
          {
            if (tables[t].words[i].code == (SluiceAtlasError) error->code)
              return &tables[t].words[i];
          }
    }

  return &other[G_N_ELEMENTS (other) - 1];
}

static SluiceEvidence *
get_evidence (const GError *error)
{
  if (error != NULL && error->domain == SLUICE_ATLAS_ERROR)
    return sluice_atlas_error_get_evidence (error);
  return NULL;
}

/* Where a parameter stands for something the sentence names. */
static const char *
get_parameter (const GError *error,
               guint         position)
{
  SluiceEvidence *evidence = get_evidence (error);
  const char * const *parameters = NULL;

  if (evidence != NULL)
    parameters = sluice_evidence_get_parameters (evidence);
  if (parameters == NULL || g_strv_length ((char **) parameters) <= position)
    return NULL;
  return parameters[position];
}

/* The caller's own address as Atlas saw it, to be copied into the key's access list; or NULL.
 * Atlas's words are not trusted: only something that is an IP address is offered for copying. */
char *
sluice_words_error_address (const GError *error)
{
  const char *address;

  if (!g_error_matches (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_ADDRESS_NOT_LISTED))
    return NULL;

  address = get_parameter (error, 0);
  if (address == NULL || !g_hostname_is_ip_address (address))
    return NULL;
  return g_strdup (address);
}

static char *
describe_address (const GError *error)
{
  g_autofree char *address = sluice_words_error_address (error);

  if (address == NULL)
    return g_strdup (_("This computer’s address is not on the key’s API access list. Add it under "
                       "Organization → Access Manager → Applications → API Keys → the key, then try "
                       "again. It is not the project’s network access list."));

  /* Translators: %s is an IP address */
  return g_strdup_printf (_("%s is not on the key’s API access list. Add it under Organization → "
                            "Access Manager → Applications → API Keys → the key, then try again. It "
                            "is not the project’s network access list."), address);
}

static char *
describe_rate_limit (const GError *error)
{
  SluiceEvidence *evidence = get_evidence (error);
  int seconds = evidence != NULL ? sluice_evidence_get_retry_after (evidence) : -1;

  if (seconds <= 0)
    return g_strdup (_("Atlas takes only so many requests per minute for a project or key. Wait a "
                       "minute, then try again."));

  return g_strdup_printf (ngettext ("Atlas takes only so many requests per minute for a project or "
                                    "key. Try again in %d second.",
                                    "Atlas takes only so many requests per minute for a project or "
                                    "key. Try again in %d seconds.", seconds), seconds);
}

/* One sentence per flag bit, since a certificate can be wrong in several ways at once. */
char *
sluice_words_tls_reasons (GTlsCertificateFlags flags)
{
  static const struct
  {
    GTlsCertificateFlags  flag;
    const char           *reason;
  } reasons[] = {
    { G_TLS_CERTIFICATE_UNKNOWN_CA,
      N_("Its certificate was issued by an authority this computer does not know; often that is a "
         "company proxy that reads secure traffic. Ask whoever runs the network.") },
    { G_TLS_CERTIFICATE_BAD_IDENTITY,
      N_("Its certificate belongs to another name, so this may not be Atlas.") },
    { G_TLS_CERTIFICATE_NOT_ACTIVATED,
      N_("Its certificate is not valid yet: check this computer’s clock.") },
    { G_TLS_CERTIFICATE_EXPIRED,
      N_("Its certificate has expired: check this computer’s clock.") },
    { G_TLS_CERTIFICATE_REVOKED,
      N_("Its certificate was revoked by the authority that issued it.") },
    { G_TLS_CERTIFICATE_INSECURE,
      N_("Its certificate uses a method that is no longer safe.") },
    { G_TLS_CERTIFICATE_GENERIC_ERROR,
      N_("Its certificate could not be checked.") },
  };
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      if ((flags & reasons[i].flag) == 0)
        continue;
      if (text->len > 0)
        g_string_append_c (text, ' ');
      g_string_append (text, _(reasons[i].reason));
    }

  if (text->len == 0)
    g_string_append (text, _("No secure connection could be agreed on with it."));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
describe_tls (const GError *error)
{
  SluiceEvidence *evidence = get_evidence (error);
  g_autofree char *reasons = NULL;

  reasons = sluice_words_tls_reasons (evidence != NULL ? sluice_evidence_get_tls_errors (evidence)
                                                       : 0);
  /* Translators: %s is one or more sentences about the server's certificate */
  return g_strdup_printf (_("%s No key was sent."), reasons);
}

/* Where only Atlas knows what is wrong, its own words belong into the sentence. */
static gboolean
needs_detail (int code)
{
  static const SluiceAtlasError codes[] = {
    SLUICE_ATLAS_ERROR_BILLING, SLUICE_ATLAS_ERROR_FEATURE_UNSUPPORTED,
    SLUICE_ATLAS_ERROR_FORBIDDEN, SLUICE_ATLAS_ERROR_NOT_FOUND, SLUICE_ATLAS_ERROR_CONFLICT,
    SLUICE_ATLAS_ERROR_BUCKET_CHECK, SLUICE_ATLAS_ERROR_PRIVATE_LINK, SLUICE_ATLAS_ERROR_PROCESSOR,
    SLUICE_ATLAS_ERROR_INVALID, SLUICE_ATLAS_ERROR_FAILED,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      if (code == (int) codes[i])
        return TRUE;
    }
  return FALSE;
}

/* As a part of a sentence: on one line, however many the server has written. */
static char *
shorten (const char *text)
{
  g_autofree char *spaced = g_strdelimit (g_strdup (text), "\n\r\t", ' ');

  return sluice_connection_words_cut (g_strstrip (spaced), DETAIL_MAX_LENGTH);
}

static char *
quote_atlas (const GError *error)
{
  SluiceEvidence *evidence = get_evidence (error);
  const char * const *violations = NULL;
  const char *said = NULL;
  g_autofree char *text = NULL;

  if (evidence == NULL)
    return NULL;

  violations = sluice_evidence_get_violations (evidence);
  if (violations != NULL && violations[0] != NULL)
    said = violations[0];
  else if (g_error_matches (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_PROCESSOR)
           && get_parameter (error, 1) != NULL)
    said = get_parameter (error, 1);     /* the first is the stream processor's name */
  else
    said = sluice_evidence_get_detail (evidence);

  if (said != NULL && *said != '\0')
    {
      text = shorten (said);
      /* Translators: %s is what the server wrote, in English */
      return g_strdup_printf (_("Atlas said: “%s”"), text);
    }
  if (sluice_evidence_get_error_code (evidence) != NULL)
    return g_strdup_printf (_("Atlas answered with status %u and the code %s."),
                            sluice_evidence_get_status (evidence),
                            sluice_evidence_get_error_code (evidence));
  if (sluice_evidence_get_status (evidence) != 0)
    return g_strdup_printf (_("Atlas answered with status %u and gave no reason."),
                            sluice_evidence_get_status (evidence));
  return NULL;
}

static char *
describe_otherwise (const GError     *error,
                    const ErrorWords *words)
{
  g_autofree char *said = needs_detail (words->code) ? quote_atlas (error) : NULL;

  if (said == NULL)
    return g_strdup (_(words->sentence));
  return g_strdup_printf ("%s %s", said, _(words->sentence));
}

/* The client gives all its errors in its own domain; this is the net below. */
static gboolean
is_foreign (const GError *error)
{
  return error != NULL && error->domain != SLUICE_ATLAS_ERROR;
}

char *
sluice_words_error_headline (const GError *error)
{
  if (is_foreign (error))
    return g_strdup (_("Something unexpected happened"));
  return g_strdup (_(find_words (error)->headline));
}

/* Why the answer to the one request is missing, as the beginning of a sentence. */
char *
sluice_words_error_cause (const GError *error)
{
  if (g_error_matches (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_CANCELLED))
    return g_strdup (_("You stopped waiting for the answer"));
  return sluice_words_error_headline (error);
}

char *
sluice_words_error_sentence (const GError *error)
{
  const ErrorWords *words = find_words (error);

  if (is_foreign (error))
    return g_strdup_printf (_("This computer reports: “%s”"), error->message);

  switch ((int) words->code)
    {
    case SLUICE_ATLAS_ERROR_TLS:
      return describe_tls (error);
    case SLUICE_ATLAS_ERROR_ADDRESS_NOT_LISTED:
      return describe_address (error);
    case SLUICE_ATLAS_ERROR_RATE_LIMITED:
      return describe_rate_limit (error);
    default:
      return describe_otherwise (error, words);
    }
}
