package dev.leadloop.erasure.work;

import dev.leadloop.erasure.ErasedNameStore;
import dev.leadloop.erasure.ErasedNames;
import dev.leadloop.erasure.Erases;
import dev.leadloop.erasure.HeldRowsStore;
import dev.leadloop.inbox.InboxStore;
import dev.leadloop.keys.SecretStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Erasures over the record. */
@Configuration(proxyBeanMethods = false)
public class ErasureConfiguration {
  private static final int KEY_BYTES = 32;

  /** By the key that is given, so that it is not beside the hashes, or else by one that is made once. */
  @Bean
  ErasedNames erasedNames(JdbcClient jdbc, SecretStore secrets, @Value("${leadloop.erasure.key:}") String key) {
    return new ErasedNames(
        new ErasedNameStore(jdbc),
        key.isBlank() ? secrets.randomOnce("erasure-key", KEY_BYTES) : key.strip().getBytes(StandardCharsets.UTF_8));
  }

  @Bean
  ErasureStore erasureStore(JdbcClient jdbc) {
    return new ErasureStore(jdbc);
  }

  /** Whom an erasure is about is forgotten by itself once it is done. */
  @Bean
  Erases ordersErasing(JdbcClient jdbc) {
    return HeldRowsStore.named("erasures", jdbc)
        .clears("erasure", "lead_id = :lead and state = 'DONE'", Map.of("person", "null"), "that it was ordered stays");
  }

  @Bean
  Erasures erasures(
      JdbcClient jdbc, InboxStore inbox, ErasedNames names, List<Erases> parts,
      @Value("${leadloop.erasure.second-look:60s}") Duration secondLook, TransactionTemplate transaction, InstantSource clock) {
    return new Erasures(jdbc, inbox, names, parts, secondLook, transaction, clock);
  }

  @Bean
  Retention retention(
      JdbcClient jdbc, Erasures erasures, @Value("${leadloop.retention.lead-months:0}") int leadMonths,
      @Value("${leadloop.retention.inbound-days:0}") int inboundDays, InstantSource clock) {
    return new Retention(new RetentionStore(jdbc), erasures, new Retention.Rules(leadMonths, inboundDays), clock);
  }
}
