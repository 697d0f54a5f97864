package dev.leadloop.inbox;

import dev.leadloop.lead.LeadId;
import java.util.List;
import java.util.Set;

/** Tells which leads have a running workflow; it may lag behind by a few seconds. */
@FunctionalInterface
interface RunningLeads {
  Set<LeadId> among(List<LeadId> leads);
}
