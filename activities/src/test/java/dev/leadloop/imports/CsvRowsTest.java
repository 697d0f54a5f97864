package dev.leadloop.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CsvRowsTest {

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstName() throws IOException {
    assertThat(rows("\uFEFFa,b\r\n1,2\r\n")).containsExactly(row(1, "a", "b"), row(2, "1", "2"));
  }

  @Test
  void aRowIsNumberedByTheLineItBeginsIn() throws IOException {
    assertThat(rows("a,b\n\"one\ntwo\",2\n\n3,4"))
        .containsExactly(row(1, "a", "b"), row(2, "one\ntwo", "2"), row(5, "3", "4"));
  }

  @Test
  void rowsWithoutAnyContentArePassedOver() throws IOException {
    assertThat(rows("a,b\n,\n \t, \n\"\",\n1,2\n")).containsExactly(row(1, "a", "b"), row(5, "1", "2"));
  }

  @Test
  void textBehindAClosingQuoteDoesNotEndTheFile() throws IOException {
    assertThat(rows("a,b\n\"x\"y,1\n3,4\n")).contains(row(3, "3", "4"));
  }

  @Test
  void bytesOfAnotherCharsetAreMarkedAndTheOtherRowsRead() throws IOException {
    List<CsvRows.Row> rows = read("a\nM\u00fcller\nok\n".getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    assertThat(rows).containsExactly(row(1, "a"), row(2, "M" + CsvRows.UNDECODABLE + "ller"), row(3, "ok"));
  }

  @Test
  void theCharsetGivenIsUsed() throws IOException {
    byte[] file = "a\nM\u00fcller\n".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(read(file, CsvRows.charset("iso-8859-1"))).contains(row(2, "M\u00fcller"));
  }

  @Test
  void anUnknownCharsetIsRefusedWithExamples() {
    assertThatThrownBy(() -> CsvRows.charset("utf-9")).isInstanceOf(ImportRefused.class).hasMessageContaining("UTF-8");
  }

  @Test
  void aQuoteThatIsNeverClosedInALongFileIsRefusedWithItsLine() {
    String file = "a,b\n1,\"open\n" + "3,4\n".repeat(50_000);
    assertThatThrownBy(() -> rows(file)).isInstanceOf(ImportRefused.class).hasMessageContaining("line 2");
  }

  @Test
  void aFileFarLargerThanTheMemoryItTakesIsRead() throws IOException {
    byte[] part = "1,2,3,4,5,6,7,8\n".repeat(4096).getBytes(StandardCharsets.UTF_8);
    int parts = 512;
    InputStream file =
        new SequenceInputStream(
            Collections.enumeration(
                Collections.nCopies(parts, part).stream().map(ByteArrayInputStream::new).toList()));
    int count = 0;
    try (CsvRows rows = CsvRows.open(file, StandardCharsets.UTF_8, ',')) {
      while (rows.next().isPresent()) {
        count++;
      }
    }
    assertThat(count).isEqualTo(parts * 4096);
  }

  static List<CsvRows.Row> rows(String file) throws IOException {
    return read(file.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  static List<CsvRows.Row> read(byte[] file, Charset charset) throws IOException {
    List<CsvRows.Row> found = new ArrayList<>();
    try (CsvRows rows = CsvRows.open(new ByteArrayInputStream(file), charset, ',')) {
      for (Optional<CsvRows.Row> row = rows.next(); row.isPresent(); row = rows.next()) {
        found.add(row.get());
      }
    }
    return found;
  }

  private static CsvRows.Row row(int line, String... cells) {
    return new CsvRows.Row(line, List.of(cells));
  }
}
