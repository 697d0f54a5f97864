package dev.leadloop.measures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.LeadId;
import dev.leadloop.measures.catalogue.Counting;
import dev.leadloop.measures.catalogue.Counting.Result;
import dev.leadloop.measures.catalogue.Cut;
import dev.leadloop.measures.catalogue.Measure;
import dev.leadloop.measures.catalogue.MeasureCatalogue;
import dev.leadloop.measures.catalogue.Step;
import dev.leadloop.measures.counting.CountStore;
import dev.leadloop.measures.counting.Counted;
import dev.leadloop.measures.counting.Figures;
import dev.leadloop.measures.counting.Figures.Counts;
import dev.leadloop.measures.counting.Question;
import dev.leadloop.measures.counting.Question.Touch;
import dev.leadloop.measures.counting.Rates;
import dev.leadloop.record.JournalStore;
import dev.leadloop.store.Times;
import dev.leadloop.testing.TestDatabase;
import dev.leadloop.testing.TestPostgres;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Mails, draws of splits and shares of values, of leads made up by chance: each is what going through each lead's journal,
 * mails, reports and touches one by one comes to.
 */
class MailsAndSharesOnRecordTest {
  private static final int LEADS = 700;
  private static final ZoneId ZONE = ZoneId.of("Pacific/Auckland");
  private static final Instant NOW = GeneratedHistory.NOW;
  private static final List<String> WAY = List.of("MQL", "SQL", "ACCEPTED", "OPPORTUNITY", "WON");
  private static final List<String> CLOSED = List.of("WON", "LOST", "DISQUALIFIED", "ERASED");

  private final TestDatabase database = TestPostgres.freshDatabase();
  private final JdbcClient jdbc = JdbcClient.create(database.dataSource());
  private final CountStore counting = new CountStore(jdbc, new GeneratedHistory.Policies());
  private final Map<String, FactChanges> facts = new TreeMap<>();
  private final Map<String, List<Contact>> touches = new HashMap<>();
  private final Map<String, Sent> mails = new HashMap<>();

  /** A touch; null where it does not say. */
  private record Contact(Instant at, @Nullable String source, @Nullable String content) {}

  /** A mail that went out, and what was reported of it by kind; a click only where its signal counts. */
  private record Sent(Instant at, Map<String, Instant> first) {}

  /** A row that counts. */
  private record Row(Instant at, @Nullable Instant reachedAt, boolean closed, Map<Cut, String> cuts) {}

  @BeforeEach
  void write() {
    new GeneratedHistory(database.dataSource()).write(LEADS);
    // Some say nothing, some clicks are a machine's, some are known by our own links.
    jdbc.sql("update touch set content = null where touch_id % 5 = 0").update();
    jdbc.sql("update touch set source = null where touch_id % 7 = 0").update();
    jdbc.sql("update signal set voided = true where type = 'email_click' and ascii(right(event_id, 1)) % 3 = 0").update();
    jdbc.sql("insert into mail_hit (send_id, kind, link, head, at, told, voided) select send_id, 'CLICK', 1, false, sending_at"
        + " + interval '2 hours', ascii(right(lead_id, 1)) % 2 = 0, case when step = 'mail-1' then 'machine' end from send"
        + " where state = 'ACCEPTED' and ascii(left(send_id::text, 1)) % 4 = 0").update();
    for (int number = 0; number < LEADS; number++) {
      String lead = GeneratedHistory.lead(number);
      List<JournalLine> journal = new JournalStore(jdbc).of(new LeadId(lead)).stream()
          .map(line -> new JournalLine(
              line.seq(), line.n(), line.at(), line.by(), line.causeEventId(), line.policyVersion(), line.entry()))
          .toList();
      facts.put(lead, new NaiveFacts(lead, journal, new GeneratedHistory.Policies()::version).count());
      touches.put(lead, new ArrayList<>());
    }
    jdbc.sql("select lead_id, at, source, content from touch order by at, touch_id").query(row -> {
      touches.get(row.getString(1)).add(new Contact(Times.out(row, "at"), row.getString("source"), row.getString("content")));
    });
    Map<String, Sent> byId = new HashMap<>();
    jdbc.sql("select * from send where state in ('ACCEPTED', 'UNKNOWN')").query(row -> {
      Sent sent = new Sent(Times.out(row, "sending_at"), new HashMap<>());
      byId.put(row.getString("send_id"), sent);
      mails.put(String.join("/", row.getString("lead_id"), row.getString("sequence"), row.getString("sequence_version"),
          row.getString("occurrence"), row.getString("step")), sent);
    });
    Map<String, Boolean> voided = new HashMap<>();
    jdbc.sql("select event_id, voided from signal").query(row -> {
      voided.put(row.getString(1), row.getBoolean(2));
    });
    jdbc.sql("select event_id, send_id, kind, occurred_at from provider_event").query(row -> {
      if (!row.getString("kind").equals("CLICK") || !voided.getOrDefault(row.getString("event_id"), true)) {
        byId.get(row.getString("send_id")).first().merge(row.getString("kind"), Times.out(row, "occurred_at"),
            (one, other) -> one.isBefore(other) ? one : other);
      }
    });
    jdbc.sql("select send_id, at from mail_hit where told and voided is null").query(row -> {
      byId.get(row.getString("send_id")).first().merge("CLICK", Times.out(row, "at"),
          (one, other) -> one.isBefore(other) ? one : other);
    });
  }

