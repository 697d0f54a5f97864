package dev.leadloop.inbox;

import dev.leadloop.temporal.LeadWorkflows;

/** How a lead is called; fails with whatever the client of Temporal throws. */
@FunctionalInterface
interface LeadRinger {
  void ring(LeadWorkflows.Start start, String label);
}
