package dev.leadloop.notify;

import dev.leadloop.store.WebhookQueue;
import dev.leadloop.store.WebhookStore;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Webhooks over the store. */
@Configuration(proxyBeanMethods = false)
public class NotifyConfiguration {

  @Bean
  WebhookStore webhookStore(JdbcClient jdbc) {
    return new WebhookStore(jdbc);
  }

  @Bean
  WebhookQueue webhookQueue(JdbcClient jdbc) {
    return new WebhookQueue(jdbc);
  }

  @Bean
  TargetRules targetRules(@Value("${leadloop.webhooks.allow-private-targets:false}") boolean insecureAllowed) {
    return new TargetRules(insecureAllowed);
  }

  @Bean(destroyMethod = "close")
  WebhookClient webhookClient(TargetRules rules) {
    return new WebhookClient(rules);
  }

  @Bean
  WebhookSecrets webhookSecrets() {
    return new WebhookSecrets();
  }

  @Bean
  Outlets outlets(WebhookStore webhooks, WebhookQueue queue, InstantSource clock) {
    return new Outlets(webhooks, queue, clock);
  }

  @Bean
  Courier courier(WebhookStore webhooks, WebhookQueue queue, WebhookClient client, InstantSource clock) {
    return new Courier(webhooks, queue, client, clock);
  }
}
