package dev.leadloop.api.account;

import dev.leadloop.account.AccountEvidence;
import dev.leadloop.account.alias.AliasStore.Alias;
import dev.leadloop.accounts.ActivePeopleView;
import dev.leadloop.handoff.Engagements;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.view.AccountReadStore.PersonRow;
import dev.leadloop.view.AccountReadStore.SurgeRow;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An account: a company with its people and what is told of it.
 *
 * @param knownBy whether by its domain or by its name
 * @param aliases by which other names it is known
 * @param partOf the account it is an alias of; null where it stands by itself
 * @param moving whether people are still on their way to or from it, because of an alias
 * @param people how many leads belong to it, counted up to 1,001
 * @param peopleShown those of them that may be looked at, in the order in which they came in
 * @param nextPeople the `after` of the people behind them; null where there are no more
 * @param evidence what was found when it was last counted; null before, and where nobody could be told
 * @param speaksBy the lead that was told the evidence; null for none, and where it may not be looked at
 */
@Schema(name = "Account")
record AccountView(
    String accountId,
    String name,
    String knownBy,
    String key,
    Instant createdAt,
    List<AliasView> aliases,
    @Nullable String partOf,
    boolean moving,
    int people,
    List<PersonView> peopleShown,
    @Nullable String nextPeople,
    @Nullable Instant computedAt,
    @Nullable EvidenceView evidence,
    AccountScoreView score,
    List<SurgeView> surges,
    @Nullable SpeakerView speaksBy) {

  /** A name that is part of the account, and who said so. */
  @Schema(name = "AccountAlias")
  record AliasView(String kind, String name, Instant since, String by) {
    static AliasView of(Alias alias) {
      return new AliasView(alias.kind().name().toLowerCase(Locale.ROOT), alias.name(), alias.namedAt(), alias.namedBy());
    }
  }

  /**
   * What was found of a company.
   *
   * @param peopleActive people who did something within the policy's window
   * @param roles what these people do, each role once
   * @param asked what people of the company asked for or did
   * @param active who these people are, and by what; null in what a lead was told
   */
  @Schema(name = "AccountEvidence")
  record EvidenceView(
      int peopleActive,
      List<String> roles,
      List<AskedView> asked,
      List<TopicView> surges,
      Instant computedAt,
      @Nullable ActivePeopleView active) {
    static EvidenceView of(AccountEvidence evidence, LeadPolicy policy, @Nullable ActivePeopleView active) {
      return new EvidenceView(
          evidence.peopleActive(), evidence.roles(),
          evidence.askedByOthers().stream()
              .map(one -> new AskedView(one.type(), one.at(), Engagements.label(policy, one.type()))).toList(),
          evidence.surges().stream().map(one -> new TopicView(one.topic(), one.score(), one.source(), one.at())).toList(),
          evidence.computedAt(), active);
    }
  }

  /**
   * Something that people of the company did.
   *
   * @param label in the words of the policy in force
   */
  @Schema(name = "AccountAsked")
  record AskedView(String type, Instant at, String label) {}

  /** A topic that counted. */
  @Schema(name = "AccountTopic")
  record TopicView(String topic, int score, String source, Instant at) {}

  /**
   * One of the people; what is not known, or not decided yet, is null.
   *
   * @param product points for use of the product
   * @param qualifiedBy MQL, PQL or MQA by what made them ready, "asked for sales" or "judged ready"; null where they are not
   */
  @Schema(name = "AccountPerson")
  record PersonView(
      String leadId,
      @Nullable String firstName,
      @Nullable String lastName,
      @Nullable String email,
      @Nullable String title,
      @Nullable String stage,
      @Nullable Integer score,
      @Nullable String grade,
      @Nullable String owner,
      @Nullable Instant lastActivity,
      @Nullable Integer product,
      @Nullable String qualifiedBy) {
    static PersonView of(PersonRow person) {
      return new PersonView(
          person.leadId(), person.firstName(), person.lastName(), person.email(), person.title(), person.stage(),
          person.score(), person.grade(), person.owner(), person.lastActivity(), person.product(),
          person.qualifiedBy());
    }
  }

  /**
   * What a third party tells of the company.
   *
   * @param at when that was so, by the source
   * @param toldAt when it came to us
   * @param ofAlias whether it is told of one of the aliases
   */
  @Schema(name = "AccountSurge")
  record SurgeView(String topic, String source, int score, Instant at, Instant toldAt, boolean ofAlias) {
    static SurgeView of(SurgeRow surge, String accountId) {
      return new SurgeView(
          surge.topic(), surge.source(), surge.score(), surge.at(), surge.toldAt(), !surge.toldOf().equals(accountId));
    }
  }

  /** The lead that the account speaks through, and what it was told. */
  @Schema(name = "AccountSpeaker")
  record SpeakerView(String leadId, @Nullable Instant toldAt, @Nullable EvidenceView told) {}
}
