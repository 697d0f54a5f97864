package dev.leadloop.checks;

import dev.leadloop.view.AttentionStore.Why;
import org.jspecify.annotations.Nullable;

/** Why a lead stands still, and what to do about it, in words. */
public final class Advice {
  private Advice() {}

  /** What happened. */
  public static String happened(Why why, @Nullable String code) {
    return switch (why) {
      case SET_ASIDE -> "Temporal does not start its workflow" + (code == null ? "" : " (" + code + ")");
      case UNDECIDABLE -> "its decision cannot be recorded" + (code == null ? "" : " (" + code + ")");
      case UNDECIDED -> "its workflow was rung for and decides nothing";
      case UNRUNG -> "it is its turn and nobody rings for it";
      case STRANDED -> "nothing would ring for it";
      case OVERDUE -> "its time has passed, and it was rung for in vain";
    };
  }

  /** What happened to the rollout of a policy version. */
  public static String ofRollout(int version) {
    return "the rollout of policy version " + version + " stands still: nobody has asked for its next leads in ten minutes";
  }

  /** What to do about a rollout that stands still. */
  public static String toDoAboutRollout(int version) {
    return "See whether a worker runs and Temporal answers, and what the history of the workflow rollout/" + version
        + " says. Its leads live on meanwhile, and stopping it (POST /api/v1/policies/" + version
        + "/rollout/stop) leaves them where they are.";
  }

  /** What to do about somebody who is asked about leads and does not answer. */
  public static String toDoAboutEnrichment() {
    return "Leads live on without what would be found, and it is asked again by itself; look at leadloop.enrichment.* and at what"
        + " the log says.";
  }

  /** What to do. */
  public static String toDo(Why why) {
    return switch (why) {
      case SET_ASIDE -> "Correct what is named and try again. It is set aside alone, and tried again by itself, later and later.";
      case UNDECIDABLE ->
          "The log of the workers names the cause. It is tried again every quarter of a minute, and goes on once that is mended.";
      case UNDECIDED ->
          "See whether a worker runs, and what its log and the workflow's history in the Temporal UI say, then try again.";
      case UNRUNG -> "See whether Temporal answers, and whether a process runs that rings (leadloop.relay.enabled).";
      case STRANDED -> "It is found and rung for within minutes. Should it stay, tell who looks after this installation.";
      case OVERDUE ->
          "It is rung for by itself, later and later. See whether a worker runs, whether mail goes out, and what its log and the"
              + " workflow's history in the Temporal UI say.";
    };
  }
}
