package dev.leadloop.backtest;

import dev.leadloop.lead.Principal;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.policyfile.PolicyFiles;
import dev.leadloop.policyfile.yaml.InvalidPolicy;
import dev.leadloop.record.PolicySource;
import dev.leadloop.simulation.backtest.Adding;
import dev.leadloop.simulation.backtest.ShardResult;
import dev.leadloop.simulation.backtest.Trial;
import dev.leadloop.temporal.ActivityFailures;
import dev.leadloop.temporal.backtest.BacktestActivities;
import dev.leadloop.temporal.backtest.BacktestProgress;
import dev.leadloop.text.Discreet;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Tries a policy on recorded lives, one shard at a time. */
public final class Backtests implements BacktestActivities {
  /** How many may be under way at once, by whomever. */
  public static final int MOST_OPEN = 8;

  /** How many one person may have under way at once. */
  public static final int MOST_OWN = 3;

  /** For how long a result is kept. */
  public static final Duration KEPT = Duration.ofDays(365);

  private static final int LEADS_OF_A_SHARD = 1_000;
  private static final int MOST_SHARDS = 128;
  private static final Logger LOG = LoggerFactory.getLogger(Backtests.class);

  private final BacktestStores stores;
  private final PolicySource policies;
  private final TransactionTemplate transaction;
  private final InstantSource clock;

  public Backtests(JdbcClient jdbc, PolicySource policies, TransactionTemplate transaction, InstantSource clock) {
    this.stores = BacktestStores.over(jdbc);
    this.policies = policies;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** There are as many under way already as there may be. */
  public static final class TooMany extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooMany(String message) {
      super(message);
    }
  }

  /**
   * Records what is to be tried; a workflow of its id does it.
   *
   * @throws TooMany where as many are under way as there may be
   */
  public Backtest open(BacktestOrder order, String document, Principal by) {
    long leads = stores.lives().count(order.from(), order.to());
    int shards = Math.clamp((leads + LEADS_OF_A_SHARD - 1) / LEADS_OF_A_SHARD, 1, MOST_SHARDS);
    String id = UUID.randomUUID().toString();
    transaction.executeWithoutResult(status -> {
      BacktestStore.Open open = stores.backtests().lockOpen(by);
      if (open.own() >= MOST_OWN || open.all() >= MOST_OPEN) {
        throw new TooMany(open.own() >= MOST_OWN
            ? "You have " + open.own() + " backtests under way, which is the most; wait for one, or stop one."
            : open.all() + " backtests are under way, which is the most; wait until one is done.");
      }
      stores.backtests().insert(id, order, document, shards, leads, by, clock.instant());
    });
    return backtest(id);
  }

  /** Stops one that is not over; what its shards came to is left. */
  public boolean stop(String id) {
    return stores.backtests().stop(id, clock.instant());
  }

  /** Ends one that is not over and that cannot go on. */
  public boolean fail(String id, String why) {
    return stores.backtests().fail(id, why, clock.instant());
  }

  /** Takes out one that is over; false where it is not. */
  public boolean delete(String id) {
    return stores.backtests().delete(id);
  }

  /** Takes out those that have been over for longer than they are {@linkplain #KEPT kept}. */
  public int deleteOld() {
    return stores.backtests().deleteOver(clock.instant().minus(KEPT));
  }

  @Override
  public BacktestProgress backtestProgress(String backtestId) {
    return backtest(backtestId).progress();
  }

  @Override
  public BacktestProgress stopBacktest(String backtestId) {
    stop(backtestId);
    return backtest(backtestId).progress();
  }

  @Override
  public long tryShard(String backtestId, int shard) {
    Long done = stores.backtests().doneLeads(backtestId, shard).orElse(null);
    if (done != null) {
      return done;
    }
    Backtest backtest = backtest(backtestId);
    if (backtest.progress().finished()) {
      return 0;
    }
    String what = String.format(Locale.ROOT, "Shard %d of %d", shard + 1, backtest.progress().shards());
    return orFails(backtestId, what, 0L, () -> tried(backtest, shard).leads());
  }

  private ShardResult tried(Backtest backtest, int shard) {
    BacktestOrder order = backtest.order();
    LeadPolicy tried = policy(backtest);
    LeadPolicy against = order.against() == null ? null : policies.foretold(policies.version(order.against()));
    ShardTrial trial = new ShardTrial(
        new Trial(tried, against, policies::version, order.until()), order,
        segment(tried, order.segment()), stores.segments());
    stores.lives().each(shard, backtest.progress().shards(), order.from(), order.to(), order.until(), trial);
    ShardResult result = trial.result();
    transaction.executeWithoutResult(status -> {
      if (stores.backtests().keep(backtest.id(), shard, result)) {
        stores.backtests().keep(backtest.id(), trial.changes());
        stores.leftOut().keep(backtest.id(), trial.leftOut());
      }
    });
    return result;
  }

  private static @Nullable Condition segment(LeadPolicy tried, @Nullable String name) {
    Condition segment = name == null ? null : tried.routing().segments().get(name);
    if (segment == null && name != null) {
      throw new IllegalStateException("the policy has no segment " + name);
    }
    return segment;
  }

  private LeadPolicy policy(Backtest backtest) {
    Integer version = backtest.order().version();
    return policies.foretold(version == null
        ? PolicyFiles.parse(stores.backtests().document(backtest.id()), policies.latest().version() + 1, template -> true)
        : policies.version(version));
  }

  @Override
  public BacktestProgress addUpShards(String backtestId) {
    Backtest backtest = backtest(backtestId);
    if (!backtest.progress().finished()) {
      orFails(backtestId, "What the shards came to", 0L, () -> {
        Adding sum = new Adding();
        stores.backtests().shards(backtestId).forEach(sum::add);
        stores.backtests().finish(
            backtestId, sum.sum(), new LeaksOfPolicy(stores.handedOver(), policy(backtest)).look(backtest.order()),
            clock.instant());
        return 1L;
      });
    }
    return backtest(backtestId).progress();
  }

  /** Does it; what trying again does not mend ends the backtest with a word on what to do. */
  private long orFails(String id, String what, long otherwise, LongSupplier work) {
    try {
      return work.getAsLong();
    } catch (InvalidPolicy invalid) {
      fail(id, "The draft can no longer be read: " + invalid.getMessage() + ". Mend the draft, and begin another backtest.");
      return otherwise;
    } catch (RuntimeException failed) {
      if (ActivityFailures.meant(failed) || passes(failed)) {
        throw failed;
      }
      LOG.error("{} of backtest {} failed", what, id, Discreet.of(failed));
      fail(id, what + " could not be tried: " + failed.getClass().getSimpleName() + ". The worker's log of then says more;"
          + " once that is mended, begin another backtest.");
      return otherwise;
    }
  }

  /** Whether it may do once the database is back. */
  private static boolean passes(RuntimeException failed) {
    return failed instanceof TransientDataAccessException || failed instanceof RecoverableDataAccessException
        || failed instanceof DataAccessResourceFailureException || failed instanceof TransactionException;
  }

  private Backtest backtest(String id) {
    return stores.backtests().find(id).orElseThrow(() ->
        ActivityFailures.forGood("There is no backtest '" + id + "' on record.", UNKNOWN_BACKTEST));
  }
}
