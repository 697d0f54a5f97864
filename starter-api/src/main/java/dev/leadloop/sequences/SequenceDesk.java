package dev.leadloop.sequences;

import dev.leadloop.inbox.InboxBell;
import dev.leadloop.lead.Principal;
import dev.leadloop.naming.NearestName;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.problem.Problem;
import dev.leadloop.sending.SequencePauses;
import dev.leadloop.view.SequenceReadStore;
import dev.leadloop.view.SequenceReadStore.Standing;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Stops a sequence everywhere, and lets it go on; by call and by page alike. */
@Component
public class SequenceDesk {
  private final PolicyCatalog policies;
  private final SequenceReadStore reads;
  private final SequencePauses pauses;
  private final InboxBell bell;

  SequenceDesk(PolicyCatalog policies, SequenceReadStore reads, SequencePauses pauses, InboxBell bell) {
    this.policies = policies;
    this.reads = reads;
    this.pauses = pauses;
    this.bell = bell;
  }

  /** Ends the call where neither the newest policy nor any lead has such a sequence. */
  public void check(String sequence) {
    TreeSet<String> known = new TreeSet<>(policies.latest().sequences().keySet());
    if (!known.contains(sequence)) {
      reads.standing().stream().map(Standing::sequence).forEach(known::add);
      pauses.open().forEach(pause -> known.add(pause.sequence()));
    }
    if (!known.contains(sequence)) {
      throw Problem.NOT_FOUND.because(
          "There is no sequence of that name. "
              + NearestName.to(sequence, known).map(nearest -> "Did you mean '" + nearest + "'? ").orElse("")
              + "There are " + String.join(", ", known) + ".");
    }
  }

  /**
   * No mail of it begins to be sent once this has returned; who runs it stays where they are.
   *
   * @param why what people read of it; must not be blank
   * @return whether it was running before
   */
  public boolean pause(String sequence, Principal by, String why) {
    check(sequence);
    return pauses.pause(sequence, by, why);
  }

  /**
   * Held mails go within their sending hours.
   *
   * @return whether it was paused
   */
  public boolean resume(String sequence, Principal by, @Nullable String why) {
    check(sequence);
    boolean resumed = pauses.resume(sequence, by, why);
    if (resumed) {
      bell.wake();
    }
    return resumed;
  }
}
