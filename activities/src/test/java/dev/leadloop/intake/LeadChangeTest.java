package dev.leadloop.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.EnrichedFacts;
import dev.leadloop.lead.LeadId;
import dev.leadloop.record.ExternalId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LeadChangeTest {
  private static final LeadDetails.Facts FACTS =
      new LeadDetails.Facts("Dana", null, "Acme", null, 150, null, "DE", null, Map.of("budget", "10k"));
  private static final LeadDetails.Touch AD = new LeadDetails.Touch("ad", "spring", null, "form");
  private static final Map<String, String> GIVEN = Map.of("status", "given");
  private static final KnownLead LEAD = new KnownLead(
      new LeadId("lead-1"), Instant.EPOCH, "dana@example.com", FACTS, EnrichedFacts.NONE, GIVEN, AD, false);
  private static final Identity BY_ADDRESS = new Identity("lead-1", null);

  private static LeadDetails told(LeadDetails.Facts facts, LeadDetails.Touch touch, Map<String, String> consent) {
    return new LeadDetails("dana@example.com", null, facts, touch, consent);
  }

  private static LeadChange change(@Nullable String emailKey, LeadDetails told) {
    return LeadChange.of(LEAD, emailKey, BY_ADDRESS, told, false);
  }

  @Test
  void sameToldAgainChangesNothing() {
    LeadChange change = change("dana@example.com", told(FACTS, AD, Map.of()));
    assertThat(change.outcome()).isEqualTo(Intake.Outcome.UNCHANGED);
    assertThat(change.changed()).isFalse();
    assertThat(change.consentNow()).isNull();
    assertThat(change.addressAfter()).isEqualTo("dana@example.com");
  }

  @Test
  void whatIsNotToldTakesNothingAway() {
    LeadDetails.Facts later = new LeadDetails.Facts(null, "Doe", null, null, null, null, "AT", null, Map.of("need", "soon"));
    LeadChange change = change(null, told(later, LeadDetails.Touch.NONE, Map.of()));
    assertThat(change.facts())
        .isEqualTo(
            new LeadDetails.Facts(
                "Dana", "Doe", "Acme", null, 150, null, "AT", null, Map.of("budget", "10k", "need", "soon")));
    assertThat(change.changed()).isTrue();
    assertThat(change.newEmailKey()).isNull();
    assertThat(change.addressAfter()).isEqualTo("dana@example.com");
    assertThat(change.newTouch()).isFalse();
    assertThat(change.outcome()).isEqualTo(Intake.Outcome.MERGED);
  }

  @Test
  void yesHasToBeConfirmedAnewForAnotherAddress() {
    LeadChange change = change("doe@example.com", told(FACTS, AD, Map.of()));
    assertThat(change.newEmailKey()).isEqualTo("doe@example.com");
    assertThat(change.consentNow()).isEqualTo("given");
    assertThat(change.changed()).isTrue();
  }

  @Test
  void anotherWayOfComingIsATouchAndOnlyTheFirstOneChangesTheLead() {
    LeadDetails.Touch webinar = new LeadDetails.Touch("webinar", null, null, null);
    LeadChange second = change(null, told(FACTS, webinar, Map.of()));
    assertThat(second.newTouch()).isTrue();
    assertThat(second.firstTouch()).isFalse();
    assertThat(second.changed()).isFalse();
    assertThat(second.outcome()).isEqualTo(Intake.Outcome.MERGED);

    KnownLead bare = new KnownLead(LEAD.id(), LEAD.createdAt(), LEAD.emailKey(), FACTS, EnrichedFacts.NONE, GIVEN,
        LeadDetails.Touch.NONE, false);
    LeadChange first = LeadChange.of(bare, null, BY_ADDRESS, told(FACTS, webinar, Map.of()), false);
    assertThat(first.firstTouch()).isTrue();
    assertThat(first.changed()).isTrue();
  }

  @Test
  void consentCountsOnlyWhereItHolds() {
    LeadDetails no = told(FACTS, AD, Map.of("status", "declined"));
    assertThat(change(null, no).changed()).isFalse();
    LeadChange holds = LeadChange.of(LEAD, null, BY_ADDRESS, no, true);
    assertThat(holds.consent()).isEqualTo(Map.of("status", "declined"));
    assertThat(holds.consentNow()).isEqualTo("declined");
    assertThat(holds.changed()).isTrue();
  }

  @Test
  void nameOfAnotherSystemIsKeptOnce() {
    LeadDetails told = new LeadDetails(null, new ExternalId("crm", "7"), FACTS, AD, Map.of());
    assertThat(LeadChange.of(LEAD, null, BY_ADDRESS, told, false).newName()).isTrue();
    assertThat(LeadChange.of(LEAD, null, new Identity(null, "lead-1"), told, false).newName()).isFalse();
  }

  @Test
  void twoNamesOfTwoLeadsAreAConflict() {
    assertThat(new Identity("lead-1", "lead-2").conflict())
        .contains(new Intake.IdentityConflict(new LeadId("lead-1"), new LeadId("lead-2")));
    assertThat(new Identity("lead-1", "lead-1").conflict()).isEmpty();
    assertThat(new Identity("lead-1", null).conflict()).isEmpty();
    assertThat(new Identity(null, "lead-2").lead()).isEqualTo("lead-2");
    assertThat(new Identity("lead-1", null).lead()).isEqualTo("lead-1");
    assertThat(new Identity(null, null).lead()).isNull();
  }
}
