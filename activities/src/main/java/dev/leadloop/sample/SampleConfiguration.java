package dev.leadloop.sample;

import dev.leadloop.record.LeadStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What sample data needs of the record. */
@Configuration(proxyBeanMethods = false)
public class SampleConfiguration {

  @Bean
  SampleStore sampleStore(JdbcClient jdbc) {
    return new SampleStore(jdbc);
  }

  @Bean
  SampleErasing sampleErasing(JdbcClient jdbc, LeadStore leads, TransactionTemplate transaction) {
    return new SampleErasing(jdbc, leads, transaction);
  }
}
