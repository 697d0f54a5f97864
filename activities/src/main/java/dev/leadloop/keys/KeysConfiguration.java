package dev.leadloop.keys;

import dev.leadloop.users.UserLinkStore;
import dev.leadloop.users.UserStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who may come in, what was done with keys and settings, and by whom. */
@Configuration(proxyBeanMethods = false)
public class KeysConfiguration {

  @Bean
  AuditStore auditStore(JdbcClient jdbc) {
    return new AuditStore(jdbc);
  }

  @Bean
  UserStore userStore(JdbcClient jdbc) {
    return new UserStore(jdbc);
  }

  @Bean
  UserLinkStore userLinkStore(JdbcClient jdbc) {
    return new UserLinkStore(jdbc);
  }
}
