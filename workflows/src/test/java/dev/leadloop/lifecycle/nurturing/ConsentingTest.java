package dev.leadloop.lifecycle.nurturing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.EmailKind;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.LeadProfile.Company;
import dev.leadloop.lead.LeadProfile.FirstTouch;
import dev.leadloop.lead.MailConsent;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.Life;
import dev.leadloop.lifecycle.TestPolicies;
import dev.leadloop.lifecycle.deciding.Effect;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.lifecycle.words.Sentences;
import dev.leadloop.nurture.HeldMail;
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
    return TestPolicies.asking(need, 1);
  }

  private static LeadProfile director(MailConsent consent) {
    return new LeadProfile(true, EmailKind.BUSINESS, "Marketing Director", new Company("Example Works", 150, "software"), "DE",
        null, new FirstTouch("webinar", null, null), Map.of(), consent);
  }

  private static Life entered(Need need, MailConsent consent) {
    Life life = new Life(asking(need), director(consent), "rep-a");
    return life.happens(Principal.SYSTEM, new EventBody.Entered("webinar", false));
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
    Life life = entered(Need.DOUBLE, MailConsent.GIVEN).says(MailConsent.CONFIRMED).passes(Duration.ofDays(1));
    assertThat(life.mailed()).hasSize(1);
    life.says(MailConsent.DECLINED).passes(Duration.ofDays(30));
    assertThat(life.mailed()).hasSize(1);
    assertThat(life.written(JournalEntry.ConsentNoted.class)).extracting(JournalEntry.ConsentNoted::status)
        .containsExactly("confirmed", "declined");
    assertThat(life.progress().nurture().position()).isNull();
  }

  @Test
  void nurtureOrderedByHandIsRefusedWithoutConsent() {
    Life life = entered(Need.DOUBLE, MailConsent.GIVEN);
    life.happens(Life.MARKETING, new EventBody.NurtureOrdered("budget", false));
    assertThat(life.lastVerdict().code()).isEqualTo("no-consent");
    assertThat(life.lastVerdict().message()).contains("has not confirmed");
    assertThat(life.progress().nurture().position()).isNull();
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
    assertThat(life.handoff().terms().trigger()).isEqualTo("demo_requested");
  }

  @Test
  void rolloutToDoubleAsksOnceAndMailsWaitUntilTheLeadConfirms() {
    Life life = entered(Need.NONE, MailConsent.GIVEN).passes(Duration.ofDays(1));
    assertThat(life.mailed()).containsExactly("nurture/1");
    life.rolledOut(TestPolicies.asking(Need.DOUBLE, 2)).passes(Duration.ofDays(30));
    assertThat(life.asked()).isEqualTo(1);
    assertThat(life.mailed()).containsExactly("nurture/1");
    life.rolledOut(TestPolicies.asking(Need.DOUBLE, 3)).signal("email_open");
    assertThat(life.asked()).as("it is asked already").isEqualTo(1);
    life.says(MailConsent.CONFIRMED);
    assertThat(life.mailed()).containsExactly("nurture/1", "nurture/2");
    assertThat(life.journal).extracting(Sentences::of)
        .containsSubsequence(
            "The lead lives by policy version 2 from now on",
            "Nurture waits: the lead has not confirmed its consent by the link in the confirmation mail yet",
            "Asked by mail to confirm the consent",
            "Consent to mail: confirmed",
            "Nurture waits for consent no more",
            "Nurture e-mail ordered: 2nd e-mail of 'nurture': mail 2");
    assertThat(life.passes(Duration.ofDays(30)).mailed()).containsExactly("nurture/1", "nurture/2", "nurture/3");
  }

  @ParameterizedTest
  @CsvSource({
    "NONE, UNKNOWN, 0", "NONE, GIVEN, 1", "NONE, CONFIRMED, 0", "NONE, DECLINED, 0",
    "SINGLE, UNKNOWN, 0", "SINGLE, GIVEN, 1", "SINGLE, CONFIRMED, 0",
    "DOUBLE, UNKNOWN, 0", "DOUBLE, GIVEN, 0", "DOUBLE, CONFIRMED, 0"
  })
  void rolloutToDoubleAsksThoseAloneWhoSaidYesUnderAPolicyThatAskedForNoMore(Need before, MailConsent consent, int asked) {
    Life life = entered(before, consent);
    int askedBefore = life.asked();
    LeadPolicy second = TestPolicies.asking(Need.DOUBLE, 2);
    boolean foretold = Consenting.wouldAsk(second, life.state.profile(), life.progress());
    life.rolledOut(second).passes(Duration.ofDays(30));
    assertThat(life.asked() - askedBefore).isEqualTo(asked).isEqualTo(foretold ? 1 : 0);
  }

  @Test
  void rolloutAsksNobodyWhoIsSuppressedOrWithSales() {
    Life suppressed = entered(Need.NONE, MailConsent.GIVEN);
    suppressed.happens(Principal.SYSTEM, new EventBody.Suppressed("unsubscribed"));
    Life withSales = entered(Need.NONE, MailConsent.GIVEN).signal("demo_requested");
    for (Life life : List.of(suppressed, withSales)) {
      life.rolledOut(TestPolicies.asking(Need.DOUBLE, 2));
      assertThat(life.asked()).isZero();
    }
    assertThat(withSales.handoff().cycle()).isEqualTo(1);
  }

  @Test
  void leadThatWasWithSalesDuringTheRolloutIsAskedWhenItsNurtureWouldBegin() {
    Life back = entered(Need.NONE, MailConsent.GIVEN).signal("demo_requested");
    back.rolledOut(TestPolicies.asking(Need.DOUBLE, 2)).happens(Life.MANAGER, new EventBody.Rejected(0, "no_need", false));
    assertThat(back.asked()).isEqualTo(1);
    Life parked = entered(Need.NONE, MailConsent.GIVEN).signal("demo_requested");
    parked.rolledOut(TestPolicies.asking(Need.DOUBLE, 2)).happens(Life.MANAGER, new EventBody.Rejected(0, "no_budget", false));
    assertThat(parked.passes(Duration.ofDays(29)).asked()).isZero();
    assertThat(parked.passes(Duration.ofDays(30)).asked()).isEqualTo(1);
    assertThat(parked.mailed()).isEmpty();
    Life askedBefore = entered(Need.DOUBLE, MailConsent.GIVEN).signal("demo_requested");
    askedBefore.happens(Life.MANAGER, new EventBody.Rejected(0, "no_need", false));
    assertThat(askedBefore.asked()).as("once, when it came in").isEqualTo(1);
  }

  @Test
  void aSequenceBegunByHandGoesOnAfterTheWaitAndNotTheTrack() {
    Life life = entered(Need.SINGLE, MailConsent.GIVEN);
    life.happens(Life.MARKETING, new EventBody.NurtureOrdered("budget", false));
    life.rolledOut(TestPolicies.asking(Need.DOUBLE, 2)).says(MailConsent.GIVEN).passes(Duration.ofDays(9));
    assertThat(life.mailed()).isEmpty();
    life.says(MailConsent.CONFIRMED).passes(Duration.ofDays(9));
    assertThat(life.mailed()).containsExactly("budget/1", "budget/2");
  }

  @Test
  void aMailThatIsHeldWaitsForTheConsentEvenWhereItsSequenceIsResumed() {
    Life life = entered(Need.NONE, MailConsent.GIVEN).passes(Duration.ofDays(1));
    Effect.SendEmail mail = (Effect.SendEmail) life.effects.getFirst();
    life.happens(
        Principal.SYSTEM,
        new EventBody.SendHeld(
            new HeldMail(mail.sequence(), 1, 1, mail.step(), mail.template(), mail.label(), null, "paused",
                life.now.plus(Duration.ofDays(2)))));
    life.rolledOut(TestPolicies.asking(Need.DOUBLE, 2)).passes(Duration.ofDays(9));
    life.happens(Life.MARKETING, new EventBody.SequenceResumed("nurture"));
    assertThat(life.mailed()).containsExactly("nurture/1");
    life.says(MailConsent.CONFIRMED);
    assertThat(life.mailed()).startsWith("nurture/1", "nurture/1");
  }

  @Test
  void rolloutThatAsksForLessLetsNurtureBegin() {
    Life life = entered(Need.DOUBLE, MailConsent.GIVEN).passes(Duration.ofDays(9));
    assertThat(life.mailed()).isEmpty();
    life.rolledOut(TestPolicies.asking(Need.SINGLE, 2)).passes(Duration.ofDays(1));
    assertThat(life.mailed()).containsExactly("nurture/1");
  }

  @Test
  void decliningEndsTheWait() {
    Life life = entered(Need.NONE, MailConsent.GIVEN);
    life.rolledOut(TestPolicies.asking(Need.DOUBLE, 2)).says(MailConsent.DECLINED);
    assertThat(life.progress().nurture().awaitsConsent()).isFalse();
    assertThat(life.progress().nurture().position()).isNull();
    life.says(MailConsent.GIVEN).says(MailConsent.CONFIRMED).passes(Duration.ofDays(1));
    assertThat(life.asked()).isEqualTo(2);
    assertThat(life.mailed()).containsExactly("nurture/1");
  }
}