  @AfterEach
  void close() {
    database.close();
  }

  private List<Row> rows(Counting counting) {
    List<Row> rows = new ArrayList<>();
    facts.forEach((lead, all) -> {
      Map<String, String> arms = new HashMap<>();
      Set<String> begun = new HashSet<>();
      for (StepFacts step : all.steps()) {
        String run = step.sequence() + "/" + step.sequenceVersion() + "/" + step.occurrence();
        String what = step.what();
        if (what != null && what.startsWith("drawn: ")) {
          arms.put(run, step.step() + ": " + what.substring("drawn: ".length()));
          if (counting instanceof Counting.Drawn drawn) {
            rows.add(since(lead, all, step, drawn.to(), arms.get(run)));
          }
        }
        if (begun.add(step.sequence()) && counting instanceof Counting.Enrolled enrolled) {
          rows.add(since(lead, all, step, enrolled.to(), null));
        }
        Sent sent = mails.get(lead + "/" + run + "/" + step.step());
        if (step.mail() && sent != null && counting instanceof Counting.Mailed mailed) {
          Instant reached = sent.first().get(switch (mailed.result()) {
            case DELIVERED -> "DELIVERED";
            case CLICKED -> "CLICK";
            case ANSWERED -> "REPLY";
            case UNSUBSCRIBED -> "UNSUBSCRIBE";
            case COMPLAINED -> "SPAM_REPORT";
          });
          rows.add(new Row(sent.at(), reached, false, cuts(lead, step, arms.get(run), sent.at())));
        }
      }
    });
    return rows;
  }

  /** Whether the lead came so far at a step of a sequence or later. */
  private Row since(String lead, FactChanges all, StepFacts step, Step to, @Nullable String arm) {
    List<String> there = switch (to) {
      case READY -> WAY;
      case SQL -> WAY.subList(1, WAY.size());
      case WON -> List.of("WON");
      default -> throw new IllegalArgumentException(to.name());
    };
    Instant reached = all.visits().stream()
        .filter(visit -> there.contains(visit.stage()) && !visit.entered().at().isBefore(step.at()))
        .map(visit -> visit.entered().at()).findFirst().orElse(null);
    return new Row(step.at(), reached, CLOSED.contains(all.visits().getLast().stage()), cuts(lead, step, arm, step.at()));
  }

  private Map<Cut, String> cuts(String lead, StepFacts step, @Nullable String arm, Instant at) {
    List<Contact> known = touches.get(lead);
    return Map.of(Cut.SEQUENCE, step.sequence(), Cut.VERSION, String.valueOf(step.sequenceVersion()), Cut.STEP, step.step(),
        Cut.ARM, arm == null ? "none" : arm, Cut.POLICY, String.valueOf(step.policyVersion()), Cut.SOURCE,
        or(known.getFirst().source()), Cut.MONTH, "%tY-%<tm".formatted(at.atZone(ZONE)));
  }

  private static String or(@Nullable String value) {
    return value == null ? "none" : value;
  }

  private static Question ask(Measure measure, Touch touch, @Nullable Integer within, Cut... by) {
    return new Question(measure, null, null, List.of(by), Map.of(), touch, within, ZONE, NOW);
  }

  private static Counts counts(List<Row> rows, @Nullable Integer within) {
    long[] counts = new long[4];
    for (Row row : rows) {
      Instant until = within == null ? Instant.MAX : row.at().plus(Duration.ofDays(within));
      boolean reached = row.reachedAt() != null && !row.reachedAt().isAfter(until);
      counts[within != null && until.isAfter(NOW) ? 3 : reached ? 0 : within != null || row.closed() ? 1 : 2]++;
    }
    return new Counts(counts[0] + counts[1] + counts[2], counts[0], counts[1], counts[2], counts[3]);
  }

