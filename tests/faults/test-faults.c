/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs one operation through every row of the table of faults, once and for ever, against a
 * practice Atlas behind a proxy, and compares what Sluice says with what the server holds.
 *
 *   test-faults OPERATION            each cell is a test; the last line tells how many are right
 *   test-faults OPERATION --healed   the same with every fault left out: each cell that expects
 *                                    something to go wrong has to be found wrong
 */
#include <string.h>
#include <sys/resource.h>

#include "fault-stage.h"
#include "sluice-atlas-status.h"
#include "sluice-call.h"

/* No machine is so busy that a cell takes longer; slow faults end by a deadline of their own. */
#define PATIENCE_S 25
#define USUAL_MS (20 * 1000)
#define SHORT_MS 400
#define RETRY_MS 5
/* Far less than a flood, and a few pieces beyond the client's own limit of 4 MiB. */
#define MOST_FLOODED (24 * 1000 * 1000)
#define MOST_MEMORY_KB (400 * 1024)

typedef struct
{
  const Fault    *fault;  /* or */
  const WayFault *way;
  gboolean        ever;
  guint           number;
} Cell;

static Stage stage;
static gboolean healed;
static gboolean wrong;  /* the cell */
static guint n_cells, n_right;

/* ---- what is said ---------------------------------------------------------------------------- */

typedef enum
{
  SAID_DONE,
  SAID_NOT_DONE,
  SAID_REFUSED,
  SAID_UNKNOWN,
  SAID_NOTHING,
} Said;

static const char * const said_names[] =
  { "done", "not done after all", "refused", "unknown", "nothing" };

static Said
what_is_said (void)
{
  SluiceOperationKind kind;
  SluiceOutcome outcome;

  if (stage.write == NULL)
    return stage.code == FAULT_FINE ? SAID_DONE : stage.leaves_open ? SAID_UNKNOWN : SAID_REFUSED;
  kind = sluice_operation_get_kind (stage.write);
  outcome = sluice_operation_get_outcome (stage.write);
  switch ((int) outcome)
    {
    case SLUICE_OUTCOME_ACCEPTED:
    case SLUICE_OUTCOME_READY:
    case SLUICE_OUTCOME_CREATED_FAILED:
    case SLUICE_OUTCOME_STILL_PENDING:
    case SLUICE_OUTCOME_UNWATCHED:
      return SAID_DONE;
    case SLUICE_OUTCOME_GONE:
      return kind == SLUICE_OPERATION_DELETE_CONNECTION || kind == SLUICE_OPERATION_DELETE_LINK
             ? SAID_DONE : SAID_NOT_DONE;
    case SLUICE_OUTCOME_STILL_THERE:  /* the deletion was accepted, and its end not seen */
      if (kind == SLUICE_OPERATION_MOVE_CONNECTION)
        return SAID_UNKNOWN;
      return sluice_operation_get_state (stage.write) == SLUICE_OPERATION_STATE_FAILED
             ? SAID_NOT_DONE : SAID_DONE;
    case SLUICE_OUTCOME_STOPPED:  /* of a role: not authorized */
      return stage.role != NULL || stage.before > 0 ? SAID_NOT_DONE : SAID_DONE;
    case SLUICE_OUTCOME_NOT_CREATED:
    case SLUICE_OUTCOME_NOT_RECREATED:
      return SAID_NOT_DONE;
    case SLUICE_OUTCOME_REFUSED:
    case SLUICE_OUTCOME_CANCELLED:
    case SLUICE_OUTCOME_NAME_TAKEN:
    case SLUICE_OUTCOME_CHANGED_BEFORE:
      return SAID_REFUSED;
    case SLUICE_OUTCOME_CANNOT_TELL:
      return SAID_UNKNOWN;
    default:
      return SAID_NOTHING;
    }
}

