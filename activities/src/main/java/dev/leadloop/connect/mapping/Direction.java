package dev.leadloop.connect.mapping;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Which side a field belongs to. */
public enum Direction {
  /** We tell ours where it is known, and take theirs where ours is not. */
  OURS_UNLESS_BLANK("ours-unless-blank"),
  /** We tell ours, and empty theirs where ours is not known. */
  OURS("ours"),
  /** Theirs is taken, and never told. */
  THEIRS("theirs"),
  /** Neither told nor taken. */
  NONE("none");

  private final String called;

  Direction(String called) {
    this.called = called;
  }

  /** The word a mapping writes. */
  public String called() {
    return called;
  }

  /** Whether ours is told. */
  public boolean tells() {
    return this == OURS_UNLESS_BLANK || this == OURS;
  }

  /** Whether a value of theirs replaces or fills ours. */
  public boolean takes(boolean oursIsBlank) {
    return this == THEIRS || this == OURS_UNLESS_BLANK && oursIsBlank;
  }

  /** The words, in order. */
  static List<String> words() {
    return Arrays.stream(values()).map(Direction::called).toList();
  }

  static Optional<Direction> of(String called) {
    return Arrays.stream(values()).filter(one -> one.called.equals(called)).findFirst();
  }
}
