package dev.leadloop.lifecycle.nurturing;

import static dev.leadloop.lifecycle.TestPolicies.mail;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.Life;
import dev.leadloop.lifecycle.TestPolicies;
import dev.leadloop.lifecycle.deciding.Due;
import dev.leadloop.lifecycle.deciding.Effect;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.lifecycle.words.Sentences;
import dev.leadloop.nurture.HeldMail;
import dev.leadloop.nurture.NurturePosition;
import dev.leadloop.nurture.OneMail;
import dev.leadloop.policy.NurtureRules;
import dev.leadloop.policy.Sequence;
import dev.leadloop.policy.Step.Wait;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class OneMailTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final EventBody SPRING = new EventBody.MailOrdered("spring", "nurture/9-spring");

  private final Life life = new Life(
      SequenceStepsTest.edit(TestPolicies.small(), 1, NurtureRules.UNLIMITED, new Sequence("nurture", 1, null, null, List.of(
          mail("a", Duration.ZERO, "a", "a"), new Wait("rest", DAY), mail("b", Duration.ZERO, "b", "b")))),
      Life.intern(), "rep-a");

  private NurturePosition position() {
    return Objects.requireNonNull(Objects.requireNonNull(life.state.progress()).nurture().position());
  }

  private void enters() {
    life.happens(Principal.SYSTEM, new EventBody.Entered("webinar", false));
    life.passes(Duration.ZERO);
  }

  private HeldMail held(Duration time) {
    return new HeldMail("mail:spring", 1, 1, "mail", "nurture/9-spring", "the mail of the campaign 'spring'", null, "night",
        life.now.plus(time));
  }

  @Test
  void itGoesBesideTheRunningSequenceWhichStaysWhereItIs() {
    enters();
    NurturePosition before = position();
    life.happens(Life.MARKETING, SPRING);
    assertThat(life.effects).last().isEqualTo(new Effect.SendEmail(
        OneMail.sequence("spring"), 1, "mail", 1, "nurture/9-spring", "the mail of the campaign 'spring'", null));
    assertThat(position()).isEqualTo(before);
    assertThat(life.written(JournalEntry.SequenceEnded.class)).isEmpty();
    assertThat(life.passes(DAY).mailed()).containsExactly("a", "nurture/9-spring", "b");
  }

  @Test
  void oneThatIsHeldIsTriedAgainAtItsTimeAndDelaysNothing() {
    enters();
    life.happens(Life.MARKETING, SPRING);
    NurturePosition before = position();
    life.happens(Principal.SYSTEM, new EventBody.SendHeld(held(Duration.ofHours(9))));
    assertThat(position()).isEqualTo(before);
    assertThat(Objects.requireNonNull(life.due).purpose()).isEqualTo(Due.Purpose.HELD_MAIL);
    assertThat(Sentences.of(new JournalEntry.MailHeld(held(DAY)))).startsWith("The mail of the campaign 'spring' is held until");
    life.passes(Duration.ofHours(9));
    assertThat(life.effects).filteredOn(life.effects.get(1)::equals).as("the same intent").hasSize(2);
    assertThat(life.passes(Duration.ofHours(15)).mailed()).containsExactly("a", "nurture/9-spring", "nurture/9-spring", "b");
  }

  @Test
  void oneThatIsHeldWhileSalesTakesTheLeadIsSettledAndForgotten() {
    enters();
    life.happens(Life.MARKETING, SPRING);
    life.happens(Principal.SYSTEM, new EventBody.SendHeld(held(DAY)));
    life.happens(Principal.SYSTEM, new EventBody.Suppressed("unsubscribed"));
    life.happens(Principal.SYSTEM, new EventBody.SendHeld(held(DAY)));
    assertThat(life.written(JournalEntry.SendSettled.class)).last()
        .extracting(JournalEntry.SendSettled::state, JournalEntry.SendSettled::reason).containsExactly("HELD", "night");
  }

  @Test
  void whoeverMayNotBeMailedIsRefusedItWithTheReasonInTheJournal() {
    enters();
    life.happens(Principal.SYSTEM, new EventBody.Suppressed("unsubscribed"));
    life.happens(Life.MARKETING, SPRING);
    assertThat(life.mailed()).containsExactly("a");
    assertThat(life.written(JournalEntry.OrderRefused.class)).singleElement()
        .extracting(JournalEntry.OrderRefused::order, JournalEntry.OrderRefused::code)
        .containsExactly("send a campaign's mail", "suppressed");
  }
}