static gboolean
is_true (Said said, gboolean done)
{
  return said == SAID_UNKNOWN || (said == SAID_DONE ? done : said != SAID_NOTHING && !done);
}

static gboolean
is_expected (Said said, gboolean done, Truth truth)
{
  switch (truth)
    {
    case TRUTH_DONE:
      return said == SAID_DONE && done;
    case TRUTH_NOT_DONE:
      return said == SAID_NOT_DONE && !done;
    case TRUTH_REFUSED:
      return said == SAID_REFUSED && !done;
    case TRUTH_UNKNOWN:
      return said == SAID_UNKNOWN;
    case TRUTH_ANY:
    default:
      return is_true (said, done);
    }
}

static gboolean
fits (int code, int expected)
{
  if (expected == FAULT_ODD)
    return code == FAULT_FINE || code == SLUICE_ATLAS_ERROR_BAD_REPLY;
  if (expected == FAULT_LATE)
    return code == FAULT_FINE || code == SLUICE_ATLAS_ERROR_TIMED_OUT;
  if (expected == FAULT_CUT)
    return code == SLUICE_ATLAS_ERROR_BAD_REPLY || code == SLUICE_ATLAS_ERROR_CONNECTION_LOST ||
           code == FAULT_FINE;
  return code == expected;
}

/* ---- a cell ---------------------------------------------------------------------------------- */

static gboolean
tick_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static gboolean
wait_for_end (void)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_S * G_USEC_PER_SEC;
  guint tick = g_timeout_add (100, tick_cb, NULL);

  while (!stage_is_over (&stage) && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (tick);
  return stage_is_over (&stage);
}

static void
primed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceKeyInfo) info =
    sluice_atlas_check_key_finish (SLUICE_ATLAS_CLIENT (source), result, &error);

  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static void
prime (void)
{
  gboolean primed = FALSE;

  sluice_atlas_check_key_async (stage.client, NULL, primed_cb, &primed);
  while (!primed)
    g_main_context_iteration (NULL, TRUE);
}

static SluiceAtlasClient *
new_client (const char *url)
{
  g_autoptr (SluiceApiKey) key = sluice_api_key_new (stage.atlas->public_key,
                                                     stage.atlas->private_key);
  SluiceAtlasClient *client = sluice_atlas_client_new (url, key);

  sluice_atlas_client_set_retry (client, RETRY_MS);
  return client;
}

static void
prepare (const Cell *cell)
{
  stage.number = cell->number;
  stage.name = g_strdup_printf ("cell-%u", cell->number);
  if (stage.operation->prepare != NULL)
    stage.operation->prepare (&stage);
}

/* One cell that is wrong does not keep the others from being looked at. */
static void
judge (gboolean good, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  if (good)
    return;
  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_test_message ("%s", text);
  wrong = TRUE;
}

/* What was not asked of the server, because it was refused or cancelled before, is not Sluice's
 * doing where somebody else has done it. */
static gboolean
was_done_before (Said said)
{
  return g_str_equal (stage.operation->name, "delete-missing") && said == SAID_REFUSED;
}

static void
judge_write (Truth truth)
{
  Said said = what_is_said ();
  const GError *error = stage.write ? sluice_operation_get_error (stage.write) : NULL;
  gboolean done;

  if (stage.operation->is_honest != NULL)
    judge (stage.operation->is_honest (&stage), "What is said is not so (outcome %d, error “%s”)",
           stage.write ? (int) sluice_operation_get_outcome (stage.write) : -1,
           error ? error->message : "");
  if (stage.operation->is_done == NULL)
    return;
  done = stage.operation->is_done (&stage) && !was_done_before (said);
  judge (is_true (said, done), "Sluice says “%s”, which is %s", said_names[said],
         done ? "false: it is done" : "false: it is not done");
  judge (is_expected (said, done, truth), "Sluice says “%s” (outcome %d, error “%s”); it %s done",
         said_names[said], stage.write ? (int) sluice_operation_get_outcome (stage.write)
                                       : stage.code,
         error ? error->message : "", done ? "is" : "is not");
  judge (stage.write == NULL || sluice_operation_can_check_again (stage.write) || said != SAID_UNKNOWN,
         "It cannot be checked again");
}

