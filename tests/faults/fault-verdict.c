/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What Sluice says of a write, and whether that is so. */
#include "fault-verdict.h"

const char * const said_names[] =
  { "done", "not done after all", "refused", "unknown", "nothing" };

/**
 * said_by:
 * @stage: a cell that has ended
 *
 * Returns: what Sluice says of it
 */
Said
said_by (Stage *stage)
{
  SluiceOperationKind kind;
  SluiceOutcome outcome;

  if (stage->write == NULL)
    return stage->code == FAULT_FINE ? SAID_DONE : stage->leaves_open ? SAID_UNKNOWN : SAID_REFUSED;
  kind = sluice_operation_get_kind (stage->write);
  outcome = sluice_operation_get_outcome (stage->write);
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
      return sluice_operation_get_state (stage->write) == SLUICE_OPERATION_STATE_FAILED
             ? SAID_NOT_DONE : SAID_DONE;
    case SLUICE_OUTCOME_STOPPED:  /* of a role: not authorized */
      return stage->role != NULL || stage->before > 0 ? SAID_NOT_DONE : SAID_DONE;
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

gboolean
said_is_true (Said said, gboolean done)
{
  return said == SAID_UNKNOWN || (said == SAID_DONE ? done : said != SAID_NOTHING && !done);
}

gboolean
said_is_expected (Said said, gboolean done, Truth truth)
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
      return said_is_true (said, done);
    }
}

gboolean
said_fits (int code, int expected)
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

/**
 * stage_looks_first:
 * @stage: a cell
 *
 * Returns: whether the fault is for what is read before or besides the write
 */
gboolean
stage_looks_first (Stage *stage)
{
  return stage_writes (stage) && g_str_equal (stage->operation->method, "GET");
}

/* Success needs no body where nothing is told but that it is done; if it has one, it is JSON. */
static gboolean
is_told_by_head (Stage *stage, const Fault *fault)
{
  if (!stage->operation->needs_no_body && !g_str_equal (stage->operation->method, "DELETE"))
    return FALSE;
  return (fault->act >= FAULT_HALF_SILENT && fault->act <= FAULT_HALF_NO_LENGTH) ||
         (fault->act == FAULT_ANSWER_DONE && fault->status != NULL && *fault->status == '2' &&
          (*fault->body == '\0' || g_str_equal (fault->body, "[]")));
}

/* What cannot be read back stays unknown even if everything else is well. */
static Truth
truth_for_ever (Stage *stage, const Fault *fault)
{
  if (is_told_by_head (stage, fault) && fault->act != FAULT_ANSWER_DONE &&
      stage->operation->has_body)
    return TRUTH_ANY;
  if (is_told_by_head (stage, fault))
    return stage->operation->n_writes == 2 ? TRUTH_UNKNOWN : TRUTH_DONE;
  if ((g_str_equal (stage->operation->method, "DELETE") || stage->operation->needs_no_body) &&
      (fault->act == FAULT_FLOOD_DONE || fault->act == FAULT_CANCEL_BODY))
    return TRUTH_ANY;
  return fault->write_ever;
}

static gboolean
is_blind (Stage *stage, const Fault *fault)
{
  return (stage->operation->is_call || stage->operation->leaves_no_trace) &&
         (fault->write_ever == TRUTH_UNKNOWN || fault->write_ever == TRUTH_ANY);
}

/* A look beforehand only has to leave nothing false; what it finds is another row's affair. */
Truth
truth_of (Stage *stage, const Fault *fault, gboolean ever)
{
  Truth truth;

  if (stage->operation->is_done == NULL || (stage_looks_first (stage) && fault->act != FAULT_PASS))
    return TRUTH_ANY;
  truth = ever || is_blind (stage, fault) ? truth_for_ever (stage, fault) : fault->write_once;
  /* The head that says so may be read first. */
  if (truth == TRUTH_UNKNOWN && fault->act == FAULT_CANCEL_BODY &&
      g_str_equal (stage->operation->method, "DELETE"))
    return TRUTH_ANY;
  if (stage->operation->shows_only_done && truth == TRUTH_NOT_DONE)
    return TRUTH_UNKNOWN;
  /* What was there before is gone by then. */
  if (stage->operation->second && truth == TRUTH_REFUSED && !fault->any_round)
    return TRUTH_NOT_DONE;
  return truth;
}
