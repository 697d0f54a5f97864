package dev.leadloop.web;

import dev.leadloop.erasure.Erases;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is kept of visits is erased by whichever process does the work, which may know no pages. */
@Configuration(proxyBeanMethods = false)
class VisitErasingConfiguration {

  @Bean
  Erases visitErasing(JdbcClient jdbc) {
    return VisitErasingStore.over(jdbc);
  }
}
