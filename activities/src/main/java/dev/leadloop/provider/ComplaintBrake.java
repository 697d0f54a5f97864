package dev.leadloop.provider;

import dev.leadloop.lead.Principal;
import dev.leadloop.sending.ComplaintStore;
import dev.leadloop.sending.ComplaintStore.Counts;
import dev.leadloop.sending.SequencePauses;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Locale;
import java.util.TreeSet;

/**
 * Pauses a sequence that too many of its readers call spam. Gmail's and Yahoo's rules for bulk senders ask for a rate below
 * 0.1 per cent; past 0.3 per cent everything the sender mails is in danger.
 */
public final class ComplaintBrake {
  private static final Principal BRAKE = new Principal(Principal.Kind.SYSTEM, "complaint-brake");

  private final ComplaintStore store;
  private final SequencePauses pauses;
  private final Terms terms;
  private final InstantSource clock;

  /**
   * When a sequence is paused.
   *
   * @param share of delivered mails reported as spam that is still borne, such as 0.001
   * @param leastDelivered below this many delivered mails a share says nothing
   * @param leastComplaints fewer than this many are no pattern
   * @param window what was reported within this time is counted, or since a person last let the sequence go on
   */
  public record Terms(double share, int leastDelivered, int leastComplaints, Duration window) {}

  public ComplaintBrake(ComplaintStore store, SequencePauses pauses, Terms terms, InstantSource clock) {
    this.store = store;
    this.pauses = pauses;
    this.terms = terms;
    this.clock = clock;
  }

  /** Looks at sequences about which somebody complained; takes part in the caller's transaction. */
  void look(Collection<String> sequences) {
    for (String sequence : new TreeSet<>(sequences)) {
      Instant now = clock.instant();
      Instant since = now.minus(terms.window());
      Instant resumed = store.lastResumed(sequence);
      Counts counts = store.counts(sequence, resumed != null && resumed.isAfter(since) ? resumed : since);
      if (tooMany(counts, terms) && pauses.pause(sequence, BRAKE, why(counts))) {
        store.pulled(sequence, now, counts);
      }
    }
  }

  static boolean tooMany(Counts counts, Terms terms) {
    return counts.delivered() >= terms.leastDelivered()
        && counts.complaints() >= terms.leastComplaints()
        && counts.complaints() > terms.share() * counts.delivered();
  }

  private static String why(Counts counts) {
    return String.format(
        Locale.ROOT,
        "%d of %d delivered mails were reported as spam (%.2f per cent)",
        counts.complaints(), counts.delivered(), 100.0 * counts.complaints() / counts.delivered());
  }
}
