package dev.leadloop.measures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.Life;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.measures.NaiveMeasures.Contact;
import dev.leadloop.measures.NaiveMeasures.Lead;
import dev.leadloop.measures.catalogue.Counting.Rows;
import dev.leadloop.measures.catalogue.Counting.Telling;
import dev.leadloop.measures.catalogue.Cut;
import dev.leadloop.measures.catalogue.Measure;
import dev.leadloop.measures.catalogue.MeasureCatalogue;
import dev.leadloop.measures.counting.CountStore;
import dev.leadloop.measures.counting.Counted;
import dev.leadloop.measures.counting.Counted.Part;
import dev.leadloop.measures.counting.Figures;
import dev.leadloop.measures.counting.Figures.Counts;
import dev.leadloop.measures.counting.Question;
import dev.leadloop.measures.counting.Question.Touch;
import dev.leadloop.measures.counting.Rates;
import dev.leadloop.measures.counting.Rates.RateRow;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.record.PolicySource;
import dev.leadloop.store.Times;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Measures of random lives, by every cut, are those that are counted another way from the journal, and their parts add up. */
class MeasuresOnRecordTest {
  /** Of a zone whose days are other days than those of UTC, and whose clocks change. */
  private static final ZoneId ZONE = ZoneId.of("Pacific/Auckland");

  private static final List<String> SOURCES = List.of("google", "webinar", "partner");
  /** What is counted another way elsewhere. */
  static final Set<Rows> OF_SEQUENCES = EnumSet.of(Rows.MAILS, Rows.DRAWS, Rows.ENROLMENTS);
  private static final List<String> OTHERS = List.of("a", "b");

  private final LivesOnRecord lives = new LivesOnRecord();
  private final CountStore counting = new CountStore(lives.fixture.jdbc, new Starter());
  /** Segments and territories are the newest policy's. */
  private static final class Starter implements PolicySource {
    private final LivesOnRecord.Versions versions = new LivesOnRecord.Versions();

    @Override
    public LeadPolicy version(int version) {
      return versions.version(version);
    }

    @Override
    public LeadPolicy latest() {
      return versions.version(2);
    }
  }

  private final Random random = new Random(11);

  @AfterEach
  void close() {
    lives.close();
  }

  @Test
  void everyMeasureByEveryCutIsWhatIsCountedAnotherWay() {
    for (long seed = 1; seed <= 12; seed++) {
      lives.live(seed, 22);
    }
    for (int i = 0; i < 8; i++) {
      sold(i % 3 == 0 ? "EUR" : i % 3 == 1 ? "USD" : "SEK", i % 4 == 3 ? EventBody.Outcome.LOST : EventBody.Outcome.WON);
    }
    Instant now = lives.fixture.now();
    List<Lead> leads = lives.leads.stream().map(this::known).toList();
    NaiveMeasures naive = new NaiveMeasures(leads, Map.of("rep-a", "sales", "rep-b", "sales", "rep-c", "sales"));
    Instant begin = leads.stream().map(lead -> lead.facts().visits().getFirst().entered().at()).min(Instant::compareTo)
        .orElseThrow();
    TreeMap<String, BigDecimal> dollars = new TreeMap<>();
    for (long day : new long[] {1, 100, 200}) {
      LocalDate since = begin.atZone(ZONE).toLocalDate().plusDays(day);
      BigDecimal rate = new BigDecimal("0.9" + random.nextInt(1000));
      dollars.put(since.toString(), rate);
    }
    Rates table = new Rates(Currency.getInstance("EUR"), dollars.entrySet().stream()
        .map(one -> new RateRow("USD", LocalDate.parse(one.getKey()), one.getValue())).toList());
    Map<String, Integer> seen = new TreeMap<>();
    int asked = 0;
    for (Measure measure : MeasureCatalogue.all()) {
      if (OF_SEQUENCES.contains(measure.counting().rows())) {
        continue;
      }
      for (Question question : questions(measure, begin, now)) {
        Counted counted = counting.count(question, table);
        Map<List<String>, String> told = told(counted, question);
        assertThat(told).as("%s by %s only %s", measure.name(), question.by(), question)
            .isEqualTo(naive.count(question, Map.of("USD", dollars)));
        addsUp(counted, measure);
        asked++;
        seen.merge(measure.name(), (int) counted.whole().counts().count(), Math::max);
      }
    }
    System.out.println(asked + " questions, rows seen by measure: " + seen);
    // Neither policy of these lives has a product, and nobody there is ready through a company.
    seen.keySet().removeAll(List.of("pql-volume", "mqa-volume"));
    assertThat(seen.values()).as("each measure had something to count, %s", seen).allMatch(count -> count > 0);
  }

