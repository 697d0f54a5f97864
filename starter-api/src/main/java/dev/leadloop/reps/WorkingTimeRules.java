package dev.leadloop.reps;

import dev.leadloop.naming.NearestZone;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.problem.FieldError;
import dev.leadloop.problem.ProblemException;
import dev.leadloop.sla.HoursText;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What may be set as the time somebody works; whatever cannot be is refused by its field. */
@Component
public class WorkingTimeRules {
  private final PolicyCatalog policies;

  WorkingTimeRules(PolicyCatalog policies) {
    this.policies = policies;
  }

  /**
   * An absence begins before it ends.
   *
   * @throws ProblemException where it does not
   */
  public void absence(@Nullable Instant from, @Nullable Instant until) {
    if (from == null && until != null) {
      throw FieldError.in("absentFrom", "is needed with absentUntil");
    }
    if (from != null && until != null && !until.isAfter(from)) {
      throw FieldError.in("absentUntil", "must be later than absentFrom");
    }
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
