package dev.leadloop.backtest;

import dev.leadloop.lead.Principal;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policyfile.PolicyFiles;
import dev.leadloop.record.PolicySource;
import dev.leadloop.scoring.Conditions;
import dev.leadloop.simulation.backtest.Adding;
import dev.leadloop.simulation.backtest.Outcome;
import dev.leadloop.simulation.backtest.ShardResult;
import dev.leadloop.simulation.backtest.Target;
import dev.leadloop.simulation.backtest.ToldLife;
import dev.leadloop.simulation.backtest.Trial;
import dev.leadloop.temporal.ActivityFailures;
import dev.leadloop.temporal.backtest.BacktestActivities;
import dev.leadloop.temporal.backtest.BacktestProgress;
import dev.leadloop.text.Discreet;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.support.TransactionTemplate;

/** Tries a policy on recorded lives, one shard at a time. */
public final class Backtests implements BacktestActivities {
  private static final int LEADS_OF_A_SHARD = 1_000;
  private static final int MOST_SHARDS = 128;
  private static final Logger LOG = LoggerFactory.getLogger(Backtests.class);

  private final BacktestStore store;
  private final RecordedLifeStore lives;
  private final PolicySource policies;
  private final TransactionTemplate transaction;
  private final InstantSource clock;

  public Backtests(
      BacktestStore store, RecordedLifeStore lives, PolicySource policies, TransactionTemplate transaction, InstantSource clock) {
    this.store = store;
    this.lives = lives;
    this.policies = policies;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** Records what is to be tried; a workflow of its id does it. */
  public Backtest open(BacktestOrder order, String document, Principal by) {
    long leads = lives.count(order.from(), order.to());
    int shards = Math.clamp((leads + LEADS_OF_A_SHARD - 1) / LEADS_OF_A_SHARD, 1, MOST_SHARDS);
    String id = UUID.randomUUID().toString();
    store.insert(id, order, document, shards, leads, by, clock.instant());
    return backtest(id);
  }

  /** Stops one that is not over; what its shards came to is left. */
  public boolean stop(String id) {
    return store.stop(id, clock.instant());
  }

  @Override
  public BacktestProgress backtestProgress(String backtestId) {
    return backtest(backtestId).progress();
  }

  @Override
  public long tryShard(String backtestId, int shard) {
    Long done = store.doneLeads(backtestId, shard).orElse(null);
    if (done != null) {
      return done;
    }
    Backtest backtest = backtest(backtestId);
    if (backtest.progress().finished()) {
      return 0;
    }
    BacktestOrder order = backtest.order();
    LeadPolicy tried = order.version() == null
        ? PolicyFiles.parse(store.document(backtestId), policies.latest().version() + 1, template -> true)
        : policies.version(order.version());
    LeadPolicy against = order.against() == null ? null : policies.version(order.against());
    Trial trial = new Trial(policies.foretold(tried), against == null ? null : policies.foretold(against), policies::version, order.until());
    Adding sum = new Adding();
    List<BacktestStore.Changed> changes = new ArrayList<>();
    lives.each(shard, backtest.progress().shards(), order.from(), order.to(), lived -> {
      if (order.segment() == null || isOf(tried, order, lived)) {
        sum.add(one(trial, lived, order, changes));
      }
    });
    ShardResult result = sum.sum();
    transaction.executeWithoutResult(status -> {
      if (store.keep(backtestId, shard, result)) {
        store.keep(backtestId, changes);
      }
    });
    return result.leads();
  }

  /** A lead whose record cannot be lived again is counted as such, and is no reason to say nothing of the others. */
  private static ShardResult one(
      Trial trial, RecordedLifeStore.Lived lived, BacktestOrder order, List<BacktestStore.Changed> changes) {
    try {
      Trial.Result result = trial.of(lived.life(), lived.came());
      if (result.change() != null) {
        changes.add(new BacktestStore.Changed(result.change(), null, outcome(result.outcomes())));
      }
      return ShardResult.of(result, ToldLife.isTold(lived.life()), lived.events(), order.zone());
    } catch (DataAccessException away) {
      throw away;
    } catch (RuntimeException failed) {
      LOG.warn("Lead {} cannot be lived again", lived.life().lead(), Discreet.of(failed));
      return ShardResult.failed(lived.events());
    }
  }

  private static boolean isOf(LeadPolicy tried, BacktestOrder order, RecordedLifeStore.Lived lived) {
    var segment = tried.routing().segments().get(order.segment());
    return segment != null && Conditions.holds(segment, lived.now(), List.of(), order.until());
  }

  private static @Nullable String outcome(Map<Target, Outcome> outcomes) {
    Boolean won = outcomes.getOrDefault(Target.WON, Outcome.OPEN).good();
    Boolean accepted = outcomes.getOrDefault(Target.ACCEPTED, Outcome.OPEN).good();
    return won != null ? won ? "won" : "lost" : accepted == null ? null : accepted ? "accepted" : "rejected";
  }

  @Override
  public BacktestProgress addUpShards(String backtestId) {
    Adding sum = new Adding();
    store.shards(backtestId).forEach(sum::add);
    store.finish(backtestId, sum.sum(), clock.instant());
    return backtest(backtestId).progress();
  }

  private Backtest backtest(String id) {
    return store.find(id).orElseThrow(() ->
        ActivityFailures.forGood("There is no backtest '" + id + "' on record.", UNKNOWN_BACKTEST));
  }
}