  /** A lead that was sold to, or lost, as random lives seldom are. */
  private void sold(String currency, EventBody.Outcome outcome) {
    LeadId lead = lives.born();
    for (String signal : List.of("ebook_download", "ebook_download", "ebook_download", "demo_requested")) {
      step(lead, Life.MARKETING, new EventBody.Engaged(signal, Map.of(), false));
    }
    Principal owner = new Principal(Principal.Kind.REP,
        lives.fixture.jdbc.sql("select owner from measure_cycle where lead_id = ? order by cycle desc limit 1")
            .param(lead.value()).query(String.class).single());
    step(lead, owner, new EventBody.Accepted(0));
    lives.fixture.later(Duration.ofDays(random.nextInt(20)));
    BigDecimal amount = random.nextInt(5) == 0 ? null : BigDecimal.valueOf(random.nextInt(1_000_000), 2);
    step(lead, owner, new EventBody.OutcomeReported(
        EventBody.Outcome.OPPORTUNITY, amount, amount == null ? null : currency, null, false));
    lives.fixture.later(Duration.ofDays(random.nextInt(20)));
    step(lead, owner, new EventBody.OutcomeReported(outcome, BigDecimal.valueOf(random.nextInt(1_000_000), 2), currency,
        outcome == EventBody.Outcome.LOST ? "no_budget" : null, outcome == EventBody.Outcome.LOST));
  }

  private void step(LeadId lead, Principal by, EventBody body) {
    lives.fixture.later(Duration.ofMinutes(3));
    lives.happens(lead, by, body, Duration.ZERO);
    lives.decide(lead);
  }

  /** Of a measure: whole, by each of its cuts, and some by several with filters, spans and ages at random. */
  private List<Question> questions(Measure measure, Instant begin, Instant now) {
    List<Question> questions = new ArrayList<>();
    List<Cut> cuts = measure.counting().cuts();
    questions.add(new Question(measure, null, null, List.of(), Map.of(), Touch.FIRST, null, ZONE, now));
    for (Cut cut : cuts) {
      questions.add(new Question(measure, null, null, List.of(cut), Map.of(), random.nextBoolean() ? Touch.FIRST : Touch.LAST,
          null, ZONE, now));
    }
    long length = Duration.between(begin, now).toMinutes();
    for (int i = 0; i < 6; i++) {
      Instant from = random.nextInt(3) == 0 ? null : begin.plus(Duration.ofMinutes((long) (random.nextDouble() * length / 2)));
      Instant to = random.nextInt(3) == 0 ? null : now.minus(Duration.ofMinutes((long) (random.nextDouble() * length / 3)));
      Cut one = cuts.get(random.nextInt(cuts.size()));
      Cut other = cuts.get(random.nextInt(cuts.size()));
      Map<Cut, List<String>> only = new HashMap<>();
      Cut filter = cuts.get(random.nextInt(cuts.size()));
      List<String> values = counting.values(
          new Question(measure, null, null, List.of(), Map.of(), Touch.FIRST, null, ZONE, now), filter, 20);
      if (!values.isEmpty() && random.nextBoolean()) {
        only.put(filter, List.of(values.get(random.nextInt(values.size())), "nothing'); drop table lead; --"));
      }
      Integer within = measure.within() && random.nextBoolean() ? 1 + random.nextInt(60) : null;
      questions.add(new Question(measure, from, to, one == other ? List.of(one) : List.of(one, other), only,
          random.nextBoolean() ? Touch.FIRST : Touch.LAST, within, ZONE, now));
    }
    return questions;
  }

  /** Figures in the words of the other count. */
  private static Map<List<String>, String> told(Counted counted, Question question) {
    Map<List<String>, String> told = new TreeMap<>((one, other) -> one.toString().compareTo(other.toString()));
    told.put(List.of(), told(counted.whole(), question.measure()));
    for (Part part : counted.parts()) {
      assertThat(new ArrayList<>(part.key().keySet())).isEqualTo(question.by());
      told.put(new ArrayList<>(part.key().values()), told(part.figures(), question.measure()));
    }
    return told;
  }

  private static String told(Figures figures, Measure measure) {
    Counts counts = figures.counts();
    return switch (measure.counting().telling()) {
      case COUNT -> "count " + counts.count();
      case SETTLED_SHARE, COHORT_SHARE -> "count " + counts.count() + " reached " + counts.reached() + " over " + counts.over()
          + " open " + counts.open() + " young " + counts.young() + " rate "
          + (figures.rate() == null ? "null" : "%.9f".formatted(figures.rate().rate())) + " earlier "
          + (figures.earlier() == null ? "null" : figures.earlier().count() + " %.9f".formatted(figures.earlier().rate()));
      case TIME -> "count " + counts.count() + " done " + counts.reached() + " " + seconds(figures.times().median()) + " "
          + seconds(figures.times().p75()) + " " + seconds(figures.times().p90());
      case MONEY -> {
        StringBuilder sums = new StringBuilder();
        figures.sums().forEach(sum -> sums.append(sum.currency()).append(" ")
            .append(sum.amount().stripTrailingZeros().toPlainString()).append(" of ").append(sum.count()).append(", "));
        yield sums + figures.converted().amount().toPlainString() + " without " + figures.converted().withoutRate();
      }
    };
  }

