package dev.leadloop.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.desk.RepStore;
import dev.leadloop.email.EmailComposer;
import dev.leadloop.email.Emails;
import dev.leadloop.email.template.EmailTemplates;
import dev.leadloop.email.token.HandoffTokens;
import dev.leadloop.email.token.SignedTokens;
import dev.leadloop.email.token.UnsubscribeTokens;
import dev.leadloop.email.transport.EmailSettings;
import dev.leadloop.email.transport.EmailTransport;
import dev.leadloop.email.transport.OutgoingEmail;
import dev.leadloop.email.transport.TransportResult;
import dev.leadloop.handoff.HandoffFactStore;
import dev.leadloop.handoff.HandoffReader;
import dev.leadloop.handoff.HandoffRecord;
import dev.leadloop.inbox.InboxRow;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.LeadLifecycle;
import dev.leadloop.lifecycle.TestPolicies;
import dev.leadloop.lifecycle.deciding.Effect;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.notify.webhook.Webhook;
import dev.leadloop.notify.webhook.WebhookNotices;
import dev.leadloop.notify.webhook.WebhookQueueStore;
import dev.leadloop.notify.webhook.WebhookStore;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.QualificationRules;
import dev.leadloop.record.DecideAndRecord;
import dev.leadloop.record.PolicySource;
import dev.leadloop.record.RecordFixture;
import dev.leadloop.sla.SpokenTime;
import dev.leadloop.store.Times;
import dev.leadloop.temporal.DecisionReply;
import dev.leadloop.temporal.DecisionReply.OrderedEffect;
import dev.leadloop.temporal.EffectActivities.EffectRef;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever becomes of a handoff, each mail about it says what really happened, and asks for nothing that is done. */
class NoticeWordsTest {
  private static final Principal BOSS = new Principal(Principal.Kind.MANAGER, "boss");
  private static final Principal DESK = new Principal(Principal.Kind.ADMIN, "admin");
  private static final Principal MARKETING = new Principal(Principal.Kind.MARKETING, "campaigns");

  private static final PolicySource POLICIES = RecordFixture.policies(askedForMore());

  private final RecordFixture fixture = new RecordFixture();
  private final DecideAndRecord decisions = fixture.decisions(LeadLifecycle::decide, POLICIES);
  private final WebhookStore webhooks = new WebhookStore(fixture.jdbc);
  private final List<OutgoingEmail> sent = new ArrayList<>();
  private final EmailTransport transport = email -> {
    sent.add(email);
    return new TransportResult.Accepted("id");
  };
  private final SalesNotices notices = notices();
  private final List<EffectRef> waiting = new ArrayList<>();
  private LeadId lead = new LeadId("none");
  private long seq;
  private int events;

  @AfterEach
  void close() {
    fixture.close();
  }

  /** Where a proposal and prices may be asked for, too, less urgently than a demo. */
  private static LeadPolicy askedForMore() {
    LeadPolicy policy = TestPolicies.mailing("nurture/1-guide");
    QualificationRules rules = policy.qualification();
    return TestPolicies.with(policy, new QualificationRules(
        rules.mql(), rules.sql(), rules.hysteresis(), List.of("demo_requested", "proposal_requested", "pricing_requested"),
        rules.directIntentFit(), rules.directIntentWithin(), rules.below()));
  }

  private void everyoneIsBack() {
    fixture.jdbc.sql("update rep set active = true, absent_from = null, open_at_once = null, left_at = null").update();
    fixture.jdbc.sql("delete from webhook_delivery").update();
    fixture.jdbc.sql("delete from webhook").update();
  }

