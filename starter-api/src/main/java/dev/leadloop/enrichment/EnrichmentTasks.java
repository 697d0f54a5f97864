package dev.leadloop.enrichment;

import dev.leadloop.worker.RepeatingTasks;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks at leads that wait to be asked about, and asks, for as long as the process works: one task looks, and one for each
 * service asks it. Without a provider there is neither.
 */
public final class EnrichmentTasks implements SmartLifecycle {
  private static final Duration IDLE = Duration.ofMillis(500);
  private static final Duration BUSY = Duration.ofMillis(50);
  private static final Duration BETWEEN_SWEEPS = Duration.ofSeconds(5);
  private static final Duration BETWEEN_TIDYINGS = Duration.ofHours(1);

  private final Enricher enricher;
  private final Runnable relay;
  private final InstantSource clock;
  private final RepeatingTasks looking;
  private final List<Asking> services = new ArrayList<>();
  private final List<RepeatingTasks> asking = new ArrayList<>();
  private Instant swept = Instant.MIN;
  private @Nullable Instant tidied;

  EnrichmentTasks(
      Enrichment enrichment, EnrichmentSettings settings, Enricher enricher, JdbcClient jdbc, TransactionTemplate transaction,
      InstantSource clock, Runnable relay) {
    this.enricher = enricher;
    this.relay = relay;
    this.clock = clock;
    this.looking = new RepeatingTasks("enrichment", settings.on(), this::look);
    ServiceSettings service = settings.service();
    for (EnrichmentProvider provider : enrichment.providers()) {
      if (provider.remote() && service != null) {
        Asking asks = new Asking(provider, service, settings, jdbc, transaction, clock, looking::wake);
        services.add(asks);
        asking.add(new RepeatingTasks("enrichment-" + provider.name(), true, () -> ask(asks)));
      }
    }
  }

  /** Has leads looked at now; returns at once. */
  public void wake() {
    looking.wake();
  }

  private Duration look() {
    Instant now = clock.instant();
    if (now.isAfter(swept.plus(BETWEEN_SWEEPS))) {
      swept = now;
      enricher.sweep();
    }
    Enricher.Look look = enricher.look();
    if (look.rings()) {
      relay.run();
    }
    if (look.asks()) {
      asking.forEach(RepeatingTasks::wake);
    }
    return look.more() ? Duration.ZERO : look.leads() > 0 ? BUSY : IDLE;
  }

  private Duration ask(Asking asks) {
    Instant now = clock.instant();
    if (tidied == null || now.isAfter(tidied.plus(BETWEEN_TIDYINGS))) {
      tidied = now;
      asks.tidyUp();
    }
    return asks.ask();
  }

  @Override
  public void start() {
    looking.start();
    asking.forEach(RepeatingTasks::start);
  }

  @Override
  public void stop() {
    asking.forEach(RepeatingTasks::stop);
    looking.stop();
    services.forEach(Asking::close);
  }

  @Override
  public boolean isRunning() {
    return looking.isRunning();
  }
}
