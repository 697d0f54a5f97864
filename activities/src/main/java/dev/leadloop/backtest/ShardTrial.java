package dev.leadloop.backtest;

import dev.leadloop.backtest.LeftOutStore.LeftOut;
import dev.leadloop.backtest.RecordedLifeStore.Lived;
import dev.leadloop.lead.Signal;
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.scoring.Conditions;
import dev.leadloop.simulation.backtest.Adding;
import dev.leadloop.simulation.backtest.Outcome;
import dev.leadloop.simulation.backtest.ShardResult;
import dev.leadloop.simulation.backtest.Target;
import dev.leadloop.simulation.backtest.ToldLife;
import dev.leadloop.simulation.backtest.Trial;
import dev.leadloop.text.Discreet;
import dev.leadloop.view.SegmentStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** A policy being tried on the leads of one shard. A lead that cannot be lived again is named, and stops none of the others. */
final class ShardTrial implements RecordedLifeStore.Listener {
  private static final int NAMED = 20;
  private static final int LONGEST = 300;
  private static final Logger LOG = LoggerFactory.getLogger(ShardTrial.class);

  private final Trial trial;
  private final BacktestOrder order;
  private final @Nullable Condition segment;
  private final SegmentStore signals;
  private final Adding sum = new Adding();
  private final List<BacktestStore.Changed> changes = new ArrayList<>();
  private final List<LeftOut> leftOut = new ArrayList<>();

  /**
   * Of no lead yet.
   *
   * @param segment whom it is tried on, by what is known of them today; null for everybody
   */
  ShardTrial(Trial trial, BacktestOrder order, @Nullable Condition segment, SegmentStore signals) {
    this.trial = trial;
    this.order = order;
    this.segment = segment;
    this.signals = signals;
  }

  ShardResult result() {
    return sum.sum();
  }

  List<BacktestStore.Changed> changes() {
    return changes;
  }

  List<LeftOut> leftOut() {
    return leftOut;
  }

  @Override
  public void lived(List<Lived> lives) {
    Condition wanted = segment;
    Map<String, List<Signal>> known = wanted == null ? Map.of()
        : signals.signals(lives.stream().map(lived -> lived.life().lead().value()).toList(), Instant.EPOCH);
    for (Lived lived : lives) {
      if (wanted == null || Conditions.holds(
          wanted, lived.now(), known.getOrDefault(lived.life().lead().value(), List.of()), order.until())) {
        sum.add(one(lived));
      }
    }
  }

  @Override
  public void unreadable(String leadId, long events, RuntimeException why) {
    sum.add(leftOut(leadId, events, why));
  }

  private ShardResult one(Lived lived) {
    try {
      Trial.Result result = trial.of(lived.life(), lived.came());
      if (result.change() != null) {
        changes.add(new BacktestStore.Changed(result.change(), null, outcome(result.outcomes())));
      }
      return ShardResult.of(result, ToldLife.isTold(lived.life()), lived.events(), order.zone());
    } catch (DataAccessException away) {
      throw away;
    } catch (RuntimeException failed) {
      return leftOut(lived.life().lead().value(), lived.events(), failed);
    }
  }

  private ShardResult leftOut(String leadId, long events, RuntimeException why) {
    if (leftOut.size() < NAMED) {
      LOG.warn("Lead {} is left out of a backtest", leadId, Discreet.of(why));
      // What we say ourselves quotes nothing of a person.
      String words = why instanceof IllegalStateException ? String.valueOf(why.getMessage()) : Discreet.words(why);
      leftOut.add(new LeftOut(leadId, words.length() > LONGEST ? words.substring(0, LONGEST) : words));
    }
    return ShardResult.failed(events);
  }

  private static @Nullable String outcome(Map<Target, Outcome> outcomes) {
    Boolean won = outcomes.getOrDefault(Target.WON, Outcome.OPEN).good();
    Boolean accepted = outcomes.getOrDefault(Target.ACCEPTED, Outcome.OPEN).good();
    return won != null ? won ? "won" : "lost" : accepted == null ? null : accepted ? "accepted" : "rejected";
  }
}