  private SalesNotices notices() {
    EmailSettings settings = Emails.outbox(Path.of("unused"), URI.create("https://leads.example.com/"));
    SignedTokens tokens = new SignedTokens(new byte[32], fixture.clock);
    return new SalesNotices(
        fixture.records,
        new HandoffReader(new HandoffFactStore(fixture.jdbc), POLICIES, fixture.clock),
        new RepStore(fixture.jdbc),
        POLICIES,
        new NoticeWriter(new HandoffTokens(tokens, fixture.clock), settings.publicUrl()),
        new EmailComposer(settings, EmailTemplates.starter(), new UnsubscribeTokens(tokens), Emails.noReplies(), false),
        transport,
        new WebhookNotices(webhooks, new WebhookQueueStore(fixture.jdbc), fixture.clock),
        null,
        fixture.clock);
  }

  /** A lead that asked for a demo; its rep was told. */
  private String handedOver() {
    lead = fixture.lead();
    seq = 0;
    decide();
    fixture.signal(lead, "demo", "demo_requested");
    decide();
    tell();
    sent.clear();
    return owner();
  }

  private void decide() {
    DecisionReply reply = fixture.decide(decisions, lead, seq + 1);
    seq = Math.max(seq, reply.seq());
    for (OrderedEffect effect : reply.effects()) {
      if (effect.effect() instanceof Effect.Notify) {
        waiting.add(new EffectRef(lead.value(), effect.seq(), effect.n()));
      }
    }
  }

  /** Tells all that waits; returns what became of each notice. */
  private List<String> tell() {
    SalesNotices.Telling telling = notices.begin();
    List<String> results =
        waiting.stream()
            .map(ref -> {
              Effect.Notify effect = effect(ref);
              return effect.notice() + " to " + effect.recipient() + ": " + telling.tell(ref, effect);
            })
            .toList();
    waiting.clear();
    return results;
  }

  private Effect.Notify effect(EffectRef ref) {
    return (Effect.Notify) fixture.records.effects().find(lead, ref.seq(), ref.n()).orElseThrow().effect();
  }

  private void happens(Principal by, EventBody body) {
    fixture.records.inbox().appendAnswer(
        new InboxRow(lead, "event-" + ++events, "answer", fixture.now(), by, body, null, InboxRow.Ringing.BY_CALLER));
    decide();
  }

  private static Principal rep(String id) {
    return new Principal(Principal.Kind.REP, id);
  }

  private String owner() {
    return fixture.jdbc.sql("select owner from lead_status where lead_id = :lead").param("lead", lead.value())
        .query(String.class).single();
  }

  private static String other(String rep) {
    return rep.equals("rep-1") ? "rep-2" : "rep-1";
  }

  private static String name(String rep) {
    return rep.equals("rep-1") ? "Rep One" : "Rep Two";
  }

  private static String address(String rep) {
    return rep.equals("rep-1") ? "one@example.com" : "two@example.com";
  }

  /** The words of the one mail to that rep. */
  private String mailTo(String address) {
    List<OutgoingEmail> mails = sent.stream().filter(mail -> mail.to().address().equals(address)).toList();
    assertThat(mails)
        .as("mails to %s of %s", address, sent.stream().map(m -> m.to().address() + ": " + m.content().subject()).toList())
        .hasSize(1);
    return mails.get(0).content().subject() + "\n" + mails.get(0).content().text().replaceAll("\\s+", " ");
  }

  private List<String> readers() {
    return sent.stream().map(mail -> mail.to().address()).collect(Collectors.toList());
  }

  @Test
  void whoTakesALeadOverIsAskedNothingAndWhoHadItReadsWhoTookIt() {
    String had = handedOver();
    String taker = other(had);
    happens(rep(taker), new EventBody.TakenOver(0));
    tell();
    assertThat(readers()).containsExactly(address(had));
    assertThat(mailTo(address(had)))
        .contains("No longer yours", "It is with " + name(taker)+ " now", "taken over by " + name(taker))
        .doesNotContain("in time", "/h/");
  }

  @Test
  void aHandoffThatAManagerGivesToAnotherSaysSoToBoth() {
    String had = handedOver();
    String next = other(had);
    happens(BOSS, new EventBody.Reassigned(0, next));
    tell();
    assertThat(mailTo(address(had))).contains("reassigned by Boss", "It is with " + name(next)+ " now").doesNotContain("in time");
    assertThat(mailTo(address(next))).contains("New lead", "It was with " + name(had) + " before: reassigned by Boss.", "/h/");
  }

