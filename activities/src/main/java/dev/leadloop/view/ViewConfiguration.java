package dev.leadloop.view;

import dev.leadloop.erasure.Erases;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What may be looked at. */
@Configuration(proxyBeanMethods = false)
public class ViewConfiguration {

  @Bean
  SegmentStore segmentStore(JdbcClient jdbc) {
    return new SegmentStore(jdbc);
  }

  @Bean
  SightStore sightStore(JdbcClient jdbc) {
    return new SightStore(jdbc);
  }

  @Bean
  InboxReadStore inboxReadStore(JdbcClient jdbc) {
    return new InboxReadStore(jdbc);
  }

  @Bean
  MailReadStore mailReadStore(JdbcClient jdbc) {
    return new MailReadStore(jdbc);
  }

  @Bean
  BoardStore boardStore(JdbcClient jdbc) {
    return new BoardStore(jdbc);
  }

  @Bean
  RoutingLogStore routingLogStore(JdbcClient jdbc) {
    return new RoutingLogStore(jdbc);
  }

  @Bean
  OwnLeadsStore ownLeadsStore(JdbcClient jdbc) {
    return new OwnLeadsStore(jdbc);
  }

  @Bean
  SetupStore setupStore(JdbcClient jdbc) {
    return new SetupStore(jdbc);
  }

  @Bean
  Erases viewErasing(JdbcClient jdbc) {
    return ViewErasingStore.over(jdbc);
  }
}