  @Test
  void mailsAndDrawsAreThoseThatAreGoneThroughOneByOne() {
    List<Cut[]> cuts = List.of(new Cut[] {}, new Cut[] {Cut.SEQUENCE, Cut.STEP}, new Cut[] {Cut.SEQUENCE, Cut.VERSION},
        new Cut[] {Cut.ARM}, new Cut[] {Cut.SOURCE}, new Cut[] {Cut.MONTH}, new Cut[] {Cut.SOURCE, Cut.ARM},
        new Cut[] {Cut.POLICY});
    for (Measure measure : MeasureCatalogue.all()) {
      if (MeasuresOnRecordTest.OF_SEQUENCES.contains(measure.counting().rows())) {
        List<Row> rows = rows(measure.counting());
        assertThat(rows).as(measure.name()).hasSizeGreaterThan(50).anyMatch(row -> row.reachedAt() != null);
        for (Cut[] by : cuts.stream().filter(by -> measure.counting().cuts().containsAll(List.of(by))).toList()) {
          for (Integer within : by.length > 0 && by[0] == Cut.MONTH ? new Integer[] {null} : new Integer[] {null, 1, 60}) {
            Map<List<String>, List<Row>> parts = new HashMap<>(Map.of(List.of(), rows));
            if (by.length > 0) {
              rows.forEach(row -> parts.computeIfAbsent(List.of(by).stream().map(row.cuts()::get).toList(),
                  key -> new ArrayList<>()).add(row));
            }
            Map<List<String>, Counts> expected = new HashMap<>();
            parts.forEach((key, some) -> expected.put(key, counts(some, within)));
            Counted counted = counting.count(ask(measure, Touch.FIRST, within, by), Rates.NONE);
            Map<List<String>, Counts> told = new HashMap<>(Map.of(List.of(), counted.whole().counts()));
            counted.parts().forEach(part -> told.put(List.copyOf(part.key().values()), part.figures().counts()));
            assertThat(told).as("%s by %s within %s", measure.name(), List.of(by), within).isEqualTo(expected);
          }
        }
      }
    }
    assertThat(rows(new Counting.Mailed(Result.CLICKED)).stream().filter(row -> row.reachedAt() != null).count())
        .as("clicks of both kinds").isGreaterThan(30);
  }

  @Test
  void everyWayOfSharingValuesAddsUpToTheCent() {
    for (String name : List.of("pipeline-value", "won-value")) {
      String stage = name.equals("won-value") ? "WON" : "OPPORTUNITY";
      for (Touch touch : Touch.values()) {
        for (Cut cut : List.of(Cut.SOURCE, Cut.CONTENT)) {
          Map<String, BigDecimal> expected = new TreeMap<>();
          facts.forEach((lead, all) -> all.visits().stream()
              .filter(visit -> visit.stage().equals(stage) && visit.worth() != null)
              .forEach(visit -> share(expected, visit, touches.get(lead), touch, cut)));
          Counted counted = counting.count(ask(MeasureCatalogue.find(name).orElseThrow(), touch, null, cut), Rates.NONE);
          Map<String, BigDecimal> told = new TreeMap<>();
          counted.parts().forEach(part -> part.figures().sums().forEach(sum -> {
            if (!sum.currency().equals(Cut.NONE)) {
              told.put(part.key().get(cut) + " " + sum.currency(), sum.amount().setScale(2));
            }
          }));
          expected.replaceAll((part, sum) -> sum.setScale(2));
          expected.values().removeIf(sum -> sum.signum() == 0);
          told.values().removeIf(sum -> sum.signum() == 0);
          assertThat(told).as("%s by %s of %s", name, cut, touch).isEqualTo(expected).hasSizeGreaterThan(10);
          for (Figures.Sum whole : counted.whole().sums()) {
            assertThat(told.entrySet().stream().filter(part -> part.getKey().endsWith(" " + whole.currency()))
                .map(Map.Entry::getValue).reduce(BigDecimal.ZERO, BigDecimal::add)).isEqualByComparingTo(whole.amount());
          }
        }
      }
    }
  }

  private static void share(Map<String, BigDecimal> sums, Visit visit, List<Contact> touches, Touch how, Cut cut) {
    List<Contact> until = touches.stream().filter(touch -> !touch.at().isAfter(visit.entered().at())).toList();
    BigDecimal given = BigDecimal.ZERO;
    BigDecimal amount = visit.worth().amount();
    int n = until.size();
    for (int i = 0; i < n; i++) {
      BigDecimal due = switch (how) {
        case FIRST -> amount;
        case LAST -> i == n - 1 ? amount : BigDecimal.ZERO;
        // Two fifths each at the ends, the fifth between in equal parts.
        case POSITION -> i == n - 1 ? amount
            : n == 2 ? amount.divide(BigDecimal.TWO, 2, RoundingMode.HALF_UP)
            : amount.multiply(BigDecimal.valueOf(4L * (n - 2) + 2L * i))
                .divide(BigDecimal.valueOf(10L * (n - 2)), 2, RoundingMode.HALF_UP);
      };
      String value = or(cut == Cut.SOURCE ? until.get(i).source() : until.get(i).content());
      sums.merge(value + " " + visit.worth().currency(), due.subtract(given), BigDecimal::add);
      given = due;
    }
  }
}
