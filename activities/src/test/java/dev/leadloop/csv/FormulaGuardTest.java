package dev.leadloop.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormulaGuardTest {
  private static final String LETTERS = "=+-@'\"; \t\r\n,|0159.aZ\u00a0\u3000\u200b\ufeff\uff1d\uff0b\uff0d\uff20\u2212\u0000é";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=1+1", "=cmd|' /C calc'!A0", "+1", "+49 30 1234567", "-1+1", "-cmd", "@SUM(A1)", "=", "-", "+", "@",
        "\tharmless", "\rharmless", "\r\nharmless", "\nharmless", "'\t", " =1", "   -x", "\u00a0=1", "\u3000@x", "\"=1\"", "'=1",
        "''=1",
        "\ufeff=1", "\u200b=1", "\u2060+1", "\u00ad=1", "\uff1d1", "\uff0b1", "\uff0d1", "\uff20x", " \uff1dx", "\ufe66x",
        "\ufe62x",
        "\ufe63x", "\ufe6bx", "\u2212x", "\u0000=1", "\u001f=1", "-1e5", "--1", "-1-1", "-=1", "+-1", "-1%", "'-1+1",
        "\udb40\udc01=1"
      })
  void whatASpreadsheetWouldComputeIsGuarded(String cell) {
    assertThat(FormulaGuard.guarded(cell)).isEqualTo("'" + cell);
    assertThat(FormulaGuard.taken("'" + cell)).isEqualTo(cell);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", " ", "Acme", "a=b", "a+b@c.example", "1-2", "-5", "-5.25", "-5,25", " -5 ", "-0", "'-5", "it's", "'quoted'", "#REF",
            "(=1)",
        "2026-03-01", "O'Brien & -Sons", "\u2014 dash", ";", "a;b", "a;-5"
      })
  void everythingElseStaysAsItIs(String cell) {
    assertThat(FormulaGuard.guarded(cell)).isEqualTo(cell);
    assertThat(FormulaGuard.taken(cell)).isEqualTo(cell);
  }

  /** What begins with the quotation mark of a sentence of ours is text already; what does not, is guarded as ever. */
  @Test
  void wordsOfOursAreGuardedWithoutASecondApostrophe() {
    for (String words : List.of(
        "'-1' is not a whole number", "'=1+1' is not a day", "'@x' is not one of a, b", "Line 3: '+1'",
        "'a' is not x; '=b' is not y", "'-5'", "", "'")) {
      assertThat(FormulaGuard.told(words)).isEqualTo(words);
    }
    for (String words : List.of("=1+1", "-1 is not", "@x", "\"=1\"", " =1", "\t=1", "\u200b=1", "\u2019=1", "\"'=1", "`=1",
        "a;=1", "'a'\n=1", "'\t=1")) {
      assertThat(FormulaGuard.told(words)).isEqualTo(FormulaGuard.guarded(words));
    }
  }

  @Test
  void whereASpreadsheetOfAnotherCountryBeginsACellItIsGuardedToo() {
    assertThat(FormulaGuard.guarded("Acme;=1+1")).isEqualTo("Acme;'=1+1");
    assertThat(FormulaGuard.guarded("Acme\t=1;@x\n-y")).isEqualTo("Acme\t'=1;'@x\n'-y");
    assertThat(FormulaGuard.guarded("=1;=2")).isEqualTo("'=1;'=2");
    assertThat(FormulaGuard.guarded("\t=1")).isEqualTo("'\t'=1");
  }

  @Test
  void whatWasGuardedIsGivenBackToTheLetter() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 200_000; i++) {
      StringBuilder cell = new StringBuilder();
      for (int length = random.nextInt(9); length > 0; length--) {
        cell.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
      }
      String guarded = FormulaGuard.guarded(cell.toString());
      assertThat(FormulaGuard.taken(guarded)).as("seed %d: %s", seed, cell).isEqualTo(cell.toString());
      assertThat(firstSeen(guarded)).as("seed %d: %s", seed, cell).isNotIn("=", "+", "@", "\uff1d", "\uff0b", "\uff20");
    }
  }

  /** What a reader that trims blanks sees first, by a rule of its own. */
  private static String firstSeen(String cell) {
    String seen = cell.replaceAll("^[\\s\\p{Z}\\p{C}\"]+", "");
    return seen.isEmpty() ? "" : seen.substring(0, 1);
  }

  @Test
  void everyCellOfADownloadIsGuarded() throws IOException {
    StringWriter text = new StringWriter();
    CsvDownload download = new CsvDownload(text);
    download.write("=name", "plain");
    download.write(List.of("a,\"=b", "@c"));
    download.write(List.of("3", "=x"), "'-1' is not a day", List.of("'-x"));
    download.flush();
    assertThat(text).hasToString("'=name,plain\r\n\"a,\"\"=b\",'@c\r\n3,'=x,'-1' is not a day,''-x\r\n");
  }
}
