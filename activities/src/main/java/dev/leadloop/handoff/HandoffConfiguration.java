package dev.leadloop.handoff;

import dev.leadloop.account.CompaniesAtHand;
import dev.leadloop.intake.FactStore;
import dev.leadloop.record.LeadStore;
import dev.leadloop.record.PolicySource;
import dev.leadloop.view.Foresight;
import dev.leadloop.view.LeadReadStore;
import dev.leadloop.view.Scores;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The handoff record and past scores over the store. */
@Configuration(proxyBeanMethods = false)
public class HandoffConfiguration {

  @Bean
  HandoffReader handoffReader(JdbcClient jdbc, PolicySource policies, InstantSource clock) {
    return new HandoffReader(new HandoffFactStore(jdbc), policies, clock);
  }

  @Bean
  Scores scores(JdbcClient jdbc, PolicySource policies) {
    return new Scores(new LeadReadStore(jdbc), new FactStore(jdbc), policies);
  }

  @Bean
  Foresight foresight(JdbcClient jdbc, CompaniesAtHand companies, PolicySource policies) {
    return new Foresight(new LeadReadStore(jdbc), new LeadStore(jdbc), companies, policies);
  }
}
