package dev.leadloop.intent;

import dev.leadloop.account.told.AccountOpeningStore;
import dev.leadloop.intake.warning.NamesInForce;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What third parties tell of companies. */
@Configuration(proxyBeanMethods = false)
public class IntentConfiguration {

  @Bean
  IntentFileStore intentFileStore(JdbcClient jdbc) {
    return new IntentFileStore(jdbc);
  }

  @Bean
  AccountOpeningStore accountOpeningStore(JdbcClient jdbc) {
    return new AccountOpeningStore(jdbc);
  }

  @Bean
  Intents intents(JdbcClient jdbc, AccountOpeningStore accounts, TransactionTemplate transaction, InstantSource clock) {
    return new Intents(new SurgeStore(jdbc), accounts, transaction, clock);
  }

  @Bean
  SignalIntents signalIntents(JdbcClient jdbc, Intents intents, InstantSource clock) {
    return new SignalIntents(new SignalIntentStore(jdbc), intents, clock);
  }

  @Bean
  IntentFile intentFile(Intents intents, IntentFileStore store, NamesInForce names, InstantSource clock) {
    return new IntentFile(intents, store, names, clock, IntentFile.Limits.DEFAULT);
  }
}
