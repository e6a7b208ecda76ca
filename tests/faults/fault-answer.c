/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What becomes of an answer on its way back to the client. */
#include "fault-line.h"

#include <string.h>

#define TRICKLE_MS 20
/* So many bytes come before the client loses its patience. */
#define TRICKLE_SEEN 8
#define FLOOD_SIZE (500 * 1000 * 1000)
#define FLOOD_PIECE (64 * 1024)

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Line *line = user_data;
  gboolean sent = g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL);

  if (!sent)
    fault_line_free (line, FALSE);
  else if (line->act == FAULT_HALF_RESET)
    fault_line_free (line, TRUE);
  else if (line->act == FAULT_HALF_CLOSE || line->act == FAULT_HALF_CHUNKED ||
           line->act == FAULT_HALF_NO_LENGTH)
    fault_line_free (line, FALSE);
  else if (line->act == FAULT_HALF_SILENT)
    fault_line_be_silent (line);
  else if (line->act == FAULT_CANCEL_BODY || line->act == FAULT_CANCEL_ANSWERED)
    {
      line->proxy->plan.cancel (line->proxy->plan.cancel_data);
      fault_line_be_silent (line);
    }
  else
    {
      if (line->act == FAULT_ANSWER_DONE && !g_str_has_prefix (line->answer->str, "HTTP/"))
        fault_line_tell (line);
      fault_line_receive (line);
    }
}

void
fault_line_send (Line *line)
{
  g_output_stream_write_all_async (g_io_stream_get_output_stream (line->stream), line->answer->str,
                                   line->answer->len, G_PRIORITY_DEFAULT, line->proxy->cancellable,
                                   answered_cb, line);
}

static gboolean
trickle_cb (gpointer user_data)
{
  Line *line = user_data;

  if (!g_cancellable_is_cancelled (line->proxy->cancellable) &&
      line->written < line->answer->len &&
      g_output_stream_write (g_io_stream_get_output_stream (line->stream),
                             line->answer->str + line->written, 1, NULL, NULL) == 1)
    {
      if (++line->written == TRICKLE_SEEN)
        fault_line_tell (line);
      return G_SOURCE_CONTINUE;
    }
  line->timer = 0;
  fault_line_free (line, FALSE);
  return G_SOURCE_REMOVE;
}

static void
flooded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  static char piece[FLOOD_PIECE];
  Line *line = user_data;
  gsize n;

  gboolean sent = g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, &n, NULL);

  line->flooded += n;
  line->proxy->n_flooded = MAX (line->proxy->n_flooded, line->flooded);
  if (!sent || line->flooded >= FLOOD_SIZE)
    {
      fault_line_free (line, FALSE);
      return;
    }
  memset (piece, ' ', sizeof piece);
  g_output_stream_write_all_async (G_OUTPUT_STREAM (source), piece, sizeof piece,
                                   G_PRIORITY_DEFAULT, line->proxy->cancellable, flooded_cb, line);
}

gsize
fault_head_length (const GString *message)
{
  const char *blank = g_strstr_len (message->str, message->len, "\r\n\r\n");

  return blank ? blank + 4 - message->str : 0;
}

/* Without what came from the server about the connection between it and us. */
static void
keep_alive (GString *answer)
{
  char *line = strstr (answer->str, "\r\nConnection: close");

  if (line != NULL && line < answer->str + fault_head_length (answer))
    g_string_erase (answer, line - answer->str, strlen ("\r\nConnection: close"));
}

/* The same status as before, with another body. */
static void
set_answer (Line *line, const char *headers, const char *body, gsize length)
{
  g_string_truncate (line->answer, strcspn (line->answer->str, "\r"));
  g_string_append (line->answer, headers);
  g_string_append_len (line->answer, body, length);
}

/* Half of the body, with a head of that kind. */
static void
halve (Line *line)
{
  gsize head = fault_head_length (line->answer);
  gsize half = (line->answer->len - head) / 2;
  g_autofree char *body = g_strndup (line->answer->str + head, half);
  g_autofree char *headers = NULL;

  if (line->act == FAULT_HALF_CHUNKED)
    {
      headers = g_strdup_printf ("\r\nContent-Type: application/json\r\n"
                                 "Transfer-Encoding: chunked\r\n\r\n%x\r\n", (guint) half);
      set_answer (line, headers, body, half);
    }
  else if (line->act == FAULT_HALF_NO_LENGTH)
    set_answer (line, "\r\nContent-Type: application/json\r\n\r\n", body, half);
  else
    g_string_truncate (line->answer, head + half);
}

