package dev.leadloop.doubt;

import dev.leadloop.consent.Suppressions;
import dev.leadloop.desk.NoticeReaders;
import dev.leadloop.desk.RepStore;
import dev.leadloop.email.EmailComposer;
import dev.leadloop.email.transport.EmailSettings;
import dev.leadloop.email.transport.EmailTransport;
import dev.leadloop.erasure.Erases;
import dev.leadloop.inbox.InboxStore;
import dev.leadloop.sending.SendCheck;
import dev.leadloop.sending.SendStore;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Answers in doubt, over the record. */
@Configuration(proxyBeanMethods = false)
public class DoubtConfiguration {

  @Bean
  ReplyDoubtStore replyDoubtStore(JdbcClient jdbc) {
    return new ReplyDoubtStore(jdbc);
  }

  /** Asked first of all: whatever else is in the way of a mail, this is what people need to read. */
  @Bean
  @Order(10)
  SendCheck restingAddressCheck(ReplyDoubtStore doubts) {
    return new RestingAddress(doubts);
  }

  @Bean
  ReplyDoubts replyDoubts(
      ReplyDoubtStore store,
      SendStore ledger,
      Suppressions suppressions,
      InboxStore inbox,
      TransactionTemplate transaction,
      InstantSource clock) {
    return new ReplyDoubts(store, ledger, suppressions, inbox, transaction, clock);
  }

  @Bean
  DoubtNotices doubtNotices(
      ReplyDoubtStore store,
      RepStore reps,
      EmailComposer composer,
      EmailTransport transport,
      EmailSettings settings,
      @Value("${leadloop.notices.marketing-address:#{null}}") @Nullable String marketing,
      TransactionTemplate transaction,
      InstantSource clock) {
    return new DoubtNotices(
        store, new NoticeReaders(reps, marketing), composer, transport, settings.publicUrl(), transaction, clock);
  }

  @Bean
  Erases doubtErasing(JdbcClient jdbc) {
    return DoubtErasingStore.over(jdbc);
  }
}
