package dev.leadloop.reps;

import dev.leadloop.desk.RepStore.Rep;
import dev.leadloop.desk.RepStore.Work;
import dev.leadloop.desk.TeamStore.Team;
import dev.leadloop.email.address.EmailAddresses;
import dev.leadloop.lead.Languages;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.problem.FieldError;
import dev.leadloop.text.AddressFault;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What may be set of a rep or a team; whatever cannot be is refused by its field. */
@Component
final class RosterRules {
  /** A code, or a name in whatever script. */
  private static final String LANGUAGE = "\\s*[\\p{L}\\p{M}][\\p{L}\\p{M}\\p{N} _-]{1,39}";

  private final PolicyCatalog policies;
  private final WorkingTimeRules times;

  RosterRules(PolicyCatalog policies, WorkingTimeRules times) {
    this.policies = policies;
    this.times = times;
  }

  /** The rep as it may be kept. */
  Rep checked(Rep asked) {
    id(asked.id());
    String name = name(asked.name());
    if (asked.email().length() > RosterDesk.LONGEST_ADDRESS || EmailAddresses.normalise(asked.email()).isEmpty()) {
      throw FieldError.in("email", AddressFault.of(asked.email()));
    }
    times.absence(asked.absentFrom(), asked.absentUntil());
    return new Rep(
        asked.id(), name, asked.email(), asked.team(), asked.manager(), asked.active(), asked.absentFrom(),
        asked.absentUntil(), work(asked.work()));
  }

  /** The team as it may be kept. */
  Team checked(Team asked) {
    id(asked.id());
    String name = name(asked.name());
    times.calendar("calendar", asked.calendar());
    times.zone("timeZone", asked.timeZone());
    return new Team(asked.id(), name, asked.calendar(), asked.timeZone());
  }

  private static void id(String id) {
    if (!id.matches(RosterDesk.ID)) {
      throw FieldError.in("id", RosterDesk.ID_HINT);
    }
  }

  private static String name(String asked) {
    String name = asked.strip();
    if (name.isEmpty() || name.length() > RosterDesk.LONGEST_NAME) {
      throw FieldError.in("name", "is needed, of at most " + RosterDesk.LONGEST_NAME + " characters");
    }
    return name;
  }

  private Work work(Work asked) {
    within("weight", asked.weight(), RosterDesk.MOST_WEIGHT);
    within("openAtOnce", asked.openAtOnce(), RosterDesk.MOST_LEADS);
    within("perDay", asked.perDay(), RosterDesk.MOST_LEADS);
    times.calendar("calendar", asked.calendar());
    times.zone("timeZone", asked.timeZone());
    if (asked.daysOff().size() > RosterDesk.MOST_DAYS_OFF) {
      throw FieldError.in("daysOff", "has more than " + RosterDesk.MOST_DAYS_OFF + " days; leave out those that are over");
    }
    LeadPolicy policy = policies.latest();
    return new Work(
        asked.weight(), asked.openAtOnce(), asked.perDay(), asked.catchUp(), asked.calendar(), asked.timeZone(),
        times.hours(asked.hours()), times.daysOff(asked.daysOff()),
        known("territories", asked.territories(), policy.routing().territories().keySet()),
        known("segments", asked.segments(), policy.routing().segments().keySet()),
        languages(asked.languages()));
  }

  private static void within(String field, @Nullable Integer given, int most) {
    if (given != null && (given < 1 || given > most)) {
      throw FieldError.in(field, "must be from 1 to " + most);
    }
  }

  private static Set<String> known(String field, Set<String> given, Collection<String> known) {
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

  private static Set<String> languages(Set<String> given) {
    return given.stream().map(RosterRules::language).collect(Collectors.toSet());
  }

  private static String language(String given) {
    return (given.matches(LANGUAGE) ? Languages.codeOf(given) : Optional.<String>empty())
        .orElseThrow(() ->
            FieldError.in(
                "languages",
                "has '" + given.strip().toLowerCase(Locale.ROOT)
                    + "', which is no language's code; give codes such as de or en"));
  }
}