/* As many servers send it. */
static void
cut_up (Line *line)
{
  gsize head = fault_head_length (line->answer);
  gsize length = line->answer->len - head;
  g_autofree char *body = g_strndup (line->answer->str + head, length);
  g_autoptr (GString) text = g_string_new ("\r\nContent-Type: application/json\r\n"
                                           "Transfer-Encoding: chunked\r\n\r\n");

  for (gsize at = 0, size; at < length; at += size)
    {
      size = MIN (length - at, length / 2 + 1);
      g_string_append_printf (text, "%x\r\n%.*s\r\n", (guint) size, (int) size, body + at);
    }
  set_answer (line, text->str, "0\r\n\r\n", 5);
}

static void
dress_up (Line *line)
{
  static const char hints[] = "HTTP/1.1 103 Early Hints\r\nLink: </>\r\n\r\n";
  gsize head = fault_head_length (line->answer);
  const char *body = line->answer->str + head;
  const char *type = line->act == FAULT_OTHER_TYPE ? "text/html" : "application/json";
  g_autofree char *other = NULL;
  g_autofree char *headers = NULL;

  if (line->act == FAULT_EARLY_HINTS)
    {
      g_string_prepend (line->answer, hints);
      return;
    }
  if (line->act == FAULT_SHAPE)
    {
      guint n_members = 0;

      other = fault_reshape (body, line->proxy->plan.shape, line->proxy->plan.member, &n_members);
      line->proxy->n_members = MAX (line->proxy->n_members, n_members);
    }
  else
    other = g_strdup (body);
  headers = g_strdup_printf ("\r\nContent-Type: %s\r\nContent-Length: %" G_GSIZE_FORMAT
                             "\r\n%s\r\n", type, strlen (other),
                             line->act == FAULT_OTHER_DATE
                               ? "Date: Thu, 01 Jan 2015 00:00:00 GMT\r\n" : "");
  set_answer (line, headers, other, strlen (other));
}

static void
change_challenge (Line *line)
{
  static const char basic[] = "\r\nWWW-Authenticate: Basic realm=\"MMS Public API\"";
  static const char qop[] = " qop=\"auth\",";
  const char *there = strstr (line->answer->str, qop);

  if (!g_str_has_prefix (line->answer->str, "HTTP/1.1 401 "))
    return;
  if (line->act == FAULT_BASIC_BESIDE)
    g_string_insert (line->answer, (gssize) strcspn (line->answer->str, "\r"), basic);
  else if (there != NULL)
    g_string_erase (line->answer, there - line->answer->str, strlen (qop));
}

/* The server has done what it was asked to, and its answer is whole. */
void
fault_line_answer (Line *line)
{
  const FaultPlan *plan = &line->proxy->plan;

  keep_alive (line->answer);
  switch ((int) line->act)
    {
    case FAULT_RESET_DONE:
      fault_line_free (line, TRUE);
      return;
    case FAULT_CLOSE_DONE:
      fault_line_free (line, FALSE);
      return;
    case FAULT_SILENT_DONE:
      fault_line_be_silent (line);
      return;
    case FAULT_CANCEL_DONE:
      plan->cancel (plan->cancel_data);
      fault_line_be_silent (line);
      return;
    case FAULT_SLEEP_DONE:
    case FAULT_JUMP_DONE:
      plan->cancel (plan->cancel_data);
      break;
    case FAULT_SLEEP_RESET_DONE:
      plan->cancel (plan->cancel_data);
      fault_line_free (line, TRUE);
      return;
    case FAULT_JUMP_SILENT:
      plan->cancel (plan->cancel_data);
      fault_line_be_silent (line);
      return;
    case FAULT_BASIC_BESIDE:
    case FAULT_NO_QOP:
      change_challenge (line);
      break;
    case FAULT_TRICKLE_DONE:
      line->timer = g_timeout_add (TRICKLE_MS, trickle_cb, line);
      return;
    case FAULT_FLOOD_DONE:
      set_answer (line, "\r\nContent-Type: application/json\r\nContent-Length: 500000000\r\n\r\n",
                  "{", 1);
      g_output_stream_write_all_async (g_io_stream_get_output_stream (line->stream),
                                       line->answer->str, line->answer->len, G_PRIORITY_DEFAULT,
                                       line->proxy->cancellable, flooded_cb, line);
      return;
    case FAULT_ANSWER_DONE:
      g_string_truncate (line->answer, 0);
      g_string_append_len (line->answer, plan->answer, plan->answer_length);
      break;
    case FAULT_IN_CHUNKS:
      if (!g_str_has_prefix (line->answer->str, "HTTP/1.1 204"))
        cut_up (line);
      break;
    case FAULT_OTHER_TYPE:
    case FAULT_OTHER_DATE:
    case FAULT_SHAPE:
    case FAULT_EARLY_HINTS:
      dress_up (line);
      break;
    case FAULT_HALF_SILENT:
    case FAULT_HALF_RESET:
    case FAULT_HALF_CLOSE:
    case FAULT_HALF_CHUNKED:
    case FAULT_HALF_NO_LENGTH:
    case FAULT_CANCEL_BODY:
      halve (line);
      break;
    default:
      break;
    }
  fault_line_send (line);
}
