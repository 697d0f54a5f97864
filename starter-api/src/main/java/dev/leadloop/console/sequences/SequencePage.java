package dev.leadloop.console.sequences;

import dev.leadloop.console.PageTimes.When;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sequence as its page shows it.
 *
 * @param version of the newest policy; null where that has it no more
 * @param begins what begins it, in words
 * @param leads leads that run any version of it now
 * @param held mails that wait to be tried again
 * @param pause null while it runs
 * @param results what it came to
 * @param flows of the newest policy first, then of versions that leads still run
 * @param span of which time mails and results are
 */
record SequencePage(
    String id,
    @Nullable Integer version,
    List<String> begins,
    long leads,
    long held,
    @Nullable PauseView pause,
    List<Share> results,
    List<Flow> flows,
    SequenceSpan span,
    List<SequenceSpan> spans) {

  /** Since when it is paused, by whom and why. */
  record PauseView(When since, String by, String why) {}

  /**
   * A version of it, drawn.
   *
   * @param newest whether it is the version of the newest policy
   * @param policies numbers of the policies by which leads run it
   */
  record Flow(int version, boolean newest, String policies, long leads, List<FlowStep> steps) {}

  /**
   * A step in its place.
   *
   * @param kind such as "send", which is also its icon and part of the key of its words
   * @param after what it waits for first; empty for nothing
   * @param templates texts that it sends
   * @param topic what it is about; null for nothing in particular
   * @param waiting how many leads stand there now
   * @param mail null for what sends nothing
   * @param ways where it leads, as far as that is not seen from where the steps stand
   * @param arms what the ways of a split came to
   * @param lanes what lies side by side below it
   */
  record FlowStep(
      String id,
      String kind,
      String title,
      String after,
      List<String> templates,
      @Nullable String topic,
      long waiting,
      @Nullable MailNumbers mail,
      List<FlowWay> ways,
      List<Arm> arms,
      List<FlowLane> lanes) {}

  /** One way of a fork; see {@link FlowLayout.Lane}. */
  record FlowLane(String when, @Nullable String to, List<FlowStep> steps) {}

  /**
   * What became of the mails of a step.
   *
   * @param heldNow that are held and will be tried again, by reason
   * @param leftOut that were left out for good, by reason
   */
  record MailNumbers(String sent, List<Share> shares, List<Reason> heldNow, List<Reason> leftOut) {
    /** How many are held now. */
    public long held() {
      return heldNow.stream().mapToLong(Reason::mails).sum();
    }

    /** How many were left out. */
    public long left() {
      return leftOut.stream().mapToLong(Reason::mails).sum();
    }
  }

  /** Why so many mails did not go. */
  record Reason(long mails, String why) {}

  /**
   * A share as people read it.
   *
   * @param name of the measure, which is part of the key of its words
   * @param main such as "41%"
   * @param beside such as "12 of 29"
   * @param range such as "36% to 47%"; empty of nothing
   * @param soFar whether it may still change
   */
  record Share(String name, String main, String beside, String range, boolean soFar) {}

  /** One way of a split, and what it came to. */
  record Arm(String percent, String to, List<Share> results) {}
}
