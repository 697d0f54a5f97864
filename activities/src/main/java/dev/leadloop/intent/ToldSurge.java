package dev.leadloop.intent;

import dev.leadloop.account.key.AccountKey;
import java.time.Instant;

/**
 * What somebody tells of a company: a topic it reads up on more than usual.
 *
 * @param company which company that is
 * @param topic in small letters
 * @param score how strongly, on the scale of whoever tells it
 * @param source who tells it, in small letters
 * @param at when that was so
 */
public record ToldSurge(AccountKey company, String topic, int score, String source, Instant at) {
  /** Whether it says more than another of the same company, topic and source: it is newer, or as new and stronger. */
  boolean outdoes(ToldSurge other) {
    return at.equals(other.at) ? score > other.score : at.isAfter(other.at);
  }
}
