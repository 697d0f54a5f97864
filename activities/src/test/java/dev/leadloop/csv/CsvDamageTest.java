package dev.leadloop.csv;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.leadloop.csv.CsvRows.Row;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Files made at random: the good ones are read as another reader reads them, and of the damaged ones no line is lost. */
class CsvDamageTest {
  private static final int FILES = 4_000;
  private static final String[] ENDS = {"\n", "\r\n", "\r"};

  @Test
  void goodFilesAreReadAsFastCsvReadsThem() throws IOException {
    for (long seed = 0; seed < FILES; seed++) {
      String file = goodFile(new Random(seed));
      List<List<String>> expected;
      try (CsvReader<CsvRecord> other = CsvReader.builder().ofCsvRecord(file)) {
        expected = other.stream().map(CsvRecord::getFields)
            .filter(cells -> cells.stream().anyMatch(cell -> !cell.isBlank())).toList();
      }
      List<Row> rows = CsvRowsTest.rows(file);
      assertThat(rows).as("seed %d: %s", seed, file).extracting(Row::cells).isEqualTo(expected);
      assertThat(rows).as("seed %d", seed).extracting(Row::fault).containsOnlyNulls();
    }
  }

  /** Blank lines, rows with a cell too many or too few, a byte order mark or another charset: the rows are the same. */
  @Test
  void filesOfEveryKindAreCountedAsFastCsvCountsThem() throws IOException {
    for (long seed = 0; seed < FILES / 2; seed++) {
      Random chance = new Random(seed);
      String file = ragged(goodFile(chance), chance);
      List<List<String>> expected;
      try (CsvReader<CsvRecord> other = CsvReader.builder().extraFieldStrategy(FieldMismatchStrategy.IGNORE)
          .missingFieldStrategy(FieldMismatchStrategy.IGNORE).ofCsvRecord(file)) {
        expected = other.stream().map(CsvRecord::getFields)
            .filter(cells -> cells.stream().anyMatch(cell -> !cell.replace('\u00a0', ' ').isBlank())).toList();
      }
      Charset given = seed % 5 == 4 ? Charset.forName("windows-1252") : null;
      byte[] bytes = switch ((int) (seed % 5)) {
        case 0 -> file.getBytes(StandardCharsets.UTF_8);
        case 1 -> ("\uFEFF" + file).getBytes(StandardCharsets.UTF_8);
        case 2 -> ("\uFEFF" + file).getBytes(StandardCharsets.UTF_16LE);
        case 3 -> ("\uFEFF" + file).getBytes(StandardCharsets.UTF_16BE);
        default -> file.getBytes(Charset.forName("windows-1252"));
      };
      List<Row> rows = CsvRowsTest.read(bytes, given);
      assertThat(rows).as("seed %d: %s", seed, file).extracting(Row::cells).isEqualTo(expected);
      assertThat(rows).as("seed %d", seed).extracting(Row::fault).containsOnlyNulls();
    }
  }

  /** The count is made by line ends alone, since none of these files has a cell of several lines. */
  @Test
  void everyLineOfADamagedFileIsOneRow() throws IOException {
    for (long seed = 0; seed < FILES; seed++) {
      Random chance = new Random(seed);
      String file = damaged(oneLineFile(chance), chance);
      long lines = Arrays.stream(file.split("\r\n|\r|\n", -1))
          .filter(line -> !line.replace("\"\"", "").replace(",", "").isBlank()).count();
      List<Row> rows = CsvRowsTest.rows(file);
      assertThat(rows).as("seed %d: %s", seed, file).hasSize((int) lines);
      assertThat(rows).as("seed %d", seed).allMatch(row -> row.line() == row.lastLine());
    }
  }

