package dev.leadloop.worker;

import dev.leadloop.notify.Courier;
import dev.leadloop.notify.Digests;
import dev.leadloop.worker.temporal.WorkerSettings;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What a working process does by the clock for sales: webhooks are brought to where they go, digests are written. */
@Configuration(proxyBeanMethods = false)
class NotifyWorkConfiguration {
  private static final Duration A_SECOND = Duration.ofSeconds(1);
  private static final Duration A_MINUTE = Duration.ofMinutes(1);
  private static final Duration AN_HOUR = Duration.ofHours(1);

  @Bean
  Rounds courierRounds(Courier courier, WorkerSettings settings) {
    return new Rounds("webhook-courier", settings.enabled(), () -> courier.round() > 0 ? Duration.ZERO : A_SECOND);
  }

  @Bean
  Rounds courierTidying(Courier courier, WorkerSettings settings) {
    return new Rounds(
        "webhook-tidying",
        settings.enabled(),
        () -> {
          courier.tidyUp();
          return AN_HOUR;
        });
  }

  @Bean
  Rounds digestRounds(Digests digests, WorkerSettings settings) {
    return new Rounds(
        "digest-writer",
        settings.enabled(),
        () -> {
          digests.round();
          return A_MINUTE;
        });
  }
}