  @Test
  void aHandoffThatItsOwnerPassesOnForAReasonSaysWhoseReasonItWas() {
    String had = handedOver();
    happens(rep(had), new EventBody.Rejected(0, "wrong_person", false));
    tell();
    assertThat(mailTo(address(had))).contains("passed on by you: wrong person").doesNotContain("in time");
    assertThat(mailTo(address(other(had))))
        .contains("It was with " + name(had) + " before: passed on by " + name(had) + ": wrong person.");
  }

  @Test
  void anAbsenceAndLeavingAreCalledWhatTheyAre() {
    String had = handedOver();
    fixture.jdbc.sql("update rep set absent_from = now() where rep_id = :rep").param("rep", had).update();
    happens(DESK, new EventBody.OwnerAway(had, fixture.now()));
    tell();
    assertThat(mailTo(address(had))).contains("reassigned, since you are absent").doesNotContain("in time");
    assertThat(mailTo(address(other(had)))).contains("reassigned, since its owner is absent");
    everyoneIsBack();
    String leaves = handedOver();
    fixture.jdbc.sql("update rep set active = false where rep_id = :rep").param("rep", leaves).update();
    happens(DESK, new EventBody.OwnerLeft(leaves));
    tell();
    assertThat(mailTo(address(leaves))).contains("reassigned, since you have left");
  }

  @Test
  void whatNobodyAnsweredInTimeSaysSoAtEachStepOfTheLadderWithTheNextOne() {
    String had = handedOver();
    fixture.later(Duration.ofMinutes(30));
    decide();
    tell();
    assertThat(mailTo(address(had))).contains("still waits for your answer. Answer due: ", "the managers are told");
    sent.clear();
    fixture.later(Duration.ofMinutes(30));
    decide();
    tell();
    assertThat(mailTo("boss@example.com"))
        .contains("no answer from " + name(had), "Answer due: ", "it is offered to another rep");
    sent.clear();
    fixture.later(Duration.ofMinutes(30));
    decide();
    tell();
    assertThat(mailTo(address(had))).contains("not answered in time", "It is with " + name(other(had))+ " now");
    assertThat(mailTo(address(other(had)))).contains("It was with " + name(had) + " before: not answered in time.");
    sent.clear();
    fixture.later(Duration.ofMinutes(90));
    decide();
    tell();
    assertThat(sent).as("nobody is left, so it goes to the queue").anySatisfy(mail -> {
      assertThat(mail.to().address()).isEqualTo("boss@example.com");
      assertThat(mail.content().subject()).startsWith("In the queue");
      assertThat(mail.content().text()).contains("can take it").doesNotContain("Nobody answered");
    });
    assertThat(sent).anySatisfy(mail -> {
      assertThat(mail.to().address()).isEqualTo(address(other(had)));
      assertThat(mail.content().text()).contains("not answered in time", "the managers' queue");
    });
  }

  @Test
  void aQueueThatGetsALeadAtOnceReadsWhomItPassedAndWhy() {
    fixture.jdbc.sql("update rep set absent_from = now() - interval '1 day' where rep_id = 'rep-1'").update();
    fixture.jdbc.sql("update rep set open_at_once = 1 where rep_id = 'rep-2'").update();
    handedOver();
    lead = fixture.lead();
    seq = 0;
    decide();
    fixture.signal(lead, "demo", "demo_requested");
    decide();
    tell();
    assertThat(mailTo("boss@example.com"))
        .contains("no rep of team 'sales' can take it", "Rep One absent", "Rep Two has ", "Answer due: ")
        .doesNotContain("Nobody answered", "nobody answered", "was due by");
  }

