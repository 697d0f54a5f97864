package dev.leadloop.notify;

import dev.leadloop.desk.RepStore;
import dev.leadloop.desk.TeamStore;
import dev.leadloop.email.EmailComposer;
import dev.leadloop.email.transport.EmailSettings;
import dev.leadloop.email.transport.EmailTransport;
import dev.leadloop.notify.digest.DigestStore;
import dev.leadloop.notify.webhook.WebhookNotices;
import dev.leadloop.record.PolicySource;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Digests over the store and the ways they leave by. */
@Configuration(proxyBeanMethods = false)
class DigestConfiguration {

  @Bean
  Digests digests(
      JdbcClient jdbc,
      RepStore reps,
      TeamStore teams,
      PolicySource policies,
      EmailComposer composer,
      EmailTransport transport,
      WebhookNotices webhookNotices,
      EmailSettings settings,
      InstantSource clock) {
    return new Digests(
        new DigestStore(jdbc), reps, teams, policies, composer, transport, webhookNotices, settings.publicUrl(), clock);
  }
}
