package dev.leadloop.webhook;

import dev.leadloop.doubt.DoubtNotices;
import dev.leadloop.inbox.InboxBell;
import dev.leadloop.provider.BrakeNotices;
import dev.leadloop.provider.ProviderSignals;
import dev.leadloop.provider.sendgrid.SendGridEvents;
import dev.leadloop.provider.sendgrid.SendGridSignature;
import dev.leadloop.worker.RepeatingTasks;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires what other systems call. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ProviderProperties.class)
class WebhookConfiguration {
  private static final Duration SWEEP = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** The verifier, where a key is set. */
  record Verifier(Optional<SendGridSignature> signature) {}

  @Bean
  Verifier sendGridVerifier(ProviderProperties properties, Clock clock) {
    String key = properties.webhookKey();
    return new Verifier(
        key == null || key.isBlank()
            ? Optional.empty()
            : Optional.of(new SendGridSignature(key, properties.webhookTolerance(), clock)));
  }

  @Bean
  SendGridEvents sendGridEvents(Clock clock) {
    return new SendGridEvents(clock);
  }

  /** Runs where the relay runs, whose bell it rings. */
  @Bean
  @ConditionalOnProperty(name = "leadloop.relay.enabled", matchIfMissing = true)
  RepeatingTasks providerTask(ProviderSignals news, BrakeNotices notices, DoubtNotices doubts, InboxBell bell) {
    return new RepeatingTasks("teller-of-provider-events", true, PATIENCE, () -> {
      if (news.tell() > 0) {
        bell.wake();
        return Duration.ZERO;
      }
      notices.tell();
      doubts.tell();
      return SWEEP;
    });
  }

  @Bean
  @ConditionalOnProperty(name = "leadloop.relay.enabled", matchIfMissing = true)
  ProviderBell providerBell(RepeatingTasks providerTask) {
    return providerTask::wake;
  }

  @Bean
  @ConditionalOnProperty(name = "leadloop.relay.enabled", havingValue = "false")
  ProviderBell silentProviderBell() {
    return () -> {};
  }
}
