package dev.leadloop.dryrun;

import dev.leadloop.erasure.Erases;
import dev.leadloop.policyfile.PolicyCatalog;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Dry runs over the record. */
@Configuration(proxyBeanMethods = false)
public class DryRunConfiguration {

  @Bean
  SimulationStore simulationStore(JdbcClient jdbc) {
    return new SimulationStore(jdbc);
  }

  @Bean
  Simulations simulations(
      SimulationStore store, JdbcClient jdbc, PolicyCatalog policies, InstantSource clock,
      @Value("${leadloop.simulation.most-leads:50000}") int leads, @Value("${leadloop.simulation.threads:2}") int threads) {
    return new Simulations(store, jdbc, policies, clock, new Simulations.Limits(leads, threads));
  }

  @Bean
  Erases dryRunErasing(JdbcClient jdbc) {
    return DryRunErasingStore.over(jdbc);
  }
}
