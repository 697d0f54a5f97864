package dev.leadloop.lifecycle.deciding;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Why an order is not followed; the word of each stands in histories, in the record and in answers, and never changes. */
public enum RefusalCode {
  /** The handoff was answered, or ended otherwise. */
  CYCLE_OVER,
  /** The lead was not handed over as often. */
  NO_HANDOFF,
  NOT_OWNER,
  /** Whoever gives it has no right to. */
  NOT_ALLOWED,
  UNKNOWN_REASON,
  NOTE_NEEDED,
  BAD_TIME,
  BAD_AMOUNT,
  UNKNOWN_REP,
  SAME_REP,
  UNKNOWN_SEQUENCE,
  /** The answer time stands still already. */
  PAUSED,
  NOT_PAUSED,
  PAUSE_LIMIT,
  SNOOZE_LIMIT,
  /** Sales has not accepted the lead. */
  NOT_ACCEPTED,
  NO_REVIEW,
  NOT_NURTURED,
  NO_ADDRESS,
  SUPPRESSED,
  /** A rule of the policy withholds nurture mail from the lead. */
  WITHHELD,
  NO_CONSENT,
  PARKED,
  ALREADY_RUNNING,
  /** The lead has had every mail that the sequence could bring it. */
  HAD_BEFORE,
  /** The lead lives by another version of the policy. */
  ANOTHER_VERSION,
  NOT_CLOSED,
  /** A rule closes the lead. */
  DISQUALIFIED,
  /** What came from Temporal's own tools cannot be recorded. */
  INVALID,
  /** A signal names no type. */
  NO_TYPE,
  /** The person asked to be forgotten. */
  ERASED;

  private static final Map<String, RefusalCode> BY_WORD =
      Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(RefusalCode::word, Function.identity()));

  /** The stable word for programs, such as {@code cycle-over}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The code of that word; empty where there is none, since another version recorded it. */
  public static Optional<RefusalCode> of(String word) {
    return Optional.ofNullable(BY_WORD.get(word));
  }
}
