package dev.leadloop.security;

import dev.leadloop.lead.LeadId;
import dev.leadloop.view.Sight;
import dev.leadloop.view.SightStore;
import dev.leadloop.worker.start.StartFailure;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Which leads a caller may look at and answer. A rep sees the leads that are the rep's, those that came back from the rep
 * and have gone to nobody since, and those that wait in the queue for anyone; of a colleague's, none, unless the setting
 * says that a team sees together. Everybody else sees every lead.
 */
@Component
public class LeadSight {
  private static final String SETTING = "leadloop.sales.sees";

  /** How far a rep sees. */
  private enum Reach {
    OWN,
    TEAM,
    ALL
  }

  private final SightStore store;
  private final Reach reach;

  /**
   * Over the store.
   *
   * @param reach own, team or all: with whom a rep sees together
   * @throws StartFailure for anything else
   */
  public LeadSight(SightStore store, @Value("${" + SETTING + ":own}") String reach) {
    this.store = store;
    this.reach =
        Arrays.stream(Reach.values())
            .filter(known -> known.name().equalsIgnoreCase(reach.strip()))
            .findFirst()
            .orElseThrow(
                () ->
                    new StartFailure(SETTING + " is '" + reach + "': it must be one of "
                        + Arrays.stream(Reach.values())
                            .map(known -> known.name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", ")) + "."));
  }

  /** The leads of lists. */
  public Sight of(Caller caller) {
    if (caller.role() != Role.SALES || reach == Reach.ALL) {
      return Sight.ALL;
    }
    Set<String> reps = store.colleagues(rep(caller), reach == Reach.TEAM);
    return new Sight(reps);
  }

  /** Whether the caller may look at the lead; false for one that is not known, too. */
  public boolean sees(Caller caller, String lead) {
    return LeadId.isOne(lead) && store.sees(of(caller), new LeadId(lead));
  }

  /** Whether the caller may give an answer about the lead, be it to be told who was quicker. */
  boolean mayAnswer(Caller caller, String lead) {
    return sees(caller, lead) || hadHandoff(caller, lead);
  }

  /** Whether the caller may ask to take the lead's open handoff over. */
  boolean mayTake(Caller caller, String lead) {
    return mayAnswer(caller, lead) || LeadId.isOne(lead) && store.waitsForAnswer(new LeadId(lead));
  }

  private boolean hadHandoff(Caller caller, String lead) {
    return caller.role() == Role.SALES && LeadId.isOne(lead) && store.hadHandoff(rep(caller), new LeadId(lead));
  }

  private static String rep(Caller caller) {
    return Objects.requireNonNull(caller.repId(), "a SALES key belongs to a rep");
  }
}
