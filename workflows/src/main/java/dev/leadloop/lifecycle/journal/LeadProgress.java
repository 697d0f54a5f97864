package dev.leadloop.lifecycle.journal;

import dev.leadloop.lead.Stage;
import dev.leadloop.nurture.HeldMail;
import dev.leadloop.nurture.NurturePosition;
import dev.leadloop.scoring.ScoreSummary;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything decided about a lead so far: its journal, folded. Only {@link JournalFold} makes a next one.
 *
 * @param sequenceRuns how far the lead has come in each sequence, by {@code id@version}
 * @param held mails that may not go yet
 * @param gate what a recycled lead must show to be handed over again; null where it need show nothing
 * @param handoff the open cycle; null in every stage but SQL
 * @param cycles number of the last cycle, 0 before the first
 * @param ended the latest ended cycles, newest last, at most {@value #ENDED_KEPT}
 * @param owner rep of an accepted lead; null before
 * @param acceptedAt when it was accepted; null before
 * @param contactDue when first contact is due; null when made, missed or not asked
 * @param lastNews when sales was last heard of after acceptance, or last reminded
 * @param closedAt when the lead entered a closed stage
 * @param deal what sales reported since it accepted the lead; null before
 * @param awaitsConsent whether nurture stands still until the person agrees as the policy asks
 */
public record LeadProgress(
    Stage stage,
    Instant stageSince,
    ScoreSummary score,
    @Nullable String source,
    @Nullable NurturePosition nurture,
    Map<String, SequenceRun> sequenceRuns,
    List<HeldMail> held,
    @Nullable RecycleGate gate,
    int recycles,
    @Nullable Handoff handoff,
    int cycles,
    List<EndedCycle> ended,
    @Nullable String owner,
    @Nullable Instant acceptedAt,
    @Nullable Instant contactDue,
    boolean contacted,
    @Nullable Instant lastNews,
    @Nullable Instant closedAt,
    @Nullable String suppressed,
    @Nullable String review,
    @Nullable Deal deal,
    boolean awaitsConsent) {

  /** How many ended cycles are kept at hand; older ones are in the journal. */
  public static final int ENDED_KEPT = 10;

  /**
   * How far a lead has come in one version of a sequence.
   *
   * @param occurrence number of the last one; each beginning is one, and so is each way back within the sequence
   * @param next where it goes on; null where it is over
   * @param since number of the occurrence it was begun with last
   * @param had the mails that were ordered, each with the occurrence it was ordered in last; one that was held for good is none
   */
  public record SequenceRun(int occurrence, @Nullable NurturePosition next, int since, Map<String, Integer> had) {
    public SequenceRun {
      had = had == null ? Map.of() : Map.copyOf(had);
    }

    /** Under which a lead's run of a sequence is kept. */
    public static String key(String sequence, int version) {
      return sequence + "@" + version;
    }

    /** Steps whose mails are passed over, since the lead had them before the sequence was begun last. */
    public List<String> passedOver() {
      return had.keySet().stream().filter(this::hadBefore).sorted().toList();
    }

    /** Whether the lead had the mail of that step in that occurrence already. */
    public boolean hadIn(int occurrence, String step) {
      Integer last = had.get(step);
      return last != null && last >= occurrence;
    }

    /** Whether the lead had the mail of that step before the sequence was begun last. */
    public boolean hadBefore(String step) {
      Integer occurrence = had.get(step);
      return occurrence != null && occurrence < since;
    }
  }

  public LeadProgress {
    sequenceRuns = Map.copyOf(sequenceRuns);
    held = held == null ? List.of() : List.copyOf(held);
    ended = List.copyOf(ended);
  }

  /** Until when the lead is left alone, or null where it is not parked. */
  public @Nullable Instant parkedUntil() {
    return gate == null ? null : gate.parkedUntil();
  }

  /** How that cycle ended, or null where it has not or is no longer at hand. */
  public @Nullable EndedCycle endOf(int cycle) {
    return ended.stream().filter(end -> end.cycle() == cycle).findFirst().orElse(null);
  }
}
