package dev.leadloop.api.desk;

import dev.leadloop.desk.RepStore;
import dev.leadloop.email.address.EmailAddresses;
import dev.leadloop.lead.Languages;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.problem.FieldError;
import dev.leadloop.reps.WorkingTimeRules;
import dev.leadloop.text.AddressFault;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
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
  private final WorkingTimeRules times;

  RosterChecks(PolicyCatalog policies, WorkingTimeRules times) {
    this.policies = policies;
    this.times = times;
  }

  RepStore.Rep rep(String id, RepRequest set) {
    Instant from = set.absentFrom();
    Instant until = set.absentUntil();
    times.absence(from, until);
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
    times.calendar("calendar", set.calendar());
    times.zone("timeZone", set.timeZone());
    LeadPolicy policy = policies.latest();
    return new RepStore.Work(
        set.weight() == null ? 100 : set.weight(),
        set.openAtOnce(),
        set.perDay(),
        Boolean.TRUE.equals(set.catchUp()),
        set.calendar(),
        set.timeZone(),
        times.hours(set.hours()),
        times.daysOff(set.daysOff()),
        known("territories", set.territories(), policy.routing().territories().keySet()),
        known("segments", set.segments(), policy.routing().segments().keySet()),
        languages(set.languages()));
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
    times.calendar(field, id);
  }

  void zone(String field, @Nullable String id) {
    times.zone(field, id);
  }
}