  private static String seconds(@Nullable Double seconds) {
    return seconds == null ? "null" : "%.3f".formatted(seconds);
  }

  private static void addsUp(Counted counted, Measure measure) {
    if (counted.parts().isEmpty()) {
      return;
    }
    Counts whole = counted.whole().counts();
    List<Counts> parts = counted.parts().stream().map(part -> part.figures().counts()).toList();
    assertThat(new Counts(
            parts.stream().mapToLong(Counts::count).sum(), parts.stream().mapToLong(Counts::reached).sum(),
            parts.stream().mapToLong(Counts::over).sum(), parts.stream().mapToLong(Counts::open).sum(),
            parts.stream().mapToLong(Counts::young).sum()))
        .isEqualTo(whole);
    if (measure.counting().telling() == Telling.MONEY) {
      assertThat(counted.parts().stream().map(part -> part.figures().converted().amount())
          .reduce(BigDecimal.ZERO, BigDecimal::add)).isEqualByComparingTo(counted.whole().converted().amount());
      Map<String, BigDecimal> sums = new LinkedHashMap<>();
      counted.parts().forEach(part -> part.figures().sums()
          .forEach(sum -> sums.merge(sum.currency(), sum.amount(), BigDecimal::add)));
      counted.whole().sums().forEach(sum -> assertThat(sums.get(sum.currency())).isEqualByComparingTo(sum.amount()));
    }
  }

  /** A lead as the other count sees it, after touches, a company and the times of notices were made up for it. */
  private Lead known(LeadId lead) {
    List<JournalLine> journal = lives.journal(lead);
    FactChanges facts = new NaiveFacts(lead.value(), journal, new LivesOnRecord.Versions()::version).count();
    Instant entered = facts.visits().getFirst().entered().at();
    String industry = random.nextInt(3) == 0 ? null : random.nextBoolean() ? "software" : "retail";
    Integer size = random.nextInt(4) == 0 ? null : List.of(1, 10, 11, 200, 201, 1000, 5001, 20_000).get(random.nextInt(8));
    String country = one(List.of("DE", "Germany", "CH", "US", "Canada", "United Kingdom", "FR"));
    lives.fixture.jdbc.sql("update lead set industry = ?, company_size = ?, country = ? where lead_id = ?")
        .params(industry, size, country, lead.value()).update();
    lives.fixture.jdbc.sql("delete from touch where lead_id = ?").param(lead.value()).update();
    List<Contact> touches = new ArrayList<>();
    Instant at = entered.minus(Duration.ofDays(2));
    for (int i = random.nextInt(4); i > 0; i--) {
      Contact touch = new Contact(at, one(SOURCES), one(OTHERS), one(OTHERS), one(OTHERS));
      touches.add(touch);
      lives.fixture.jdbc.sql("insert into touch (lead_id, at, source, campaign, content, channel) values (?, ?, ?, ?, ?, ?)")
          .params(lead.value(), Times.in(at), touch.source(), touch.campaign(), touch.content(), touch.channel()).update();
      at = at.plus(Duration.ofHours(random.nextInt(1_500)));
    }
    Map<Integer, Instant> told = new HashMap<>();
    Map<Integer, Instant> signalled = new HashMap<>();
    for (CycleFacts cycle : facts.cycles()) {
      Instant notice = cycle.opened().assignedAt().plusSeconds(random.nextInt(7_200));
      int rows = random.nextInt(6) == 0 ? 0 : lives.fixture.jdbc.sql(
              """
              update effect set done_at = ? where lead_id = ? and seq = ? and kind = 'notify'
                 and effect ->> 'notice' in ('HANDOFF', 'QUEUED') and (effect ->> 'cycle')::int = ?""")
          .params(Times.in(notice), lead.value(), cycle.opened().seq(), cycle.cycle()).update();
      if (rows > 0) {
        told.put(cycle.cycle(), notice);
      }
      lives.fixture.jdbc.sql("select recorded_at from inbox where lead_id = ? and event_id = ? and kind = 'signal'")
          .params(lead.value(), cycle.opened().causeEventId())
          .query((row, n) -> Times.out(row, "recorded_at")).optional()
          .ifPresent(stored -> signalled.put(cycle.cycle(), stored));
    }
    return new Lead(facts, journal, touches, industry, size, country, signalled, told);
  }

  private @Nullable String one(List<String> of) {
    return random.nextInt(4) == 0 ? null : of.get(random.nextInt(of.size()));
  }
}
