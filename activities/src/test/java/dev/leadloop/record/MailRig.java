package dev.leadloop.record;

import dev.leadloop.account.AccountConfiguration;
import dev.leadloop.consent.ConsentConfiguration;
import dev.leadloop.desk.DeskConfiguration;
import dev.leadloop.doubt.DoubtConfiguration;
import dev.leadloop.effects.EffectsConfiguration;
import dev.leadloop.email.EmailComposer;
import dev.leadloop.email.Emails;
import dev.leadloop.email.template.EmailTemplates;
import dev.leadloop.email.token.ConfirmationTokens;
import dev.leadloop.email.token.HandoffTokens;
import dev.leadloop.email.token.SignedTokens;
import dev.leadloop.email.token.UnsubscribeTokens;
import dev.leadloop.email.transport.EmailSettings;
import dev.leadloop.email.transport.EmailTransport;
import dev.leadloop.email.transport.OutgoingEmail;
import dev.leadloop.email.transport.TransportResult;
import dev.leadloop.handoff.HandoffConfiguration;
import dev.leadloop.intake.Intake;
import dev.leadloop.intake.IntakeRequest;
import dev.leadloop.intake.LeadDetails;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lifecycle.deciding.Effect;
import dev.leadloop.notify.NoticesConfiguration;
import dev.leadloop.notify.webhook.NotifyConfiguration;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.sending.SendingConfiguration;
import dev.leadloop.temporal.DecisionActivities;
import dev.leadloop.temporal.DecisionReply;
import dev.leadloop.temporal.DecisionReply.OrderedEffect;
import dev.leadloop.temporal.EffectActivities;
import dev.leadloop.temporal.EffectActivities.EffectRef;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The record with everything that looks at a mail before it goes, as the product wires it, under a policy of the test. */
public final class MailRig implements AutoCloseable {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  public final RecordFixture fixture = new RecordFixture();
  public final List<OutgoingEmail> sent = new CopyOnWriteArrayList<>();
  public final ConfirmationTokens confirmations;
  private final AnnotationConfigApplicationContext product = new AnnotationConfigApplicationContext();

  /** Publishes the policy, with mail going at any hour of any day, so that no test hangs on when it is run. */
  public MailRig(String policy) {
    EmailSettings settings = Emails.outbox(Path.of("unused"), URI.create("http://localhost:8080"));
    SignedTokens tokens = new SignedTokens(new byte[32], fixture.clock);
    confirmations = new ConfirmationTokens(tokens);
    product.registerBean(JdbcClient.class, () -> fixture.jdbc);
    product.registerBean(PlatformTransactionManager.class, () -> fixture.transactions);
    product.registerBean(TransactionTemplate.class, () -> fixture.transaction);
    product.registerBean(InstantSource.class, () -> fixture.clock);
    product.registerBean(EmailSettings.class, () -> settings);
    product.registerBean(EmailTransport.class, () -> this::send);
    product.registerBean(
        EmailComposer.class,
        () -> new EmailComposer(settings, EmailTemplates.starter(), new UnsubscribeTokens(tokens), Emails.noReplies(), false));
    product.registerBean(PolicyCatalog.class, () -> new PolicyCatalog(fixture.jdbc, template -> true));
    product.registerBean(HandoffTokens.class, () -> new HandoffTokens(tokens, fixture.clock));
    product.register(
        RecordConfiguration.class, DeskConfiguration.class, SendingConfiguration.class, EffectsConfiguration.class,
        NoticesConfiguration.class, AccountConfiguration.class, HandoffConfiguration.class, NotifyConfiguration.class,
        ConsentConfiguration.class, DoubtConfiguration.class);
    product.refresh();
    publish(policy);
  }

  public LeadPolicy publish(String policy) {
    return bean(PolicyCatalog.class).publish(atAnyHour(policy), "test");
  }

  private static String atAnyHour(String policy) {
    String open =
        policy.replaceFirst(
            "(?s)( {2}hours:\\n) {4}mon-fri: \\[\"08:00-18:00\"]\\n {2}quiet-dates:\\n {4}[^\\n]*\\n",
            "$1    mon-sun: [\"00:00-24:00\"]\n");
    if (open.equals(policy)) {
      throw new IllegalArgumentException("The policy's sending hours are not those this test opens");
    }
    return open;
  }

  private TransportResult send(OutgoingEmail mail) {
    sent.add(mail);
    return new TransportResult.Accepted("id");
  }

  public <T> T bean(Class<T> type) {
    return product.getBean(type);
  }

  static String address(int number) {
    return "reader" + number + "@example.com";
  }

  public LeadId lead(Map<String, String> consent) {
    return lead(address(NUMBER.incrementAndGet()), consent);
  }

  public LeadId lead(String email, Map<String, String> consent) {
    LeadDetails details =
        new LeadDetails(email, null, LeadDetails.Facts.NONE, LeadDetails.Touch.NONE, consent);
    Intake answer = fixture.intake.intake(new IntakeRequest(details, RecordFixture.SITE, null, false, null));
    return ((Intake.Accepted) answer).lead();
  }

  public DecisionReply decide(LeadId lead, long seq) {
    return bean(DecisionActivities.class).decideAndRecord(fixture.request(lead, seq));
  }

  /** Orders a nurture mail beside whatever the lead's sequence does. */
  public EffectRef ordered(LeadId lead, String sequence, String step, int n) {
    Effect.SendEmail email = new Effect.SendEmail(sequence, 1, step, 1, "nurture/1-guide", "mail", null);
    fixture.records.effects().order(lead, fixture.now(), List.of(new OrderedEffect(1, n, email)));
    return new EffectRef(lead.value(), 1, n);
  }

  public String send(EffectRef ref) {
    return bean(EffectActivities.class).sendEmail(ref);
  }

  @Override
  public void close() {
    product.close();
    fixture.close();
  }
}
