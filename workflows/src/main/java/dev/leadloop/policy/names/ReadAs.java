package dev.leadloop.policy.names;

import dev.leadloop.lead.text.FoldedText;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How the rules of a policy read a property or a fact, all of them together.
 *
 * @param number whether one compares it with a number, or adds it up
 * @param text whether one compares it with words, or tells values apart
 * @param words the words it is compared with
 * @param values those of them that it must be as a whole, rather than begin with or contain
 */
public record ReadAs(boolean number, boolean text, Set<String> words, Set<String> values) {
  /** By whether it is there alone. */
  static final ReadAs KNOWN = new ReadAs(false, false, Set.of(), Set.of());

  /** By the number that it is. */
  static final ReadAs NUMBER = new ReadAs(true, false, Set.of(), Set.of());

  /** By its text, whatever that is. */
  static final ReadAs TEXT = new ReadAs(false, true, Set.of(), Set.of());

  public ReadAs {
    words = Set.copyOf(words);
    values = Set.copyOf(values);
  }

  /** By whether it is one of these, in capitals or not. */
  static ReadAs oneOf(Collection<String> values) {
    Set<String> folded = values.stream().map(FoldedText::of).collect(Collectors.toSet());
    return new ReadAs(false, true, folded, folded);
  }

  /** By whether it has one of these in it. */
  static ReadAs with(Collection<String> words) {
    return new ReadAs(false, true, Set.copyOf(words), Set.of());
  }

  /** Whether a value that is no number can count for no rule. */
  public boolean numberAlone() {
    return number && !text;
  }

  /** Whether a rule asks for that very value, or for something that it has in it. */
  public boolean asksFor(String value) {
    String folded = FoldedText.of(value);
    return values.contains(folded) || words.stream().anyMatch(word -> !values.contains(word) && folded.contains(word));
  }
}
