package dev.leadloop.notify.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leadloop.desk.RepStore;
import dev.leadloop.desk.TeamStore;
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
import dev.leadloop.inbox.InboxRow;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.LeadLifecycle;
import dev.leadloop.lifecycle.deciding.Effect;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.notify.Digests;
import dev.leadloop.notify.NoticeWriter;
import dev.leadloop.notify.SalesNotices;
import dev.leadloop.notify.digest.DigestStore;
import dev.leadloop.record.DecideAndRecord;
import dev.leadloop.record.RecordFixture;
import dev.leadloop.sla.SpokenTime;
import dev.leadloop.temporal.DecisionReply;
import dev.leadloop.temporal.DecisionReply.OrderedEffect;
import dev.leadloop.temporal.EffectActivities.EffectRef;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WebhookNoticesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final EmailTemplates TEMPLATES = EmailTemplates.starter();

  private final RecordFixture fixture = new RecordFixture();
  private final DecideAndRecord decisions = fixture.decisions(LeadLifecycle::decide);
  private final WebhookStore webhooks = new WebhookStore(fixture.jdbc);
  private final RepStore reps = new RepStore(fixture.jdbc);
  private final List<OutgoingEmail> sent = new CopyOnWriteArrayList<>();
  private TransportResult answer = new TransportResult.Accepted("id");
  private final EmailTransport transport = email -> {
    sent.add(email);
    return answer;
  };
  private final EmailSettings settings = Emails.outbox(Path.of("unused"), URI.create("https://leads.example.com/"));
  private final SignedTokens tokens = new SignedTokens(new byte[32], fixture.clock);
  private final EmailComposer composer =
      new EmailComposer(settings, TEMPLATES, new UnsubscribeTokens(tokens), Emails.noReplies(), false);
  private final SalesNotices notices =
      new SalesNotices(
          fixture.records,
          new HandoffReader(new HandoffFactStore(fixture.jdbc), RecordFixture.policies(), fixture.clock),
          reps,
          RecordFixture.policies(),
          new NoticeWriter(new HandoffTokens(tokens, fixture.clock), settings.publicUrl()),
          composer,
          transport,
          new WebhookNotices(webhooks, new WebhookQueueStore(fixture.jdbc), fixture.clock),
          null,
          fixture.clock);

  @AfterEach
  void close() {
    fixture.close();
  }

  private void webhook(String id, Webhook.Kind kind, List<String> events, @Nullable String team, @Nullable String rep) {
    webhooks.add(
        new Webhook(id, kind, "https://hooks.example.com/" + id, null, new Webhook.Wanted(events, team, rep),
            Webhook.Signing.with(null), fixture.now(), "test", Webhook.Health.WELL));
  }

  /** A lead that asked for a demo; returns the effect that tells its rep. */
  private EffectRef handedOver(LeadId lead) {
    fixture.decide(decisions, lead, 1);
    fixture.signal(lead, "demo", "demo_requested");
    DecisionReply handed = fixture.decide(decisions, lead, 2);
    OrderedEffect notice =
        handed.effects().stream().filter(effect -> effect.effect() instanceof Effect.Notify).findFirst().orElseThrow();
    return new EffectRef(lead.value(), notice.seq(), notice.n());
  }

  private String owner(LeadId lead) {
    return fixture.jdbc.sql("select owner from handoff_cycle where lead_id = :lead and ended_at is null")
        .param("lead", lead.value()).query(String.class).single();
  }

  private Effect.Notify effect(EffectRef ref) {
    return (Effect.Notify) fixture.records.effects().find(new LeadId(ref.leadId()), ref.seq(), ref.n()).orElseThrow().effect();
  }

  private List<String> kept(String webhook) {
    return fixture.jdbc.sql("select body from webhook_delivery where webhook_id = :id order by created_at")
        .param("id", webhook).query(String.class).list();
  }

  @Test
  void noticeGoesToThoseItConcernsUnderOneIdByEveryWay() throws Exception {
    LeadId lead = fixture.lead();
    EffectRef ref = handedOver(lead);
    String rep = owner(lead);
    String other = rep.equals("rep-1") ? "rep-2" : "rep-1";
    webhook("all", Webhook.Kind.STANDARD, List.of(), null, null);
    webhook("own", Webhook.Kind.SLACK, List.of(), null, rep);
    webhook("team", Webhook.Kind.TEAMS, List.of("handoff.offered"), "sales", null);
    webhook("others", Webhook.Kind.SLACK, List.of(), null, other);
    webhook("unwanted", Webhook.Kind.STANDARD, List.of("lead.stalled"), null, null);
    assertThat(notices.begin().tell(ref, effect(ref))).isEqualTo("e-mail");
    assertThat(notices.begin().tell(ref, effect(ref))).isEqualTo("e-mail");
    assertThat(kept("others")).isEmpty();
    assertThat(kept("unwanted")).isEmpty();
    assertThat(fixture.jdbc.sql("select distinct message_id from webhook_delivery").query(String.class).list())
        .containsExactly("msg_" + sent.get(0).sendId());
    assertThat(sent).extracting(OutgoingEmail::sendId).containsOnly(sent.get(0).sendId());
    JsonNode event = JSON.readTree(kept("all").get(0));
    assertThat(event.at("/type").asText()).isEqualTo("handoff.offered");
    assertThat(Instant.parse(event.at("/timestamp").asText())).isBeforeOrEqualTo(fixture.now());
    assertThat(event.at("/data/handoff/trigger/type").asText()).isEqualTo("demo_requested");
    assertThat(event.at("/data/handoff/next/action").asText()).startsWith("Write and offer");
    assertThat(kept("all").get(0)).as("whoever holds a link may answer").doesNotContain("/h/");
    assertThat(kept("own").get(0)).contains("https://leads.example.com/h/");
    assertThat(kept("team").get(0)).contains("https://leads.example.com/leads/" + lead).doesNotContain("/h/");
  }

  @Test
  void whereMailFailsTheOtherWaysHaveItAndMailIsTriedAgainUnderTheSameId() {
    webhook("all", Webhook.Kind.STANDARD, List.of(), null, null);
    EffectRef ref = handedOver(fixture.lead());
    answer = new TransportResult.NotSent("away", null);
    assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> notices.begin().tell(ref, effect(ref)))).isNotNull();
    assertThat(kept("all")).hasSize(1);
    answer = new TransportResult.Accepted("id");
    notices.begin().tell(ref, effect(ref));
    assertThat(kept("all")).hasSize(1);
    assertThat(sent).hasSize(2).extracting(OutgoingEmail::sendId).containsOnly(sent.get(0).sendId());
  }

  @Test
  void reviewAfterAnEarlierHandoffTellsOfTheLeadAsItIsNow() {
    LeadId lead = fixture.lead();
    handedOver(lead);
    fixture.answer(lead, "a", owner(lead), new EventBody.Rejected(1, "other", true));
    DecisionReply reply = fixture.decide(decisions, lead, 3);
    OrderedEffect review =
        reply.effects().stream()
            .filter(found -> found.effect() instanceof Effect.Notify told && told.notice() == Effect.Notice.REVIEW)
            .findFirst()
            .orElseThrow();
    EffectRef ref = new EffectRef(lead.value(), review.seq(), review.n());
    notices.begin().tell(ref, effect(ref));
    assertThat(sent).singleElement().satisfies(mail -> {
      assertThat(mail.to().address()).isEqualTo("boss@example.com");
      assertThat(mail.content().subject()).contains("a person is to look at it");
      assertThat(mail.content().text()).contains("/leads/" + lead).doesNotContain("/h/");
    });
  }

  @Test
  void whoeverHadAHandoffThatWasTakenBackIsToldByEveryWayAndCanAnswerItByNone() throws Exception {
    LeadId lead = fixture.lead();
    handedOver(lead);
    String rep = owner(lead);
    webhook("all", Webhook.Kind.STANDARD, List.of("handoff.withdrawn"), null, null);
    webhook("own", Webhook.Kind.SLACK, List.of(), null, rep);
    webhook("team", Webhook.Kind.TEAMS, List.of(), "sales", null);
    fixture.jdbc.sql("update lead set industry = 'competitor' where lead_id = :lead").param("lead", lead.value()).update();
    fixture.signal(lead, "click", "email_open");
    DecisionReply reply = fixture.decide(decisions, lead, 3);
    OrderedEffect taken = reply.effects().getLast();
    EffectRef ref = new EffectRef(lead.value(), taken.seq(), taken.n());
    assertThat(effect(ref)).extracting(Effect.Notify::notice, Effect.Notify::recipient)
        .containsExactly(Effect.Notice.WITHDRAWN, rep);
    assertThat(notices.begin().tell(ref, effect(ref))).isEqualTo("e-mail");
    assertThat(sent).singleElement().satisfies(mail -> {
      assertThat(mail.content().subject()).isEqualTo("Taken back: Fox GmbH");
      assertThat(mail.content().text()).contains("nothing for you to do", "works for a competitor", "Disqualified", "Kim Doe")
          .doesNotContain("/h/");
    });
    assertThat(JSON.readTree(kept("all").get(0)).at("/data/handoff/assignment/ended/how").asText()).isEqualTo("WITHDRAWN");
    for (String webhook : List.of("all", "own", "team")) {
      assertThat(kept(webhook)).singleElement().satisfies(body -> assertThat(body).doesNotContain("/h/"));
    }
    assertThat(kept("own").get(0)).contains("Taken back, no answer needed: Fox GmbH");
    assertThat(fixture.check.differences(lead)).isEmpty();
  }

  @Test
  void anAnswerIsDueInTheRepsOwnHoursAndToldByTheRepsClockByEveryWay() throws Exception {
    fixture.jdbc.sql(
            "update rep set hours = '{\"mon-sun\": [\"10:00-13:00\"]}', time_zone = 'Asia/Tokyo', days_off = array[current_date,"
                + " current_date + 1]")
        .update();
    LeadId lead = fixture.lead();
    EffectRef ref = handedOver(lead);
    webhook("all", Webhook.Kind.STANDARD, List.of(), null, null);
    webhook("own", Webhook.Kind.SLACK, List.of(), null, owner(lead));
    webhook("team", Webhook.Kind.TEAMS, List.of(), "sales", null);
    notices.begin().tell(ref, effect(ref));
    Instant deadline = fixture.records.handoffs().of(lead).get(0).deadline();
    LocalDateTime there = LocalDateTime.ofInstant(deadline, ZoneId.of("Asia/Tokyo"));
    assertThat(there.toLocalTime()).isBetween(LocalTime.of(10, 0), LocalTime.of(13, 0));
    assertThat(there.toLocalDate()).as("today and tomorrow are off").isAfter(fixture.now().atZone(ZoneOffset.UTC).toLocalDate());
    assertThat(sent.get(0).content().text()).contains(SpokenTime.full(deadline, ZoneId.of("Asia/Tokyo")));
    assertThat(JSON.readTree(kept("all").get(0)).at("/data/handoff/assignment/zone").asText()).isEqualTo("Asia/Tokyo");
    assertThat(kept("own").get(0)).contains(SpokenTime.brief(deadline, ZoneId.of("Asia/Tokyo")));
    assertThat(kept("team").get(0)).contains(SpokenTime.brief(deadline, ZoneId.of("Asia/Tokyo")));
    assertThat(fixture.check.differences(lead)).isEmpty();
  }

  @Test
  void aLeadThatWasPassedOnIsToldByTheClockOfWhoHasItNow() throws Exception {
    LeadId lead = fixture.lead();
    handedOver(lead);
    String left = owner(lead);
    fixture.answer(lead, "a", left, new EventBody.Accepted(0));
    fixture.decide(decisions, lead, 3);
    fixture.jdbc.sql("update rep set time_zone = 'Asia/Tokyo' where not manager and rep_id <> :left").param("left", left)
        .update();
    fixture.records.inbox().append(InboxRow.called(
        lead, "left", "left", fixture.now(), Principal.SYSTEM, new EventBody.OwnerLeft(left)));
    fixture.jdbc.sql("update rep set active = false where rep_id = :left").param("left", left).update();
    OrderedEffect passed = fixture.decide(decisions, lead, 4).effects().getLast();
    EffectRef ref = new EffectRef(lead.value(), passed.seq(), passed.n());
    assertThat(effect(ref).notice()).isEqualTo(Effect.Notice.PASSED_ON);
    notices.begin().tell(ref, effect(ref));
    assertThat(sent.get(0).content().text()).contains("Tokyo time").doesNotContain(" UTC");
  }

  /** What people really write where a form asks who they are, and what others write there. */
  static Stream<String> typed() {
    return Stream.of(
        "CTO @ Firm T1", "Dr.Anna Berg", "Booking.example Deutschland Gesellschaft mbH", "www.firm.example", "firm://name",
        "O'Brien & Söhne <GmbH>", "株式会社サンプル", "مثال شركة", "A*B_C~D`E", "[a](https://evil.example)", "{{leadUrl}}", "# Head",
        "<script>alert(1)</script>", "=?utf-8?q?Bcc?=", "@channel @here", "\"quoted\" \\ name", "👩‍💻 Works", "1. one",
        "https://a.example b");
  }

  @ParameterizedTest
  @MethodSource("typed")
  void namesAreShownToUsAsTheyWereTypedAndAreNoMarkupAnywhere(String typed) throws Exception {
    LeadId lead = fixture.lead(typed, "Vale", typed, "Director " + typed);
    EffectRef ref = handedOver(lead);
    webhook("all", Webhook.Kind.STANDARD, List.of(), null, null);
    webhook("slack", Webhook.Kind.SLACK, List.of(), "sales", null);
    webhook("teams", Webhook.Kind.TEAMS, List.of(), "sales", null);
    notices.begin().tell(ref, effect(ref));
    assertThat(sent).singleElement().satisfies(mail -> {
      assertThat(mail.content().subject()).isEqualTo("New lead: " + typed + ": demo requested");
      assertThat(mail.content().text()).contains(typed + " Vale", "Director " + typed).doesNotContain("not known");
      assertThat(mail.content().html()).contains(escaped(typed) + " Vale")
          .doesNotContain("<script>", "href=\"https://evil", "href=\"https://a.example");
      // What else the composer puts into the message is tested with its headers: one line, whatever was typed.
      assertThat(mail.content().subject()).doesNotContain("\n", "\r");
    });
    JsonNode event = JSON.readTree(kept("all").get(0));
    assertThat(event.at("/data/handoff/person/name").asText()).isEqualTo(typed + " Vale");
    assertThat(event.at("/data/handoff/person/company").asText()).isEqualTo(typed);
    JsonNode slack = JSON.readTree(kept("slack").get(0));
    assertThat(slack.at("/blocks/0/text/text").asText()).as("plain text").isEqualTo("New lead: " + typed);
    assertThat(read(slack.at("/blocks/1/fields/0/text").asText())).isEqualTo("*Who*\n" + typed + " Vale, Director " + typed);
    assertThat(slack.at("/blocks/1/fields/0/text").asText()).doesNotContain("<!", "@here", "@channel", "<http");
    JsonNode teams = JSON.readTree(kept("teams").get(0));
    assertThat(teams.at("/attachments/0/content/body/1/facts/0/value").asText().replaceAll("\\\\(.)", "$1"))
        .isEqualTo(typed + " Vale, Director " + typed);
  }

  /** What a person sees of Slack's text: three entities, and marks that were parted. */
  private static String read(String slack) {
    return slack.replace("\u200B", "").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
  }

  private static String escaped(String typed) {
    return typed.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
  }

  @Test
  void aNameThatRunsLongIsCutAndOneThatBreaksLinesIsOneLine() {
    String company =
        "Booking.example Deutschland Gesellschaft für Reisevermittlung und Touristikdienstleistungen und noch viel mehr davon"
            + " mbH & Co. KGaA";
    LeadId lead = fixture.lead("Kim\r\nBcc: x@example.com", "Vale\u202Egnp.", company, "Director\u2028\u0085x");
    EffectRef ref = handedOver(lead);
    notices.begin().tell(ref, effect(ref));
    assertThat(sent).singleElement().satisfies(mail -> {
      assertThat(mail.content().subject()).startsWith("New lead: Booking.example Deutschland").contains("…: demo requested")
          .hasSizeLessThan(200);
      assertThat(mail.content().text()).contains("Kim Bcc: x@example.com Valegnp., Director x");
    });
  }

  /** Ten in the morning: the fixture's calendar is always open, so its day begins at eight. */
  private Digests digests(int daysAhead) {
    Instant ten =
        fixture.now().atZone(ZoneOffset.UTC).toLocalDate().plusDays(daysAhead).atTime(10, 0).toInstant(ZoneOffset.UTC);
    InstantSource clock = InstantSource.fixed(ten);
    return new Digests(
        new DigestStore(fixture.jdbc), reps, new TeamStore(fixture.jdbc), RecordFixture.policies(), composer, transport,
        new WebhookNotices(webhooks, new WebhookQueueStore(fixture.jdbc), clock), settings.publicUrl(), clock);
  }

  @Test
  void dayBeginsWithWhatWaitsOnceARepAndWithNothingForThoseWhoHaveNothing() throws Exception {
    LeadId lead = fixture.lead();
    handedOver(lead);
    String rep = owner(lead);
    Callable<Integer> process = () -> digests(1).writeDue();
    int told = 0;
    try (ExecutorService processes = Executors.newFixedThreadPool(2)) {
      for (Future<Integer> each : processes.invokeAll(List.of(process, process))) {
        told += each.get();
      }
    }
    assertThat(told).isEqualTo(1);
    assertThat(digests(1).writeDue()).as("after a restart").isZero();
    assertThat(sent).singleElement().satisfies(mail -> {
      assertThat(mail.to().address()).isEqualTo(rep.equals("rep-1") ? "one@example.com" : "two@example.com");
      assertThat(mail.content().subject()).isEqualTo("Your day: 1 to answer");
      assertThat(mail.content().text()).contains("Fox GmbH, Kim Doe, demo requested: answer by")
          .doesNotContain("Standing still", "In the queue");
      assertThat(mail.content().html()).contains("href=\"https://leads.example.com/leads/" + lead + "\"");
    });
    assertThat(fixture.jdbc.sql("select state from digest order by state").query(String.class).list())
        .containsExactly("NOTHING", "NOTHING", "SENT");
    assertThat(digests(2).writeDue()).as("the next day").isEqualTo(1);
  }

  @Test
  void digestGoesToTheWebhooksOfTheRepOnceADayUnderTheIdOfTheMailAndNamesNobody() throws Exception {
    LeadId lead = fixture.lead();
    handedOver(lead);
    String rep = owner(lead);
    webhook("all", Webhook.Kind.STANDARD, List.of(), null, null);
    webhook("wanted", Webhook.Kind.STANDARD, List.of("rep.digest"), null, null);
    webhook("unwanted", Webhook.Kind.STANDARD, List.of("handoff.offered"), null, null);
    webhook("own", Webhook.Kind.SLACK, List.of(), null, rep);
    webhook("team", Webhook.Kind.TEAMS, List.of(), "sales", null);
    webhook("others", Webhook.Kind.SLACK, List.of(), null, rep.equals("rep-1") ? "rep-2" : "rep-1");
    answer = new TransportResult.NotSent("away", Duration.ofMinutes(1));
    assertThat(digests(1).writeDue()).isZero();
    fixture.jdbc.sql("update digest set claimed_until = claimed_until - interval '1 hour'").update();
    answer = new TransportResult.Accepted("id");
    assertThat(digests(1).writeDue()).isEqualTo(1);
    assertThat(kept("unwanted")).isEmpty();
    assertThat(kept("others")).isEmpty();
    for (String webhook : List.of("all", "wanted", "own", "team")) {
      assertThat(kept(webhook)).as(webhook).singleElement().satisfies(body ->
          assertThat(body).contains("Fox GmbH", "https://leads.example.com/leads").doesNotContain("Kim", "Doe", "@", "/h/"));
    }
    assertThat(fixture.jdbc.sql("select distinct message_id || ' ' || event from webhook_delivery").query(String.class).list())
        .containsExactly("msg_" + sent.get(0).sendId() + " rep.digest");
    JsonNode event = JSON.readTree(kept("wanted").get(0));
    assertThat(event.at("/type").asText()).isEqualTo("rep.digest");
    assertThat(event.at("/data/recipient").asText()).isEqualTo(rep);
    assertThat(event.at("/data/toAnswer/0/leadId").asText()).isEqualTo(lead.value());
    assertThat(event.at("/data/toAnswer/0/trigger").asText()).isEqualTo("demo_requested");
    assertThat(Instant.parse(event.at("/data/toAnswer/0/at").asText())).isAfter(fixture.now());
    assertThat(event.at("/data/standingStill").isEmpty()).isTrue();
    assertThat(kept("own").get(0)).contains(": 1 to answer", "To answer:", "demo requested: answer by ", " UTC");
    assertThat(digests(2).writeDue()).as("the next day").isEqualTo(1);
    assertThat(kept("all")).hasSize(2);
  }

  @Test
  void whereNothingWaitsNoWebhookIsTold() {
    webhook("all", Webhook.Kind.STANDARD, List.of(), null, null);
    assertThat(digests(1).writeDue()).isZero();
    assertThat(kept("all")).isEmpty();
  }

  @Test
  void digestNamesAcceptedLeadsWithoutContactAndThoseThatStandStill() {
    LeadId fresh = fixture.lead();
    LeadId still = fixture.lead();
    for (LeadId lead : List.of(fresh, still)) {
      handedOver(lead);
      fixture.answer(lead, "a", owner(lead), new EventBody.Accepted(0));
      fixture.decide(decisions, lead, 3);
    }
    fixture.jdbc.sql("update lead_status set owner = 'rep-1'").update();
    fixture.jdbc.sql("update lead_status set progress = progress || '{\"contacted\":true}' where lead_id = :lead")
        .param("lead", still.value()).update();
    digests(20).writeDue();
    assertThat(sent).extracting(mail -> mail.content().subject()).containsExactly("Your day: 1 to contact, 1 standing still");
    assertThat(sent.get(0).content().text()).contains("Accepted, no contact yet", "first contact by", "nothing since");
  }

  @Test
  void managerReadsWhatTheQueueHolds() {
    fixture.jdbc.sql("update rep set active = false where not manager").update();
    handedOver(fixture.lead());
    digests(1).writeDue();
    assertThat(sent).singleElement().satisfies(mail -> {
      assertThat(mail.to().address()).isEqualTo("boss@example.com");
      assertThat(mail.content().text()).contains("In the queue, without an owner");
    });
  }

  @Test
  void dayBeginsWhenTheRepsOwnDoesInTheRepsOwnZone() {
    LeadId lead = fixture.lead();
    handedOver(lead);
    fixture.jdbc.sql(
            "update rep set hours = '{\"mon-sun\": [\"09:00-17:00\"]}', time_zone = 'America/New_York' where rep_id = :rep")
        .param("rep", owner(lead))
        .update();
    assertThat(digests(1).writeDue()).as("it is five or six in the morning there").isZero();
    fixture.jdbc.sql("update team set time_zone = 'Asia/Tokyo'").update();
    fixture.jdbc.sql("update rep set hours = '{}', time_zone = null, calendar = null").update();
    assertThat(digests(1).writeDue()).as("seven in the evening at the team's always open desk").isEqualTo(1);
  }

  @Test
  void digestThatCouldNotBeSentIsTriedAgain() {
    handedOver(fixture.lead());
    answer = new TransportResult.NotSent("away", Duration.ofMinutes(1));
    assertThat(digests(1).writeDue()).isZero();
    answer = new TransportResult.Accepted("id");
    assertThat(digests(1).writeDue()).as("still claimed").isZero();
    fixture.jdbc.sql("update digest set claimed_until = claimed_until - interval '1 hour'").update();
    assertThat(digests(1).writeDue()).isEqualTo(1);
    assertThat(sent).hasSize(2).extracting(OutgoingEmail::sendId).containsOnly(sent.get(0).sendId());
  }
}
