package dev.leadloop.notify.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.leadloop.desk.RepStore;
import dev.leadloop.handoff.BantFinding;
import dev.leadloop.handoff.CompanyFound;
import dev.leadloop.handoff.Engagement;
import dev.leadloop.handoff.HandoffRecord;
import dev.leadloop.handoff.HandoffRecord.Assignment;
import dev.leadloop.handoff.Judgement;
import dev.leadloop.handoff.NextAction;
import dev.leadloop.handoff.Readiness;
import dev.leadloop.lifecycle.TestPolicies;
import dev.leadloop.lifecycle.deciding.Effect;
import dev.leadloop.notify.digest.Digest;
import dev.leadloop.notify.digest.DigestStore.Waiting;
import dev.leadloop.testing.Filled;
import dev.leadloop.testing.WireFormat;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Names and shapes of what webhooks are sent, one example of each. */
class WebhookBodiesTest {
  private static final String READERS = "the programs and chat channels of customers, who cannot be asked";
  private static final ObjectMapper SORTING =
      new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
  private static final URI PUBLIC = URI.create("https://leads.example.com");
  private static final Instant NOW = Instant.parse("2026-03-02T08:00:00.250Z");

  @Test
  void bodiesKeepTheirNames() throws IOException {
    WireFormat format = new WireFormat("webhooks", READERS);
    for (Webhook.Kind kind : Webhook.Kind.values()) {
      Webhook webhook =
          new Webhook("hook", kind, "https://hooks.example.com", null, new Webhook.Wanted(List.of(), null, "rep-1"),
              Webhook.Signing.with(null), NOW, "test", Webhook.Health.WELL);
      format.add(kind + " notice", body(kind, WebhookBodies.notice(webhook, notice(), NOW)));
      format.add(kind + " digest", body(kind, WebhookBodies.digest(webhook, digest(), NOW)));
      format.add(kind + " ping", body(kind, WebhookBodies.ping(webhook, NOW)));
    }
    format.add("events", SORTING.writeValueAsString(NoticeEvent.all()));
    format.add("deed kinds", names(Engagement.Kind.values()));
    format.add("finding parts", names(BantFinding.Part.values()));
    format.add("finding standings", names(BantFinding.Standing.values()));
    format.check();
  }

  /** Chat programs do not mind the order of members, and neither do we: it differs from run to run. */
  private static String body(Webhook.Kind kind, String body) throws JsonProcessingException {
    return kind == Webhook.Kind.STANDARD ? body : SORTING.writeValueAsString(SORTING.readValue(body, Map.class));
  }

  private static String names(Enum<?>... names) throws JsonProcessingException {
    return SORTING.writeValueAsString(Arrays.asList(names));
  }

  private static WebhookNotices.Notice notice() {
    HandoffRecord record = new Filled().make(InOrder.class).in("Europe/Berlin");
    return new WebhookNotices.Notice(
        new UUID(1, 2), new Effect.Notify(Effect.Notice.HANDOFF, "rep-1", 1, "tell rep-1"),
        record, record.trigger().words(), "its score reached 80", true, false,
        PUBLIC.resolve("/leads/1"), rep -> PUBLIC.resolve("/h/" + rep));
  }

  /** The record in the places that its parts have in the document, by which the made-up values go. */
  private record InOrder(
      String leadId,
      int cycle,
      HandoffRecord.Person person,
      Assignment assignment,
      HandoffRecord.Trigger trigger,
      Judgement.Score scoreThen,
      Judgement.Score scoreNow,
      Judgement.Fit fit,
      HandoffRecord.Origin origin,
      List<Engagement> deeds,
      List<HandoffRecord.Topic> topics,
      List<BantFinding> bant,
      List<HandoffRecord.Colleague> colleagues,
      List<HandoffRecord.Sent> sent,
      List<HandoffRecord.Earlier> earlier,
      NextAction next,
      Readiness ready,
      Judgement.Beside product,
      Judgement.Beside account,
      CompanyFound company) {

    /** Of all that is made up, only the zone has to be a real one. */
    HandoffRecord in(String zone) {
      Assignment there =
          new Assignment(
              assignment.owner(), assignment.ownerName(), assignment.queue(), assignment.slaClass(), assignment.assignedAt(),
              assignment.deadline(), zone, assignment.level(), assignment.ended(),
              assignment.was());
      return new HandoffRecord(
          leadId, cycle, person, there, trigger, new Judgement(scoreThen, scoreNow, fit, product, account, ready,
              company, "Company: counted"), origin,
          new HandoffRecord.Interest(deeds, topics), bant, colleagues, new HandoffRecord.Past(sent, earlier), next);
    }
  }

  private static Digest digest() {
    Map<Digest.Part, List<Waiting>> waiting = new EnumMap<>(Digest.Part.class);
    for (Digest.Part part : Digest.Part.values()) {
      waiting.put(part, List.of(new Waiting("lead-" + part.ordinal(), "Kim", "Fox & Sons", "demo_requested", NOW)));
    }
    RepStore.Rep rep =
        new RepStore.Rep("rep-1", "First", "rep1@vendor.example", "sales", false, true, null, null, RepStore.Work.FULL);
    return new Digest(
        rep, LocalDate.of(2026, 3, 2), ZoneId.of("Europe/Berlin"), TestPolicies.mailing("nurture/1-guide"), waiting, PUBLIC);
  }
}