/* must_fail: the cell expects something that does not happen without its fault. */
static void
end_cell (FaultProxy *proxy, gboolean must_fail)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  if (proxy != NULL)
    {
      judge (fault_proxy_n_writes (proxy) <= MAX (stage.operation->n_writes, 1), "%u writes have reached the server",
             fault_proxy_n_writes (proxy));
      judge (fault_proxy_n_betrayals (proxy) == 0, "More was told than a digest");
      judge (fault_proxy_n_flooded (proxy) < MOST_FLOODED, "%u bytes were taken in",
             (guint) fault_proxy_n_flooded (proxy));
      fault_proxy_free (proxy);
    }
#ifndef __SANITIZE_ADDRESS__
  judge (usage.ru_maxrss < MOST_MEMORY_KB, "%ld kB of memory", usage.ru_maxrss);
#endif
  stage_clear (&stage);
  g_assert_finalize_object (g_steal_pointer (&stage.client));
  n_cells++;
  if (healed ? must_fail && !wrong : wrong)
    g_test_fail ();
  else
    n_right++;
  wrong = FALSE;
}

/* Lets what is still under way end before the stage is cleared. */
static void
give_up (void)
{
  judge (FALSE, "It does not end");
  stage_cancel (&stage);
  sluice_atlas_client_close (stage.client);
  wait_for_end ();
}

/* What looks first, reads first. */
static const char *
first_method (void)
{
  return stage.operation->at_once ? stage.operation->method : "GET";
}

static gboolean
looks_first (void)
{
  return stage_writes (&stage) && g_str_equal (stage.operation->method, "GET");
}

/* Success needs no body where nothing is told but that it is done. */
static gboolean
is_told_by_head (const Fault *fault)
{
  if (!stage.operation->needs_no_body && !g_str_equal (stage.operation->method, "DELETE"))
    return FALSE;
  return (fault->act >= FAULT_HALF_SILENT && fault->act <= FAULT_HALF_NO_LENGTH) ||
         (fault->act == FAULT_ANSWER_DONE && fault->status != NULL && *fault->status == '2');
}

/* What cannot be read back stays unknown even if everything else is well. */
static Truth
truth_for_ever (const Fault *fault)
{
  if (is_told_by_head (fault) && fault->act != FAULT_ANSWER_DONE && stage.operation->has_body)
    return TRUTH_ANY;
  if (is_told_by_head (fault))
    return stage.operation->n_writes == 2 ? TRUTH_UNKNOWN : TRUTH_DONE;
  if ((g_str_equal (stage.operation->method, "DELETE") || stage.operation->needs_no_body) &&
      (fault->act == FAULT_FLOOD_DONE || fault->act == FAULT_CANCEL_BODY))
    return TRUTH_ANY;
  return fault->write_ever;
}

static gboolean
is_blind (const Fault *fault)
{
  return (stage.operation->is_call || stage.operation->leaves_no_trace) &&
         fault->write_ever == TRUTH_UNKNOWN;
}

/* A look beforehand only has to leave nothing false; what it finds is another row's affair. */
static Truth
truth_of (const Cell *cell)
{
  const Fault *fault = cell->fault;
  Truth truth;

  if (stage.operation->is_done == NULL || (looks_first () && fault->act != FAULT_PASS))
    return TRUTH_ANY;
  truth = cell->ever || is_blind (fault) ? truth_for_ever (fault) : fault->write_once;
  if (stage.operation->shows_only_done && truth == TRUTH_NOT_DONE)
    return TRUTH_UNKNOWN;
  /* What was there before is gone by then. */
  if (stage.operation->second && truth == TRUTH_REFUSED && !fault->any_round)
    return TRUTH_NOT_DONE;
  return truth;
}

