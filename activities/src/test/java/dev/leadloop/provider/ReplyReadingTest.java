package dev.leadloop.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.store.ProviderEvent.Kind;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplyReadingTest {
  private static Kind read(String text) {
    return ReplyReading.read(Map.of(), "Re: your guide", text);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "REPLY | Thanks, this looks useful. Can we talk on Thursday?",
    "REPLY | Yes please, send me the price list.",
    "REPLY | Could you tell me how it stops fraud?",
    "REPLY | We unloaded the trucks.",
    "REPLY | Gerne, wann passt es Ihnen?",
    "REPLY_STOP | stop",
    "REPLY_STOP | STOP!!!",
    "REPLY_STOP | Unsubscribe",
    "REPLY_STOP | Please remove me from your list. Thanks",
    "REPLY_STOP | Take me off this list now",
    "REPLY_STOP | Do not contact me again",
    "REPLY_STOP | Don’t email us anymore",
    "REPLY_STOP | Thanks, but please stop sending me these.",
    "REPLY_STOP | Not interested, unsubscribe me please",
    "REPLY_STOP | Bitte keine weiteren E-Mails mehr",
    "REPLY_STOP | Bitte melden Sie mich vom Newsletter ab",
    "REPLY_STOP | Merci de me désabonner",
    "REPLY_STOP | Quiero darme de baja",
    "REPLY_NEGATIVE | Thanks, but we are not interested.",
    "REPLY_NEGATIVE | No thanks",
    "REPLY_NEGATIVE | We already have a tool for this",
    "REPLY_NEGATIVE | Not at this time",
    "REPLY_NEGATIVE | Kein Interesse, danke",
    "REPLY_NEGATIVE | Nein danke",
    "REPLY_NEGATIVE | Pas intéressé",
    "REPLY_NEGATIVE | No me interesa"
  })
  void answerIsReadByItsOwnWords(Kind kind, String text) {
    assertThat(read(text)).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "auto-submitted, auto-replied", "auto-submitted, 'auto-generated; owner=x'", "x-autoreply, yes",
    "x-autorespond, vacation", "precedence, auto_reply", "return-path, <>"
  })
  void automaticAnswerSaysNothingOfThePerson(String header, String value) {
    assertThat(ReplyReading.read(Map.of(header, value), "Re: your guide", "Please unsubscribe")).isEqualTo(Kind.OUT_OF_OFFICE);
    assertThat(ReplyReading.read(Map.of("auto-submitted", "no"), "Re: your guide", "Fine")).isEqualTo(Kind.REPLY);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "Automatic reply: your guide", "Out of office: your guide", "Abwesenheitsnotiz: Ihr Leitfaden", "Auto: your guide",
    "Réponse automatique : votre guide", "Respuesta automática: su guía", "Automatische Antwort: Ihr Leitfaden"
  })
  void outOfOfficeIsKnownByItsSubject(String subject) {
    assertThat(ReplyReading.read(Map.of(), subject, "I am back on Monday. Stop.")).isEqualTo(Kind.OUT_OF_OFFICE);
  }

  @Test
  void whatIsQuotedIsNotWhatThePersonSays() {
    String quoted = "Sounds good!\n\nOn Mon, 2 Mar 2026 at 09:30, Example Company <hello@example.com> wrote:\n> Unsubscribe: https://x\n";
    assertThat(read(quoted)).isEqualTo(Kind.REPLY);
    assertThat(ReplyReading.ownWords(quoted)).isEqualTo("Sounds good!");
    assertThat(read("Yes.\n-----Original Message-----\nFrom: x@example.com\nUnsubscribe")).isEqualTo(Kind.REPLY);
    assertThat(read("Ja, gerne.\n\nAm 02.03.2026 um 09:30 schrieb Example Company:\n> abmelden")).isEqualTo(Kind.REPLY);
    assertThat(read("Yes\n________________________________\nFrom: Example\nunsubscribe")).isEqualTo(Kind.REPLY);
  }

  @Test
  void mailToTheUnsubscribeMailboxIsAWishToStop() {
    assertThat(ReplyReading.read(Map.of(), "unsubscribe abc123", "")).isEqualTo(Kind.REPLY_STOP);
  }
}
