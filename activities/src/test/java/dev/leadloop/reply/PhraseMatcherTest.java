package dev.leadloop.reply;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhraseMatcherTest {
  private static boolean found(String phrase, String text) {
    Words words = Words.of(List.of(text.split("/", -1)));
    PhraseMatcher matcher = new PhraseMatcher(Phrase.parts(phrase, Map.of("me", "me|my (name|address)")));
    return !matcher.find(words, new SentenceEdges(words)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '\'', value = {
    "remove me                | Please REMOVE   me now.                 | true",
    "remove me                | remove. Me                              | false",
    "remove me                | removed me                              | false",
    "'(remove|take) me off'   | take me off                             | true",
    "'(remove|take) me off'   | move me off                             | false",
    "remove [please] me       | remove please me                        | true",
    "remove [please] me       | remove me                               | true",
    "remove ~2 list           | remove me from list                     | true",
    "remove ~2 list           | remove me from your list                | false",
    "remove ** list           | remove a b c d e f g h list             | true",
    "remove ** list           | remove a. The list                      | false",
    "news*                    | Newsletters                             | true",
    "news*                    | oldnews                                 | false",
    "*liste                   | aus der Mailingliste                    | true",
    "*liste                   | Listenpreis                             | false",
    "remove {me}              | remove my address                       | true",
    "remove {me}              | remove my dog                           | false",
    "^ stop $                 | Stop.                                   | true",
    "^ stop $                 | Please stop.                            | false",
    "^ stop $                 | well/stop/thanks                        | true",
    "< stop >                 | no, stop, really                        | true",
    "^ stop $                 | no, stop, really                        | false",
    "moechte                  | Ich möchte                              | true",
    "möchte                   | Ich moechte                             | true",
    "möchte                   | ich mochte                              | true",
    "désabonner               | me DESABONNER                           | true",
    "wysłano                  | Wyslano                                 | true",
    "grüße                    | Gruesse                                 | true",
    "配信停止                  | メール配信停止希望                         | true",
    "メール                    | ﾒｰﾙ                                     | true",
    "unsubscribe              | ｕｎｓｕｂｓｃｒｉｂｅ                      | true",
    "l'adresse                | l’adresse                               | true",
    "5 januar                 | bis 5. Januar                           | true"
  })
  void wordingIsFoundWhereItStands(String phrase, String text, boolean found) {
    assertThat(found(phrase, text)).isEqualTo(found);
  }

  @Test
  void oneOfSeveralEndsMayBeTheEndOfTheSentence() {
    assertThat(found("stop ~ (now|$)", "stop right there")).isTrue();
    assertThat(found("stop ~ (now|$)", "stop right there at last")).isFalse();
    assertThat(found("stop ~ (now|$)", "stop it now please")).isTrue();
  }

  @Test
  void partsOfAWordingMayComeInAnyOrderWithinAClause() {
    ReplyTables tables = ReplyTables.read();
    Lexicon stops = new Lexicon(tables, Meaning.STOP);
    assertThat(stops.find(Words.of("Aus der Liste bitte uns alle streichen"))).isNotEmpty();
    assertThat(stops.find(Words.of("Aus der Liste. Bitte uns alle. Streichen"))).isEmpty();
  }
}
