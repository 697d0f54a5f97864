package dev.leadloop.connect;

import dev.leadloop.connect.WaitingStore.Settled;
import dev.leadloop.connect.mapping.LeadFacts;
import dev.leadloop.connect.mapping.Mode;
import dev.leadloop.connect.vendor.VendorTrouble;
import dev.leadloop.connect.vendor.Write;
import dev.leadloop.connect.vendor.Written;
import dev.leadloop.store.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Writes the leads whose turn it is, several batches at the same time, and notes what became of each. */
final class Writing {
  private static final int MOST_RETRIES = 6;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  private final WaitingStore waiting;
  private final Duration lease;

  /**
   * Over what waits.
   *
   * @param lease how long nobody else writes what one has begun to
   */
  Writing(WaitingStore waiting, Duration lease) {
    this.waiting = waiting;
    this.lease = lease;
  }

  /**
   * What a turn came to.
   *
   * @param leads how many had their turn
   * @param trouble the worst that befell a batch; null where nothing did, or where others went well and it was no limit and no
   *     credential
   */
  record Outcome(int leads, @Nullable VendorTrouble trouble) {}

  Outcome write(Line line) {
    int most = line.vendor().pace().batch() * line.vendor().pace().atOnce();
    List<WaitingLead> leads = waiting.take(line.id(), most, lease);
    List<WaitingLead> changed = new ArrayList<>();
    List<Settled> settled = new ArrayList<>();
    List<WaitingLead> forgotten = new ArrayList<>();
    Map<String, Map<String, String>> wanted = new HashMap<>();
    for (WaitingLead lead : leads) {
      Map<String, String> values = lead.forgotten() ? Map.of() : line.wanted(lead);
      wanted.put(lead.leadId(), values);
      if (lead.forgotten()) {
        forgotten.add(lead);
      } else if (values.equals(lead.sent()) && lead.remoteId() != null) {
        settled.add(done(lead, values, null));
      } else {
        changed.add(lead);
      }
    }
    waiting.settle(line.id(), settled);
    List<Callable<@Nullable VendorTrouble>> work = new ArrayList<>();
    int batch = line.vendor().pace().batch();
    for (int from = 0; from < changed.size(); from += batch) {
      List<WaitingLead> part = changed.subList(from, Math.min(changed.size(), from + batch));
      work.add(() -> write(line, part, wanted));
    }
    forgotten.forEach(lead -> work.add(() -> forget(line, lead)));
    return new Outcome(leads.size(), together(work, line.vendor().pace().atOnce()));
  }

  private static @Nullable VendorTrouble together(List<Callable<@Nullable VendorTrouble>> work, int atOnce) {
    VendorTrouble worst = null;
    boolean anyWell = false;
    int threads = Math.max(1, Math.min(atOnce, work.size()));
    try (ExecutorService pool = Executors.newFixedThreadPool(threads, Thread.ofVirtual().factory())) {
      for (Future<@Nullable VendorTrouble> one : pool.invokeAll(work)) {
        VendorTrouble trouble = one.get();
        anyWell |= trouble == null;
        worst = worst == null || trouble != null && trouble.kind().compareTo(worst.kind()) < 0 ? trouble : worst;
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException broken) {
      throw new IllegalStateException("A batch of a connector failed", broken.getCause());
    }
    return anyWell && worst != null && worst.kind() == VendorTrouble.Kind.AWAY ? null : worst;
  }

  private @Nullable VendorTrouble write(Line line, List<WaitingLead> leads, Map<String, Map<String, String>> wanted) {
    Map<String, WaitingLead> byId = new HashMap<>();
    List<Write> writes = new ArrayList<>();
    for (WaitingLead lead : leads) {
      byId.put(lead.leadId(), lead);
      writes.add(new Write(
          lead.leadId(), lead.remoteId(), lead.facts().get(LeadFacts.EMAIL), wanted.getOrDefault(lead.leadId(), Map.of()),
          lead.sent(), lead.attempts() > 1));
    }
    List<Settled> settled = new ArrayList<>();
    VendorTrouble trouble = null;
    try {
      for (Written answer : line.vendor().write(line.calls(), line.mapping(), writes)) {
        WaitingLead lead = byId.remove(answer.key());
        if (lead != null) {
          settled.add(settled(lead, answer, wanted.getOrDefault(lead.leadId(), Map.of())));
        }
      }
      byId.values().forEach(lead -> settled.add(later(lead, "nothing was said of this record", 0)));
    } catch (VendorTrouble all) {
      trouble = all;
      int unbegun = all.kind() == VendorTrouble.Kind.LIMIT || all.kind() == VendorTrouble.Kind.CREDENTIAL ? 1 : 0;
      byId.values().forEach(lead -> settled.add(later(lead, all.words(), unbegun)));
    }
    waiting.settle(line.id(), settled);
    return trouble;
  }

  private static Settled settled(WaitingLead lead, Written answer, Map<String, String> values) {
    String words = answer.words();
    return switch (answer.result()) {
      case DONE -> done(lead, values, answer.remoteId());
      case LEFT -> new Settled(lead.leadId(), lead.wanted(), true, false, false, null, answer.remoteId(), null, 0, 0);
      case RETRY -> lead.attempts() >= MOST_RETRIES ? aside(lead, words) : later(lead, words, 0);
      case GONE -> new Settled(
          lead.leadId(), lead.wanted(), false, lead.attempts() >= MOST_RETRIES, true, null, null, words, 0, 0);
      case REFUSED -> aside(lead, words);
    };
  }

  private static Settled done(WaitingLead lead, Map<String, String> values, @Nullable String remoteId) {
    return new Settled(lead.leadId(), lead.wanted(), true, false, false, Json.write(values), remoteId, null, 0, 0);
  }

  private static Settled aside(WaitingLead lead, @Nullable String words) {
    return new Settled(lead.leadId(), lead.wanted(), false, true, false, null, null, words, 0, 0);
  }

  private static Settled later(WaitingLead lead, @Nullable String words, int unbegun) {
    return new Settled(
        lead.leadId(), lead.wanted(), false, false, false, null, null, words,
        unbegun > 0 ? 0 : pause(lead.leadId(), lead.attempts()).toMillis(), unbegun);
  }

  /** Twice as long each time; leads that failed together are spread by a fifth. */
  private static Duration pause(String lead, int attempts) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(12, Math.max(0, attempts - 1)));
    Duration most = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    return most.plus(most.multipliedBy(Math.floorMod(lead.hashCode(), 100)).dividedBy(500));
  }

  /** Whoever asked to be forgotten is deleted over there, and what was confirmed is forgotten here. */
  private @Nullable VendorTrouble forget(Line line, WaitingLead lead) {
    try {
      if (lead.remoteId() != null && line.mapping().mode() != Mode.ENRICH) {
        line.vendor().forget(line.calls(), line.mapping(), lead.remoteId());
      }
      waiting.settle(line.id(), List.of(
          new Settled(lead.leadId(), lead.wanted(), true, false, true, null, null, null, 0, 0)));
      return null;
    } catch (VendorTrouble trouble) {
      boolean refused = trouble.kind() == VendorTrouble.Kind.REFUSED;
      waiting.settle(line.id(), List.of(refused ? aside(lead, trouble.words()) : later(lead, trouble.words(), 0)));
      return refused ? null : trouble;
    }
  }
}
