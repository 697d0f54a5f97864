package dev.leadloop.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.deciding.Verdict;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.event.LeadEvent;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutwardTest {
  private static final Principal SITE = new Principal(Principal.Kind.MARKETING, "site");

  private static LeadEvent event(String id, Principal by) {
    return new LeadEvent(1, id, Instant.EPOCH, Instant.EPOCH, by, new EventBody.Contacted());
  }

  @Test
  void idThatACallerGaveIsToldToNobodyAndARefusalIsToldWithoutIt() {
    String answer = "answer-0f8fad5b-d9cb-469f-a165-70867728950e";
    String link = "link-0123456789abcdef0123456789abcdef";
    List<Verdict> told =
        Outward.verdicts(
            List.of(
                Verdict.applied("dana@person.example", "recorded"),
                new Verdict("answer-dana@person.example", false, "cycle-over", "handoff 1 is over"),
                Verdict.applied(answer, "accepted"),
                new Verdict(link, false, "not-owner", "handoff 1 belongs to rep-1"),
                Verdict.applied("signal:run:1", "recorded"),
                Verdict.applied("signal:dana", "recorded")),
            List.of(
                event("dana@person.example", SITE), event("answer-dana@person.example", SITE), event(answer, SITE),
                event(link, SITE), event("signal:run:1", Principal.TEMPORAL), event("signal:dana", SITE)));
    assertThat(told)
        .containsExactly(
            new Verdict("", false, "cycle-over", "handoff 1 is over"),
            Verdict.applied(answer, "accepted"),
            new Verdict(link, false, "not-owner", "handoff 1 belongs to rep-1"),
            Verdict.applied("signal:run:1", "recorded"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "accepted | accepted",
        "held until 2026-03-02T09:30:00Z | held until 2026-03-02T09:30:00Z",
        "held: suppressed: hard_bounce | held: suppressed: hard_bounce",
        "held: suppressed: asked by Dana | held: suppressed: other_reason",
        "held: suppressed: asked_by_dana | held: suppressed: other_reason",
        "held: topic left: security | held: topic left: security",
        "held: the lead is handed to sales | held: the lead is handed to sales",
        "held: no address | held: no address",
        "held: the sequence was paused by manager:lead: Dana asked for it | held: the sequence was paused by manager:lead",
        "held: cannot be written: dana@@person.example is no address | held: cannot be written",
        "rejected: 550 5.1.1 <dana@person.example> unknown: Dana has left | rejected: 550",
        "rejected: 400 does not match: dana | rejected: 400",
        "unknown: The SMTP session broke: 354 dana | unknown",
        "e-mail | e-mail",
        "nobody to tell | nobody to tell",
        "not told: the lead was erased | not told: the lead was erased"
      })
  void ofAnEffectOurOwnWordsAreToldAndOfAMailServersTheCode(String result, String told) {
    assertThat(Outward.result(result)).isEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "No session with the mail server mail.example.com:587: refused for dana | No session with the mail server"
            + " mail.example.com:587",
        "451 4.7.1 Greylisted for dana | the mail server answered 451 4.7.1",
        "421 dana has too many connections | the mail server answered 421",
        "SendGrid answered 401: dana is not allowed (check leadloop.sendgrid.api-key and the verified sender) | SendGrid"
            + " answered 401 (check leadloop.sendgrid.api-key and the verified sender)",
        "SendGrid answered 429: dana (check this) | SendGrid answered 429",
        "The outbox folder cannot be written: /home/dana | The outbox folder cannot be written"
      })
  void ofAFailureOurOwnWordsAreTold(String reason, String told) {
    assertThat(Outward.reason(reason)).isEqualTo(told);
  }
}
