package dev.leadloop.engagement;

import dev.leadloop.engagement.Observation.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Judges which opens and clicks of one mail are a machine's: mail filters, privacy proxies and link previews open mails
 * and follow links that their reader never saw. The judgement depends on what was observed and on nothing else, and more
 * observations never acquit: whatever was found to be a machine's stays one.
 */
public final class MachineJudgement {
  /** An open sooner than this after delivery is a prefetch: no person has been told of the mail yet. */
  public static final Duration OPENED_TOO_SOON = Duration.ofSeconds(5);

  /** A click sooner than this after delivery is a scanner's, which often comes even before the mail is delivered. */
  public static final Duration CLICKED_TOO_SOON = Duration.ofSeconds(10);

  /** Several different links of one mail within this time: nobody reads that fast. */
  public static final Duration ALL_AT_ONCE = Duration.ofSeconds(10);

  private MachineJudgement() {}

  /**
   * The event ids of the observations that are a machine's, each with the reason in a few words.
   *
   * @param ofOneMail all opens and clicks of one mail known so far, in any order
   * @param deliveredAt when the mail was delivered; null where that is not known
   */
  public static SortedMap<String, String> judge(Collection<Observation> ofOneMail, @Nullable Instant deliveredAt) {
    SortedMap<String, String> machines = new TreeMap<>();
    for (Observation one : ofOneMail) {
      String reason = reason(one, deliveredAt);
      if (reason == null && oneOfSeveral(one, ofOneMail)) {
        reason = "several links within " + ALL_AT_ONCE.toSeconds() + " seconds";
      }
      if (reason != null) {
        machines.put(one.eventId(), reason);
      }
    }
    return machines;
  }

  private static @Nullable String reason(Observation one, @Nullable Instant deliveredAt) {
    if (one.marks().reported()) {
      return "the provider says a machine did it";
    }
    if (one.marks().head()) {
      return "a look without a reader";
    }
    if (one.marks().hidden()) {
      return "a link no person can see";
    }
    if (Agents.machine(one.agent())) {
      return "fetched by a proxy or scanner";
    }
    return deliveredAt != null && one.at().isBefore(deliveredAt.plus(tooSoon(one.kind())))
        ? "within seconds of delivery"
        : null;
  }

  private static Duration tooSoon(Kind kind) {
    return switch (kind) {
      case OPEN -> OPENED_TOO_SOON;
      case CLICK -> CLICKED_TOO_SOON;
    };
  }

  private static boolean oneOfSeveral(Observation one, Collection<Observation> all) {
    return one.kind() == Kind.CLICK
        && all.stream()
            .anyMatch(
                other ->
                    other.kind() == Kind.CLICK
                        && !Objects.equals(other.link(), one.link())
                        && Duration.between(other.at(), one.at()).abs().compareTo(ALL_AT_ONCE) <= 0);
  }
}
