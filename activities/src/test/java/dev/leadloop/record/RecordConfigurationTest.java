package dev.leadloop.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.account.AccountConfiguration;
import dev.leadloop.consent.ConsentConfiguration;
import dev.leadloop.desk.DeskConfiguration;
import dev.leadloop.effects.EffectsConfiguration;
import dev.leadloop.email.EmailComposer;
import dev.leadloop.email.Emails;
import dev.leadloop.email.template.EmailTemplates;
import dev.leadloop.email.token.HandoffTokens;
import dev.leadloop.email.token.SignedTokens;
import dev.leadloop.email.token.UnsubscribeTokens;
import dev.leadloop.email.transport.EmailSettings;
import dev.leadloop.email.transport.EmailTransport;
import dev.leadloop.email.transport.EmailTransports;
import dev.leadloop.handoff.HandoffConfiguration;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lifecycle.deciding.Effect;
import dev.leadloop.notify.NoticesConfiguration;
import dev.leadloop.notify.webhook.NotifyConfiguration;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.sending.SendingConfiguration;
import dev.leadloop.temporal.DecisionActivities;
import dev.leadloop.temporal.DecisionReply;
import dev.leadloop.temporal.EffectActivities;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;


class RecordConfigurationTest {

  @Test
  void theStarterPolicyHandsALeadOverAndTheNoticeLeaves(@TempDir Path outbox) throws IOException {
    try (RecordFixture fixture = new RecordFixture();
        AnnotationConfigApplicationContext product = product(fixture, outbox)) {
      product.getBean(PolicyCatalog.class).publishStarterIfNone(null);
      LeadId lead = fixture.lead();
      fixture.signal(lead, "demo", "demo_requested");
      DecisionReply reply =
          product.getBean(DecisionActivities.class).decideAndRecord(fixture.request(lead, 1));
      EffectActivities effects = product.getBean(EffectActivities.class);
      int notices = 0;
      for (DecisionReply.OrderedEffect effect : reply.effects()) {
        if (effect.effect() instanceof Effect.Notify) {
          assertThat(effects.notifySales(List.of(new EffectActivities.EffectRef(lead.value(), effect.seq(), effect.n()))))
              .isEqualTo("e-mail");
          notices++;
        }
      }
      assertThat(notices).isPositive();
      try (Stream<Path> mails = Files.list(outbox)) {
        assertThat(mails).hasSize(notices);
      }
      assertThat(product.getBean(RecordCheck.class).differences(lead)).isEmpty();
    }
  }

  private static AnnotationConfigApplicationContext product(RecordFixture fixture, Path outbox) {
    AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    EmailSettings settings = Emails.outbox(outbox, URI.create("http://localhost:8080"));
    SignedTokens tokens = new SignedTokens(new byte[32], fixture.clock);
    context.registerBean(JdbcClient.class, () -> fixture.jdbc);
    context.registerBean(PlatformTransactionManager.class, () -> fixture.transactions);
    context.registerBean(TransactionTemplate.class, () -> fixture.transaction);
    context.registerBean(Clock.class, Clock::systemUTC);
    context.registerBean(EmailSettings.class, () -> settings);
    context.registerBean(EmailTransport.class, () -> EmailTransports.create(settings, fixture.clock, Emails.noReplies()));
    context.registerBean(
        EmailComposer.class,
        () -> new EmailComposer(settings, EmailTemplates.starter(), new UnsubscribeTokens(tokens), Emails.noReplies(), false));
    Set<String> templates = EmailTemplates.starter().ids();
    context.registerBean(PolicyCatalog.class, () -> new PolicyCatalog(fixture.jdbc, templates::contains));
    context.registerBean(HandoffTokens.class, () -> new HandoffTokens(tokens, fixture.clock));
    context.register(
        RecordConfiguration.class, DeskConfiguration.class, SendingConfiguration.class, EffectsConfiguration.class,
        NoticesConfiguration.class, AccountConfiguration.class, HandoffConfiguration.class, NotifyConfiguration.class,
        ConsentConfiguration.class);
    context.refresh();
    return context;
  }
}
