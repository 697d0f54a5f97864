package dev.leadloop.csv;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lines of a text, each ended by CR, LF, both or the end of the file. Lines can be put back. */
final class Lines {
  private static final int CHUNK = 1 << 16;

  private final Reader text;
  private final int longest;
  private final char[] chunk = new char[CHUNK];
  private final Deque<Line> putBack = new ArrayDeque<>();
  private int at;
  private int end;
  private int number;
  private boolean over;

  /**
   * One line.
   *
   * @param number the first line of the file being 1
   * @param text without its end
   * @param end "\n", "\r\n", "\r", or nothing at the end of the file
   * @param cut whether it was too long and its rest was thrown away
   * @param alone whether it is a row by itself, whatever quotes it opens
   */
  record Line(int number, String text, String end, boolean cut, boolean alone) {
    Line byItself() {
      return new Line(number, text, end, cut, true);
    }
  }

  /** Over a text; no more than so many characters of a line are kept. */
  Lines(Reader text, int longest) {
    this.text = text;
    this.longest = longest;
  }

  /** The next line; null at the end of the file. */
  @Nullable Line next() throws IOException {
    Line back = putBack.poll();
    return back == null ? read() : back;
  }

  /** Has these lines come again, before all others. */
  void putBack(Collection<Line> lines) {
    List.copyOf(lines).reversed().forEach(putBack::addFirst);
  }

  private @Nullable Line read() throws IOException {
    if (over || (at == end && !fill())) {
      over = true;
      return null;
    }
    number++;
    StringBuilder line = new StringBuilder();
    boolean cut = false;
    while (true) {
      int stop = endOfLine();
      int room = longest - line.length();
      cut |= stop - at > room;
      line.append(chunk, at, Math.min(stop - at, room));
      at = stop;
      if (at < end) {
        return new Line(number, line.toString(), takeEnd(), cut, cut);
      }
      if (!fill()) {
        over = true;
        return new Line(number, line.toString(), "", cut, cut);
      }
    }
  }

  private int endOfLine() {
    int stop = at;
    while (stop < end && chunk[stop] != '\n' && chunk[stop] != '\r') {
      stop++;
    }
    return stop;
  }

  private String takeEnd() throws IOException {
    if (chunk[at++] == '\n') {
      return "\n";
    }
    if ((at < end || fill()) && chunk[at] == '\n') {
      at++;
      return "\r\n";
    }
    return "\r";
  }

  private boolean fill() throws IOException {
    at = 0;
    end = 0;
    int read = text.read(chunk);
    if (read <= 0) {
      return false;
    }
    for (int i = 0; i < read; i++) {
      if (chunk[i] == '\0') {
        chunk[i] = CsvText.NUL;
      }
    }
    end = read;
    return true;
  }
}
