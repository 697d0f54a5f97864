package dev.leadloop.backtest;

import dev.leadloop.record.PolicySource;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Backtests over the record. */
@Configuration(proxyBeanMethods = false)
public class BacktestConfiguration {

  @Bean
  BacktestStore backtestStore(JdbcClient jdbc) {
    return new BacktestStore(jdbc);
  }

  @Bean
  LeftOutStore leftOutStore(JdbcClient jdbc) {
    return new LeftOutStore(jdbc);
  }

  @Bean
  Backtests backtests(JdbcClient jdbc, PolicySource policies, TransactionTemplate transaction, InstantSource clock) {
    return new Backtests(jdbc, policies, transaction, clock);
  }
}
