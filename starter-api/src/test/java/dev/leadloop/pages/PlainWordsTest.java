package dev.leadloop.pages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What {@link EveryPageTest} and the day of an administrator judge pages by. */
class PlainWordsTest {
  @Test
  void wordsOfProgramsAreFound() {
    assertThat(PlainWords.missed("<p>It is in NURTURING</p><p title=\"no_budget\">x</p>")).hasSize(2);
    assertThat(PlainWords.missed("<option>SALES</option><p>\"ON_TRACK\", for now</p>")).hasSize(2);
  }

  @Test
  void wordsOfPeopleAndWhatIsQuotedAreNone() {
    assertThat(PlainWords.missed("<p>An MQL by CSV, see README</p><code>SALES_QUALIFIED</code><pre>no_budget</pre>")).isEmpty();
    assertThat(PlainWords.missed("<p>first_last@acme.example asked at https://x.example/UNDER_WAY</p>")).isEmpty();
  }
}
