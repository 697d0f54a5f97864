package dev.leadloop.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.LeadView;
import dev.leadloop.lifecycle.deciding.Effect;
import dev.leadloop.lifecycle.deciding.Verdict;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.journal.AnswerClock;
import dev.leadloop.lifecycle.journal.Handoff;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.policy.scoring.QualifiedBy;
import dev.leadloop.scoring.Band;
import dev.leadloop.scoring.ScoreSummary;
import dev.leadloop.sla.SlaLevel;
import dev.leadloop.temporal.backtest.BacktestProgress;
import dev.leadloop.temporal.bulk.BulkOrderProgress;
import dev.leadloop.temporal.campaign.CampaignOrder;
import dev.leadloop.temporal.campaign.CampaignProgress;
import dev.leadloop.temporal.connector.ConnectorProgress;
import dev.leadloop.temporal.imports.ImportProgress;
import dev.leadloop.temporal.payload.StoredForms;
import dev.leadloop.temporal.rollout.RolloutOrder;
import dev.leadloop.temporal.rollout.RolloutProgress;
import dev.leadloop.testing.Filled;
import dev.leadloop.testing.WireFormat;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DataConverter;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Names and shapes of what stands in histories and in the record, one example of each message. */
class PayloadsTest {
  private static final String HISTORIES =
      "running workflows, whose histories replay, by people in Temporal's pages and by scripts";
  private static final String RECORD = "every later version, from the database";

  private final DataConverter converter = LeadloopDataConverter.create();
  private final Filled filled = StoredForms.fill(new Filled());

  @Test
  void leadsMessagesKeepTheirNames() throws IOException {
    WireFormat format = new WireFormat("lead-payloads", HISTORIES);
    Stream.of(LeadMessages.class.getDeclaredClasses())
        .forEach(message -> pin(format, "message " + message.getSimpleName(), message));
    pin(format, "carried over", CarriedOver.class);
    pin(format, "decision request", DecisionRequest.class);
    pin(format, "decision reply", DecisionReply.class);
    Filled.variants(EventBody.class).forEach(body -> pin(format, "content", EventBody.class, body));
    Filled.variants(Effect.class).forEach(effect -> pin(format, "effect", Effect.class, effect));
    pin(format, "effect ref", EffectActivities.EffectRef.class);
    pin(format, "verdict", Verdict.class);
    pin(format, "view", LeadView.class);
    names(format);
    format.check();
  }

  @Test
  void importsAndCampaignsMessagesKeepTheirNames() throws IOException {
    WireFormat format = new WireFormat("task-payloads", HISTORIES);
    pin(format, "import progress", ImportProgress.class);
    pin(format, "campaign order", CampaignOrder.class);
    pin(format, "campaign progress", CampaignProgress.class);
    pin(format, "bulk order progress", BulkOrderProgress.class);
    pin(format, "connector progress", ConnectorProgress.class);
    pin(format, "backtest progress", BacktestProgress.class);
    pin(format, "rollout order", RolloutOrder.class);
    pin(format, "rollout progress", RolloutProgress.class);
    names(format);
    format.check();
  }

  @Test
  void whatTheRecordKeepsKeepsItsNames() throws IOException {
    WireFormat format = new WireFormat("record", RECORD);
    Filled.variants(JournalEntry.class).forEach(entry -> pin(format, "journal", JournalEntry.class, entry));
    pin(format, "progress", LeadProgress.class);
    pin(format, "answer clock", AnswerClock.class);
    names(format);
    format.check();
  }

  /** As they were written before product use and account were scores of their own. */
  @Test
  void scoresWrittenBeforeThereWereFiveAreReadAndWrittenAsTheyWere() {
    String warm = """
        {"engagement":45,"negative":-5,"score":40,"fit":30,"grade":"B","band":"WARM","reasons":["x +40"]}""";
    ScoreSummary score = read(warm, ScoreSummary.class);
    assertThat(score).isEqualTo(
        new ScoreSummary(45, -5, 40, 30, "B", Band.WARM, List.of("x +40"), 0, 0, QualifiedBy.SCORE));
    assertThat(json(score)).isEqualTo(warm);
    assertThat(read(warm.replace("WARM", "COLD"), ScoreSummary.class).by()).isNull();
    String evidence = """
        {"trigger":"score","score":40,"scoreThreshold":40,"fit":30,"fitThreshold":30,"grade":"B","signals":["e1"]}""";
    JournalEntry.Evidence found = read(evidence, JournalEntry.Evidence.class);
    assertThat(found.others()).isEmpty();
    assertThat(json(found)).isEqualTo(evidence);
  }

