package dev.leadloop.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.deciding.Effect;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.lifecycle.words.Sentences;
import dev.leadloop.nurture.HeldMail;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StopDoubtTest {
  private static final Principal PROVIDER = new Principal(Principal.Kind.PROVIDER, "mail");
  private static final EventBody DOUBT = new EventBody.MayAskToStop("mail:1");

  private static Life withHeldMail() {
    Life life = Life.entered(Life.intern()).passes(Duration.ofDays(10)).happens(PROVIDER, DOUBT);
    Effect.SendEmail mail =
        life.effects.stream().filter(Effect.SendEmail.class::isInstance).map(Effect.SendEmail.class::cast).findFirst()
            .orElseThrow();
    HeldMail held =
        new HeldMail(
            mail.sequence(), mail.sequenceVersion(), mail.occurrence(), mail.step(), mail.template(), mail.label(), mail.topic(),
            "rests",
            life.now.plus(Duration.ofDays(3)));
    return life.happens(Principal.SYSTEM, new EventBody.SendHeld(held));
  }

  @Test
  void answerInDoubtIsOnTheTimelineAndGivesNoScore() {
    Life life = Life.entered(Life.intern()).happens(PROVIDER, DOUBT);
    assertThat(life.progress().qualification().score().score()).isZero();
    assertThat(life.written(JournalEntry.StopDoubted.class)).singleElement().satisfies(entry -> {
      assertThat(Sentences.of(entry)).isEqualTo("An answer may ask to stop: mail rests until somebody says whether it does");
      assertThat(Sentences.brief(entry)).isEqualTo(Sentences.of(entry));
    });
    assertThat(life.written(JournalEntry.SignalRecorded.class)).isEmpty();
  }

  @Test
  void mailThatRestedIsTriedAtOnceWhereItWasAnAnswerWhichThenCounts() {
    Life life = withHeldMail();
    assertThat(life.progress().nurture().held()).isNotEmpty();
    int mails = life.effects.size();
    life.happens(Life.MARKETING, new EventBody.StopDoubtSettled("mail:1", false))
        .happens(Life.MARKETING, new EventBody.Engaged("email_reply", Map.of(), false));
    assertThat(life.progress().nurture().held()).isEmpty();
    assertThat(life.effects.subList(mails, life.effects.size()))
        .anySatisfy(effect -> assertThat(effect).isInstanceOf(Effect.SendEmail.class));
    assertThat(life.written(JournalEntry.StopDoubtSettled.class)).extracting(Sentences::of)
        .containsExactly("Said of the answer: it was one, and mail goes on");
  }

  @Test
  void mailRestsOnWhereTheAnswerAsksToStop() {
    Life life = withHeldMail();
    int mails = life.effects.size();
    life.happens(Life.MARKETING, new EventBody.StopDoubtSettled("mail:1", true))
        .happens(Life.MARKETING, new EventBody.Suppressed("unsubscribed"));
    assertThat(life.effects).hasSize(mails);
    assertThat(life.progress().nurture().suppressed()).isEqualTo("unsubscribed");
    assertThat(life.progress().nurture().position()).isNull();
  }
}
