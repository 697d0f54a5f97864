package dev.leadloop.intake.warning;

import dev.leadloop.record.PolicySource;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What warnings need to know of the policy. */
@Configuration(proxyBeanMethods = false)
public class WarningConfiguration {

  @Bean
  NamesInForce namesInForce(PolicySource policies, InstantSource clock) {
    return new NamesInForce(policies, clock);
  }
}
