package dev.leadloop.console;

import dev.leadloop.handoff.FoundFact;
import dev.leadloop.handoff.HandoffRecord;
import dev.leadloop.handoff.HandoffRecord.Assignment;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.HandoffTrigger;
import dev.leadloop.security.Caller;
import dev.leadloop.sla.BusinessCalendar;
import dev.leadloop.sla.SpokenTime;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Instants as people read them on one clock, which every one of them names.
 *
 * @param zone where the owner works, as far as there is one
 * @param now the instant the page is made
 */
public record PageTimes(ZoneId zone, Instant now) {
  private static final DateTimeFormatter FIELD = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm", Locale.ROOT);
  /** As the engine writes instants, and as {@link dev.leadloop.lifecycle.words.Sentences} do. */
  private static final Pattern INSTANT =
      Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]+)?)?)(?:Z| UTC)");
  private static final int SHORT = 120;

  /**
   * An instant in words.
   *
   * @param iso for programs
   * @param full such as "Tue 24 Nov 2026, 09:30 New York time"
   * @param relative such as "in 3 hours"
   * @param past whether it is over
   */
  public record When(String iso, String full, String relative, boolean past) {}

  /**
   * Times on the clock of whoever reads the page, where somebody signed in by name.
   *
   * @param otherwise the clock for everybody else
   */
  public static PageTimes forReader(ZoneId otherwise, Instant now) {
    return new PageTimes(zoneOfReader(otherwise), now);
  }

  /** The zone of whoever reads the page, where somebody signed in by name. */
  public static ZoneId zoneOfReader(ZoneId otherwise) {
    return SecurityContextHolder.getContext().getAuthentication() instanceof Caller caller && caller.person() != null
        ? ZoneId.of(caller.person().timeZone())
        : otherwise;
  }

  /** Where the owner of the open or latest handoff works; before there is one, where an ordinary one would be counted. */
  public static ZoneId zone(LeadPolicy policy, @Nullable HandoffRecord handoff) {
    Assignment assignment = handoff == null ? null : handoff.assignment();
    if (assignment != null) {
      return ZoneId.of(assignment.zone());
    }
    BusinessCalendar calendar = policy.calendars().get(policy.sla().classFor(HandoffTrigger.SCORE).calendar());
    return calendar == null ? ZoneOffset.UTC : calendar.zone();
  }

  /** The instant in words. */
  public When at(Instant at) {
    return new When(at.toString(), SpokenTime.full(at, zone), relative(at), at.isBefore(now));
  }

  /** The instant in words, or null for none. */
  public @Nullable When atOrNull(@Nullable Instant at) {
    return at == null ? null : at(at);
  }

  /** A fact that nobody said, whose word it is, and since when. */
  public String found(FoundFact fact) {
    return fact.inWords(at -> at(at).full());
  }

  /** The sentence with each instant of it as people read it. */
  public String inWords(String sentence) {
    return INSTANT.matcher(sentence).replaceAll(found -> Matcher.quoteReplacement(told(found)));
  }

  /** What somebody wrote may look like an instant and be none, such as the 99th of a month: it stays as it was written. */
  private String told(MatchResult found) {
    try {
      Instant at = LocalDateTime.parse(found.group(1) + "T" + found.group(2)).toInstant(ZoneOffset.UTC);
      return SpokenTime.full(at, zone);
    } catch (DateTimeException none) {
      return found.group();
    }
  }

  private String relative(Instant at) {
    Duration away = Duration.between(now, at).abs();
    String amount = amount(away);
    return at.isBefore(now) ? amount + " ago" : "in " + amount;
  }

  /** An instant as a form's field for date and time takes it: whole minutes on this zone's clock. */
  public String field(Instant at) {
    return FIELD.withZone(zone).format(at);
  }

  /** A length of time in words, such as "4 hours". */
  public static String amount(Duration away) {
    if (away.toSeconds() < SHORT) {
      return counted(away.toSeconds(), "second");
    }
    if (away.toMinutes() < SHORT) {
      return counted(away.toMinutes(), "minute");
    }
    return away.toHours() < 48 ? counted(away.toHours(), "hour") : counted(away.toDays(), "day");
  }

  private static String counted(long count, String unit) {
    return count + " " + unit + (count == 1 ? "" : "s");
  }
}
