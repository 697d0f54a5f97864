package dev.leadloop.reply;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Knows the block of labels that mail programs put above a mail they quote without marking it: who sent it, when, to whom,
 * under which subject. Labels are known by name, in any language; a sentence of a person rarely has two of them.
 */
final class QuotedHeader {
  /** Lines within which the labels stand, with names of many recipients between. */
  private static final int LINES = 8;

  private static final int LONGEST_LABEL = 40;
  private static final int LONGEST_LINE = 2_000;
  private static final int WORDS_OF_LABEL = 3;

  private final Map<String, Meaning> labels = new HashMap<>();

  QuotedHeader(ReplyTables tables) {
    for (ReplyRule rule : tables.rules()) {
      switch (rule.meaning()) {
        case HEADER_FROM, HEADER_SENT, HEADER_SUBJECT, HEADER_OTHER ->
            labels.putIfAbsent(String.join(" ", Words.of(rule.phrase()).words()), rule.meaning());
        case STOP, MAYBE_STOP, NOT_STOP, OTHER_MATTER, NO, NOT_NO, INTEREST, COURTESY, GREETING, THANKS, ONESELF, ANSWERS,
            AWAY_SUBJECT, AWAY_IN_SUBJECT, AWAY, AWAY_MORE, LEFT, RECEIPT, RECEIPT_SUBJECT, WROTE, ORIGINAL, PHONE, DISCLAIMER,
            OUR_FOOTER -> {}
      }
    }
  }

  /** Whether such a block begins with this line. */
  boolean begins(List<String> lines, int at) {
    Set<Meaning> found = labelsOf(lines.get(at));
    if (found.isEmpty()) {
      return false;
    }
    int others = 0;
    for (int i = at + 1; i < lines.size() && i < at + LINES && others < 2 && !isBlock(found); i++) {
      if (!lines.get(i).isEmpty()) {
        Set<Meaning> more = labelsOf(lines.get(i));
        others = more.isEmpty() ? others + 1 : 0;
        found.addAll(more);
      }
    }
    return isBlock(found);
  }

  private static boolean isBlock(Set<Meaning> found) {
    return found.contains(Meaning.HEADER_FROM)
        && (found.contains(Meaning.HEADER_SENT) || found.contains(Meaning.HEADER_SUBJECT));
  }

  /** Of a line that begins with a label; all labels in it, since some programs run the block together. */
  private Set<Meaning> labelsOf(String line) {
    Set<Meaning> found = EnumSet.noneOf(Meaning.class);
    int from = 0;
    int end = Math.min(line.length(), LONGEST_LINE);
    for (int i = 0; i < end; i++) {
      if (line.charAt(i) == ':' || line.charAt(i) == '\uff1a') {
        Meaning label = labelBefore(line.substring(Math.max(from, i - LONGEST_LABEL), i), from == 0);
        if (label == null && found.isEmpty()) {
          return found;
        }
        if (label != null) {
          found.add(label);
        }
        from = i + 1;
      }
    }
    return found;
  }

  private @Nullable Meaning labelBefore(String text, boolean whole) {
    List<String> words = Words.of(text).words();
    int least = whole ? words.size() : 1;
    for (int count = Math.min(words.size(), WORDS_OF_LABEL); count >= Math.max(1, least); count--) {
      Meaning label = labels.get(String.join(" ", words.subList(words.size() - count, words.size())));
      if (label != null) {
        return label;
      }
    }
    return null;
  }
}
