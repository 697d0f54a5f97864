package dev.leadloop.policy.names;

import java.util.HashSet;
import java.util.Set;

/** How rules read a property or a fact, one rule after another: a large policy names many values of one. */
final class Gathered {
  private final Set<String> words = new HashSet<>();
  private final Set<String> values = new HashSet<>();
  private boolean number;
  private boolean text;

  /** One more rule reads it so. */
  Gathered add(ReadAs as) {
    number |= as.number();
    text |= as.text();
    words.addAll(as.words());
    values.addAll(as.values());
    return this;
  }

  /** All of them together. */
  ReadAs together() {
    return new ReadAs(number, text, words, values);
  }
}