  @Test
  void whatWasTakenBackClosedOrForgottenSaysWhichAndThatNothingIsToBeDone() {
    String had = handedOver();
    happens(MARKETING, new EventBody.Withdrawn(0, "the campaign was stopped"));
    tell();
    assertThat(mailTo(address(had)))
        .contains("withdrawn by marketing, key campaigns: the campaign was stopped", "nothing for you to do")
        .doesNotContain("/h/");
    sent.clear();
    String closed = handedOver();
    fixture.jdbc.sql("update lead set industry = 'competitor' where lead_id = :lead").param("lead", lead.value()).update();
    fixture.signal(lead, "click", "email_open");
    decide();
    tell();
    assertThat(mailTo(address(closed))).contains("withdrawn by Leadloop: works for a competitor", "Disqualified");
    sent.clear();
    String forgotten = handedOver();
    happens(BOSS, new EventBody.ErasureAsked());
    tell();
    assertThat(mailTo(address(forgotten))).contains("the person asked to be forgotten").doesNotContain("Kim", "Fox", "/h/");
  }

  @Test
  void whoeverIsAnsweredForReadsWhatWasAnsweredAndByWhom() {
    String accepted = handedOver();
    happens(BOSS, new EventBody.Accepted(0));
    tell();
    assertThat(mailTo(address(accepted))).contains("yours from now on", "accepted by Boss", "First contact is due by")
        .doesNotContain("/h/", "has left");
    sent.clear();
    for (String reason : List.of("no_budget", "duplicate", "student")) {
      String had = handedOver();
      happens(BOSS, new EventBody.Rejected(0, reason, false));
      tell();
      assertThat(mailTo(address(had))).contains("rejected by Boss: ").doesNotContain("/h/", "in time");
      sent.clear();
    }
    String own = handedOver();
    happens(rep(own), new EventBody.Rejected(0, "duplicate", false));
    assertThat(tell()).as("who answers knows").isEmpty();
  }

  @Test
  void aLeadThatIsAcceptedAndPassedOnSaysWhoLeft() {
    String had = handedOver();
    happens(rep(had), new EventBody.Accepted(0));
    fixture.jdbc.sql("update rep set active = false where rep_id = :rep").param("rep", had).update();
    happens(DESK, new EventBody.OwnerLeft(had));
    tell();
    assertThat(mailTo(address(other(had)))).contains("yours from now on", name(had) + " has left")
        .doesNotContain("has passed it on");
    sent.clear();
    fixture.jdbc.sql("update rep set active = false where not manager").update();
    happens(DESK, new EventBody.OwnerLeft(other(had)));
    tell();
    assertThat(mailTo("boss@example.com")).contains("without an owner from now on", name(other(had)) + " has left")
        .doesNotContain("yours from now on");
  }

  @Test
  void whatALeadAsksForWhileItsHandoffIsOpenIsToldAndEverybodyTellsTheSameDeadline() {
    lead = fixture.lead();
    seq = 0;
    decide();
    for (int i = 0; i < 4; i++) {
      fixture.signal(lead, "pricing-" + i, "pricing_page_view");
    }
    decide();
    tell();
    sent.clear();
    String had = owner();
    fixture.later(Duration.ofMinutes(10));
    fixture.signal(lead, "asks", "demo_requested");
    decide();
    assertThat(tell()).containsExactly("REQUESTED to " + had + ": e-mail");
    Instant due =
        Objects.requireNonNull(fixture.records.statuses().find(lead).orElseThrow().progress().handoff()).deadline();
    assertThat(due).isBetween(fixture.now().plus(Duration.ofMinutes(59)), fixture.now().plus(Duration.ofHours(1)));
    assertThat(mailTo(address(had))).contains("has asked for something since: demo requested",
        "now " + SpokenTime.full(due, ZoneOffset.UTC), "/h/");
    HandoffRecord record =
        new HandoffReader(new HandoffFactStore(fixture.jdbc), POLICIES, fixture.clock)
            .read(lead, 1).orElseThrow();
    assertThat(record.trigger().type()).isEqualTo("demo_requested");
    assertThat(record.trigger().eventId()).isEqualTo("asks");
    assertThat(Objects.requireNonNull(record.assignment()).slaClass()).isEqualTo("demo");
    assertThat(record.assignment().deadline()).isEqualTo(due);
    assertThat(Objects.requireNonNull(record.judgement().readiness()).inWords()).contains("score");
    assertThat(fixture.jdbc.sql("select trigger || ' ' || sla_class from measure_cycle where lead_id = :lead and deadline = :due")
        .param("lead", lead.value()).param("due", Times.in(due)).query(String.class).single()).isEqualTo("demo_requested demo");
    sent.clear();
    fixture.signal(lead, "asks-again", "demo_requested");
    decide();
    assertThat(tell()).as("nobody is told twice of the same").isEmpty();
  }

