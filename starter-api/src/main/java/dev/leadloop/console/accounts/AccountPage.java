package dev.leadloop.console.accounts;

import dev.leadloop.account.AccountEvidence;
import dev.leadloop.account.alias.AliasStore.Alias;
import dev.leadloop.accounts.AccountDesk.Scored;
import dev.leadloop.accounts.ActivePeopleView;
import dev.leadloop.console.OrderForm;
import dev.leadloop.console.PageTimes;
import dev.leadloop.console.PageTimes.When;
import dev.leadloop.console.People;
import dev.leadloop.console.ScoreWords;
import dev.leadloop.handoff.Engagements;
import dev.leadloop.intake.warning.IntakeWarnings;
import dev.leadloop.lead.Stage;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.names.PolicyNames;
import dev.leadloop.scoring.AccountScore;
import dev.leadloop.scoring.ScoreCard.Contribution;
import dev.leadloop.view.AccountReadStore.PersonRow;
import dev.leadloop.view.AccountReadStore.SurgeRow;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Everything the page of one account shows, in words.
 *
 * @param knownBy such as "the domain acme.example"
 * @param partOf the account it is part of; null where it stands by itself
 * @param moving whether people are still on their way to or from it
 * @param people how many there are, such as "12" or "more than 1,000"
 * @param hidden how many of them are not shown, because they may not be looked at or are too many
 * @param more the last person shown, where there are more behind; null where there are none
 * @param counted when it was last counted; null before
 * @param mayJoin whether whoever looks may name aliases
 */
public record AccountPage(
    String id,
    String name,
    String knownBy,
    @Nullable String partOf,
    boolean moving,
    String people,
    List<Person> shown,
    @Nullable String more,
    @Nullable When counted,
    @Nullable Evidence evidence,
    Score score,
    List<Surge> surges,
    @Nullable Speaker speaker,
    List<Name> aliases,
    boolean mayJoin) {

  /** One of the people. */
  public record Person(
      String leadId, String name, String title, String stage, String score, String owner, @Nullable When lastActivity) {
    /** One of them in words. */
    public static Person of(PersonRow person, People people, PageTimes times) {
      String name = (OrderForm.orEmpty(person.firstName()) + " " + OrderForm.orEmpty(person.lastName())).strip();
      String email = OrderForm.orEmpty(person.email());
      return new Person(
          person.leadId(),
          !name.isEmpty() ? name : !email.isEmpty() ? email : "Name not known",
          OrderForm.orEmpty(person.title()),
          person.stage() == null ? "not decided yet" : Stage.words(person.stage()),
          ScoreWords.of(person.score(), person.grade(), person.product(), null, person.qualifiedBy()),
          person.owner() == null ? "" : people.rep(person.owner()),
          times.atOrNull(person.lastActivity()));
    }
  }

  /**
   * What was found.
   *
   * @param active such as "3 people active"
   * @param roles what they do; empty where that is not known
   * @param people who is active and by what
   * @param more how many of them are not named; empty where all are
   * @param asked what was asked for, each with when
   */
  record Evidence(String active, String roles, List<Active> people, String more, List<Deed> asked) {
    private static final int MOST = 30;

    static Evidence of(
        AccountEvidence evidence, LeadPolicy policy, @Nullable ActivePeopleView people, PageTimes times) {
      return new Evidence(
          evidence.peopleActive() == 1 ? "1 person active" : evidence.peopleActive() + " people active",
          String.join(", ", evidence.roles()),
          people == null ? List.of() : Active.of(people, times),
          people == null || people.more() == 0 ? "" : Active.more(people),
          evidence.askedByOthers().stream().limit(MOST)
              .map(one -> new Deed(Engagements.label(policy, one.type()), times.at(one.at()))).toList());
    }
  }

  /** One who counts as active, by what and when. */
  public record Active(String leadId, String name, String role, String what, When when) {
    /** Those who are named, in their order. */
    public static List<Active> of(ActivePeopleView people, PageTimes times) {
      return people.named().stream()
          .map(one -> new Active(one.leadId(), one.name(), OrderForm.orEmpty(one.role()), one.label(), times.at(one.at())))
          .toList();
    }

    /** How many are not named. */
    public static String more(ActivePeopleView people) {
      return people.more() + (people.named().isEmpty() ? " whom you may not look at" : " more");
    }
  }

  /** Something that was done. */
  record Deed(String what, When when) {}

  /** What the company is worth by the policy in force; the parts add up to the points. */
  record Score(int points, int policyVersion, List<Part> parts) {
    static Score of(AccountScore score, int policyVersion) {
      return new Score(score.points(), policyVersion, score.parts().stream().map(Part::of).toList());
    }
  }

  /**
   * A part of the score.
   *
   * @param counted such as "+30" or "+10 of 30"
   */
  record Part(String label, String counted) {
    static Part of(Contribution part) {
      String counted = BigDecimal.valueOf(part.counted()).stripTrailingZeros().toPlainString();
      return new Part(part.label(), part.base() > part.counted() ? "+" + counted + " of " + part.base() : "+" + counted);
    }
  }

  /**
   * A topic the company reads up on.
   *
   * @param counts whether a rule of the policy in force is about it
   */
  record Surge(String topic, int score, String source, When when, boolean ofAlias, boolean counts) {
    static Surge of(SurgeRow surge, String accountId, PolicyNames counted, PageTimes times) {
      return new Surge(
          surge.topic(), surge.score(), surge.source(), times.at(surge.at()), !surge.toldOf().equals(accountId),
          IntakeWarnings.intentTopic(surge.topic(), counted).isEmpty());
    }
  }

  /** The lead that was told what was found; it may be that whoever looks may not look at it. */
  record Speaker(@Nullable String leadId, @Nullable When when) {}

  /** A name that is part of the account. */
  record Name(String kind, String name, When since, String by) {
    static Name of(Alias alias, People people, PageTimes times) {
      return new Name(
          alias.kind().name().toLowerCase(Locale.ROOT), alias.name(), times.at(alias.namedAt()),
          people.by(alias.namedBy()));
    }
  }

  static String knownBy(Scored scored) {
    return scored.account().kind().equals("DOMAIN") ? "Known by the domain " + scored.account().key()
        : "Known by the name alone: no domain of its own is known";
  }
}
