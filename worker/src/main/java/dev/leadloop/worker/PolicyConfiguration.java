package dev.leadloop.worker;

import dev.leadloop.email.saved.MailTexts;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.policyfile.yaml.InvalidPolicy;
import dev.leadloop.worker.start.StartFailure;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The catalogue of policies. Whoever holds it may rely on at least one being published. */
@Configuration(proxyBeanMethods = false)
class PolicyConfiguration {

  @Bean
  PolicyCatalog policyCatalog(JdbcClient jdbc, MailTexts texts,
      @Value("${leadloop.policy:#{null}}") @Nullable Path file) {
    PolicyCatalog catalog = new PolicyCatalog(jdbc, texts::knows);
    try {
      catalog.publishStarterIfNone(file);
      return catalog;
    } catch (InvalidPolicy e) {
      throw new StartFailure((file == null ? "the starter policy" : "the policy " + file) + " cannot be used. " + e.getMessage(),
          e);
    } catch (IllegalArgumentException e) {
      throw new StartFailure(String.valueOf(e.getMessage()), e);
    }
  }
}
