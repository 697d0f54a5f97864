package dev.leadloop.policy.diff;

/**
 * One thing that one version of a policy says otherwise than another.
 *
 * @param section the part of the document it stands in, such as "scoring"
 * @param words what a person reads, such as "'pricing page viewed' gives 30 instead of 25 points"
 */
public record PolicyChange(String section, String words) {
  public PolicyChange {
    words = visible(words);
  }

  /** What cannot be seen, and what turns round what is read, is named: two people go by these words. */
  private static String visible(String words) {
    StringBuilder seen = new StringBuilder(words.length());
    words.codePoints().forEach(point -> {
      switch (Character.getType(point)) {
        case Character.FORMAT, Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
            Character.SURROGATE, Character.PRIVATE_USE ->
            seen.append(String.format("[U+%04X]", point));
        default -> seen.appendCodePoint(point);
      }
    });
    return seen.toString();
  }

  @Override
  public String toString() {
    return section + ": " + words;
  }
}
