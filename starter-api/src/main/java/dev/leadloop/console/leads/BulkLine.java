package dev.leadloop.console.leads;

import dev.leadloop.bulk.BulkOrder;
import dev.leadloop.console.PageTimes;
import dev.leadloop.console.PageTimes.When;
import dev.leadloop.console.People;
import java.util.function.UnaryOperator;

/**
 * A bulk order as pages tell it.
 *
 * @param state RUNNING, STOPPED or DONE
 */
record BulkLine(
    String id, String what, String state, int leads, int given, String by, When at) {
  static BulkLine of(BulkOrder order, People people, UnaryOperator<String> users, PageTimes times) {
    return new BulkLine(
        order.id(), order.content().words(), order.progress().state(), order.progress().leads(), order.progress().given(),
        order.by().inWords(id -> people.rep(users.apply(id))), times.at(order.createdAt()));
  }
}
