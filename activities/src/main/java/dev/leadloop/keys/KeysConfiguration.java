package dev.leadloop.keys;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was done with keys and settings, and by whom. */
@Configuration(proxyBeanMethods = false)
public class KeysConfiguration {

  @Bean
  AuditStore auditStore(JdbcClient jdbc) {
    return new AuditStore(jdbc);
  }
}
