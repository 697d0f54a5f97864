package dev.leadloop.policy;

import dev.leadloop.lead.MailConsent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What consent nurture mail needs, and the topics a reader may choose among.
 *
 * @param need what must be on record before a lead is nurtured
 * @param confirmWithin how long the link of a confirmation mail works
 * @param topics in the order readers see them; empty where all mail is one topic
 */
public record ConsentRules(Need need, Duration confirmWithin, List<Topic> topics) {
  /** Mail needs no consent on record, and there are no topics. */
  public static final ConsentRules NONE = new ConsentRules(Need.NONE, Duration.ofDays(14), List.of());

  /** What must be on record before a lead is nurtured. */
  public enum Need {
    NONE,
    SINGLE,
    DOUBLE;

    /** Whether a lead with that consent may be nurtured. A no is always a no. */
    public boolean metBy(MailConsent consent) {
      return switch (consent) {
        case DECLINED -> false;
        case CONFIRMED -> true;
        case GIVEN -> this != DOUBLE;
        case UNKNOWN -> this == NONE;
      };
    }
  }

  /**
   * A kind of mail that a reader may leave by itself.
   *
   * @param label what readers are shown
   * @param sends which mails belong to it: ids of sequences, or {@code sequence/step}
   */
  public record Topic(String id, String label, List<String> sends) {
    public Topic {
      sends = List.copyOf(sends);
    }
  }

  public ConsentRules {
    topics = List.copyOf(topics);
  }

  /** The topic of a step: its own, else its sequence's; empty where it has none, so that only leaving all stops it. */
  public Optional<Topic> topicOf(String sequence, String step) {
    return listing(sequence + "/" + step).or(() -> listing(sequence));
  }

  private Optional<Topic> listing(String send) {
    return topics.stream().filter(topic -> topic.sends().contains(send)).findFirst();
  }
}
