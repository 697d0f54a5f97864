package dev.leadloop.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringTokenizer;
import java.util.UUID;
import java.util.stream.Stream;

/** Finds in an answer the message ids of what it answers; those of our mail are their send ids. */
final class Answered {
  private static final int LENGTH = 36;
  private static final int MOST = 30;

  private Answered() {}

  /** What may be send ids, the mail that is answered first. */
  static Stream<UUID> ids(InboundMail mail) {
    return List.of("in-reply-to", "references").stream()
        .flatMap(name -> words(mail.headers().getOrDefault(name, "")))
        .filter(word -> word.indexOf('@') == LENGTH)
        .flatMap(word -> id(word.substring(0, LENGTH)).stream())
        .distinct()
        .limit(MOST);
  }

  /** A send id as it is written; empty where it is none. */
  static Optional<UUID> id(String given) {
    try {
      return given.length() == LENGTH ? Optional.of(UUID.fromString(given)) : Optional.empty();
    } catch (IllegalArgumentException notOurs) {
      return Optional.empty();
    }
  }

  private static Stream<String> words(String header) {
    List<String> words = new ArrayList<>();
    StringTokenizer tokens = new StringTokenizer(header, "<> ,;");
    while (tokens.hasMoreTokens()) {
      words.add(tokens.nextToken());
    }
    return words.stream();
  }
}
