package dev.leadloop.connect.salesforce;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Salesforce as one of the vendors. */
@Configuration(proxyBeanMethods = false)
public class SalesforceConfiguration {
  @Bean
  Salesforce salesforce() {
    return new Salesforce();
  }
}
