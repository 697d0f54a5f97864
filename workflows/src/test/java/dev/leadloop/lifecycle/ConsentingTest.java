package dev.leadloop.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.EmailKind;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.MailConsent;
import dev.leadloop.lead.Principal;
import dev.leadloop.policy.ConsentRules;
import dev.leadloop.policy.ConsentRules.Need;
import dev.leadloop.policy.LeadPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsentingTest {

  private static LeadPolicy asking(Need need) {
    LeadPolicy small = TestPolicies.small();
    return withConsent(small, new ConsentRules(need, Duration.ofDays(14), List.of()));
  }

  private static LeadProfile director(MailConsent consent) {
    return new LeadProfile(
        true, EmailKind.BUSINESS, "Marketing Director", "Example Works", 150, "software", "DE", null, "webinar", null,
        null, Map.of(), consent);
  }

  private static Life entered(Need need, MailConsent consent) {
    Life life = new Life(asking(need), director(consent), "rep-a");
    return life.happens(Principal.SYSTEM, new EventBody.Entered("webinar", false));
  }

  private static Life says(Life life, MailConsent consent) {
    LeadState was = life.state;
    life.state =
        new LeadState(was.leadId(), was.seq(), was.decidedAt(), director(consent), was.signals(), was.progress());
    return life.happens(Principal.PERSON, new EventBody.ConsentChanged(consent.label()));
  }

  @ParameterizedTest
  @CsvSource({
    "NONE, UNKNOWN, true", "NONE, GIVEN, true", "NONE, CONFIRMED, true", "NONE, DECLINED, false",
    "SINGLE, UNKNOWN, false", "SINGLE, GIVEN, true", "SINGLE, CONFIRMED, true", "SINGLE, DECLINED, false",
    "DOUBLE, UNKNOWN, false", "DOUBLE, GIVEN, false", "DOUBLE, CONFIRMED, true", "DOUBLE, DECLINED, false"
  })
  void leadIsNurturedOnlyWithTheConsentThePolicyAsksFor(Need need, MailConsent consent, boolean nurtured) {
    Life life = entered(need, consent).passes(Duration.ofDays(30));
    assertThat(!life.mailed().isEmpty()).isEqualTo(nurtured);
  }

  @Test
  void unconfirmedLeadIsScoredAndAskedOnceButNotEnrolled() {
    Life life = entered(Need.DOUBLE, MailConsent.GIVEN).signal("ebook_download").passes(Duration.ofDays(30));
    assertThat(life.effects).filteredOn(Effect.AskConfirmation.class::isInstance).hasSize(1);
    assertThat(life.mailed()).isEmpty();
    assertThat(life.written(JournalEntry.Scored.class)).isNotEmpty();
    assertThat(life.written(JournalEntry.SequenceStarted.class)).isEmpty();
  }

  @Test
  void confirmingStartsNurtureAndDecliningStopsIt() {
    Life life = says(entered(Need.DOUBLE, MailConsent.GIVEN), MailConsent.CONFIRMED).passes(Duration.ofDays(1));
    assertThat(life.mailed()).hasSize(1);
    says(life, MailConsent.DECLINED).passes(Duration.ofDays(30));
    assertThat(life.mailed()).hasSize(1);
    assertThat(life.written(JournalEntry.ConsentNoted.class)).extracting(JournalEntry.ConsentNoted::status)
        .containsExactly("confirmed", "declined");
    assertThat(life.progress().nurture()).isNull();
  }

  @Test
  void nurtureOrderedByHandIsRefusedWithoutConsent() {
    Life life = entered(Need.DOUBLE, MailConsent.GIVEN);
    life.happens(Life.MARKETING, new EventBody.NurtureOrdered("budget"));
    assertThat(life.lastVerdict().code()).isEqualTo("no-consent");
    assertThat(life.lastVerdict().message()).contains("has not confirmed");
    assertThat(life.progress().nurture()).isNull();
  }

  @Test
  void importedHistoryIsNotAskedByMail() {
    Life life = new Life(asking(Need.DOUBLE), director(MailConsent.GIVEN), "rep-a");
    life.happens(Principal.SYSTEM, new EventBody.Entered("import", true));
    assertThat(life.effects).isEmpty();
  }

  @Test
  void leadWithoutConsentIsStillHandedToSalesWhenItAsks() {
    Life life = entered(Need.DOUBLE, MailConsent.UNKNOWN).signal("demo_requested");
    assertThat(life.handoff().trigger()).isEqualTo("demo_requested");
  }

  private static LeadPolicy withConsent(LeadPolicy p, ConsentRules consent) {
    return new LeadPolicy(
        p.version(), p.contentHash(), p.name(), p.scoring(), p.fit(), p.negatives(), p.qualification(), p.sequences(),
        p.tracks(), p.calendars(), p.sla(), p.routing(), p.dispositions(), p.recycle(), p.afterAcceptance(), consent,
        p.review(), p.nurture());
  }
}
