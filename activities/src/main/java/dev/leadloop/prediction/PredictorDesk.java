package dev.leadloop.prediction;

import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.record.PolicySource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts which signals and rules predict, one version at a time beside everything else, and keeps what it counted for a while.
 * Of few leads the answer comes at once; of many, how far it is. What a process was counting when it ended is counted anew.
 */
public final class PredictorDesk {
  private static final Logger LOG = LoggerFactory.getLogger(PredictorDesk.class);
  private static final Duration KEPT = Duration.ofMinutes(10);
  private static final Duration WAITED_FOR = Duration.ofSeconds(2);
  private static final int AT_A_TIME = 500;

  private final HandedOverStore store;
  private final PolicySource policies;
  private final InstantSource clock;
  private final Map<Integer, Counting> byVersion = new ConcurrentHashMap<>();
  private final Object one = new Object();

  /** Over one store. */
  public PredictorDesk(HandedOverStore store, PolicySource policies, InstantSource clock) {
    this.store = store;
    this.policies = policies;
    this.clock = clock;
  }

  /**
   * What is known by now.
   *
   * @param counted null while it is counted for the first time
   * @param looked how many leads have been looked at
   * @param leads about how many there are
   */
  public record Look(@Nullable Predictors counted, int looked, int leads) {}

  /** What is known of a version that was published, counted anew where it is older than ten minutes. */
  public Look look(int version) {
    LeadPolicy policy = policies.version(version);
    Instant now = clock.instant();
    Counting counting = byVersion.compute(version, (v, kept) -> kept != null && kept.isGood(now) ? kept : begin(policy, now));
    return counting.look();
  }

  private Counting begin(LeadPolicy policy, Instant now) {
    Counting counting = new Counting(policy, now);
    Thread.ofPlatform().daemon().name("predictors-" + policy.version()).start(counting);
    return counting;
  }

  private final class Counting implements Runnable {
    private final LeadPolicy policy;
    private final Instant asOf;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile @Nullable Predictors counted;
    private volatile @Nullable RuntimeException failure;
    private volatile int looked;
    private volatile int leads;

    Counting(LeadPolicy policy, Instant asOf) {
      this.policy = policy;
      this.asOf = asOf;
    }

    boolean isGood(Instant now) {
      return failure == null && (over.getCount() > 0 || now.isBefore(asOf.plus(KEPT)));
    }

    @Override
    public void run() {
      try {
        synchronized (one) {
          count();
        }
      } catch (RuntimeException broken) {
        LOG.warn("Which signals predict could not be counted: {}", broken.toString());
        failure = broken;
      } finally {
        over.countDown();
      }
    }

    private void count() {
      leads = store.leads();
      PredictorCount count = new PredictorCount(policy);
      String next = "";
      while (next != null) {
        HandedOverStore.Part part = store.after(next, AT_A_TIME, !policy.account().rules().isEmpty(), asOf);
        part.leads().forEach(count::add);
        looked += part.looked();
        next = part.next();
      }
      counted = count.predictors(asOf);
    }

    Look look() {
      try {
        over.await(WAITED_FOR.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      RuntimeException broken = failure;
      if (broken != null) {
        throw broken;
      }
      return new Look(counted, looked, leads);
    }
  }
}