  /** Whatever the damage, each line with content is in exactly one row. */
  @Test
  void noLineIsLostOrReadTwiceHoweverAFileIsDamaged() throws IOException {
    for (long seed = 0; seed < FILES; seed++) {
      Random chance = new Random(seed);
      String file = goodFile(chance);
      for (int i = chance.nextInt(6); i >= 0; i--) {
        int at = chance.nextInt(file.length());
        String piece = List.of("\"", "\"\"", "\n", "\r", ",", "\",\"", "\"\n\"", "").get(chance.nextInt(8));
        file = file.substring(0, at) + piece + file.substring(Math.min(file.length(), at + chance.nextInt(2)));
      }
      String[] lines = file.split("\r\n|\r|\n", -1);
      int[] taken = new int[lines.length + 2];
      for (Row row : CsvRowsTest.rows(file)) {
        for (int line = row.line(); line <= row.lastLine(); line++) {
          taken[line]++;
        }
      }
      for (int i = 0; i < lines.length; i++) {
        boolean content = !lines[i].replace(",", "").replace("\"", "").isBlank();
        assertThat(taken[i + 1]).as("seed %d, line %d: %s", seed, i + 1, file).isBetween(content ? 1 : 0, 1);
      }
    }
  }

  private static String goodFile(Random chance) {
    int columns = 2 + chance.nextInt(4);
    int email = chance.nextInt(columns);
    List<String> rows = new ArrayList<>(List.of(header(columns, email)));
    for (int i = 0; i < chance.nextInt(12); i++) {
      List<String> cells = new ArrayList<>();
      while (cells.size() < columns) {
        cells.add(cells.size() == email ? "p" + i + "@example.com" : cell(chance));
      }
      rows.add(String.join(",", cells));
    }
    return rows.stream().map(row -> row + ENDS[chance.nextInt(3)]).collect(Collectors.joining());
  }

  /** Adds blank lines, rows of other lengths, and leaves the last line end out now and then. */
  private static String ragged(String file, Random chance) {
    StringBuilder text = new StringBuilder(file);
    for (int i = chance.nextInt(4); i > 0; i--) {
      String more = List.of("", " ", ",,", "\t,\u00a0", "only@example.com", "a,b,c,d,e,f,g,h", "\"x\",\"\"\"y\"\"\",,,,,,,,")
          .get(chance.nextInt(7));
      text.append(more).append(ENDS[chance.nextInt(3)]);
    }
    return chance.nextInt(3) == 0 ? text.toString().stripTrailing() : text.toString();
  }

  private static String cell(Random chance) {
    return switch (chance.nextInt(7)) {
      case 0 -> "";
      case 1 -> "\"\"";
      case 2 -> "\"Acme, Inc\"";
      case 3 -> "\"19\"\" racks\"";
      case 4 -> "\"two" + ENDS[chance.nextInt(3)] + "lines, of\ntext\"";
      case 5 -> "Wide" + (chance.nextBoolean() ? "\" screens" : "");
      default -> "\u00fcber " + chance.nextInt(100);
    };
  }

  private static String oneLineFile(Random chance) {
    int columns = 2 + chance.nextInt(4);
    int email = chance.nextInt(columns);
    StringBuilder file = new StringBuilder(header(columns, email)).append('\n');
    for (int i = 0; i < 3 + chance.nextInt(12); i++) {
      for (int cell = 0; cell < columns; cell++) {
        file.append(cell == 0 ? "" : ",").append(cell == email ? "p" + i + "@example.com"
            : List.of("", "Acme", "\"Acme, Inc\"", "\"19\"\" racks\"", "17").get(chance.nextInt(5)));
      }
      file.append(ENDS[chance.nextInt(3)]);
    }
    return file.toString();
  }

  /** Opens quotes at the beginnings of cells and puts others at their ends, the header left out. */
  private static String damaged(String file, Random chance) {
    int header = file.indexOf('\n') + 1;
    StringBuilder text = new StringBuilder(file);
    for (int i = chance.nextInt(4); i >= 0; i--) {
      int at = header + chance.nextInt(text.length() - header);
      while (at > header && ",\n\r".indexOf(text.charAt(at - 1)) < 0) {
        at--;
      }
      if (chance.nextInt(3) == 0) {
        while (at < text.length() && ",\n\r".indexOf(text.charAt(at)) < 0) {
          at++;
        }
      }
      // Neither between the two halves of a line end nor behind the last one: that would make a line of its own.
      boolean insideOfALineEnd = at < text.length() && text.charAt(at) == '\n' && text.charAt(at - 1) == '\r';
      boolean behindAll = at >= text.toString().stripTrailing().length();
      text.insert(behindAll ? header : insideOfALineEnd ? at + 1 : at, '"');
    }
    return text.toString();
  }

  private static String header(int columns, int email) {
    return "Column,".repeat(email) + "Email" + ",Column".repeat(columns - 1 - email);
  }
}
