package dev.leadloop.inbox;

import dev.leadloop.lead.LeadId;
import java.util.List;
import java.util.Set;

/** Tells which leads have a running workflow. */
@FunctionalInterface
interface RunningLeads {
  Set<LeadId> among(List<LeadId> leads) throws InterruptedException;
}
