package dev.leadloop.policy;

import dev.leadloop.lead.MailConsent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
   * @param id what steps and sequences name as their topic to belong to it
   * @param label what readers are shown
   * @param sends mails that belong to it whatever they are about: ids of sequences, or {@code sequence/step}
   */
  public record Topic(String id, String label, List<String> sends) {
    public Topic {
      sends = List.copyOf(sends);
    }
  }

  public ConsentRules {
    topics = List.copyOf(topics);
  }

  /** The topic that lists a sequence, or a {@code sequence/step}, among its mails. */
  Optional<Topic> listing(String send) {
    return topics.stream().filter(topic -> topic.sends().contains(send)).findFirst();
  }

  /** The topic of that id, in whatever case it is written; empty where readers cannot leave it by itself. */
  Optional<Topic> about(@Nullable String topic) {
    return topics.stream().filter(known -> known.id().equalsIgnoreCase(topic)).findFirst();
  }
}
