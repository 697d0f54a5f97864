package dev.leadloop.reps;

import dev.leadloop.naming.NearestZone;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.problem.FieldError;
import dev.leadloop.problem.ProblemException;
import dev.leadloop.sla.HoursText;
import dev.leadloop.text.IntakeLimits;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What may be set as the time somebody works; whatever cannot be is refused by its field. */
@Component
public class WorkingTimeRules {
  private static final String OF_A_YEAR = "must be of a year from 1990 to 2200, written with four digits";

  private final PolicyCatalog policies;

  WorkingTimeRules(PolicyCatalog policies) {
    this.policies = policies;
  }

  /**
   * An absence begins before it ends, in a year that people can mean.
   *
   * @throws ProblemException where it does not
   */
  public void absence(@Nullable Instant from, @Nullable Instant until) {
    day("absentFrom", from);
    day("absentUntil", until);
    if (from == null && until != null) {
      throw FieldError.in("absentFrom", "is needed with absentUntil");
    }
    if (from != null && until != null && !until.isAfter(from)) {
      throw FieldError.in("absentUntil", "must be later than absentFrom");
    }
  }

  private static void day(String field, @Nullable Instant at) {
    if (at != null && !IntakeLimits.plausible(at)) {
      throw FieldError.in(field, OF_A_YEAR);
    }
  }

  /**
   * Days off are of years that people can mean; null for none.
   *
   * @throws ProblemException where one is not
   */
  public Set<LocalDate> daysOff(@Nullable Set<LocalDate> given) {
    Set<LocalDate> days = given == null ? Set.of() : Set.copyOf(given);
    for (LocalDate day : days) {
      if (!IntakeLimits.plausible(day.atStartOfDay(ZoneOffset.UTC).toInstant())) {
        throw FieldError.in("daysOff", "has " + day + ": each " + OF_A_YEAR);
      }
    }
    return days;
  }

  /**
   * A calendar is one of the policy's, or none is named.
   *
   * @throws ProblemException where it is not
   */
  public void calendar(String field, @Nullable String id) {
    Set<String> known = policies.latest().calendars().keySet();
    if (id != null && !known.contains(id)) {
      throw FieldError.in(field, "is no calendar of the policy; it has " + known.stream().sorted().toList());
    }
  }

  /**
   * A zone is one of the IANA's, or none is named.
   *
   * @throws ProblemException where it is not
   */
  public void zone(String field, @Nullable String id) {
    if (id != null && !ZoneId.getAvailableZoneIds().contains(id)) {
      throw FieldError.in(field, NearestZone.hint(id));
    }
  }

  /**
   * Hours by day can be read and leave some working time; empty for the calendar's.
   *
   * @throws ProblemException where they cannot, or do not
   */
  public Map<String, List<String>> hours(@Nullable Map<String, List<String>> given) {
    Map<String, List<String>> hours = given == null ? Map.of() : given;
    try {
      if (!hours.isEmpty() && HoursText.parse(hours).values().stream().allMatch(List::isEmpty)) {
        throw FieldError.in("hours", "must leave some working time; for none, set an absence");
      }
      return hours;
    } catch (IllegalArgumentException wrong) {
      throw FieldError.in("hours", "cannot be read: " + wrong.getMessage());
    }
  }
}
