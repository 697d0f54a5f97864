package dev.leadloop.nurturing;

import dev.leadloop.desk.RepStore;
import dev.leadloop.email.EmailComposer;
import dev.leadloop.email.saved.MailTexts;
import dev.leadloop.email.template.EmailTemplates;
import dev.leadloop.email.transport.EmailTransport;
import dev.leadloop.inbox.InboxStore;
import dev.leadloop.record.PolicySource;
import dev.leadloop.sending.SendCheck;
import dev.leadloop.sending.SequencePauses;
import dev.leadloop.view.SegmentStore;
import dev.leadloop.view.SequenceReadStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Rollouts, campaigns and test sends over the record. */
@Configuration(proxyBeanMethods = false)
public class NurturingConfiguration {

  @Bean
  SequenceReadStore sequenceReadStore(JdbcClient jdbc) {
    return new SequenceReadStore(jdbc);
  }

  @Bean
  CampaignStore campaignStore(JdbcClient jdbc) {
    return new CampaignStore(jdbc);
  }

  @Bean
  CampaignOutcomeStore campaignOutcomeStore(JdbcClient jdbc) {
    return new CampaignOutcomeStore(jdbc);
  }

  @Bean
  @Order(105)
  SendCheck haltedCampaignCheck(CampaignStore store) {
    return new HaltedCampaign(store);
  }

  @Bean
  RolloutPlans rolloutPlans(JdbcClient jdbc, PolicySource policies, SequenceReadStore reads, InstantSource clock) {
    return new RolloutPlans(policies, reads, new RolloutLeadStore(jdbc), clock);
  }

  @Bean
  RolloutStore rolloutStore(JdbcClient jdbc) {
    return new RolloutStore(jdbc);
  }

  @Bean
  Rollouts rollouts(
      RolloutPlans plans,
      RolloutStore store,
      JdbcClient jdbc,
      PlatformTransactionManager transactions,
      InstantSource clock) {
    return new Rollouts(plans, store, new RolloutOrderStore(jdbc), new TransactionTemplate(transactions), clock);
  }

  @Bean
  Campaigns campaigns(
      JdbcClient jdbc,
      CampaignStore store,
      InboxStore inbox,
      PolicySource policies,
      MailTexts texts,
      SequencePauses pauses,
      PlatformTransactionManager transactions,
      InstantSource clock) {
    return new Campaigns(
        store, new SegmentStore(jdbc), inbox, policies, text -> EmailTemplates.isForLeads(text) && texts.knows(text),
        pauses, transactions, clock);
  }

  @Bean
  TestSends testSends(
      PolicySource policies,
      EmailComposer composer,
      EmailTransport transport,
      RepStore reps,
      @Value("${leadloop.organisation.domains:}") List<String> domains) {
    return new TestSends(
        policies,
        composer,
        transport,
        reps,
        domains.stream()
            .map(domain -> domain.strip().toLowerCase(Locale.ROOT))
            .filter(domain -> !domain.isEmpty())
            .collect(Collectors.toUnmodifiableSet()));
  }
}
