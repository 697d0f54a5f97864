package dev.leadloop.policy;

import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.policy.scoring.PropertyTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One step of a sequence; its id stays its own for as long as the sequence lives. */
public sealed interface Step {
  /** Name of the step within its sequence. */
  String id();

  /**
   * An e-mail.
   *
   * @param after time since the lead came to this step
   * @param template id of the e-mail's text
   * @param label what a manager reads, such as "case studies"
   * @param topic what it is about, for those who want no mail of that topic; null for the sequence's own
   * @param byTopic other templates for leads who read most of a topic lately, by topic
   */
  record Send(
      String id,
      Duration after,
      String template,
      String label,
      @Nullable String topic,
      Map<String, String> byTopic)
      implements Step {
    public Send {
      byTopic = Map.copyOf(byTopic);
    }

    /** Whether that text may go to a lead at this step. */
    public boolean mails(String text) {
      return template.equals(text) || byTopic.containsValue(text);
    }
  }

  /** Nothing, for a time. */
  record Wait(String id, Duration time) implements Step {}

  /**
   * Nothing, until a signal of one of the types occurs or the time is over.
   *
   * @param where what the signal's properties must be, all of it
   * @param then step that follows the signal; null for the next one
   * @param otherwise step that follows the time-out; null for the next one
   */
  record WaitFor(
      String id,
      List<String> signals,
      List<PropertyTest> where,
      Duration atMost,
      @Nullable String then,
      @Nullable String otherwise)
      implements Step {
    public WaitFor {
      signals = List.copyOf(signals);
      where = List.copyOf(where);
    }
  }

  /**
   * The first case that holds says where to go.
   *
   * @param otherwise step where none holds; null for the next one
   */
  record Branch(String id, List<Case> cases, @Nullable String otherwise) implements Step {
    public Branch {
      cases = List.copyOf(cases);
    }
  }

  /** One way out of a branch. */
  record Case(Condition when, String goTo) {}

  /** An A/B test: each lead goes one way for good, by shares in per cent that come to 100. */
  record Split(String id, List<Share> shares) implements Step {
    public Split {
      shares = List.copyOf(shares);
    }
  }

  /** One way out of a split. */
  record Share(int percent, String goTo) {}

  /** Goes on at another step. */
  record Jump(String id, String goTo) implements Step {}

  /** The sequence is over. */
  record End(String id, String why) implements Step {}

  /** Whether a lead stays here for some time, so that a loop through this step cannot spin. */
  default boolean takesTime() {
    return switch (this) {
      case Send send -> send.after().isPositive();
      case Wait wait -> wait.time().isPositive();
      case WaitFor waitFor -> waitFor.atMost().isPositive();
      case Branch ignored -> false;
      case Split ignored -> false;
      case Jump ignored -> false;
      case End ignored -> false;
    };
  }

  /** Whether a lead that comes here stays until something is due. */
  default boolean waits() {
    return switch (this) {
      case Send ignored -> true;
      case Wait ignored -> true;
      case WaitFor ignored -> true;
      case Branch ignored -> false;
      case Split ignored -> false;
      case Jump ignored -> false;
      case End ignored -> false;
    };
  }

  /** What a manager reads of it, such as "waits for email click, at most 3 days". */
  default String words() {
    return switch (this) {
      case Send send -> send.label();
      case Wait wait -> "waits " + Spans.words(wait.time());
      case WaitFor waitFor ->
          "waits for "
              + waitFor.signals().stream().map(type -> type.replace('_', ' ')).collect(Collectors.joining(" or "))
              + PropertyTest.words(waitFor.where()) + ", at most " + Spans.words(waitFor.atMost());
      case Branch ignored -> "branches";
      case Split split ->
          "splits " + split.shares().stream().map(s -> s.percent() + " % " + s.goTo()).collect(Collectors.joining(", "));
      case Jump jump -> "goes on at " + jump.goTo();
      case End end -> "ends: " + end.why();
    };
  }
}
