package dev.leadloop.policyfile;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The catalogue of policies over one data source; import it where decisions are made or policies published. */
@Configuration(proxyBeanMethods = false)
public class PolicyConfiguration {

  @Bean
  PolicyCatalog policyCatalog(JdbcClient jdbc) {
    return new PolicyCatalog(jdbc, ShippedTemplates::has);
  }
}
