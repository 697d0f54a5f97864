package dev.leadloop.intent;

import dev.leadloop.account.told.AccountOpeningStore;
import dev.leadloop.intent.SurgeStore.Put;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes in what third parties tell of companies. A company that nobody knew becomes an account. Of what a source tells of a
 * topic the newest stays, and of the newest the strongest, in whatever order and however often it is told.
 */
public final class Intents {
  private final SurgeStore surges;
  private final AccountOpeningStore accounts;
  private final TransactionTemplate transaction;
  private final InstantSource clock;

  Intents(SurgeStore surges, AccountOpeningStore accounts, TransactionTemplate transaction, InstantSource clock) {
    this.surges = surges;
    this.accounts = accounts;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** What can become of one surge that is told. */
  public enum Outcome {
    /** Nothing was told of that topic by that source before. */
    FRESH,
    /** It is newer, or as new and stronger, than what was told before. */
    UPDATED,
    /** It was told just so before. */
    SAME,
    /** Something newer, or as new and stronger, was told before; that stays. */
    OLDER
  }

  /** What became of one surge, and of which account it is. */
  public record Taken(Outcome outcome, String accountId) {}

  private record Place(String accountId, String topic, String source) {
    static Place of(ToldSurge surge) {
      return new Place(surge.company().accountId(), surge.topic(), surge.source());
    }
  }

  /** Stores all of them together; what became of each, in their order. */
  public List<Taken> take(List<ToldSurge> told) {
    List<Taken> all = new ArrayList<>();
    take(told, all::addAll);
    return all;
  }

  /**
   * Stores all of them together.
   *
   * @param then is told what became of each, in their order, and stores what it likes in the same transaction
   */
  void take(List<ToldSurge> told, Consumer<List<Taken>> then) {
    if (!told.isEmpty()) {
      transaction.executeWithoutResult(status -> then.accept(store(told)));
    } else {
      then.accept(List.of());
    }
  }

  private List<Taken> store(List<ToldSurge> told) {
    Instant now = clock.instant();
    Map<Place, ToldSurge> best = new LinkedHashMap<>();
    told.forEach(surge -> best.merge(Place.of(surge), surge, (one, other) -> other.outdoes(one) ? other : one));
    Map<String, String> owners = accounts.open(best.values().stream().map(ToldSurge::company).toList(), now);
    Map<Place, Put> puts = new HashMap<>();
    Set<String> changed = new HashSet<>();
    for (Put put : surges.put(best.values(), now)) {
      puts.put(new Place(put.accountId(), put.topic(), put.source()), put);
      if (put.stored()) {
        changed.add(owners.getOrDefault(put.accountId(), put.accountId()));
      }
    }
    accounts.changed(changed);
    return outcomes(told, best, puts, owners);
  }

  private static List<Taken> outcomes(
      List<ToldSurge> told, Map<Place, ToldSurge> best, Map<Place, Put> puts, Map<String, String> owners) {
    Set<Place> said = new HashSet<>();
    List<Taken> taken = new ArrayList<>();
    for (ToldSurge surge : told) {
      Place place = Place.of(surge);
      ToldSurge kept = Objects.requireNonNull(best.get(place));
      Put put = Objects.requireNonNull(puts.get(place));
      Outcome outcome = isJust(surge, kept)
          ? said.add(place) ? outcome(surge, put) : Outcome.SAME
          : Outcome.OLDER;
      taken.add(new Taken(outcome, owners.getOrDefault(place.accountId(), place.accountId())));
    }
    return taken;
  }

  private static Outcome outcome(ToldSurge surge, Put put) {
    if (put.stored()) {
      return put.wasAt() == null ? Outcome.FRESH : Outcome.UPDATED;
    }
    boolean same = put.wasAt() == null
        || put.wasAt().equals(surge.at()) && Objects.equals(put.wasScore(), surge.score());
    return same ? Outcome.SAME : Outcome.OLDER;
  }

  private static boolean isJust(ToldSurge one, ToldSurge other) {
    return one.at().equals(other.at()) && one.score() == other.score();
  }
}
