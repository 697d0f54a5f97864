package dev.leadloop.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadloop.csv.CsvRows.Row;
import dev.leadloop.email.address.EmailAddresses;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CsvRowsTest {

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstName() throws IOException {
    assertThat(shown("\uFEFFa,b\r\n1,2\r\n")).containsExactly("1: a|b", "2: 1|2");
  }

  @Test
  void aRowIsNumberedByTheLineItBeginsInWhateverEndsItsLines() throws IOException {
    assertThat(shown("a,b\n\"one\ntwo\",2\n\n3,4")).containsExactly("1: a|b", "2: one\ntwo|2", "5: 3|4");
    assertThat(shown("a,b\r\"one\rtwo\",2\r\r3,4\r")).containsExactly("1: a|b", "2: one\rtwo|2", "5: 3|4");
    assertThat(shown("a,b\r\n\"one\r\ntwo\",2\n\r\n3,4\r5,6")).containsExactly("1: a|b", "2: one\r\ntwo|2", "5: 3|4", "6: 5|6");
  }

  @Test
  void rowsWithoutAnyContentArePassedOver() throws IOException {
    assertThat(shown("a,b\n,\n \t, \n\"\",\n\u00a0,\u200b\n1,2\n")).containsExactly("1: a|b", "6: 1|2");
  }

  @Test
  void bytesOfAnotherCharsetAreMarkedAndTheOtherRowsRead() throws IOException {
    List<Row> rows = read("a\nM\u00fcller\nok\n".getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    assertThat(rows).extracting(Row::cells)
        .containsExactly(List.of("a"), List.of("M" + CsvText.UNDECODABLE + "ller"), List.of("ok"));
    assertThat(fault(rows.get(1))).startsWith("0: ").contains("charset=windows-1252");
    assertThat(rows.get(2).fault()).isNull();
  }

  @Test
  void theCharsetGivenIsUsedAndWithoutOneTheByteOrderMark() throws IOException {
    for (Charset charset : List.of(StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16, StandardCharsets.UTF_16LE)) {
      assertThat(read("a\nM\u00fcller\n".getBytes(charset), charset)).extracting(Row::cells).contains(List.of("M\u00fcller"));
    }
    for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE)) {
      assertThat(read("\uFEFFa\nM\u00fcller\n".getBytes(charset), null)).extracting(Row::cells)
          .containsExactly(List.of("a"), List.of("M\u00fcller"));
    }
  }

  @Test
  void anUnknownCharsetIsRefusedWithExamples() {
    assertThatThrownBy(() -> CsvText.charset("utf-9")).isInstanceOf(CsvUnreadable.class).hasMessageContaining("UTF-8");
  }

  @Test
  void nulIsToldByItsCell() throws IOException {
    assertThat(fault(rows("a,b\n1,x\0y\n").get(1))).startsWith("1: ").contains("NUL");
  }

  @Test
  void aQuoteInTheMiddleOfACellIsALetter() throws IOException {
    assertThat(shown("a,b\n1,Wide\" Gmbh\n2,5\" pipe, \n3,\"\"\n4,x\"\"y\n5,24\"\n"))
        .containsExactly("1: a|b", "2: 1|Wide\" Gmbh", "3: 2|5\" pipe| ", "4: 3|", "5: 4|x\"\"y", "6: 5|24\"");
  }

  @Test
  void textBehindAClosingQuoteIsAtFaultAndBlanksAreNot() throws IOException {
    List<Row> rows = rows("a,b\n\"x\"y,1\n\"x\" \t,2\n \"x\",3\n\"\"x\"\",4\n5,\"5\" and \"6\"\n6,ok\n");
    assertThat(rows.stream().filter(row -> row.fault() != null)).extracting(Row::line).containsExactly(2, 4, 5, 6);
    assertThat(rows.get(1).cells()).containsExactly("\"x\"y", "1");
    assertThat(rows.get(2).cells()).containsExactly("x", "2");
    assertThat(fault(rows.get(3))).startsWith("0: A blank stands before the quote");
    assertThat(rows.get(6).cells()).containsExactly("6", "ok");
  }

  @Test
  void aStrayQuoteCostsItsOwnRowAlone() throws IOException {
    List<Row> rows = rows("""
        Email,Company
        i1@inch.example,"19"" Rack Co"
        i2@inch.example,"Screens 24
        i3@inch.example,Beta
        i4@inch.example,Wide" Gmbh
        i5@inch.example,Zeta
        """);
    assertThat(rows).extracting(Row::line).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(rows.stream().filter(row -> row.fault() != null)).extracting(Row::line).containsExactly(3);
    assertThat(fault(rows.get(2))).startsWith("1: The quote (\") that opens the cell is not closed on its line");
    assertThat(rows.get(2).cells()).containsExactly("i2@inch.example", "\"Screens 24");
    assertThat(rows.get(1).cells()).containsExactly("i1@inch.example", "19\" Rack Co");
    assertThat(rows.get(4).cells()).containsExactly("i4@inch.example", "Wide\" Gmbh");
  }

  /** A stray quote at every cell of every line, with and without a later quote that seems to close it. */
  @Test
  void aStrayQuoteIsFoundWhereverItStands() throws IOException {
    for (String later : List.of("Plain", "\"Quoted, one\"", "\"19\"\" Rack\"", "Wide 17\"", "\"\"")) {
      for (int line = 0; line < 8; line++) {
        for (int cell = 0; cell < 3; cell++) {
          List<String> lines = new ArrayList<>(List.of("Id,Email,Company"));
          for (int i = 0; i < 8; i++) {
            List<String> cells = new ArrayList<>(List.of("id" + i, "p" + i + "@example.com", i == 5 ? later : "Company " + i));
            if (i == line) {
              cells.set(cell, "\"" + cells.get(cell).replace("\"", ""));
            }
            lines.add(String.join(",", cells));
          }
          List<Row> rows = rows(String.join("\n", lines));
          String which = "quote in line " + (line + 2) + ", cell " + cell + ", later " + later;
          assertThat(rows).as(which).extracting(Row::line).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
          assertThat(rows.stream().filter(row -> row.fault() != null || row.cells().size() != 3)).as(which).extracting(Row::line)
              .containsExactly(line + 2);
        }
      }
    }
  }

  @Test
  void aQuoteThatIsNeverClosedInALongFileCostsOneRow() throws IOException {
    List<Row> rows = rows("a,b\n1,\"open\n" + "3,4\n".repeat(500_000));
    assertThat(rows).hasSize(500_002);
    assertThat(rows.stream().filter(row -> row.fault() != null)).extracting(Row::line).containsExactly(2);
  }

  @Test
  void aCellMeantToRunOverSeveralLinesStaysWhole() throws IOException {
    List<Row> rows = rows("""
        Email,Notes
        a@example.com,"12 Main St, Suite 4
        Springfield, IL"
        b@example.com,"He said ""yes, soon"".

        Call c@example.com again,
        please"
        d@example.com,ok
        """);
    assertThat(rows).extracting(Row::fault).containsOnlyNulls();
    assertThat(rows).extracting(Row::line).containsExactly(1, 2, 4, 8);
    assertThat(rows.get(1).cells().get(1)).isEqualTo("12 Main St, Suite 4\nSpringfield, IL");
  }

  @Test
  void aCellOfSeveralLinesStaysWholeInWhicheverColumnItStands() throws IOException {
    List<Row> rows = rows("Name,Email,More\n\"Ann\nLee\",ann@example.com,\"a\nb\"\n\"Bo\n\nKay\",bo@example.com,\n");
    assertThat(rows).extracting(Row::fault).containsOnlyNulls();
    assertThat(rows).extracting(Row::line).containsExactly(1, 2, 5);
    List<Row> note = rows("Email,Notes\na@example.com,\"see\nbob@example.com\"\n");
    assertThat(note.get(1).cells().get(1)).isEqualTo("see\nbob@example.com");
  }

  @Test
  void twoStrayQuotesThatLookLikeOneLongCellAreToldByTheAddressesBetween() throws IOException {
    List<Row> rows =
        rows("Email,Company\na@example.com,\"Screens 24\nb@example.com,Beta\nc@example.com,Wide 17\"\nd@example.com,Zeta\n");
    assertThat(rows).extracting(Row::line).containsExactly(1, 2, 3, 4, 5);
    assertThat(rows.stream().filter(row -> row.fault() != null)).extracting(Row::line).containsExactly(2);
    List<Row> before = rows("Company,Email\n\"Screens 24,a@example.com\nWide 17\",c@example.com\n");
    assertThat(before.stream().filter(row -> row.fault() != null)).extracting(Row::line).containsExactly(2);
    List<Row> pair = rows("Email,Company\na@example.com,\"\nb@example.com,Beta\nc@example.com,\"\nd@example.com,Zeta\n");
    assertThat(pair.stream().filter(row -> row.fault() != null)).extracting(Row::line).containsExactly(2, 4);
  }

  @Test
  void aRowNobodyCanTellFromSwallowedOnesIsRefusedAndSaysSo() throws IOException {
    List<Row> rows = rows("Email,Notes\na@example.com,\"one\ntwo\nthree\nb@example.com,Beta\nfour\"\nd@example.com,Zeta\n");
    assertThat(rows).extracting(Row::line).containsExactly(1, 2, 7);
    assertThat(fault(rows.get(1))).contains("runs over the lines 2 to 6").contains("line 5 in it looks like a row");
  }

  @Test
  void aFileCutOffInALongCellHasEveryLineOfItAtFault() throws IOException {
    List<Row> rows = rows("Email,Notes\na@example.com,ok\nb@example.com,\"Dear Sir\nwe write\nto you");
    assertThat(rows).extracting(Row::line).containsExactly(1, 2, 3, 4, 5);
    assertThat(fault(rows.get(2))).startsWith("1: ").contains("not closed on its line");
    assertThat(rows.subList(3, 5)).allMatch(row -> row.cells().size() == 1);
    assertThat(fault(rows("a,b\n1,2\n3,\"").get(2))).startsWith("1: ").contains("never closed");
  }

  @Test
  void aHeaderWithAnOpenQuoteIsAtFault() throws IOException {
    assertThat(rows("\"Email,Company\na@example.com,Acme\n").get(0).fault()).isNotNull();
    assertThat(rows("\"E-Mail\nprivate\",Company\na@example.com,Acme\n").get(0).cells())
        .containsExactly("E-Mail\nprivate", "Company");
  }

  @Test
  void cellsAndLinesThatAreTooLongCostTheirRowAlone() throws IOException {
    String huge = "x".repeat(10 << 20);
    for (String cell : List.of(huge, "\"" + huge + "\"", "\"" + huge, huge.substring(0, 200_000),
        "\"" + huge.substring(0, 200_000) + "\"")) {
      List<Row> rows = rows("a,b\n1," + cell + "\n2,ok\n3,ok\n");
      assertThat(rows).extracting(Row::line).containsExactly(1, 2, 3, 4);
      assertThat(rows.stream().filter(row -> row.fault() != null)).extracting(Row::line).containsExactly(2);
      assertThat(rows.get(1).cells().get(1)).hasSizeLessThan(2_000);
    }
    List<Row> lines = rows("a,b\n1,\"" + "so many words\n".repeat(1 << 20) + "\"\n2,ok\n");
    assertThat(lines).extracting(Row::line).containsExactly(1, 2, (1 << 20) + 3);
    assertThat(lines.get(1).fault()).isNotNull();
  }

  @Test
  void tenThousandColumnsAreRead() throws IOException {
    List<Row> rows = rows("c,".repeat(9_999) + "c\n" + "1,".repeat(9_999) + "1\n");
    assertThat(rows).extracting(row -> row.cells().size()).containsExactly(10_000, 10_000);
  }

  @Test
  void linesMadeToBeReadAgainAndAgainAreReadInLinearTime() throws IOException {
    for (String line : List.of("a\",\"b\n", "1,\"\n", "\"x,\n", "\"\"\"x\n", "1,\"x\"\"\n", ",\",\n")) {
      long began = System.nanoTime();
      assertThat(rows("a,b,c\n" + line.repeat((1 << 20) / line.length()))).isNotEmpty();
      assertThat(System.nanoTime() - began).as(line).isLessThan(20_000_000_000L);
    }
  }

  @Test
  void theSeparatorIsFoundByTheHeader() throws IOException {
    for (char separator : ",;\t|".toCharArray()) {
      String file = "reason" + separator + "E-Mail\nx" + separator + "a@example.com\n";
      try (CsvRows rows = CsvRows.open(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)), null, ',')) {
        rows.separatedBy(",;\t|", header -> header.contains("E-Mail"));
        assertThat(rows.next().orElseThrow().cells()).containsExactly("reason", "E-Mail");
        assertThat(rows.next().orElseThrow().cells()).containsExactly("x", "a@example.com");
      }
    }
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

  /** The rows, where the addresses in a column named so tell a row from other text. */
  static List<Row> rows(String file) throws IOException {
    return read(file.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  static List<Row> read(byte[] file, @Nullable Charset charset) throws IOException {
    List<Row> found = new ArrayList<>();
    try (CsvRows rows = CsvRows.open(new ByteArrayInputStream(file), charset, ',')) {
      for (Optional<Row> row = rows.next(); row.isPresent(); row = rows.next()) {
        if (found.isEmpty()) {
          int email = row.get().cells().indexOf("Email");
          rows.expect(row.get().cells().size(),
              cells -> email >= 0 && email < cells.size() && EmailAddresses.normalise(cells.get(email)).isPresent());
        }
        found.add(row.get());
      }
    }
    return found;
  }

  private static List<String> shown(String file) throws IOException {
    return rows(file).stream().map(row -> row.line() + ": " + String.join("|", row.cells())).toList();
  }

  private static String fault(Row row) {
    return row.fault() == null ? "" : row.fault().cell() + ": " + row.fault().reason();
  }
}
