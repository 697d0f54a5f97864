package dev.leadloop.api;

import dev.leadloop.inbox.InboxStore;
import dev.leadloop.lifecycle.LeadLifecycle;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.Foretelling;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.record.DecideAndRecord;
import dev.leadloop.record.LeadRecords;
import dev.leadloop.record.PolicySource;
import dev.leadloop.security.Role;
import dev.leadloop.temporal.DecisionReply;
import dev.leadloop.temporal.DecisionRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** A running server over real decisions, made in the test's own process. */
public abstract class DecidingApiTest extends ApiTest {
  @Autowired private TransactionTemplate transaction;
  @Autowired private PolicyCatalog policies;
  @Autowired private InboxStore inbox;

  private DecideAndRecord decisions;

  @BeforeEach
  void decideForReal() {
    key(Role.SALES);
    PolicySource source =
        new PolicySource() {
          @Override
          public LeadPolicy version(int version) {
            return policies.version(version);
          }

          @Override
          public LeadPolicy latest() {
            return policies.latest();
          }

          @Override
          public Foretelling foretelling() {
            return policies.foretelling();
          }
        };
    decisions = new DecideAndRecord(LeadRecords.over(jdbc), transaction, source, LeadLifecycle::decide, Clock.systemUTC());
    workflows.behaviour.set(
        (lead, event, patience) -> {
          decide(lead.value());
          return inbox.verdict(lead, event).map(found -> java.util.Objects.requireNonNull(found.verdict()));
        });
  }

  protected void decide(String lead) {
    decide(lead, Instant.now());
  }

  /** The same at a later time. */
  protected void decide(String lead, Instant at) {
    long seq = decisions.decideAndRecord(new DecisionRequest(lead, at, 0, List.of())).seq();
    DecisionReply reply;
    do {
      reply = decisions.decideAndRecord(new DecisionRequest(lead, at, ++seq, List.of()));
    } while (reply.more());
  }

  /** A lead that has asked for a demo and was handed to the one rep there is. */
  protected String handedOver() {
    return handedOver("Acme");
  }

  /** The same for a lead of that company. */
  protected String handedOver(String company) {
    String address = "story-" + UUID.randomUUID() + "@acme.example";
    String lead =
        post(
                "/api/v1/leads",
                key(Role.MARKETING),
                "{\"email\":\"" + address + "\",\"company\":\"" + company
                    + "\",\"title\":\"Marketing Director\",\"companySize\":150,"
                    + "\"industry\":\"software\",\"country\":\"US\",\"source\":\"webinar\"}")
            .text("leadId");
    decide(lead);
    post(
        "/api/v1/events",
        key(Role.MARKETING),
        "{\"events\":[{\"eventId\":\"p1\",\"leadId\":\"" + lead + "\",\"type\":\"pricing_page_view\"},"
            + "{\"eventId\":\"d1\",\"leadId\":\"" + lead + "\",\"type\":\"demo_requested\"}]}");
    decide(lead);
    return lead;
  }

  /** A mail of the lead's sequence that was sent and kept. */
  protected String mailed(String lead, String html) {
    UUID mail = UUID.randomUUID();
    jdbc.sql(
            """
            insert into send (send_id, lead_id, sequence, sequence_version, step, occurrence, effect_seq, effect_n, state,
                              reserved_at, sending_at, settled_at)
            values (:id, :lead, 'nurture', 1, 'guide', 1, 0, 0, 'ACCEPTED', now(), now(), now())""")
        .param("id", mail).param("lead", lead).update();
    jdbc.sql("insert into sent_mail (send_id, subject, text, html) values (:id, 'The guide you asked for', 'Hello', :html)")
        .param("id", mail).param("html", html).update();
    return mail.toString();
  }
}