/* Who only watches has the time that the server asks for, up to five minutes: cancelled, it has to
 * end at once. */
static gboolean
waits_as_told (const Fault *fault)
{
  return g_str_equal (stage.operation->name, "watch-link") && fault->headers != NULL &&
         (strstr (fault->headers, " 99") != NULL || strstr (fault->headers, " 2099 ") != NULL);
}

static void
run_fault (gconstpointer data)
{
  const Cell *cell = data;
  const Fault *fault = cell->fault;
  g_autoptr (GBytes) answer = fault_dup_answer (fault);
  gsize length = 0;
  gconstpointer bytes = answer ? g_bytes_get_data (answer, &length) : NULL;
  const FaultPlan plan = {
    .act = healed ? FAULT_PASS : fault->act,
    .ever = cell->ever,
    .any_round = fault->any_round,
    .method = fault->any_round ? first_method () : stage.operation->method,
    .path = fault->any_round ? NULL : stage.operation->path,
    .answer = g_memdup2 (bytes, length),
    .answer_length = length,
    .shape = fault->body,
    .cancel = fault->act == FAULT_SLEEP_DONE ? stage_sleep
              : g_strcmp0 (fault->body, FAULT_QUIT) == 0 ? stage_quit : stage_cancel,
    .cancel_data = &stage,
  };
  guint port = (guint) g_ascii_strtoull (strrchr (stage.atlas->url, ':') + 1, NULL, 10);
  FaultProxy *proxy = fault_proxy_new (port, &plan, NULL);
  g_autofree char *url = fault_proxy_dup_url (proxy);
  int code = cell->ever ? fault->read_ever : fault->read_once;
  gboolean short_read = fault->slow && (cell->ever || !stage_writes (&stage) ||
                                        looks_first ());

  prepare (cell);
  stage.client = new_client (url);
  if (!fault->any_round)
    prime ();
  sluice_atlas_client_set_deadlines (stage.client, short_read ? SHORT_MS : USUAL_MS,
                                     fault->slow ? SHORT_MS : USUAL_MS);
  fault_proxy_arm (proxy);
  stage_begin (&stage);
  if (waits_as_told (fault))
    g_timeout_add_once (10 * SHORT_MS, stage_cancel, &stage);
  if (!wait_for_end ())
    give_up ();
  else if (!stage_writes (&stage))
    judge (fits (stage.code, code), "The call ends with %d and not with %d", stage.code, code);
  else
    judge_write (truth_of (cell));
  judge (fault_proxy_was_met (proxy) || fault->act == FAULT_PASS || healed, "No fault was met");
  end_cell (proxy, !stage_writes (&stage)
                   ? code >= 0
                   : truth_of (cell) != TRUTH_DONE && truth_of (cell) != TRUTH_ANY);
}

/* ---- the way there --------------------------------------------------------------------------- */

static GTlsCertificate *
load (const char *name)
{
  g_autofree char *file = g_strconcat (name, ".pem", NULL);
  g_autofree char *path = g_build_filename (g_getenv ("SLUICE_CERTIFICATES"), file, NULL);
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autoptr (GError) error = NULL;
  GTlsCertificate *certificate = g_tls_certificate_new_from_file (absolute, &error);

  g_assert_no_error (error);
  return certificate;
}

static void
trust (SluiceAtlasClient *client)
{
  g_autofree char *path = g_build_filename (g_getenv ("SLUICE_CERTIFICATES"), "authority.pem",
                                            NULL);
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsDatabase) database = g_tls_file_database_new (absolute, &error);

  g_assert_no_error (error);
  g_object_set (sluice_atlas_client_get_session (client), "tls-database", database, NULL);
}

