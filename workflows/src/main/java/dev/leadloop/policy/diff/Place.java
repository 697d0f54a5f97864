package dev.leadloop.policy.diff;

import java.util.List;
import java.util.stream.Stream;

/** Where in a section something stands, such as step webinar of sequence nurture. */
record Place(List<String> names) {
  static final Place TOP = new Place(List.of());

  /** The place of something in it; an empty name stays here. */
  Place below(String name) {
    return name.isEmpty() ? this : new Place(Stream.concat(names.stream(), Stream.of(name)).toList());
  }

  /** What is said of it, after its name. */
  String say(String phrase) {
    return (String.join(", ", names) + " " + phrase).strip();
  }

  /** All that is said of it, after its name. */
  String list(List<String> phrases) {
    return (names.isEmpty() ? "" : String.join(", ", names) + ": ") + String.join(", ", phrases);
  }
}
