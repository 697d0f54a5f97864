package dev.leadloop.accounts;

import dev.leadloop.handoff.Engagements;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.view.ActiveStore.Active;
import dev.leadloop.view.ActiveStore.Person;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who of a company counts as active, when it was counted, and by what. An active person is one of its leads who did something
 * within the policy's window that a rule gives points for.
 *
 * @param people how many
 * @param named at most ten of them, the last active first, of those whom the caller may look at
 * @param more how many are not named, because they may not be looked at or are too many
 */
@Schema(name = "ActivePeople")
public record ActivePeopleView(int people, List<ActivePersonView> named, int more) {
  public ActivePeopleView {
    named = List.copyOf(named);
  }

  /**
   * One of them.
   *
   * @param role what the title says they do, by which buyers are counted; null where it tells nothing
   * @param type of the newest signal by which they count
   * @param label the same in the policy's words
   * @param at when that happened
   */
  @Schema(name = "ActivePerson")
  public record ActivePersonView(
      String leadId,
      @Nullable String firstName,
      @Nullable String lastName,
      @Nullable String role,
      String type,
      String label,
      Instant at) {
    /** What they are called; their lead's id where no name is known. */
    public String name() {
      String name = Stream.of(firstName, lastName).filter(Objects::nonNull).map(String::strip).filter(part -> !part.isEmpty())
          .collect(Collectors.joining(" "));
      return name.isEmpty() ? leadId : name;
    }

    /** Such as "Dana North (finance) by pricing page view". */
    public String inWords() {
      return name() + (role == null ? "" : " (" + role + ")") + " by " + label;
    }
  }

  /** In the words of the policy in force. */
  static ActivePeopleView of(Active active, LeadPolicy policy) {
    return new ActivePeopleView(
        active.people(), active.named().stream().map(person -> person(person, policy)).toList(), active.more());
  }

  private static ActivePersonView person(Person person, LeadPolicy policy) {
    return new ActivePersonView(
        person.leadId(), person.firstName(), person.lastName(), person.role(), person.type(),
        Engagements.label(policy, person.type()), person.at());
  }

  /** All in a line, such as "2: Dana North (finance) by demo requested; Kim West by e-mail reply; 1 more". */
  public String inWords() {
    String all = named.stream().map(ActivePersonView::inWords).collect(Collectors.joining("; "));
    String rest = more == 0 ? "" : (named.isEmpty() ? "" : "; ") + more + (named.isEmpty() ? " not to be named" : " more");
    return people + (people == 0 ? "" : ": ") + all + rest;
  }
}
