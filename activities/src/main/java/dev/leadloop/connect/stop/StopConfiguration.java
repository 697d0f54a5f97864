package dev.leadloop.connect.stop;

import dev.leadloop.connect.ConnectorStore;
import dev.leadloop.desk.NoticeReaders;
import dev.leadloop.desk.RepStore;
import dev.leadloop.email.EmailComposer;
import dev.leadloop.email.transport.EmailSettings;
import dev.leadloop.email.transport.EmailTransport;
import dev.leadloop.users.UserStore;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Notices of connectors that stopped. */
@Configuration(proxyBeanMethods = false)
public class StopConfiguration {
  @Bean
  StopNotices stopNotices(
      ConnectorStore store, RepStore reps, JdbcClient jdbc, EmailComposer composer, EmailTransport transport,
      EmailSettings settings, @Value("${leadloop.notices.fallback-address:#{null}}") @Nullable String fallback,
      TransactionTemplate transaction) {
    return new StopNotices(
        store, new UserStore(jdbc), new NoticeReaders(reps, fallback),
        new StopNotices.Letters(composer, transport, settings.publicUrl()), transaction);
  }
}
