package dev.leadloop.worker;

import dev.leadloop.notify.Digests;
import dev.leadloop.notify.webhook.WebhookDelivery;
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
  RepeatingTasks webhookDelivering(WebhookDelivery delivery, WorkerSettings settings) {
    return new RepeatingTasks("webhook-delivery", settings.enabled(), () -> delivery.deliverDue() > 0 ? Duration.ZERO : A_SECOND);
  }

  @Bean
  RepeatingTasks webhookTidying(WebhookDelivery delivery, WorkerSettings settings) {
    return new RepeatingTasks(
        "webhook-tidying",
        settings.enabled(),
        () -> {
          delivery.tidyUp();
          return AN_HOUR;
        });
  }

  @Bean
  RepeatingTasks digestTask(Digests digests, WorkerSettings settings) {
    return new RepeatingTasks(
        "digest-writer",
        settings.enabled(),
        () -> {
          digests.writeDue();
          return A_MINUTE;
        });
  }
}
