package dev.leadloop.inbox;

import dev.leadloop.lead.LeadId;
import dev.leadloop.temporal.LeadWorkflows;
import dev.leadloop.text.Discreet;
import java.util.List;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts workflows for the reconciler: one that cannot be started is set aside, and the others have their turn. */
final class CarefulStarts implements Predicate<LeadWorkflows.Start> {
  private static final Logger LOG = LoggerFactory.getLogger(CarefulStarts.class);

  private final Predicate<LeadWorkflows.Start> starter;
  private final SetAsideStore aside;
  private final TemporalServer server;

  CarefulStarts(Predicate<LeadWorkflows.Start> starter, SetAsideStore aside, TemporalServer server) {
    this.starter = starter;
    this.aside = aside;
    this.server = server;
  }

  /** Whether it was started; fails as the starter does where nobody's could be. */
  @Override
  public boolean test(LeadWorkflows.Start start) {
    LeadId lead = start.lead();
    try {
      boolean started = starter.test(start);
      aside.called(List.of(lead));
      return started;
    } catch (RuntimeException failure) {
      if (TemporalFault.kind(failure) == TemporalFault.Kind.FORBIDDEN || server.trouble().isPresent()) {
        throw failure;
      }
      LOG.warn("Lead {} has no workflow and none can be started: {}", lead, Discreet.words(failure));
      aside.setAside(lead, List.of(), TemporalFault.code(failure), TemporalFault.words(failure));
      return false;
    }
  }
}
