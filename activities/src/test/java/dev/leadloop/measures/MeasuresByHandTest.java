package dev.leadloop.measures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leadloop.measures.catalogue.Cut;
import dev.leadloop.measures.catalogue.MeasureCatalogue;
import dev.leadloop.measures.counting.CountStore;
import dev.leadloop.measures.counting.Counted;
import dev.leadloop.measures.counting.Figures.Counts;
import dev.leadloop.measures.counting.Question;
import dev.leadloop.measures.counting.Question.Touch;
import dev.leadloop.measures.counting.Rates;
import dev.leadloop.testing.TestDatabase;
import dev.leadloop.testing.TestPostgres;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Measures by hand: of mails and arms, of how leads became ready, at the ends of months, and of cohorts of different ages. */
class MeasuresByHandTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");

  private final TestDatabase database = TestPostgres.freshDatabase();
  private final JdbcClient jdbc = JdbcClient.create(database.dataSource());
  private final CountStore counting = new CountStore(jdbc, new LivesOnRecord.Versions());

  @AfterEach
  void close() {
    database.close();
  }

  private void lead(String id, String entered, @Nullable String mql, @Nullable String mqlFor, @Nullable String sql,
      @Nullable String sqlFor, String stage) {
    jdbc.sql("insert into lead (lead_id, created_at, updated_at) values (?, now(), now())").param(id).update();
    jdbc.sql("insert into measure_lead (lead_id, entered_at, entered_policy, mql_at, mql_policy, mql_for, sql_at, sql_policy,"
            + " sql_for, stage, stage_at) values (?, ?::timestamptz, 1, ?::timestamptz, 1, ?, ?::timestamptz, 1, ?, ?,"
            + " ?::timestamptz)")
        .params(id, entered, mql, mqlFor, sql, sqlFor, stage, sql != null ? sql : mql != null ? mql : entered).update();
    stay(id, 1, null, "NURTURING", entered);
    if (mql != null) {
      stay(id, 2, "NURTURING", "MQL", mql);
    }
    if (sql != null) {
      stay(id, 3, mql == null ? "NURTURING" : "MQL", "SQL", sql);
    }
  }

  private void stay(String lead, int seq, @Nullable String from, String stage, String at) {
    jdbc.sql("insert into measure_visit (lead_id, seq, n, came_from, stage, entered_at, policy_version, entered_by)"
            + " values (?, ?, 0, ?, ?, ?::timestamptz, 1, 'system:leadloop')")
        .params(lead, seq, from, stage, at).update();
  }

  private void step(String lead, int seq, String step, @Nullable String what, String at) {
    jdbc.sql("insert into measure_step values (?, ?, 0, ?::timestamptz, 1, 'course', 1, 1, ?, ?, ?)")
        .params(lead, seq, at, step, what == null, what).update();
  }

  private void mail(String lead, String step, String state, String at, String... events) {
    UUID mail = UUID.randomUUID();
    jdbc.sql("insert into send (send_id, lead_id, sequence, sequence_version, step, occurrence, effect_seq, effect_n, state,"
            + " reserved_at, sending_at) values (?, ?, 'course', 1, ?, 1, 1, 0, ?, ?::timestamptz, ?::timestamptz)")
        .params(mail, lead, step, state, at, at).update();
    for (String kind : events) {
      jdbc.sql("insert into provider_event (event_id, kind, send_id, lead_id, occurred_at, received_at, body)"
              + " values (?, ?, ?, ?, ?::timestamptz + interval '1 hour', now(), '{}')")
          .params(mail + kind, kind, mail, lead, at).update();
      if (kind.equals("CLICK")) {
        jdbc.sql("insert into signal (lead_id, event_id, type, occurred_at) values (?, ?, 'email_click', now())")
            .params(lead, mail + kind).update();
      }
    }
  }

  private Map<String, String> shares(String measure, @Nullable Integer within, Cut... by) {
    Counted counted = counted(measure, within, by);
    Map<String, String> told = new TreeMap<>();
    told.put("", counted.whole().counts().reached() + " of " + counted.whole().counts().count());
    counted.parts().forEach(part -> told.put(String.join(" ", part.key().values()),
        part.figures().counts().reached() + " of " + part.figures().counts().count()));
    return told;
  }

  private Counted counted(String measure, @Nullable Integer within, Cut... by) {
    return counting.count(
        new Question(MeasureCatalogue.find(measure).orElseThrow(), null, null, List.of(by), Map.of(), Touch.FIRST, within, BERLIN,
            NOW),
        Rates.NONE);
  }

  @Test
  void mailsAreCountedByStepAndByTheArmThatWasDrawnBefore() {
    for (int i = 0; i < 4; i++) {
      String lead = "lead-" + i;
      lead(lead, "2026-06-01T00:00:00Z", null, null, i == 1 ? "2026-06-20T00:00:00Z" : null, i == 1 ? "score" : null,
          i == 1 ? "SQL" : i == 2 ? "DISQUALIFIED" : "NURTURING");
      step(lead, 10, "welcome", null, "2026-06-02T00:00:00Z");
      step(lead, 11, "ab", i < 2 ? "drawn: short" : "drawn: long", "2026-06-03T00:00:00Z");
      step(lead, 12, "waits", "came: email_click", "2026-06-03T00:00:00Z");
      step(lead, 13, i < 2 ? "short" : "long", null, "2026-06-04T00:00:00Z");
    }
    mail("lead-0", "welcome", "ACCEPTED", "2026-06-02T01:00:00Z", "DELIVERED", "CLICK");
    mail("lead-1", "welcome", "ACCEPTED", "2026-06-02T01:00:00Z", "DELIVERED");
    mail("lead-2", "welcome", "UNKNOWN", "2026-06-02T01:00:00Z");
    mail("lead-3", "welcome", "HELD", "2026-06-02T01:00:00Z");
    mail("lead-0", "short", "ACCEPTED", "2026-06-04T01:00:00Z", "DELIVERED", "CLICK", "REPLY");
    mail("lead-1", "short", "ACCEPTED", "2026-06-04T01:00:00Z", "DELIVERED", "CLICK");
    mail("lead-2", "long", "ACCEPTED", "2026-06-04T01:00:00Z", "DELIVERED", "UNSUBSCRIBE");
    mail("lead-3", "long", "REJECTED", "2026-06-04T01:00:00Z");
    assertThat(shares("mail-delivered", null, Cut.STEP))
        .isEqualTo(Map.of("", "5 of 6", "welcome", "2 of 3", "short", "2 of 2", "long", "1 of 1"));
    assertThat(shares("mail-clicked", null, Cut.ARM))
        .isEqualTo(Map.of("", "3 of 6", "none", "1 of 3", "ab: short", "2 of 2", "ab: long", "0 of 1"));
    assertThat(shares("mail-answered", null, Cut.SEQUENCE, Cut.VERSION)).isEqualTo(Map.of("", "1 of 6", "course 1", "1 of 6"));
    assertThat(shares("mail-unsubscribed", null, Cut.STEP)).containsEntry("long", "1 of 1").containsEntry("", "1 of 6");
    assertThat(shares("mail-complained", null)).isEqualTo(Map.of("", "0 of 6"));
    assertThat(shares("arm-to-sql", null, Cut.ARM))
        .isEqualTo(Map.of("", "1 of 4", "ab: short", "1 of 2", "ab: long", "0 of 2"));
    Counted arms = counted("arm-to-ready", null, Cut.ARM);
    assertThat(arms.whole().counts().over()).as("who was disqualified will not come").isEqualTo(1);
    assertThat(arms.whole().counts().open()).isEqualTo(2);
    assertThat(arms.parts().get(1).figures().rate().high()).as("two say little").isEqualTo(0.9055, within(0.0001));
    assertThat(shares("mail-clicked", 7, Cut.WEEK)).as("all are a week old").containsEntry("", "3 of 6");
  }

  @Test
  void whatASequenceCameToIsCountedFromItsFirstStepOnce() {
    lead("before", "2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z", "score", null, null, "NURTURING");
    lead("after", "2026-03-01T00:00:00Z", null, null, "2026-04-20T00:00:00Z", "score", "WON");
    stay("after", 4, "SQL", "WON", "2026-05-20T00:00:00Z");
    jdbc.sql("update measure_lead set won_at = '2026-05-20T00:00:00Z' where lead_id = 'after'").update();
    lead("again", "2026-03-01T00:00:00Z", null, null, "2026-03-05T00:00:00Z", "score", "NURTURING");
    stay("again", 4, "SQL", "NURTURING", "2026-03-10T00:00:00Z");
    stay("again", 5, "NURTURING", "MQL", "2026-06-25T00:00:00Z");
    lead("never", "2026-03-01T00:00:00Z", null, null, null, null, "DISQUALIFIED");
    for (String lead : List.of("before", "after", "again", "never")) {
      step(lead, 11, "later", null, "2026-06-02T00:00:00Z");
      step(lead, 10, "welcome", null, "2026-04-02T00:00:00Z");
      jdbc.sql("insert into measure_step values (?, 12, 0, '2026-06-03T00:00:00Z', 1, 'course', 2, 1, 'welcome', true, null),"
              + " (?, 13, 0, '2026-06-20T00:00:00Z', 1, 'recycled', 4, 1, 'welcome', true, null)").params(lead, lead).update();
    }
    assertThat(shares("sequence-to-ready", null, Cut.SEQUENCE, Cut.VERSION))
        .as("who was ready before has to come again, and a new version begins nothing anew")
        .isEqualTo(Map.of("", "3 of 8", "course 1", "2 of 4", "recycled 4", "1 of 4"));
    assertThat(shares("sequence-to-sql", null, Cut.SEQUENCE))
        .isEqualTo(Map.of("", "1 of 8", "course", "1 of 4", "recycled", "0 of 4"));
    assertThat(shares("sequence-to-won", null, Cut.MONTH))
        .isEqualTo(Map.of("", "1 of 8", "2026-04", "1 of 4", "2026-06", "0 of 4"));
    assertThat(counted("sequence-to-won", null, Cut.SEQUENCE).parts().getFirst().figures().counts())
        .as("of whom two may still be won").isEqualTo(new Counts(4, 1, 1, 2, 0));
    Counted months = counted("sequence-to-ready", null, Cut.MONTH);
    assertThat(months.parts().getLast().figures().earlier().rate())
        .as("within 11 days of April's beginning nobody had come").isZero();
    assertThat(shares("sequence-to-ready", 30, Cut.SEQUENCE)).as("who began ten days ago is no 30 days old")
        .isEqualTo(Map.of("", "1 of 4", "course", "1 of 4", "recycled", "0 of 0"));
  }

  @Test
  void pqlAndMqaStandBesideMqlByWhatMadeReadyFirst() {
    lead("a", "2026-01-01T00:00:00Z", "2026-01-05T00:00:00Z", "product", "2026-01-06T00:00:00Z", "demo_requested", "SQL");
    lead("b", "2026-01-01T00:00:00Z", null, null, "2026-01-06T00:00:00Z", "product", "SQL");
    lead("c", "2026-01-01T00:00:00Z", "2026-01-07T00:00:00Z", "score", "2026-01-06T00:00:00Z", "account", "MQL");
    lead("d", "2026-01-01T00:00:00Z", "2026-01-05T00:00:00Z", "score", null, null, "MQL");
    lead("e", "2026-01-01T00:00:00Z", null, null, "2026-01-06T00:00:00Z", "review", "SQL");
    lead("f", "2026-01-01T00:00:00Z", null, null, "2026-01-06T00:00:00Z", "contact_sales", "SQL");
    lead("g", "2026-01-01T00:00:00Z", null, null, null, null, "NURTURING");
    assertThat(counted("pql-volume", null).whole().counts().count()).isEqualTo(2);
    assertThat(counted("mqa-volume", null).whole().counts().count()).isEqualTo(1);
    assertThat(counted("mql-volume", null).whole().counts().count()).isEqualTo(3);
    Map<String, Long> ready = new TreeMap<>();
    counted("ready-volume", null, Cut.QUALIFICATION).parts()
        .forEach(part -> ready.put(part.key().get(Cut.QUALIFICATION), part.figures().counts().count()));
    assertThat(ready).isEqualTo(Map.of("PQL", 2L, "MQA", 1L, "MQL", 1L, "judged ready", 1L, "asked for sales", 1L));
    assertThat(shares("mql-to-sql", null)).as("who was SQL before MQL and not since is open").containsEntry("", "1 of 3");
    assertThat(shares("lead-to-ready", null, Cut.QUALIFICATION)).containsEntry("none", "0 of 1").containsEntry("", "6 of 7");
  }

  @Test
  void monthsAndWeeksBeginAtMidnightOfTheOrganisationAlsoWhereClocksChange() {
    lead("winter-before", "2025-12-31T22:59:59Z", null, null, null, null, "NURTURING");
    lead("winter-after", "2025-12-31T23:00:00Z", null, null, null, null, "NURTURING");
    lead("summer-before", "2026-03-31T21:59:59Z", null, null, null, null, "NURTURING");
    lead("summer-after", "2026-03-31T22:00:00Z", null, null, null, null, "NURTURING");
    assertThat(shares("lead-to-ready", null, Cut.MONTH))
        .isEqualTo(Map.of("", "0 of 4", "2025-12", "0 of 1", "2026-01", "0 of 1", "2026-03", "0 of 1", "2026-04", "0 of 1"));
    assertThat(shares("lead-to-ready", null, Cut.WEEK))
        .isEqualTo(Map.of("", "0 of 4", "2026-W01", "0 of 2", "2026-W14", "0 of 2"));
  }

  @Test
  void whatWasGivenBackCountsUntilItIsGivenBackAgain() {
    lead("a", "2026-01-01T00:00:00Z", null, null, null, null, "NURTURING");
    stay("a", 3, "NURTURING", "SQL", "2026-01-02T00:00:00Z");
    stay("a", 4, "SQL", "NURTURING", "2026-01-03T00:00:00Z");
    stay("a", 5, "NURTURING", "SQL", "2026-01-10T00:00:00Z");
    stay("a", 6, "SQL", "NURTURING", "2026-01-11T00:00:00Z");
    stay("a", 7, "NURTURING", "SQL", "2026-02-20T00:00:00Z");
    stay("a", 8, "SQL", "ACCEPTED", "2026-02-21T00:00:00Z");
    stay("a", 9, "ACCEPTED", "LOST", "2026-02-22T00:00:00Z");
    stay("a", 10, "LOST", "NURTURING", "2026-02-22T00:00:00Z");
    lead("b", "2026-01-01T00:00:00Z", null, null, null, null, "WON");
    stay("b", 3, "NURTURING", "MQL", "2026-01-02T00:00:00Z");
    stay("b", 4, "MQL", "NURTURING", "2026-01-03T00:00:00Z");
    stay("b", 5, "NURTURING", "SQL", "2026-01-03T00:00:00Z");
    stay("b", 6, "SQL", "NURTURING", "2026-01-05T00:00:00Z");
    stay("b", 7, "NURTURING", "SQL", "2026-01-05T00:00:00Z");
    stay("b", 8, "SQL", "ACCEPTED", "2026-01-06T00:00:00Z");
    stay("b", 9, "ACCEPTED", "WON", "2026-01-07T00:00:00Z");
    assertThat(shares("recycle-to-sql", null, Cut.STAGE)).isEqualTo(Map.of("", "3 of 4", "SQL", "3 of 3", "LOST", "0 of 1"));
    assertThat(shares("recycle-to-accepted", null, Cut.MONTH))
        .isEqualTo(Map.of("", "2 of 4", "2026-01", "2 of 3", "2026-02", "0 of 1"));
    assertThat(shares("recycle-to-won", null)).isEqualTo(Map.of("", "1 of 4"));
    assertThat(shares("recycle-to-sql", 7)).as("within a week").isEqualTo(Map.of("", "2 of 4"));
    assertThat(counted("recycle-to-won", null).whole().counts().open()).as("the last of a may still come").isEqualTo(1);
  }

  @Test
  void whatADealIsWorthIsSharedOutAmongTouchesToTheCent() {
    Random random = new Random(5);
    Map<String, BigDecimal> expected = new TreeMap<>();
    BigDecimal all = BigDecimal.ZERO;
    for (int i = 0; i < 40; i++) {
      String id = "deal-" + i;
      lead(id, "2026-01-01T00:00:00Z", null, null, "2026-01-02T00:00:00Z", "score", "WON");
      BigDecimal amount = BigDecimal.valueOf(1 + random.nextInt(1_000_000), 2);
      all = all.add(amount);
      jdbc.sql("insert into measure_visit (lead_id, seq, n, came_from, stage, entered_at, policy_version, entered_by, amount,"
              + " currency) values (?, 9, 0, 'ACCEPTED', 'WON', '2026-03-01T00:00:00Z', 1, 'rep:a', ?, 'EUR')")
          .params(id, amount).update();
      int touches = i % 6;
      BigDecimal given = BigDecimal.ZERO;
      for (int k = 0; k < touches; k++) {
        String source = "s" + random.nextInt(3);
        jdbc.sql("insert into touch (lead_id, at, source)"
                + " values (?, '2026-02-01T00:00:00Z'::timestamptz + ? * interval '1 day', ?)")
            .params(id, k, source).update();
        // What was given up to here is what the shares up to here come to, to the cent.
        double upTo = k == touches - 1 ? 1 : touches == 2 ? 0.5 : 0.4 + 0.2 * k / (touches - 2);
        BigDecimal due = k == touches - 1 ? amount
            : touches == 2 ? amount.divide(BigDecimal.TWO, 2, RoundingMode.HALF_UP)
            : amount.multiply(BigDecimal.valueOf(4L * (touches - 2) + 2L * k))
                .divide(BigDecimal.valueOf(10L * (touches - 2)), 2, RoundingMode.HALF_UP);
        assertThat(due.doubleValue()).isEqualTo(amount.doubleValue() * upTo, within(0.006));
        expected.merge(source, due.subtract(given), BigDecimal::add);
        given = due;
      }
      if (touches == 0) {
        expected.merge("none", amount, BigDecimal::add);
      }
      jdbc.sql("insert into touch (lead_id, at, source) values (?, '2026-03-02T00:00:00Z', 'too late')").param(id).update();
    }
    Map<String, BigDecimal> shared = new TreeMap<>();
    Counted counted = counting.count(
        new Question(MeasureCatalogue.find("won-value").orElseThrow(), null, null, List.of(Cut.SOURCE), Map.of(), Touch.POSITION,
            null, BERLIN, NOW),
        Rates.NONE);
    counted.parts().forEach(part -> shared.put(part.key().get(Cut.SOURCE), part.figures().sums().getFirst().amount()));
    assertThat(shared.keySet()).isEqualTo(expected.keySet());
    expected.forEach((source, amount) -> assertThat(shared.get(source)).as(source).isEqualByComparingTo(amount));
    assertThat(counted.whole().sums().getFirst().amount()).isEqualByComparingTo(all);
    assertThat(counted.whole().counts().count()).as("a deal is one, however many touches it has").isEqualTo(40);
    List<Long> paths = counted("won-value", null, Cut.PATH).parts().stream().map(part -> part.figures().counts().count())
        .toList();
    assertThat(paths).as("the commonest path first").isSortedAccordingTo(Comparator.reverseOrder()).contains(7L);
  }

  @Test
  void aYoungCohortIsHeldAgainstWhatOlderOnesHadComeToAtItsAge() {
    // Of May two of four came, after 2 and 40 days. Of June one of two came, after a day; they are 21 and 11 days old.
    lead("m1", "2026-05-01T12:00:00Z", null, null, "2026-05-03T12:00:00Z", "score", "SQL");
    lead("m2", "2026-05-01T12:00:00Z", null, null, "2026-06-10T12:00:00Z", "score", "SQL");
    lead("m3", "2026-05-10T12:00:00Z", null, null, null, null, "NURTURING");
    lead("m4", "2026-05-10T12:00:00Z", null, null, null, null, "DISQUALIFIED");
    lead("j1", "2026-06-10T12:00:00Z", null, null, "2026-06-11T12:00:00Z", "score", "SQL");
    lead("j2", "2026-06-20T12:00:00Z", null, null, null, null, "NURTURING");
    Counted counted = counted("lead-to-ready", null, Cut.MONTH);
    assertThat(counted.parts()).hasSize(2);
    assertThat(counted.parts().get(0).figures().earlier()).as("there is none before").isNull();
    assertThat(counted.parts().get(0).figures().counts().open()).as("who was disqualified is not open").isEqualTo(1);
    assertThat(counted.parts().get(1).figures().rate().rate()).isEqualTo(0.5);
    assertThat(counted.parts().get(1).figures().earlier().rate()).as("at 21 and 11 days one of four had come").isEqualTo(0.25);
    assertThat(counted.parts().get(1).figures().earlier().count()).isEqualTo(4);
    assertThat(shares("lead-to-ready", 20, Cut.MONTH)).as("June is over, but none of it 20 days after its end")
        .isEqualTo(Map.of("", "1 of 4", "2026-05", "1 of 4", "2026-06", "0 of 0"));
    assertThat(counted("lead-to-ready", 20, Cut.MONTH).whole().counts().young()).isEqualTo(2);
    assertThat(shares("lead-to-ready", 20)).as("by itself each lead is as old as it is").isEqualTo(Map.of("", "2 of 5"));
    assertThat(shares("lead-to-ready", 40, Cut.MONTH)).as("May is not 40 days old").containsEntry("", "0 of 0");
  }
}
