package dev.leadloop.provider;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Finds in a mail to the mailbox of List-Unsubscribe (RFC 2369) the token of the mail its writer wants to leave by. */
final class UnsubscribeByMail {
  private static final String WORD = "unsubscribe";
  private static final int MOST_WORDS = 10;

  private UnsubscribeByMail() {}

  /** What may be unsubscribe tokens in the subject, where our own address puts one; long ones may come in pieces. */
  static Stream<String> tokens(InboundMail mail) {
    List<String> words = List.of(mail.subject().split(" ", MOST_WORDS));
    int start = words.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList().indexOf(WORD);
    if (start < 0) {
      return Stream.of();
    }
    List<String> rest = words.subList(start + 1, words.size());
    return Stream.concat(rest.stream(), Stream.of(String.join("", rest)));
  }
}
