package dev.leadloop.roster;

import dev.leadloop.desk.RepStore;
import dev.leadloop.inbox.InboxStore;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Changes of who sells, which their open leads are told of. */
@Configuration(proxyBeanMethods = false)
public class RosterConfiguration {

  @Bean
  SalesRoster salesRoster(
      JdbcClient jdbc, RepStore reps, InboxStore inbox, TransactionTemplate transaction, InstantSource clock) {
    return new SalesRoster(jdbc, reps, inbox, transaction, clock);
  }
}
