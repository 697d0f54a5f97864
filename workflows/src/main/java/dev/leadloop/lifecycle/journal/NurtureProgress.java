package dev.leadloop.lifecycle.journal;

import dev.leadloop.nurture.HeldMail;
import dev.leadloop.nurture.NurturePosition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far a lead has come in nurture, and whether it may be mailed.
 *
 * @param position where the running sequence stands; null where none runs
 * @param runs how far the lead has come in each sequence, by {@code id@version}
 * @param held mails that may not go yet
 * @param suppressed why the address gets no mail; null where it does
 * @param awaitsConsent whether nurture stands still until the person agrees as the policy asks
 * @param withheld what the policy's rule says by which nurture stands still; null where none does
 */
public record NurtureProgress(
    @Nullable NurturePosition position,
    Map<String, SequenceRun> runs,
    List<HeldMail> held,
    @Nullable String suppressed,
    boolean awaitsConsent,
    @Nullable String withheld) {

  static final NurtureProgress NONE = new NurtureProgress(null, Map.of(), List.of(), null, false, null);

  private static final SequenceRun NOT_BEGUN = new SequenceRun(0, null, 0, Map.of());

  public NurtureProgress {
    runs = Map.copyOf(runs);
    held = List.copyOf(held);
  }

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

    SequenceRun having(Map<String, Integer> mails) {
      return new SequenceRun(occurrence, next, since, mails);
    }
  }

  SequenceRun run(String key) {
    return runs.getOrDefault(key, NOT_BEGUN);
  }

  NurtureProgress at(@Nullable NurturePosition now) {
    return new NurtureProgress(now, runs, held, suppressed, awaitsConsent, withheld);
  }

  NurtureProgress with(String key, SequenceRun run) {
    return with(Map.of(key, run));
  }

  NurtureProgress with(Map<String, SequenceRun> others) {
    Map<String, SequenceRun> all = new HashMap<>(runs);
    all.putAll(others);
    return new NurtureProgress(position, all, held, suppressed, awaitsConsent, withheld);
  }

  NurtureProgress holding(List<HeldMail> mails) {
    return new NurtureProgress(position, runs, mails, suppressed, awaitsConsent, withheld);
  }

  NurtureProgress suppressedFor(@Nullable String reason) {
    return new NurtureProgress(position, runs, held, reason, awaitsConsent, withheld);
  }

  NurtureProgress waitingForConsent(boolean waits) {
    return new NurtureProgress(position, runs, held, suppressed, waits, withheld);
  }

  NurtureProgress withheldFor(@Nullable String why) {
    return new NurtureProgress(position, runs, held, suppressed, awaitsConsent, why);
  }

  /** Whether its steps and held mails wait, for consent or since the policy withholds mail. */
  public boolean standsStill() {
    return awaitsConsent || withheld != null;
  }

  NurtureProgress forgotten() {
    return new NurtureProgress(null, runs, List.of(), Forgotten.REASON, false, null);
  }
}
