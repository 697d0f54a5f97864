package dev.leadloop.store;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The stores over one data source; import it where the record is needed. */
@Configuration(proxyBeanMethods = false)
public class StoreConfiguration {

  @Bean
  LeadStore leadStore(JdbcClient jdbc) {
    return new LeadStore(jdbc);
  }

  @Bean
  InboxStore inboxStore(JdbcClient jdbc) {
    return new InboxStore(jdbc);
  }
}