  @Test
  void viewsThatToldOfARuleAsOfASuppressionAreReadAsTheyWereMeant() {
    String told = """
        {"seq":1,"stage":"NURTURING","score":{"engagement":0,"negative":0,"score":0,"fit":0,"grade":"-","band":"COLD",\
        "reasons":[]},"owner":null,"cycle":0,"slaLevel":"NONE","slaDueAt":null,"next":null,"recycles":0,"source":null,\
        "policyVersion":1,"parkedUntil":null,"suppressed":"%s","review":null}""";
    assertThat(read(told.formatted("by the policy: is quiet"), LeadView.class).noMail())
        .isEqualTo(new LeadView.NoMail(null, "is quiet"));
    assertThat(read(told.formatted("hard_bounce"), LeadView.class).noMail()).isEqualTo(new LeadView.NoMail("hard_bounce", null));
  }

  /** As it was written while its members were not grouped in the code; a change there would move or lose one. */
  @Test
  void handoffsOfBeforeAreReadAndWrittenByteForByte() {
    String asked = """
        {"cycle":3,"owner":"rep-1","queue":false,"trigger":"demo_requested","slaClass":"demo",\
        "assignedAt":"2026-03-01T09:35:00Z","deadline":"2026-03-01T09:40:00Z","rungs":[{"action":"REMIND",\
        "percent":50,"at":"2026-03-01T09:37:30Z"},{"action":"ESCALATE","percent":100,"at":"2026-03-01T09:40:00Z"}],"nextRung":1,\
        "level":"REMINDED","reassignments":2,"tried":["rep-2","rep-3"],"clock":{"calendar":"business","pauses":1,"snoozes":0,\
        "hours":{},"daysOff":[]},"asked":["pricing_requested"]}""";
    Handoff handoff = read(asked, Handoff.class);
    assertThat(handoff.terms()).isEqualTo(new Handoff.Terms("demo_requested", "demo", Instant.parse("2026-03-01T09:35:00Z"),
        List.of("pricing_requested")));
    assertThat(handoff.ladder().next()).isEqualTo(1);
    assertThat(handoff.ladder().rungs()).hasSize(2);
    assertThat(handoff.ladder().level()).isEqualTo(SlaLevel.REMINDED);
    assertThat(handoff.tried()).isEqualTo(new Handoff.Tried(List.of("rep-2", "rep-3"), 2));
    assertThat(json(handoff)).isEqualTo(asked);
    String without = asked.replace(",\"asked\":[\"pricing_requested\"]", "");
    assertThat(read(without, Handoff.class).terms().asked()).isEmpty();
    assertThat(json(read(without, Handoff.class))).isEqualTo(without);
  }

  private <T> T read(String json, Class<T> type) {
    Payload payload = converter.toPayload(Map.of()).orElseThrow().toBuilder().setData(ByteString.copyFromUtf8(json)).build();
    return converter.fromPayload(payload, type, type);
  }

  @Test
  void whatLeadsAreListedByKeepsItsNames() throws IOException {
    WireFormat format = new WireFormat("listed-by", "people who search in Temporal, and by saved lists");
    var listed =
        new LeadSearchValues(Stage.SALES_QUALIFIED, Band.HOT, "rep-1", "ads", SlaLevel.REMINDED,
            Instant.parse("2026-03-01T09:30:00Z"), 3, 1)
            .toSearchAttributes();
    for (var attribute : SearchAttributes.ALL) {
      assertThat(listed.get(attribute)).as(attribute.getName()).isNotNull();
      format.add(attribute.getName() + " " + attribute.getValueType(), json(listed.get(attribute)));
    }
    format.add("memo", json(List.of(Display.PAGE_MEMO, Display.COMPANY_MEMO)));
    format.check();
  }

  private void pin(WireFormat format, String message, Class<?> type) {
    format.add(message, example(type, type));
  }

  /** A variant stands under the name that it has on the wire. */
  private void pin(WireFormat format, String message, Class<?> sealed, Class<?> variant) {
    String json = example(sealed, variant);
    String name = json.replaceFirst("^\\{\"(?:kind|type)\":\"([a-z_]+)\".*", "$1");
    assertThat(name).as(variant + " has no name of its own on the wire").doesNotContain("{");
    format.add(message + " " + name, json);
  }

  private String example(Class<?> type, Class<?> variant) {
    Object example = filled.make(variant);
    Payload payload = converter.toPayload(example).orElseThrow();
    assertThat((Object) converter.fromPayload(payload, type, type)).as("what was written and read again").isEqualTo(example);
    return payload.getData().toStringUtf8();
  }

  private void names(WireFormat format) {
    int n = 0;
    for (Class<?> type : filled.enums()) {
      format.add("names %02d".formatted(++n), json(type.getEnumConstants()));
    }
  }

  private String json(Object value) {
    return converter.toPayload(value).orElseThrow().getData().toStringUtf8();
  }
}
