package dev.leadloop.web;

import dev.leadloop.inbox.InboxStore;
import dev.leadloop.worker.RepeatingTasks;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What is seen on the web, and how long it is kept. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebSettings.class)
class VisitConfiguration {
  private static final Duration AN_HOUR = Duration.ofHours(1);

  @Bean
  Visits visits(
      JdbcClient jdbc, InboxStore inbox, WebSettings settings, TransactionTemplate transaction, InstantSource clock) {
    return new Visits(new VisitorStore(jdbc), inbox, settings.keepAnonymous(), transaction, clock);
  }

  @Bean
  FormStore formStore(JdbcClient jdbc) {
    return new FormStore(jdbc);
  }

  @Bean
  MailHits mailHits(JdbcClient jdbc, InboxStore inbox, TransactionTemplate transaction, InstantSource clock) {
    return new MailHits(new MailHitStore(jdbc), inbox, transaction, clock);
  }

  @Bean
  RepeatingTasks forgettingTask(Visits visits) {
    return new RepeatingTasks("forgetter-of-visits", true, () -> {
      visits.forget();
      return AN_HOUR;
    });
  }
}
