package dev.leadloop.api.desk;

import dev.leadloop.desk.RepStore;
import dev.leadloop.email.address.EmailAddresses;
import dev.leadloop.lead.Languages;
import dev.leadloop.naming.NearestZone;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.problem.FieldError;
import dev.leadloop.sla.HoursText;
import dev.leadloop.text.AddressFault;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Turns what an administrator sets into a rep, or says which field cannot be. */
@Component
class RosterChecks {
  /** A code, or a name in whatever script. */
  private static final String LANGUAGE = "\\s*[\\p{L}\\p{M}][\\p{L}\\p{M}\\p{N} _-]{1,39}";

  private final PolicyCatalog policies;

  RosterChecks(PolicyCatalog policies) {
    this.policies = policies;
  }

  RepStore.Rep rep(String id, RepRequest set) {
    Instant from = set.absentFrom();
    Instant until = set.absentUntil();
    if (from == null && until != null) {
      throw FieldError.in("absentFrom", "is needed with absentUntil");
    }
    if (from != null && until != null && !until.isAfter(from)) {
      throw FieldError.in("absentUntil", "must be later than absentFrom");
    }
    if (EmailAddresses.normalise(set.email()).isEmpty()) {
      throw FieldError.in("email", AddressFault.of(set.email()));
    }
    return new RepStore.Rep(
        id,
        set.name(),
        set.email(),
        set.team(),
        Boolean.TRUE.equals(set.manager()),
        !Boolean.FALSE.equals(set.active()),
        from,
        until,
        work(set));
  }

  private RepStore.Work work(RepRequest set) {
    calendar("calendar", set.calendar());
    zone("timeZone", set.timeZone());
    LeadPolicy policy = policies.latest();
    return new RepStore.Work(
        set.weight() == null ? 100 : set.weight(),
        set.openAtOnce(),
        set.perDay(),
        Boolean.TRUE.equals(set.catchUp()),
        set.calendar(),
        set.timeZone(),
        hours(set),
        set.daysOff() == null ? Set.of() : Set.copyOf(set.daysOff()),
        known("territories", set.territories(), policy.routing().territories().keySet()),
        known("segments", set.segments(), policy.routing().segments().keySet()),
        languages(set.languages()));
  }

  private static Map<String, List<String>> hours(RepRequest set) {
    Map<String, List<String>> hours = set.hours() == null ? Map.of() : set.hours();
    try {
      if (!hours.isEmpty() && HoursText.parse(hours).values().stream().allMatch(List::isEmpty)) {
        throw FieldError.in("hours", "must leave some working time; for none, set an absence");
      }
      return hours;
    } catch (IllegalArgumentException wrong) {
      throw FieldError.in("hours", "cannot be read: " + wrong.getMessage());
    }
  }

  private static Set<String> known(String field, @Nullable Set<String> names, Collection<String> known) {
    Set<String> given = names == null ? Set.of() : names;
    for (String name : given) {
      if (!known.contains(name)) {
        throw FieldError.in(
            field,
            "has '" + name + "', which the policy does not know"
                + (known.isEmpty() ? "; name it there under 'routing' first" : "; it has " + known.stream().sorted().toList()));
      }
    }
    return given;
  }

  private static Set<String> languages(@Nullable Set<String> given) {
    return given == null ? Set.of() : given.stream().map(RosterChecks::language).collect(Collectors.toSet());
  }

  private static String language(String given) {
    return (given.matches(LANGUAGE) ? Languages.codeOf(given) : Optional.<String>empty())
        .orElseThrow(() ->
            FieldError.in(
                "languages",
                "has '" + given.strip().toLowerCase(Locale.ROOT)
                    + "', which is no language's code; give codes such as de or en"));
  }

  void calendar(String field, @Nullable String id) {
    Set<String> known = policies.latest().calendars().keySet();
    if (id != null && !known.contains(id)) {
      throw FieldError.in(field, "is no calendar of the policy; it has " + known.stream().sorted().toList());
    }
  }

  void zone(String field, @Nullable String id) {
    if (id != null && !ZoneId.getAvailableZoneIds().contains(id)) {
      throw FieldError.in(field, NearestZone.hint(id));
    }
  }
}
