package dev.leadloop.notify.webhook;

import dev.leadloop.erasure.Erases;
import dev.leadloop.outbound.TargetRules;
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
  WebhookQueueStore webhookQueue(JdbcClient jdbc) {
    return new WebhookQueueStore(jdbc);
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
  WebhookNotices webhookNotices(WebhookStore webhooks, WebhookQueueStore queue, InstantSource clock) {
    return new WebhookNotices(webhooks, queue, clock);
  }

  @Bean
  WebhookDelivery webhookDelivery(WebhookStore webhooks, WebhookQueueStore queue, WebhookClient client, InstantSource clock) {
    return new WebhookDelivery(webhooks, queue, client, clock);
  }

  @Bean
  Erases webhookErasing(JdbcClient jdbc) {
    return WebhookErasingStore.over(jdbc);
  }
}
