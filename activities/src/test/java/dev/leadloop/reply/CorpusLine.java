package dev.leadloop.reply;

import dev.leadloop.mime.MailText;
import dev.leadloop.mime.PlainMail;
import dev.leadloop.reply.ReplyVerdict.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * An answer and what it means.
 *
 * @param trap whether a careless reader takes it for something else: its words look like another meaning, or the wish is
 *     hidden among what somebody else wrote
 * @param subject of the answer; most answer a mail called "A practical guide"
 */
record CorpusLine(String file, int number, Kind kind, boolean trap, String language, String subject, String text) {

  /**
   * The lines of a resource under {@code replies/}: verdict, t for a trap, language, subject or ~, and text, with tabs between.
   */
  static List<CorpusLine> of(String file) {
    try (InputStream in = Objects.requireNonNull(CorpusLine.class.getResourceAsStream("/replies/" + file))) {
      List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      return IntStream.range(0, lines.size())
          .filter(i -> !lines.get(i).isBlank() && !lines.get(i).startsWith("#"))
          .mapToObj(i -> line(file, i + 1, lines.get(i).split("\t", -1)))
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static CorpusLine line(String file, int number, String[] cells) {
    return new CorpusLine(
        file,
        number,
        Kind.valueOf(cells[0].toUpperCase(Locale.ROOT)),
        cells[1].equals("t"),
        cells[2],
        cells[3].equals("~") ? "Re: A practical guide" : cells[3],
        cells[4].replace("\\n", "\n"));
  }

  MailText body() {
    return PlainMail.of(text);
  }

  ReplyVerdict read(ReplyReading reading) {
    return reading.read(Map.of(), subject, body());
  }

  @Override
  public String toString() {
    return file + ", line " + number + ": " + subject + " | " + text.replace("\n", "\\n");
  }
}
