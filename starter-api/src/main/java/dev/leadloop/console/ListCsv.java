package dev.leadloop.console;

import dev.leadloop.csv.CsvDownload;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * A list of the console as a CSV file, sent while it is read; no cell of it is a formula.
 *
 * @param <T> a row of the list
 */
public final class ListCsv<T> {
  /** The most rows of one file; where there are more, its last line says so. */
  public static final int MOST = 50_000;

  /** How many rows to read at a time of a list that is read in parts. */
  public static final int AT_A_TIME = 500;

  /**
   * A part of a list.
   *
   * @param next behind which row the list goes on; null where it does not
   */
  public record Part<T>(List<T> rows, @Nullable String next) {}

  /** A list that is read in parts. */
  @FunctionalInterface
  public interface Parts<T> {
    /**
     * One of them.
     *
     * @param after behind which row it begins; null for the first
     */
    Part<T> read(@Nullable String after);
  }

  private final String name;
  private final List<String> head;
  private final Function<T, Stream<?>> cells;

  /**
   * What the file is called, and what stands in it.
   *
   * @param name of the file, without its ending
   * @param head names of the columns
   * @param cells the same number of values of a row; null is an empty cell
   */
  public ListCsv(String name, List<String> head, Function<T, Stream<?>> cells) {
    this.name = name;
    this.head = head;
    this.cells = cells;
  }

  /** Sends rows that were read at once; where more than {@link #MOST} are given, the first of them. */
  public void send(List<T> rows, HttpServletResponse response) throws IOException {
    send(after -> new Part<>(rows, null), response);
  }

  /** Sends a list that is read in parts; what ends the call while the first is read can still be told by a page. */
  public void send(Parts<T> list, HttpServletResponse response) throws IOException {
    Part<T> part = list.read(null);
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + ".csv\"");
    Writer writer = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
    CsvDownload csv = new CsvDownload(writer);
    csv.write(head);
    int left = MOST;
    while (left >= 0) {
      for (T row : part.rows().subList(0, Math.min(left, part.rows().size()))) {
        csv.write(cells.apply(row).map(cell -> Objects.toString(cell, "")).toList());
      }
      left -= part.rows().size();
      String next = part.next();
      if (left < 0 || next == null) {
        break;
      }
      part = list.read(next);
    }
    if (left < 0) {
      List<String> last = new ArrayList<>(Collections.nCopies(head.size(), ""));
      last.set(0, "The list goes on: a file holds " + MOST + " rows. Narrow the list and export it again.");
      csv.write(last);
    }
    csv.flush();
    writer.flush();
  }
}