  @Test
  void whatAnAcceptedLeadAsksForIsToldToItsOwnerOnceForEachRequest() {
    String had = handedOver();
    happens(rep(had), new EventBody.Accepted(0));
    fixture.later(Duration.ofMinutes(10));
    for (String request : List.of("second", "third")) {
      fixture.signal(lead, request, "demo_requested");
      decide();
      assertThat(tell()).containsExactly("REQUESTED to " + had + ": e-mail");
    }
    assertThat(sent).hasSize(2);
    sent.removeLast();
    String due = SpokenTime.full(fixture.now().plus(Duration.ofHours(1)), ZoneOffset.UTC);
    assertThat(mailTo(address(had))).contains("demo requested", "none, it is accepted", "now it is due by " + due)
        .doesNotContain("/h/");
    assertThat(owner()).isEqualTo(had);
  }

  @Test
  void aNoticeQuotesTheRequestsItIsAboutAlone() {
    String had = handedOver();
    happens(rep(had), new EventBody.Accepted(0));
    webhooks.add(webhook("channel", Webhook.Kind.SLACK));
    fixture.later(Duration.ofMinutes(10));
    fixture.signal(lead, "c2", "demo_requested", Map.of("message", "What does it cost for 80?"));
    decide();
    tell();
    assertThat(mailTo(address(had))).contains("What does it cost for 80?").doesNotContain("“");
    assertThat(told("channel")).contains("What does it cost for 80?");
    everyoneIsBack();
    webhooks.add(webhook("channel", Webhook.Kind.SLACK));
    sent.clear();
    fixture.later(Duration.ofMinutes(10));
    fixture.signal(lead, "c3", "demo_requested");
    decide();
    tell();
    assertThat(mailTo(address(had))).contains("has asked for something since: demo requested")
        .doesNotContain("What does it cost");
    assertThat(told("channel")).contains("emo requested").doesNotContain("What does it cost");
    sent.clear();
    fixture.signal(lead, "c4", "demo_requested", Map.of("message", "Can it be on Monday?"));
    fixture.signal(lead, "c5", "demo_requested", Map.of("message", "Or on Tuesday?"));
    decide();
    tell();
    assertThat(mailTo(address(had))).contains("Can it be on Monday?", "Or on Tuesday?").doesNotContain("What does it cost");
  }

