package dev.leadloop.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.desk.RepStore;
import dev.leadloop.email.Emails;
import dev.leadloop.email.transport.OutgoingEmail;
import dev.leadloop.email.transport.TransportResult;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lifecycle.LeadLifecycle;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.record.DecideAndRecord;
import dev.leadloop.record.RecordFixture;
import dev.leadloop.review.PolicyReviewStore.Review;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PolicyReviewsTest {
  private final RecordFixture fixture = new RecordFixture();
  private final DecideAndRecord decisions = fixture.decisions(LeadLifecycle::decide);
  private final PolicyReviewStore store = new PolicyReviewStore(fixture.jdbc);
  private final List<OutgoingEmail> sent = new ArrayList<>();
  private boolean mailWorks = true;
  private final PolicyReviews reviews =
      new PolicyReviews(
          store,
          RecordFixture.policies(),
          new PolicyReviewNotices(
              new RepStore(fixture.jdbc), Emails.composer(), this::send, URI.create("https://leads.example.com"),
              "marketing@example.com"),
          fixture.clock);

  private TransportResult send(OutgoingEmail email) {
    if (!mailWorks) {
      return new TransportResult.NotSent("away", null);
    }
    sent.add(email);
    return new TransportResult.Accepted("id");
  }

  @BeforeEach
  void publish() {
    fixture.jdbc.sql("insert into policy_version values (1, 'hash', 'name: x', now(), 'test')").update();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private void answer(int accepted, int rejected) {
    for (int i = 0; i < accepted + rejected; i++) {
      LeadId lead = fixture.lead();
      fixture.signal(lead, "book", "ebook_download");
      fixture.signal(lead, "demo", "demo_requested");
      String owner = Objects.requireNonNull(fixture.decide(decisions, lead, 1).view().sales().owner());
      EventBody body = i < accepted ? new EventBody.Accepted(1) : new EventBody.Rejected(1, "no_need", false);
      fixture.answer(lead, "answer", owner, body);
      fixture.decide(decisions, lead, 2);
    }
  }

  @Test
  void rejectionsAboveTheUsualOpenAReviewForBothSidesWithReasonsAndRules() {
    answer(8, 16);
    reviews.look();
    Review review = store.all().get(0);
    PolicyReviewStore.Alarm alarm = Objects.requireNonNull(review.alarm());
    assertThat(alarm.answers()).isEqualTo(24);
    assertThat(alarm.rejected()).isEqualTo(16);
    assertThat(alarm.reasons()).containsExactly(new PolicyReviewStore.Count("no need (no_need)", 16));
    assertThat(alarm.rules()).extracting(PolicyReviewStore.Count::times).containsExactly(16, 16);
    assertThat(alarm.rules()).extracting(PolicyReviewStore.Count::what)
        .containsExactlyInAnyOrder("demo requested (demo_requested, 50 points)", "ebook downloaded (ebook_download, 10 points)");
    assertThat(sent).extracting(mail -> mail.to().address())
        .containsExactlyInAnyOrder("boss@example.com", "marketing@example.com");
    assertThat(sent.get(0).content().text())
        .contains("sales rejected 16 of 24 leads (67 %)", "no need (no_need): 16", "usual are 30 %");
  }

  @Test
  void aReviewIsOpenedOnceAndTheSameAnswersDoNotRingAgain() {
    answer(8, 16);
    reviews.look();
    reviews.look();
    fixture.later(Duration.ofDays(1));
    reviews.look();
    assertThat(store.all()).hasSize(1);
    store.say(store.all().get(0).id(), PolicyReviewStore.Side.MARKETING, "m", "yes", fixture.now());
    store.say(store.all().get(0).id(), PolicyReviewStore.Side.SALES, "s", "yes", fixture.now());
    fixture.later(Duration.ofDays(1));
    reviews.look();
    assertThat(store.all()).singleElement().satisfies(review -> assertThat(review.closedAt()).isNotNull());
    assertThat(sent).hasSize(2);
  }

  @Test
  void aUsualShareOpensNothing() {
    answer(16, 8);
    reviews.look();
    assertThat(store.all()).isEmpty();
  }

  @Test
  void theReviewDateOpensOneForEachVersion() {
    fixture.later(Duration.ofDays(89));
    reviews.look();
    assertThat(store.all()).isEmpty();
    fixture.later(Duration.ofDays(2));
    reviews.look();
    assertThat(store.all()).singleElement().satisfies(review -> assertThat(review.alarm()).isNull());
    fixture.later(Duration.ofDays(100));
    reviews.look();
    assertThat(store.all()).hasSize(1);
    assertThat(sent).hasSize(2);
  }

  @Test
  void aNoticeThatCouldNotBeSentIsSentLater() {
    answer(8, 16);
    mailWorks = false;
    reviews.look();
    assertThat(sent).isEmpty();
    mailWorks = true;
    reviews.look();
    reviews.look();
    assertThat(sent).hasSize(2);
  }
}
