package dev.leadloop.connect.hubspot;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** HubSpot as one of the vendors. */
@Configuration(proxyBeanMethods = false)
public class HubSpotConfiguration {
  @Bean
  HubSpot hubSpot() {
    return new HubSpot();
  }
}
