package dev.leadloop.console.dryrun;

import dev.leadloop.console.PageTimes;
import dev.leadloop.console.PageTimes.When;
import dev.leadloop.console.People;
import dev.leadloop.dryrun.Simulation;
import dev.leadloop.dryrun.SimulationOrder;
import dev.leadloop.policies.DryRunDesk;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A dry run and how far it is, in people's words.
 *
 * @param against empty where nothing is compared
 * @param leads which they are: {@code all}, {@code segment} or {@code file}
 * @param told the file's name or the condition; empty for all leads
 * @param share per cent of the lives that are through; null where nobody knows how many there are
 */
record DryRunLine(
    String id, String policy, String against, String leads, String told, int days, String sales, String state, int done,
    @Nullable Integer share, When at, String by) {
  static DryRunLine of(Simulation one, PageTimes times, People people) {
    SimulationOrder order = one.order();
    SimulationOrder.Which against = order.against();
    Integer total = one.total();
    return new DryRunLine(
        one.id(), order.policy().said(), against == null ? "" : against.said(),
        order.file() != null ? DryRunForm.FILE : order.segment() != null ? DryRunForm.SEGMENT : DryRunForm.ALL,
        order.file() != null ? order.file().name().equals(DryRunDesk.OF_CALL) ? "" : order.file().name()
        : Objects.toString(order.segment(), ""), order.days(), order.sales().word(),
        one.state().name().toLowerCase(Locale.ROOT), one.done(),
        total == null || total == 0 ? null : (int) Math.min(100, 100L * one.done() / total), times.at(one.createdAt()),
        people.by(one.createdBy()));
  }

  /** Whether it waits or goes on. */
  public boolean open() {
    return state.equals("waiting") || state.equals("running");
  }
}
