package dev.leadloop.simulation;

import dev.leadloop.lifecycle.deciding.LeadState;
import dev.leadloop.lifecycle.event.LeadEvent;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A lead as it is when it is played.
 *
 * @param name what people call it; not looked at by any rule
 * @param state what was decided about it so far; undecided where it comes in during the play
 * @param policyVersion the version it lives by; 0 where nothing was decided about it
 * @param told what comes in about it and when, in any order
 * @param had when its address was mailed before
 * @param topicsLeft ids of the topics that its reader left
 * @param accountOwner the rep whose account its company is; null where it is nobody's
 */
public record PlayedLead(
    String name,
    LeadState state,
    int policyVersion,
    List<LeadEvent> told,
    List<Instant> had,
    Set<String> topicsLeft,
    @Nullable String accountOwner) {
  public PlayedLead {
    told = List.copyOf(told);
    had = List.copyOf(had);
    topicsLeft = Set.copyOf(topicsLeft);
  }

  /** A lead that nobody has mailed, and whose company is nobody's. */
  public static PlayedLead coming(String name, LeadState state, List<LeadEvent> told) {
    return new PlayedLead(name, state, 0, told, List.of(), Set.of(), null);
  }
}
