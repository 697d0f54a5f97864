package dev.leadloop.nurturing;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.email.address.EmailAddresses;
import dev.leadloop.inbox.InboxRow;
import dev.leadloop.intake.Intake;
import dev.leadloop.intake.IntakeRequest;
import dev.leadloop.intake.LeadDetails;
import dev.leadloop.intake.LeadIntake;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.LeadLifecycle;
import dev.leadloop.lifecycle.NotBegun;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.policyfile.PolicyTexts;
import dev.leadloop.record.DecideAndRecord;
import dev.leadloop.record.ExternalId;
import dev.leadloop.record.LeadRecords;
import dev.leadloop.record.PolicySource;
import dev.leadloop.sending.SequencePauses;
import dev.leadloop.temporal.DecisionRequest;
import dev.leadloop.temporal.campaign.CampaignOrder;
import dev.leadloop.temporal.campaign.CampaignProgress;
import dev.leadloop.testing.TestDatabase;
import dev.leadloop.testing.TestPostgres;
import dev.leadloop.view.SegmentStore;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What a campaign's preview says is what starting it then does, for leads in every state; counted in the journal. */
class CampaignReachTest {
  private static final Principal MIA = new Principal(Principal.Kind.MARKETING, "mia");
  private static final String STARTER = PolicyCatalog.starter();

  /** Asks for consent, and has a sequence more. */
  private static final String NEWER = STARTER
      .replace("nurture-needs: none", "nurture-needs: single")
      .replace("sequences:\n  nurture:", """
          sequences:
            spring:
              version: 1
              steps:
                - { id: hello, after: 1h, template: nurture/1-guide, label: hello }
                - { id: bye, after: 3d, template: nurture/2-case-study, label: good bye }
            nurture:""".indent(0).stripTrailing());

  private final List<LeadPolicy> published = new ArrayList<>(List.of(PolicyTexts.read(STARTER, 1)));
  private final PolicySource policies = new PolicySource() {
    @Override
    public LeadPolicy version(int version) {
      return published.get(version - 1);
    }

    @Override
    public LeadPolicy latest() {
      return published.getLast();
    }
  };

  private TestDatabase database;
  private JdbcClient jdbc;
  private LeadRecords records;
  private DecideAndRecord decisions;
  private LeadIntake intake;
  private Campaigns campaigns;

  /** What each lead of the segment was made for: the running sequence that ends, or why it is passed over. */
  private final Map<LeadId, String> made = new LinkedHashMap<>();

  private final Map<LeadId, Long> decided = new HashMap<>();
  private int number;

