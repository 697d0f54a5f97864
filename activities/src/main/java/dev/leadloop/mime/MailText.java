package dev.leadloop.mime;

import java.util.ArrayList;
import java.util.List;

/**
 * The words of a mail, line by line, each with what the mail's own form says of whose words they are.
 *
 * @param lines without blanks at either end, never two empty ones in a row, the first and the last not empty; at most
 *     {@value #MOST_LINES} with {@value #MOST_CHARACTERS} characters in all
 */
public record MailText(List<Line> lines) {
  /** Lines that are kept; nobody writes as many by hand. */
  public static final int MOST_LINES = 10_000;

  /** Characters that are kept. */
  public static final int MOST_CHARACTERS = 100_000;

  /** No words at all. */
  public static final MailText NONE = new MailText(List.of());

  /** How a divider and a quotation are written where there is nothing but text. */
  private static final String DIVIDER = "_".repeat(32);

  public MailText {
    lines = List.copyOf(lines);
  }

  /** Whose words a line holds, as far as the form of the mail says. */
  public enum Mark {
    /** Nothing says that they are not the writer's own; a mail program may still have quoted without a mark. */
    WRITTEN,
    /** Behind a {@code >}, in a block of quotation, or below where a mail program puts the mail that is answered. */
    QUOTED,
    /** Of the signature: below {@code "-- "} or in the block a mail program keeps for it. */
    SIGNATURE,
    /** No words but a line drawn across; often, not always, the mail that is answered comes below it. */
    DIVIDER
  }

  /**
   * One line.
   *
   * @param text one line's words, with single blanks; empty between paragraphs and for a divider
   */
  public record Line(String text, Mark mark) {}

  /** These lines, within the limits and with single empty lines. */
  public static MailText of(List<Line> lines) {
    List<Line> kept = new ArrayList<>();
    int characters = 0;
    for (Line line : lines) {
      boolean empty = line.text().isEmpty() && line.mark() != Mark.DIVIDER;
      if (empty && (kept.isEmpty() || kept.getLast().text().isEmpty())) {
        continue;
      }
      if (kept.size() == MOST_LINES || characters + line.text().length() > MOST_CHARACTERS) {
        kept.add(cut(line, MOST_CHARACTERS - characters));
        break;
      }
      characters += line.text().length();
      kept.add(line);
    }
    while (!kept.isEmpty() && kept.getLast().text().isEmpty()) {
      kept.removeLast();
    }
    return new MailText(kept);
  }

  /** One after the other, an empty line between. */
  static MailText joined(List<MailText> texts) {
    if (texts.size() < 2) {
      return texts.isEmpty() ? NONE : texts.getFirst();
    }
    List<Line> all = new ArrayList<>();
    for (MailText text : texts) {
      all.addAll(text.lines);
      all.add(new Line("", Mark.WRITTEN));
    }
    return of(all);
  }

  /** Whether there is nothing to read. */
  public boolean isBlank() {
    return lines.stream().allMatch(line -> line.text().isEmpty());
  }

  /** Whether any line is marked so. */
  boolean has(Mark mark) {
    return lines.stream().anyMatch(line -> line.mark() == mark);
  }

  /** As plain text, quotations behind {@code >}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Line line : lines) {
      text.append(text.isEmpty() ? "" : "\n")
          .append(
              switch (line.mark()) {
                case WRITTEN, SIGNATURE -> line.text();
                case QUOTED -> ("> " + line.text()).strip();
                case DIVIDER -> DIVIDER;
              });
    }
    return text.toString();
  }

  private static Line cut(Line line, int room) {
    int end = Math.min(room, line.text().length());
    boolean half = end > 0 && end < line.text().length() && Character.isHighSurrogate(line.text().charAt(end - 1));
    return new Line(line.text().substring(0, half ? end - 1 : end).strip(), line.mark());
  }
}
