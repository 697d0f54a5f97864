package dev.leadloop.enrichment;

import dev.leadloop.enrichment.AnswerStore.Standing;
import dev.leadloop.enrichment.AnswerStore.Wanted;
import dev.leadloop.enrichment.EnrichmentProvider.Answer;
import dev.leadloop.enrichment.EnrichmentProvider.Subject;
import dev.leadloop.enrichment.WishStore.Wish;
import dev.leadloop.intake.FoundFacts;
import dev.leadloop.intake.FoundFacts.Held;
import dev.leadloop.lead.LeadId;
import dev.leadloop.store.Times;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks at leads to be asked about: what is known at once is written, for the rest questions are put to the providers. The
 * providers are asked in their order, and the first that knows anything is the one that tells. Each look is one transaction,
 * so that a process that dies leaves a lead either as it was or with everything done.
 */
public final class Enricher {
  private static final int BATCH = 100;

  private final List<EnrichmentProvider> providers;
  private final WishStore wishes;
  private final AnswerStore answers;
  private final ProviderStore states;
  private final FoundFacts found;
  private final TransactionTemplate transaction;
  private final InstantSource clock;

  /** Over one data source; the order of the providers is the order in which they are asked. */
  public Enricher(
      List<EnrichmentProvider> providers, JdbcClient jdbc, FoundFacts found, TransactionTemplate transaction,
      InstantSource clock) {
    this.providers = List.copyOf(providers);
    this.wishes = new WishStore(jdbc);
    this.answers = new AnswerStore(jdbc);
    this.states = new ProviderStore(jdbc);
    this.found = found;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * What came of a look.
   *
   * @param leads that are done with, or wait for an answer now
   * @param asks whether there is something to ask
   * @param rings whether leads may be called for that waited
   * @param more whether more wait to be looked at
   */
  public record Look(int leads, boolean asks, boolean rings, boolean more) {
    static final Look NOTHING = new Look(0, false, false, false);
  }

  /** Looks at some of the leads that wait. */
  public Look look() {
    providers.forEach(EnrichmentProvider::look);
    List<LeadId> due = wishes.due(BATCH);
    return due.isEmpty() ? Look.NOTHING : Objects.requireNonNull(transaction.execute(status -> look(due)));
  }

  /** Takes notice of those whose question nobody asks any more. */
  public void sweep() {
    wishes.sweep();
  }

  private Look look(List<LeadId> due) {
    Map<LeadId, Held> held = new HashMap<>();
    found.hold(due).forEach(lead -> held.put(lead.id(), lead));
    List<Wish> taken = wishes.take(held.keySet());
    Map<String, Set<Wanted>> wanted = new HashMap<>();
    taken.forEach(wish -> wanted(wish, Objects.requireNonNull(held.get(wish.lead())), wanted));
    Map<String, Map<String, Standing>> standing = new HashMap<>();
    wanted.forEach((provider, questions) -> standing.put(provider, answers.want(provider, questions)));
    Map<String, Boolean> resting = new HashMap<>();
    standing.keySet().forEach(provider -> resting.put(provider, states.rests(provider)));

    List<LeadId> done = new ArrayList<>();
    List<LeadId> released = new ArrayList<>();
    Map<LeadId, String> waiting = new HashMap<>();
    for (Wish wish : taken) {
      Held lead = Objects.requireNonNull(held.get(wish.lead()));
      Waits waits = settle(wish, lead, standing, resting);
      if (waits == null) {
        done.add(lead.id());
      } else {
        waiting.put(lead.id(), waits.question());
      }
      if (waits == null || !waits.soon()) {
        released.add(lead.id());
      }
    }
    int rings = wishes.release(released);
    wishes.done(done);
    wishes.wait(waiting);
    return new Look(taken.size(), !waiting.isEmpty(), rings > 0, due.size() == BATCH && !taken.isEmpty());
  }

  /** What a lead waits for, and whether it may come in time for a first decision. */
  private record Waits(String question, boolean soon) {}

  /** Which question about a lead may have to be asked: that of the first service, where those before it know nothing. */
  private void wanted(Wish wish, Held lead, Map<String, Set<Wanted>> wanted) {
    Question question = question(lead);
    for (EnrichmentProvider provider : providers) {
      Optional<Subject> subject = lead.forgotten() ? Optional.empty() : provider.about(question);
      if (subject.isEmpty()) {
        continue;
      }
      if (!provider.remote()) {
        if (provider.ask(question) instanceof Answer.Found) {
          return;
        }
        continue;
      }
      Subject about = subject.get();
      wanted.computeIfAbsent(provider.name(), name -> new HashSet<>()).add(new Wanted(
          about.key(), about.personal() ? lead.id().value() : null, wish.line(),
          wish.anew() == null ? null : Times.text(wish.anew())));
      return;
    }
  }

  /** Writes what is known; returns what the lead waits for, null where that is nothing. */
  private @Nullable Waits settle(
      Wish wish, Held lead, Map<String, Map<String, Standing>> standing, Map<String, Boolean> resting) {
    if (lead.forgotten()) {
      return null;
    }
    Question question = question(lead);
    for (EnrichmentProvider provider : providers) {
      Optional<Subject> subject = provider.about(question);
      if (subject.isEmpty()) {
        continue;
      }
      if (!provider.remote()) {
        if (provider.ask(question) instanceof Answer.Found answer) {
          found.take(lead, new FoundFacts.Answer(provider.name(), clock.instant(), answer.facts()), wish.imported());
          return null;
        }
        continue;
      }
      Standing stands = standing.getOrDefault(provider.name(), Map.of()).get(subject.get().key());
      if (stands == null) {
        return null;
      }
      if (stands.open()) {
        return new Waits(
            subject.get().key(), !stands.failed() && !resting.getOrDefault(provider.name(), false));
      }
      if (stands.facts() != null && stands.at() != null) {
        found.take(lead, new FoundFacts.Answer(provider.name(), stands.at(), stands.facts()), wish.imported());
      }
      return null;
    }
    return null;
  }

  private static Question question(Held lead) {
    return Question.of(lead.emailKey(), told(lead), !lead.mayNotBeNamed());
  }

  /** A company that was found is no reason to ask about another. */
  private static @Nullable String told(Held lead) {
    return lead.enriched().found().containsKey("company") ? null : lead.facts().company();
  }
}