static void
use_proxy (const char *url)
{
  g_autoptr (GProxyResolver) resolver = g_simple_proxy_resolver_new (url, NULL);

  g_object_set (sluice_atlas_client_get_session (stage.client), "proxy-resolver", resolver, NULL);
}

/* Nobody ever finds a name here. */
typedef struct { GResolver parent; } NoNames;
typedef struct { GResolverClass parent_class; } NoNamesClass;
static GType no_names_get_type (void);
G_DEFINE_TYPE (NoNames, no_names, G_TYPE_RESOLVER)

static void
look_up_async (GResolver                *resolver,
               const char               *name,
               GResolverNameLookupFlags  flags,
               GCancellable             *cancellable,
               GAsyncReadyCallback       callback,
               gpointer                  user_data)
{
  g_autoptr (GTask) task = g_task_new (resolver, cancellable, callback, user_data);

  g_task_return_new_error (task, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, "No %s", name);
}

static GList *
look_up_finish (GResolver *resolver, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
no_names_class_init (NoNamesClass *klass)
{
  GResolverClass *resolver_class = G_RESOLVER_CLASS (klass);

  resolver_class->lookup_by_name_with_flags_async = look_up_async;
  resolver_class->lookup_by_name_with_flags_finish = look_up_finish;
}

static void
no_names_init (NoNames *self)
{
}

/* A listening socket that nobody accepts from, and one that is closed again. */
static GSocket *
listen_mute (gboolean close_it, char **url)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  g_autoptr (GSocketAddress) bound = NULL;
  GSocket *socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM,
                                  G_SOCKET_PROTOCOL_TCP, &error);

  g_assert_no_error (error);
  g_socket_bind (socket, any, TRUE, &error);
  g_assert_no_error (error);
  g_socket_listen (socket, &error);
  g_assert_no_error (error);
  bound = g_socket_get_local_address (socket, &error);
  *url = g_strdup_printf ("%s://127.0.0.1:%u", close_it ? "http" : "https",
                          g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound)));
  if (close_it)
    g_socket_close (socket, NULL);
  return socket;
}

static FaultProxy *
login_proxy (const char *method)
{
  static const char answer[] =
    "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"\r\n"
    "Content-Length: 0\r\n\r\n";
  const FaultPlan plan = {
    .act = FAULT_ANSWER_READ, .ever = TRUE, .any_round = TRUE, .method = method,
    .answer = g_strdup (answer), .answer_length = sizeof answer - 1,
  };
  FaultProxy *proxy = fault_proxy_new (1, &plan, NULL);

  fault_proxy_arm (proxy);
  return proxy;
}

static FaultProxy *
open_way (const WayFault *way, GSocket **mute)
{
  g_autofree char *url = NULL;
  g_autoptr (GTlsCertificate) certificate = way->certificate ? load (way->certificate) : NULL;
  const FaultPlan plan = { .act = FAULT_PASS, .method = "GET" };
  FaultProxy *proxy = NULL;

  switch (way->way)
    {
    case WAY_REFUSED:
    case WAY_TLS_SILENT:
      *mute = listen_mute (way->way == WAY_REFUSED, &url);
      stage.client = new_client (url);
      break;
    case WAY_NO_NAME:
      stage.client = new_client ("https://nowhere.invalid");
      break;
    case WAY_PROXY_REFUSED:
      *mute = listen_mute (TRUE, &url);
      stage.client = new_client (stage.atlas->url);
      use_proxy (url);
      break;
    case WAY_PROXY_WANTS_LOGIN:
    case WAY_PROXY_TUNNEL_LOGIN:
      proxy = login_proxy (way->way == WAY_PROXY_TUNNEL_LOGIN ? "CONNECT" : first_method ());
      url = fault_proxy_dup_url (proxy);
      stage.client = new_client (way->way == WAY_PROXY_WANTS_LOGIN ? stage.atlas->url
                                                                   : "https://cloud.example");
      use_proxy (url);
      break;
    case WAY_UNKNOWN_CA:
    case WAY_WRONG_HOST:
    case WAY_TWO_AT_ONCE:
    case WAY_EXPIRED:
    case WAY_NOT_YET:
    default:
      proxy = fault_proxy_new (1, &plan, certificate);
      url = fault_proxy_dup_url (proxy);
      stage.client = new_client (url);
      if (way->trusting)
        trust (stage.client);
    }
  return proxy;
}

