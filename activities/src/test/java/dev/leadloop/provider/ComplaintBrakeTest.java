package dev.leadloop.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.desk.NoticeReaders;
import dev.leadloop.desk.RepStore;
import dev.leadloop.email.EmailComposer;
import dev.leadloop.email.Emails;
import dev.leadloop.email.template.EmailTemplates;
import dev.leadloop.email.token.SignedTokens;
import dev.leadloop.email.token.UnsubscribeTokens;
import dev.leadloop.email.transport.EmailSettings;
import dev.leadloop.email.transport.OutgoingEmail;
import dev.leadloop.email.transport.TransportResult;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.record.ProviderRig;
import dev.leadloop.sending.ComplaintStore;
import dev.leadloop.sending.SequencePauses;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ComplaintBrakeTest {
  private final ProviderRig rig = new ProviderRig();
  private static final Principal MARKETER = new Principal(Principal.Kind.MARKETING, "mia");

  @AfterEach
  void close() {
    rig.close();
  }

  private List<UUID> delivered(String sequence, int mails) {
    LeadId lead = rig.decidedLead();
    List<UUID> sent =
        rig.fixture.jdbc.sql(
                """
                insert into send (send_id, lead_id, sequence, sequence_version, step, occurrence, effect_seq, effect_n,
                                  state, reserved_at)
                select gen_random_uuid(), :lead, :sequence, 1, 'step' || n, 1, 1, 90, 'ACCEPTED', now()
                  from generate_series(1, :mails) as n
                returning send_id""")
            .param("lead", lead.value())
            .param("sequence", sequence)
            .param("mails", mails)
            .query(UUID.class)
            .list();
    rig.take(sent.stream().map(mail -> report("delivered", mail)).toArray(String[]::new));
    rig.tellAll();
    return sent;
  }

  private String report(String kind, UUID mail) {
    return ProviderRig.event(UUID.randomUUID().toString(), kind, mail, null, rig.fixture.now(), "");
  }

  private void complain(UUID mail) {
    rig.take(report("spamreport", mail), report("spamreport", mail));
    rig.tellAll();
  }

  @Test
  void sequenceThatTooManyCallSpamPausesItselfAndTellsItsManagersOnce() {
    List<UUID> mails = delivered("loud", 500);
    complain(mails.get(0));
    assertThat(rig.pauses.find("loud")).as("one person is no pattern").isEmpty();
    complain(mails.get(1));
    SequencePauses.Pause pause = rig.pauses.find("loud").orElseThrow();
    assertThat(pause.by()).isEqualTo("system:complaint-brake");
    assertThat(pause.why()).isEqualTo("2 of 500 delivered mails were reported as spam (0.40 per cent)");

    rig.fixture.jdbc.sql("update complaint_brake set told_at = now() where sequence <> 'loud'").update();
    List<OutgoingEmail> told = new ArrayList<>();
    List<TransportResult> answers = new ArrayList<>(List.of(new TransportResult.NotSent("429", null)));
    BrakeNotices notices =
        new BrakeNotices(
            new ComplaintStore(rig.fixture.jdbc),
            new NoticeReaders(new RepStore(rig.fixture.jdbc), List.of("marketing@example.com", "Boss@example.com")), composer(),
            email -> {
              told.add(email);
              return answers.isEmpty() ? new TransportResult.Accepted("id") : answers.remove(0);
            },
            rig.fixture.transaction, rig.fixture.clock);
    notices.tell();
    assertThat(told).hasSize(1);
    told.clear();
    notices.tell();
    notices.tell();
    assertThat(told).extracting(mail -> mail.to().address())
        .containsExactly("boss@example.com", "marketing@example.com");
    assertThat(told.get(0).content().subject()).isEqualTo("Sequence loud paused itself: too many spam reports");
    assertThat(told.get(0).content().text()).contains("2 of 500 delivered mails").contains("/api/v1/sequences/loud/resume");

    rig.pauses.resume("loud", MARKETER, "cleaned the list");
    complain(mails.get(2));
    assertThat(rig.pauses.find("loud")).as("what was weighed before it was resumed is not weighed again").isEmpty();
  }

  @Test
  void sequenceBelowTheShareOrWithTooFewMailsGoesOn() {
    List<UUID> few = delivered("small", 100);
    few.subList(0, 5).forEach(this::complain);
    assertThat(rig.pauses.find("small")).isEmpty();
    List<UUID> many = delivered("calm", 2_000);
    many.subList(0, 2).forEach(this::complain);
    assertThat(rig.pauses.find("calm")).as("2 of 2,000 is 0.1 per cent, not more").isEmpty();
    complain(many.get(2));
    assertThat(rig.pauses.find("calm")).isPresent();
  }

  private EmailComposer composer() {
    EmailSettings settings = Emails.outbox(Path.of("unused"), URI.create("http://localhost:8080"));
    return new EmailComposer(
        settings, EmailTemplates.starter(), new UnsubscribeTokens(new SignedTokens(new byte[32], rig.fixture.clock)),
        Emails.noReplies(), false);
  }
}