  @Test
  void aNoticeOfARequestNamesItAndSaysFromWhenToWhenTheAnswerIsDue() {
    lead = fixture.lead();
    seq = 0;
    fixture.signal(lead, "s1", "pricing_page_view");
    fixture.signal(lead, "s2", "pricing_page_view");
    fixture.signal(lead, "s3", "pricing_page_view");
    fixture.signal(lead, "s4", "ebook_download");
    decide();
    tell();
    String had = owner();
    Instant was = deadline();
    everyoneIsBack();
    webhooks.add(webhook("channel", Webhook.Kind.SLACK));
    webhooks.add(webhook("program", Webhook.Kind.STANDARD));
    sent.clear();
    fixture.later(Duration.ofMinutes(10));
    fixture.signal(lead, "asks", "demo_requested", Map.of("message", "Show us the map?"));
    decide();
    tell();
    assertThat(deadline()).isBefore(was);
    String now = SpokenTime.full(deadline(), ZoneOffset.UTC);
    assertThat(mailTo(address(had))).contains("Answer due: was " + SpokenTime.full(was, ZoneOffset.UTC) + ", now " + now);
    assertThat(told("channel")).contains("*Why now*\\ndemo requested\"", "was " + SpokenTime.brief(was, ZoneOffset.UTC)
        + ", now " + SpokenTime.brief(deadline(), ZoneOffset.UTC)).doesNotContain("score reached");
    assertThat(told("program")).contains("\"trigger\":{\"type\":\"demo_requested\"", "\"was\":\"" + was + "\"");
    everyoneIsBack();
    webhooks.add(webhook("channel", Webhook.Kind.SLACK));
    webhooks.add(webhook("program", Webhook.Kind.STANDARD));
    sent.clear();
    fixture.signal(lead, "prices", "pricing_requested", Map.of("message", "And what does it cost?"));
    decide();
    tell();
    assertThat(mailTo(address(had))).as("less urgent than the demo").contains("asks: pricing requested", "And what does it cost?")
        .doesNotContain("Show us the map");
    assertThat(told("channel")).contains("*Why now*\\npricing requested\"").doesNotContain("Show us the map");
    assertThat(told("program")).contains("\"trigger\":{\"type\":\"pricing_requested\"");
    everyoneIsBack();
    webhooks.add(webhook("channel", Webhook.Kind.SLACK));
    sent.clear();
    fixture.later(Duration.ofMinutes(35));
    decide();
    tell();
    assertThat(mailTo(address(had))).as("a reminder names both")
        .contains("Trigger: demo requested; also asked: pricing requested", "Answer due: " + now);
    assertThat(told("channel")).contains("*Why now*\\ndemo requested; also asked: pricing requested");
  }

  @Test
  void aHandoffQuotesAllThatWasAskedInItsDecision() {
    lead = fixture.lead();
    seq = 0;
    decide();
    fixture.signal(lead, "prices", "pricing_requested", Map.of("message", "What does it cost?"));
    fixture.signal(lead, "asks", "demo_requested", Map.of("message", "Show us the map?"));
    decide();
    tell();
    assertThat(mailTo(address(owner()))).contains("demo requested; also asked: pricing requested", "Show us the map?",
        "What does it cost?");
  }

  @Test
  void whoHasAcceptedReadsFromWhenToWhenFirstContactIsDue() {
    String had = handedOver();
    happens(rep(had), new EventBody.Accepted(0));
    Instant was = Objects.requireNonNull(fixture.records.statuses().find(lead).orElseThrow().progress().sales().contactDue());
    fixture.later(Duration.ofMinutes(10));
    fixture.signal(lead, "again", "demo_requested");
    decide();
    tell();
    Instant now = Objects.requireNonNull(fixture.records.statuses().find(lead).orElseThrow().progress().sales().contactDue());
    assertThat(now).isBefore(was);
    assertThat(mailTo(address(had))).contains("First contact was due by " + SpokenTime.full(was, ZoneOffset.UTC)
        + "; now it is due by " + SpokenTime.full(now, ZoneOffset.UTC) + ".");
  }

  private Instant deadline() {
    return Objects.requireNonNull(fixture.records.statuses().find(lead).orElseThrow().progress().handoff()).deadline();
  }

  @Test
  void whatToDoFirstIsWhatIsAskedForNowAndTheMostUrgentOfIt() {
    String had = handedOver();
    fixture.signal(lead, "proposal", "proposal_requested");
    decide();
    tell();
    assertThat(mailTo(address(had)))
        .contains("Do this first", "Write to agree on what the proposal is to cover", "Answer due: ")
        .doesNotContain("demo. ", "next working day");
    happens(rep(had), new EventBody.Accepted(0));
    sent.clear();
    fixture.signal(lead, "prices", "pricing_requested");
    decide();
    tell();
    assertThat(mailTo(address(had))).contains("Write with the price for a company of their size");
    sent.clear();
    fixture.signal(lead, "more-prices", "pricing_requested");
    fixture.signal(lead, "demo-again", "demo_requested");
    fixture.signal(lead, "proposal-again", "proposal_requested");
    decide();
    tell();
    assertThat(mailTo(address(had))).contains("Write and offer two times for a demo.")
        .doesNotContain("next working day", "to cover", "with the price");
  }