static void
run_way (gconstpointer data)
{
  const Cell *cell = data;
  const WayFault *way = cell->way;
  g_autoptr (GSocket) mute = NULL;
  g_autoptr (GResolver) usual = g_resolver_get_default ();
  g_autoptr (GResolver) nobody = g_object_new (no_names_get_type (), NULL);
  FaultProxy *proxy;

  prepare (cell);
  proxy = healed ? NULL : open_way (way, &mute);
  if (healed)
    stage.client = new_client (stage.atlas->url);
  if (way->way == WAY_NO_NAME)
    g_resolver_set_default (nobody);
  if (way->way == WAY_TLS_SILENT)
    sluice_atlas_client_set_deadlines (stage.client, SHORT_MS, SHORT_MS);
  stage_begin (&stage);
  if (!wait_for_end ())
    give_up ();
  else if (!stage_writes (&stage))
    {
      judge (stage.code == way->code, "The call ends with %d and not with %d", stage.code,
             way->code);
      judge (stage.tls_errors == way->flags, "The certificate's faults are said to be %d",
             stage.tls_errors);
    }
  else
    {
      const GError *error = stage.write ? sluice_operation_get_error (stage.write) : NULL;
      int code = stage.write == NULL ? stage.code : error != NULL ? error->code : FAULT_FINE;

      g_resolver_set_default (usual);
      judge_write (looks_first () ? TRUTH_ANY : TRUTH_REFUSED);
      judge (code == way->code || g_str_equal (stage.operation->name, "watch-link"),
             "The error is “%s”", error ? error->message : "none");
    }
  g_resolver_set_default (usual);
  end_cell (proxy, TRUE);
}

/* ---- all of them ----------------------------------------------------------------------------- */

static void
add (const Fault *fault, const WayFault *way, gboolean ever)
{
  static guint number;
  Cell *cell = g_new0 (Cell, 1);
  g_autofree char *slug = g_strdelimit (g_strdup (fault ? fault->name : way->name), " /", '-');
  g_autofree char *path = g_strdup_printf ("/faults/%s/%s%s", stage.operation->name, slug,
                                           fault == NULL ? "" : ever ? "/for-ever" : "/once");

  cell->fault = fault;
  cell->way = way;
  cell->ever = ever;
  cell->number = ++number;
  g_test_add_data_func_full (path, cell, fault ? run_fault : run_way, g_free);
}

int
main (int    argc,
      char **argv)
{
  char *options[] = { argv[0], (char *) "-k", (char *) "--tap", NULL };  /* go on after a failure */
  char **all = options;
  int n_options = G_N_ELEMENTS (options) - 1;
  int status;

  g_assert_cmpint (argc, >=, 2);
  g_test_init (&n_options, &all, NULL);
  stage.operation = stage_find (argv[1]);
  healed = argc > 2 && g_str_equal (argv[2], "--healed");
  stage.atlas = practice_atlas_start ("", "0");
  stage.other = new_client (stage.atlas->url);
  for (guint i = 0; i < n_faults; i++)
    {
      add (&faults[i], NULL, FALSE);
      add (&faults[i], NULL, TRUE);
    }
  for (guint i = 0; i < n_way_faults; i++)
    add (NULL, &way_faults[i], TRUE);
  status = g_test_run ();
  g_print ("# %s: %u cells, %u right\n", stage.operation->name, n_cells, n_right);
  g_assert_finalize_object (stage.other);
  practice_atlas_stop (stage.atlas);
  return status;
}
