package dev.leadloop.connect.rest;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Any REST system as one of the vendors. */
@Configuration(proxyBeanMethods = false)
public class RestConfiguration {
  @Bean
  RestVendor restVendor() {
    return new RestVendor();
  }
}
