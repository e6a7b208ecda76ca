/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The seconds that are left, counted down while somebody waits for an answer. */

#include "sluice-asked-wait.h"

#include "sluice-words.h"

#define FOLLOWED "sluice-asked-wait"

/* In seconds: a little longer than an answer may take that asks to wait. */
#define MAX_IDLE 35

typedef struct
{
  GtkWidget           *widget;   /* borrowed: it owns this */
  SluiceSession       *session;
  SluiceAskedWaitShow  show;
  guint                timer;
  guint                idle;     /* ticks in a row without anything to wait for */
  gboolean             shown;
} Followed;

static void
followed_free (gpointer data)
{
  Followed *followed = data;

  g_clear_handle_id (&followed->timer, g_source_remove);
  g_object_unref (followed->session);
  g_free (followed);
}

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
  gboolean waits = get_left (followed->session) > 0;

  if (waits || followed->shown)
    followed->show (followed->widget);
  followed->shown = waits;
  followed->idle = waits ? 0 : followed->idle + 1;
  if (followed->idle < MAX_IDLE)
    return G_SOURCE_CONTINUE;
  followed->timer = 0;
  return G_SOURCE_REMOVE;
}

/* NULL where nothing waits. */
char *
sluice_asked_wait_words (SluiceSession *session)
{
  guint left = get_left (session);

  return left > 0 ? sluice_words_wait (left) : NULL;
}

/* To be called whenever something is asked of Atlas: from then on show () is called each second in
 * which Atlas has asked to wait, and once after. */
void
sluice_asked_wait_follow (GtkWidget           *widget,
                          SluiceSession       *session,
                          SluiceAskedWaitShow  show)
{
  Followed *followed = g_object_get_data (G_OBJECT (widget), FOLLOWED);

  if (followed == NULL)
    {
      followed = g_new0 (Followed, 1);
      followed->widget = widget;
      followed->session = g_object_ref (session);
      followed->show = show;
      g_object_set_data_full (G_OBJECT (widget), FOLLOWED, followed, followed_free);
    }
  followed->idle = 0;
  if (followed->timer == 0)
    followed->timer = g_timeout_add_seconds (1, ticked_cb, followed);
}
