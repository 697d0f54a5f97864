package dev.leadloop.doubt;

import static dev.leadloop.erasure.HeldRowsStore.OF_BOTH;

import dev.leadloop.erasure.Erases;
import dev.leadloop.erasure.HeldRowsStore;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Forgets that anybody was asked what a person's reply meant. */
final class DoubtErasingStore {
  private DoubtErasingStore() {}

  static Erases over(JdbcClient jdbc) {
    return HeldRowsStore.named("replies", jdbc).deletes("reply_doubt", OF_BOTH);
  }
}