  @BeforeEach
  void open() {
    database = TestPostgres.freshDatabase();
    jdbc = JdbcClient.create(database.dataSource());
    JdbcTransactionManager transactions = new JdbcTransactionManager(database.dataSource());
    records = LeadRecords.over(jdbc);
    decisions = new DecideAndRecord(
        records, new TransactionTemplate(transactions), policies, LeadLifecycle::decide, Clock.systemUTC());
    intake = new LeadIntake(jdbc, records.inbox(), transactions, Clock.systemUTC(), EmailAddresses::normalise);
    campaigns = new Campaigns(
        new CampaignStore(jdbc), new SegmentStore(jdbc), records.inbox(), policies, text -> text.startsWith("nurture/"),
        new SequencePauses(jdbc, transactions, Clock.systemUTC()), transactions, Clock.systemUTC());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void whatThePreviewCountsIsWhatStartingItThenDoes() {
    everyState();
    for (boolean again : new boolean[] {false, true}) {
      long before = jdbc.sql("select count(*) from inbox").query(Long.class).single();
      CampaignReach preview = campaigns.reach(spring(again));
      assertThat(jdbc.sql("select count(*) from inbox").query(Long.class).single()).as("it changes nothing").isEqualTo(before);
      asMade(preview, again);
    }
    CampaignReach preview = campaigns.reach(spring(false));
    assertThat(start("first", false)).isEqualTo(preview.leads());
    assertThat(campaigns.tellNext("first", 1).had()).isEqualTo(preview.without(NotBegun.HAD_BEFORE));
    asJournaled(preview, "first");
    int fellBack = jdbc.sql("select count(*) from lead_status join inbox using (lead_id) where event_id = 'campaign-first'"
        + " and stage = 'NURTURING' and progress #>> '{nurture,sequence}' = 'nurture'").query(Integer.class).single();
    assertThat(fellBack).as("an MQL without the score is put on its track in the same decision").isEqualTo(2);
    CampaignReach after = campaigns.reach(spring(true));
    assertThat(after.leads()).as("those who had it all").isEqualTo(preview.without(NotBegun.HAD_BEFORE) + fellBack);
    assertThat(after.without(NotBegun.ALREADY_RUNNING))
        .isEqualTo(preview.leads() + preview.without(NotBegun.ALREADY_RUNNING) - fellBack);
    assertThat(start("second", true)).isEqualTo(after.leads());
    asJournaled(after, "second");
  }

  /** Asked by a person, each lead that is passed over says the same word; but for those a person may take out of parking. */
  @Test
  void anOrderByAPersonIsRefusedForTheSameReason() {
    everyState();
    campaigns.reach(spring(false)).passedOver().forEach((why, group) -> {
      if (why != NotBegun.PARKED) {
        group.named().stream().filter(lead -> !made.get(lead).equals("suppressed by address")).forEach(lead -> {
          records.inbox().appendAll(List.of(InboxRow.called(
              lead, "by-hand", "order", Instant.now(), MIA, new EventBody.NurtureOrdered("spring", false))));
          decide(lead);
          assertThat(jdbc.sql("select entry ->> 'code' from lifecycle_event where lead_id = :lead and type = 'order_refused'")
              .param("lead", lead.value()).query(String.class).list()).as(made.get(lead)).containsExactly(why.code());
        });
      }
    });
  }

  @Test
  void aFewLeadsOfALargeGroupAreNamed() {
    for (int i = 0; i < 25; i++) {
      decide(lead("DE", true, true));
    }
    CampaignReach reach = campaigns.reach(new CampaignOrder("recycle-general", null, null, false));
    CampaignReach.Group group = reach.ends().get("nurture");
    assertThat(group.leads()).isEqualTo(25);
    assertThat(group.named()).hasSize(CampaignReach.NAMED).doesNotHaveDuplicates()
        .isSortedAccordingTo(Comparator.comparing(LeadId::value));
  }

  private int start(String id, boolean again) {
    campaigns.open(id, spring(again), MIA);
    CampaignProgress progress;
    do {
      progress = campaigns.tellNext(id, 4);
    } while (!progress.finished());
    assertThat(progress.reach()).isEqualTo(progress.told());
    return progress.told();
  }

  private void asMade(CampaignReach preview, boolean again) {
    Map<String, Long> counted = new TreeMap<>();
    preview.ends().forEach((sequence, group) -> counted.put("ends " + sequence, (long) group.leads()));
    preview.passedOver().forEach((why, group) -> counted.put(why.code(), (long) group.leads()));
    int running = preview.ends().values().stream().mapToInt(CampaignReach.Group::leads).sum();
    counted.put("ends nothing", (long) preview.leads() - running);
    Map<String, Long> expected = made.values().stream()
        .map(what -> again && what.equals("had-before") ? "ends nurture" : what.replace(" by address", ""))
        .collect(groupingBy(what -> what, TreeMap::new, counting()));
    assertThat(counted).isEqualTo(expected);
    preview.ends().forEach((sequence, group) -> assertThat(group.named()).isNotEmpty().allSatisfy(lead ->
        assertThat(made.get(lead)).isIn("ends " + sequence, "had-before")));
    preview.passedOver().forEach((why, group) -> assertThat(group.named()).hasSize(group.leads()).allSatisfy(lead ->
        assertThat(made.get(lead)).startsWith(why.code())));
  }

  /** Decides what the campaign ordered, and counts in the journal what came of it. */
  private void asJournaled(CampaignReach preview, String campaign) {
    List<LeadId> ordered = jdbc.sql("select lead_id from inbox where event_id = :event").param("event", "campaign-" + campaign)
        .query((row, n) -> new LeadId(row.getString("lead_id"))).list();
    long seen = jdbc.sql("select count(*) from lifecycle_event").query(Long.class).single();
    assertThat(seen).isPositive();
    ordered.forEach(this::decide);
    String caused = " from lifecycle_event where cause_event_id = 'campaign-" + campaign + "' and type = ";
    assertThat(jdbc.sql("select count(distinct lead_id)" + caused
        + "'sequence_started' and entry #>> '{position,sequence}' = 'spring'")
        .query(Integer.class).single()).isEqualTo(preview.leads());
    assertThat(jdbc.sql("select count(*)" + caused + "'order_refused'").query(Integer.class).single()).isZero();
    Map<String, Integer> ended = new TreeMap<>();
    jdbc.sql("select entry ->> 'sequence' as sequence, count(*)::int as leads" + caused + "'sequence_ended' group by 1")
        .query(row -> {
      ended.put(row.getString("sequence"), row.getInt("leads"));
    });
    Map<String, Integer> told = new TreeMap<>();
    preview.ends().forEach((sequence, group) -> told.put(sequence, group.leads()));
    assertThat(ended).isEqualTo(told);
  }

  private void everyState() {
    for (int i = 0; i < 3; i++) {
      make("unknown-sequence", lead("DE", true, true));
      decide(lead("FR", true, true));
    }
    published.add(PolicyTexts.read(NEWER, 2));
    for (int i = 0; i < 2; i++) {
      make("ends nurture", lead("DE", true, true));
      set(make("ends mql", lead("DE", true, true)), "{nurture,sequence}", "\"mql\"");
      set(stage(make("ends mql", lead("DE", true, true)), "MQL"), "{nurture,sequence}", "\"mql\"");
      set(make("ends recycle-budget", lead("DE", true, true)), "{nurture,sequence}", "\"recycle-budget\"");
      set(make("ends nothing", lead("DE", true, true)), "{nurture}", "null");
      set(set(make("ends nothing", lead("DE", true, true)), "{nurture}", "null"), "{sequenceRuns,spring@1}",
          run("{\"hello\":1}"));
      set(make("already-running", lead("DE", true, true)), "{nurture,sequence}", "\"spring\"");
      set(make("had-before", lead("DE", true, true)), "{sequenceRuns,spring@1}", run("{\"hello\":1,\"bye\":1}"));
      LeadId parked = set(set(make("parked", lead("DE", true, true)), "{nurture}", "null"), "{gate}", gate());
      set(parked, "{sequenceRuns,spring@1}", run(i == 0 ? "{}" : "{\"hello\":1,\"bye\":1}"));
      set(set(make("suppressed", lead("DE", true, true)), "{nurture}", "null"), "{suppressed}", "\"unsubscribed\"");
      jdbc.sql("insert into address (email_key, suppressed) select email_key, 'hard_bounce' from lead where lead_id = :lead")
          .param("lead", make("suppressed by address", lead("DE", true, true)).value()).update();
      make("no-consent", lead("DE", true, false));
      make("no-address", lead("DE", false, true));
      for (String stage : List.of("SQL", "ACCEPTED", "OPPORTUNITY", "WON", "LOST", "DISQUALIFIED")) {
        set(stage(make("not-nurtured", lead("DE", true, true)), stage), "{nurture}", "null");
      }
      jdbc.sql("update lead set erased_at = now() where lead_id = :lead").param("lead", decide(lead("DE", true, true)).value())
          .update();
      lead("DE", true, true);
    }
    assertThat(made).hasSizeGreaterThan(36);
  }

  private LeadId make(String what, LeadId lead) {
    made.put(lead, what);
    return decide(lead);
  }

  private LeadId lead(String country, boolean address, boolean agreed) {
    number++;
    LeadDetails details = new LeadDetails(
        address ? "reach" + number + "@fox.example" : null,
        address ? null : new ExternalId("crm", "reach" + number),
        new LeadDetails.Facts("Kim", "Doe", "Fox GmbH", null, null, null, country, null, Map.of()),
        new LeadDetails.Touch("google", null, null, null),
        agreed ? Map.of("status", "given", "at", "2026-01-01T00:00:00Z", "where", "the fair", "wording", "Yes") : Map.of());
    return ((Intake.Accepted) intake.intake(new IntakeRequest(details, MIA, null, false, null))).lead();
  }

  private LeadId decide(LeadId lead) {
    decisions.decideAndRecord(new DecisionRequest(lead.value(), Instant.now(), decided.merge(lead, 1L, Long::sum), List.of()));
    return lead;
  }

  /** As if something had been decided that left the lead so. */
  private LeadId set(LeadId lead, String where, @Nullable String json) {
    jdbc.sql("update lead_status set progress = jsonb_set(progress, :path::text[], :json::jsonb) where lead_id = :lead")
        .param("path", where).param("json", json).param("lead", lead.value()).update();
    return lead;
  }

  private LeadId stage(LeadId lead, String stage) {
    jdbc.sql("update lead_status set stage = :stage where lead_id = :lead").param("stage", stage).param("lead", lead.value())
        .update();
    return set(lead, "{stage}", "\"" + stage + "\"");
  }

  private static String run(String had) {
    return "{\"occurrence\":2,\"since\":2,\"had\":" + had + "}";
  }

  private static String gate() {
    return "{\"since\":\"2026-01-01T00:00:00Z\",\"freshPoints\":5,\"coolDownUntil\":null,"
        + "\"parkedUntil\":\"2099-01-01T00:00:00Z\","
        + "\"sequence\":\"recycle-general\"}";
  }

  private static CampaignOrder spring(boolean again) {
    try {
      return new CampaignOrder(
          "spring", new com.fasterxml.jackson.databind.ObjectMapper().readTree("{\"fact\": \"country\", \"in\": [\"DE\"]}"), 600,
          again);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
