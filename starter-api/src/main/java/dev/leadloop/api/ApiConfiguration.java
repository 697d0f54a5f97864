package dev.leadloop.api;

import dev.leadloop.feed.FeedStore;
import dev.leadloop.keys.ApiKeyStore;
import dev.leadloop.review.PolicyReviewStore;
import dev.leadloop.view.AccountReadStore;
import dev.leadloop.view.ActiveStore;
import dev.leadloop.view.AnswerReadStore;
import dev.leadloop.view.HandoffReadStore;
import dev.leadloop.view.LeadReadStore;
import dev.leadloop.view.PolicyReadStore;
import dev.leadloop.view.TimelineStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the calls read of the record. */
@Configuration(proxyBeanMethods = false)
class ApiConfiguration {

  @Bean
  AccountReadStore accountReadStore(JdbcClient jdbc) {
    return new AccountReadStore(jdbc);
  }

  @Bean
  ActiveStore activeStore(JdbcClient jdbc) {
    return new ActiveStore(jdbc);
  }

  @Bean
  ApiKeyStore apiKeyStore(JdbcClient jdbc) {
    return new ApiKeyStore(jdbc);
  }

  @Bean
  AnswerReadStore answerReadStore(JdbcClient jdbc) {
    return new AnswerReadStore(jdbc);
  }

  @Bean
  FeedStore feedStore(JdbcClient jdbc) {
    return new FeedStore(jdbc);
  }

  @Bean
  HandoffReadStore handoffReadStore(JdbcClient jdbc) {
    return new HandoffReadStore(jdbc);
  }

  @Bean
  LeadReadStore leadReadStore(JdbcClient jdbc) {
    return new LeadReadStore(jdbc);
  }

  @Bean
  PolicyReadStore policyReadStore(JdbcClient jdbc) {
    return new PolicyReadStore(jdbc);
  }

  @Bean
  PolicyReviewStore policyReviewStore(JdbcClient jdbc) {
    return new PolicyReviewStore(jdbc);
  }

  @Bean
  TimelineStore timelineStore(JdbcClient jdbc) {
    return new TimelineStore(jdbc);
  }
}
