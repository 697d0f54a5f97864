package dev.leadloop.lifecycle.journal;

import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.journal.EndedCycle.How;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Says how a handoff ended by its true cause; whoever tells of it, on a page, in a mail or in a refusal, asks here. */
public final class CycleEnds {
  /** Reason of a handoff that moved on as its owner's absence began. */
  public static final String ABSENT = "absent";

  /** Reason of a handoff that moved on as its owner left. */
  public static final String LEFT = "left";

  /** Reason of a handoff that waited in the queue until there was a rep for it. */
  public static final String CAME = "came";

  private CycleEnds() {}

  /**
   * How it ended, such as "rejected by Rep One: no budget" or "not answered in time"; it goes on from "it was".
   *
   * @param reason in words; null where none was given
   * @param names how the principals are called
   */
  public static String inWords(How how, Principal by, @Nullable String reason, Function<Principal, String> names) {
    return switch (how) {
      case ACCEPTED, REJECTED, RETURNED -> did(how, by, names) + because(reason);
      case WITHDRAWN ->
          did(how, by, names) + because(Forgotten.REASON.equals(reason) ? "the person asked to be forgotten" : reason);
      case UNANSWERED -> "not answered in time";
      case REASSIGNED -> {
        if (takenOver(how, by, reason)) {
          yield "taken over by " + names.apply(by);
        }
        yield switch (reason) {
          case null -> "reassigned by " + names.apply(by);
          case ABSENT -> "reassigned, since its owner is absent";
          case LEFT -> "reassigned, since its owner has left";
          case CAME -> "offered to a rep, now that there is one";
          default -> "passed on by " + names.apply(by) + because(reason);
        };
      }
    };
  }

  /** Whether a colleague took it over, which no rep can do but for oneself. */
  public static boolean takenOver(How how, Principal by, @Nullable String reason) {
    return how == How.REASSIGNED && reason == null && by.kind() == Principal.Kind.REP;
  }

  /** Whether whoever had it said why it is for another: a reason of the catalogue. */
  public static boolean passedOn(How how, @Nullable String reason) {
    return how == How.REASSIGNED && reason != null && !reason.equals(ABSENT) && !reason.equals(LEFT) && !reason.equals(CAME);
  }

  /**
   * The code of why it ended: one of the catalogue, or {@link #ABSENT}, {@link #LEFT} or {@link #CAME}; null where there is
   * none, such as where somebody withdrew it and said so in words of their own.
   */
  public static @Nullable String code(EndedCycle end) {
    return switch (end.how()) {
      case REJECTED, RETURNED, REASSIGNED -> end.reason();
      case ACCEPTED, UNANSWERED, WITHDRAWN -> null;
    };
  }

  private static String did(How how, Principal by, Function<Principal, String> names) {
    return how.name().toLowerCase(Locale.ROOT) + " by " + names.apply(by);
  }

  private static String because(@Nullable String reason) {
    return reason == null ? "" : ": " + reason;
  }
}
