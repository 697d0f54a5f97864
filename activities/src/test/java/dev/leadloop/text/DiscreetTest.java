package dev.leadloop.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ConnectException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;

class DiscreetTest {
  private static final String PERSON = "kim@person.example";

  private static RuntimeException quoting(String state) {
    return new DataIntegrityViolationException("insert of " + PERSON, new SQLException("cannot take " + PERSON, state));
  }

  private static String trace(Throwable told) {
    StringWriter text = new StringWriter();
    told.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  @Test
  void kindStateAndPlaceAreToldAndNoWords() {
    String words = Discreet.words(quoting("23505"));
    assertThat(words).startsWith("DataIntegrityViolationException, SQLException 23505, at DiscreetTest.quoting:")
        .doesNotContain(PERSON);
    String trace = trace(Discreet.of(new IllegalStateException(PERSON, quoting("22007"))));
    assertThat(trace).startsWith("IllegalStateException").doesNotContain(PERSON)
        .contains("Caused by: DataIntegrityViolationException", "Caused by: SQLException 22007", "DiscreetTest.quoting");
  }

  @Test
  void wordsOfServersThatAreAwayAreKept() {
    assertThat(Discreet.words(new RuntimeException(PERSON, new ConnectException("Connection refused"))))
        .contains("ConnectException (Connection refused)").doesNotContain(PERSON);
    assertThat(Discreet.words(new RuntimeException(new SQLException("too many connections", "53300"))))
        .contains("SQLException 53300 (too many connections)");
  }

  @Test
  void causesThatGoInCirclesEnd() {
    Exception one = new Exception(PERSON);
    Exception other = new Exception(PERSON, one);
    one.initCause(other);
    assertThat(Discreet.words(one)).hasSizeLessThan(300);
    assertThat(Discreet.of(one)).hasMessage("Exception");
  }
}
