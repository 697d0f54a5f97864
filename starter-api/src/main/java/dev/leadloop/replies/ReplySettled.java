package dev.leadloop.replies;

import dev.leadloop.doubt.ReplyDoubtStore.Doubt;

/** What came of saying what an answer meant. */
public sealed interface ReplySettled {

  /** It is said; said twice, it is said once. */
  record Settled(Doubt answer) implements ReplySettled {}

  /** There is no such answer. */
  record Unknown(String id) implements ReplySettled {}

  /**
   * Nothing was changed.
   *
   * @param why a sentence
   */
  record TooLate(String why) implements ReplySettled {}
}