  @Test
  void aMissedFirstContactNamesItsOwnTimeAndWhoHasTheLead() {
    String had = handedOver();
    happens(rep(had), new EventBody.Accepted(0));
    Instant due = fixture.records.statuses().find(lead).orElseThrow().progress().sales().contactDue();
    fixture.later(Duration.ofHours(25));
    decide();
    tell();
    String when = SpokenTime.full(Objects.requireNonNull(due), ZoneOffset.UTC);
    assertThat(mailTo(address(had))).contains("is with you", "was due by " + when);
    assertThat(mailTo("boss@example.com")).contains("is with " + name(had) + "", "was due by " + when);
  }

  @Test
  void aReviewSaysWhatHappensUntilItIsSettled() {
    String had = handedOver();
    happens(rep(had), new EventBody.Rejected(0, "other", true));
    tell();
    assertThat(mailTo("boss@example.com")).contains("given back by sales: other", "nurtured on")
        .doesNotContain("neither nurtured");
  }

  @Test
  void whatWaitedForAMailServerAsksNobodyForWhatIsDone() {
    webhooks.add(webhook("program", Webhook.Kind.STANDARD));
    webhooks.add(webhook("channel", Webhook.Kind.SLACK));
    lead = fixture.lead();
    seq = 0;
    decide();
    fixture.signal(lead, "demo", "demo_requested");
    decide();
    String had = owner();
    fixture.later(Duration.ofMinutes(61));
    decide();
    happens(rep(had), new EventBody.Accepted(0));
    assertThat(tell())
        .as("handoff, escalation, and one reminder for two that fell due").hasSize(3)
        .allSatisfy(result -> assertThat(result).endsWith("not told: handoff 1 is over: accepted by rep:" + had));
    assertThat(sent).isEmpty();
    assertThat(kept("channel")).as("a channel is read by people").isZero();
    assertThat(kept("program")).as("a program keeps count of everything").isEqualTo(3);
    assertThat(fixture.records.effects().open(lead)).noneMatch(open -> open.effect() instanceof Effect.Notify);
  }

  @Test
  void anOldWordOfAHandoffThatCameBackIsNotGiven() {
    String had = handedOver();
    happens(BOSS, new EventBody.Reassigned(0, other(had)));
    happens(BOSS, new EventBody.Reassigned(0, had));
    assertThat(tell()).filteredOn(result -> result.startsWith("REASSIGNED to " + had))
        .singleElement().asString().endsWith("not told: it is with " + had + " again");
    assertThat(mailTo(address(had))).contains("New lead");
  }

  @Test
  void aReminderDoesNotComeWhileTheAnswerTimeStandsStill() {
    String had = handedOver();
    fixture.later(Duration.ofMinutes(31));
    decide();
    happens(rep(had), new EventBody.PauseAsked(0, "waiting_for_lead", null));
    assertThat(tell()).containsExactly("REMINDER to " + had + ": not told: the answer time stands still");
  }

  private Webhook webhook(String id, Webhook.Kind kind) {
    return new Webhook(id, kind, "https://hooks.example.com/" + id, null, new Webhook.Wanted(List.of(), null, null),
        Webhook.Signing.with(null), fixture.now(), "test", Webhook.Health.WELL);
  }

  private String told(String webhook) {
    return fixture.jdbc.sql("select body from webhook_delivery where webhook_id = :id").param("id", webhook)
        .query(String.class).single();
  }

  private int kept(String webhook) {
    return fixture.jdbc.sql("select count(*) from webhook_delivery where webhook_id = :id").param("id", webhook)
        .query(Integer.class).single();
  }
}
