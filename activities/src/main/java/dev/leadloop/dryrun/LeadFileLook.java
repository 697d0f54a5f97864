package dev.leadloop.dryrun;

import dev.leadloop.csv.CsvRows;
import dev.leadloop.csv.CsvText;
import dev.leadloop.csv.CsvUnreadable;
import dev.leadloop.imports.MappingReader;
import dev.leadloop.imports.mapping.Header;
import dev.leadloop.imports.mapping.ImportRefused;
import dev.leadloop.imports.mapping.MappingGuess;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a file of leads looks like, before anybody is played. */
public final class LeadFileLook {
  private static final String SEPARATORS = ",;\t|";
  private static final int GUESSED_BY = 50;

  private LeadFileLook() {}

  /**
   * What its columns may mean by their names and by the first rows, as an import takes it.
   *
   * @param charset null for UTF-8
   * @throws ImportRefused when the file cannot be read
   */
  public static String guess(InputStream file, @Nullable String charset) {
    try (CsvRows rows = CsvRows.open(file, CsvText.charset(charset), ',')) {
      char separator = rows.separatedByMost(SEPARATORS);
      Header header = new Header(rows.next()
          .orElseThrow(() -> new ImportRefused("The file is empty; its first row must name the columns.")).cells());
      List<List<String>> first = new ArrayList<>();
      for (Optional<CsvRows.Row> row = rows.next(); row.isPresent() && first.size() < GUESSED_BY; row = rows.next()) {
        if (row.get().fault() == null) {
          first.add(row.get().cells());
        }
      }
      return MappingGuess.of(header, first, separator).toString();
    } catch (CsvUnreadable unreadable) {
      throw new ImportRefused(String.valueOf(unreadable.getMessage()));
    } catch (IOException brokenOff) {
      throw new ImportRefused("The file broke off while it was read; send it again.");
    }
  }

  /**
   * Refuses a file of more rows than can be played, and one that cannot be read.
   *
   * @throws ImportRefused in words
   */
  public static void refuseTooLong(byte[] file, @Nullable String charset, String mapping, int most) {
    refuseTooLong(new ByteArrayInputStream(file), charset, mapping, most);
  }

  /**
   * The same of a file that is read as it comes; returns how many rows it has.
   *
   * @throws ImportRefused in words
   */
  public static int refuseTooLong(InputStream file, @Nullable String charset, String mapping, int most) {
    try (CsvRows rows = CsvRows.open(file, CsvText.charset(charset), MappingReader.read(mapping).separator())) {
      int found = -1;
      while (rows.next().isPresent()) {
        found++;
        if (found > most) {
          throw new ImportRefused("The file has more than " + most
              + " rows, which is as many as one dry run plays. Play a part of"
              + " it: its first rows, or some drawn at random, say as much.");
        }
      }
      if (found < 0) {
        throw new ImportRefused("The file is empty; its first row must name the columns.");
      }
      return found;
    } catch (CsvUnreadable unreadable) {
      throw new ImportRefused(String.valueOf(unreadable.getMessage()));
    } catch (IOException brokenOff) {
      throw new ImportRefused("The file broke off while it was read; send it again.");
    }
  }
}
