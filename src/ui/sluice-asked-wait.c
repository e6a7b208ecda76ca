/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The seconds that are left, counted down while somebody waits for an answer. */

#include "sluice-asked-wait.h"

#include "sluice-words.h"

#define FOLLOWED "sluice-asked-wait"

typedef struct
{
  GtkWidget           *widget;   /* borrowed: it owns this */
  SluiceAtlasClient   *client;   /* asked last; weak, since the private key goes with it */
  SluiceAskedWaitShow  show;
  guint                timer;    /* only while that waits */
} Followed;

static guint
get_left (SluiceSession *session)
{
  SluiceAtlasClient *client = sluice_session_get_client (session);

  return client != NULL ? sluice_atlas_client_get_wait (client) : 0;
}

static gboolean
ticked_cb (gpointer user_data)
{
  Followed *followed = user_data;
  gboolean waits =
    followed->client != NULL && sluice_atlas_client_get_wait (followed->client) > 0;

  if (!waits)
    followed->timer = 0;
  followed->show (followed->widget);
  return waits ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static gboolean
first_tick_cb (gpointer user_data)
{
  Followed *followed = user_data;

  followed->timer = g_timeout_add_seconds (1, ticked_cb, followed);
  followed->show (followed->widget);
  return G_SOURCE_REMOVE;
}

/* What is shown is not touched in the middle of a request. */
static void
wait_begun_cb (SluiceAtlasClient *client,
               Followed          *followed)
{
  if (followed->timer == 0)
    followed->timer = g_idle_add (first_tick_cb, followed);
}

static void
let_go (Followed *followed)
{
  g_clear_handle_id (&followed->timer, g_source_remove);
  if (followed->client != NULL)
    g_signal_handlers_disconnect_by_func (followed->client, wait_begun_cb, followed);
  g_clear_weak_pointer (&followed->client);
}

static void
followed_free (gpointer data)
{
  let_go (data);
  g_free (data);
}

/* NULL where nothing waits. */
char *
sluice_asked_wait_words (SluiceSession *session)
{
  guint left = get_left (session);

  return left > 0 ? sluice_words_wait (left) : NULL;
}

/* To be called whenever something is asked of Atlas: show () is then called as soon as Atlas asks
 * to wait, each second for as long as it does, and once after. */
void
sluice_asked_wait_follow (GtkWidget           *widget,
                          SluiceSession       *session,
                          SluiceAskedWaitShow  show)
{
  SluiceAtlasClient *client = sluice_session_get_client (session);
  Followed *followed = g_object_get_data (G_OBJECT (widget), FOLLOWED);

  if (followed == NULL)
    {
      followed = g_new0 (Followed, 1);
      followed->widget = widget;
      followed->show = show;
      g_object_set_data_full (G_OBJECT (widget), FOLLOWED, followed, followed_free);
    }
  if (client == NULL || client == followed->client)
    return;
  let_go (followed);
  g_set_weak_pointer (&followed->client, client);
  g_signal_connect (client, "wait-begun", G_CALLBACK (wait_begun_cb), followed);
}
