package dev.leadloop.dryrun;

import java.util.Locale;
import java.util.Optional;

/** How sales answers in a dry run, as people choose it. */
public enum SalesAnswer {
  NEVER("nobody of sales answers"),
  IN_TIME("whoever is offered a lead accepts it, and is in touch with it, within the time there is for it"),
  RECORDED("each rep answers as the record says they did: the same shares, reasons and answer times");

  private final String words;

  SalesAnswer(String words) {
    this.words = words;
  }

  /** What it means, as the end of a sentence. */
  public String words() {
    return words;
  }

  /** The word by which it is chosen. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The one of that word; empty where there is none. */
  public static Optional<SalesAnswer> of(String word) {
    for (SalesAnswer answer : values()) {
      if (answer.word().equals(word)) {
        return Optional.of(answer);
      }
    }
    return Optional.empty();
  }
}
