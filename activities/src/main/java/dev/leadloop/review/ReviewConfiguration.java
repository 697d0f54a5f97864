package dev.leadloop.review;

import dev.leadloop.desk.RepStore;
import dev.leadloop.email.EmailComposer;
import dev.leadloop.email.transport.EmailSettings;
import dev.leadloop.email.transport.EmailTransport;
import dev.leadloop.record.PolicySource;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The daily look at how policies do. */
@Configuration(proxyBeanMethods = false)
public class ReviewConfiguration {

  @Bean
  PolicyReviews policyReviews(
      JdbcClient jdbc,
      RepStore reps,
      PolicySource policies,
      EmailComposer composer,
      EmailTransport transport,
      EmailSettings settings,
      @Value("${leadloop.notices.marketing-address:#{null}}") @Nullable String marketing,
      InstantSource clock) {
    PolicyReviewNotices notices =
        new PolicyReviewNotices(reps, composer, transport, settings.publicUrl(), marketing);
    return new PolicyReviews(new PolicyReviewStore(jdbc), policies, notices, clock);
  }
}
