package dev.leadloop.account.alias;

import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Names by which accounts are known beside their own. */
@Configuration(proxyBeanMethods = false)
public class AliasConfiguration {

  @Bean
  AliasStore aliasStore(JdbcClient jdbc) {
    return new AliasStore(jdbc);
  }

  @Bean
  Aliases aliases(AliasStore store, InstantSource clock) {
    return new Aliases(store, clock);
  }

  @Bean
  AliasMoves aliasMoves(AliasStore store, TransactionTemplate transaction, InstantSource clock) {
    return new AliasMoves(store, transaction, clock);
  }
}
