package dev.leadloop.measures.counting;

import dev.leadloop.measures.catalogue.Counting.Telling;
import dev.leadloop.measures.catalogue.Cut;
import dev.leadloop.measures.catalogue.KaplanMeier;
import dev.leadloop.measures.catalogue.SizeBand;
import dev.leadloop.measures.catalogue.Wilson;
import dev.leadloop.measures.counting.Counted.Part;
import dev.leadloop.measures.counting.Figures.Converted;
import dev.leadloop.measures.counting.Figures.Counts;
import dev.leadloop.measures.counting.Figures.Earlier;
import dev.leadloop.measures.counting.Figures.Sum;
import dev.leadloop.policy.scoring.HandoffTrigger;
import dev.leadloop.policy.scoring.HandoffWay;
import dev.leadloop.record.PolicySource;
import dev.leadloop.store.Json;
import dev.leadloop.store.Times;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Counts measures over the facts; reads only. One builder of statements for all of them, made of words of ours alone. */
public final class CountStore {
  /** Most parts of an answer. */
  public static final int MOST_PARTS = 10_000;

  /** What has a word of its own; everything else is a signal by which the lead asked. */
  private static final List<String> NAMED =
      Stream.concat(HandoffTrigger.BY_THRESHOLD.stream().sorted(), Stream.of(HandoffTrigger.REVIEW)).toList();

  private static final int DAY = 86_400;
  private static final String TOUCH = " left join lateral (select t.source, t.campaign, t.content, t.channel from touch t"
      + " where t.lead_id = r.lead_id%s limit 1) t on true";

  private static final String PATH = "(select string_agg(p.what, ' > ' order by p.at, p.touch_id) from (select t.at, t.touch_id,"
      + " w.what, lag(w.what) over (order by t.at, t.touch_id) as before from touch t,"
      + " lateral (select coalesce(t.content, t.source, t.campaign, t.channel, '" + Cut.NONE + "') as what) w"
      + " where t.lead_id = r.lead_id and t.at <= r.at) p where p.before is distinct from p.what)";

  /** Every touch up to the instant, with its place and how many there are. */
  private static final String SHARED = " left join lateral (select t.source, t.campaign, t.content, t.channel,"
      + " row_number() over (order by t.at, t.touch_id) as i, count(*) over () as n from touch t"
      + " where t.lead_id = r.lead_id and t.at <= r.at) t on true";

  /**
   * The share of a value that a touch has: what it is up to this touch less what it was up to the one before, each rounded, so
   * that the shares add up to the value whatever it is.
   */
  private static final String SHARE =
      "(case when n = coalesce(i, 1) then %1$s else"
          + " round(%1$s * case when n = 2 then 0.5 else 0.4 + 0.2 * (i - 1) / (n - 2) end, %2$s) end"
          + " - case when coalesce(i, 1) = 1 then 0 else"
          + " round(%1$s * case when n = 2 then 0.5 else 0.4 + 0.2 * (i - 2) / (n - 2) end, %2$s) end)";

  private final JdbcClient jdbc;
  private final PolicySource policies;
  private final NamedConditionStore conditions;

  /** A store over one data source. */
  public CountStore(JdbcClient jdbc, PolicySource policies) {
    this.jdbc = jdbc;
    this.policies = policies;
    this.conditions = new NamedConditionStore(jdbc);
  }

  /**
   * What is asked, and how its leads are told apart by conditions of the policy.
   *
   * @param named the value of each such cut
   * @param values of the parameters of these
   */
  private record Asked(Question question, Map<Cut, String> named, Map<String, @Nullable Object> values) {}

  private Asked asked(Question question) {
    Map<Cut, String> named = new EnumMap<>(Cut.class);
    Map<String, @Nullable Object> values = new HashMap<>();
    if (question.uses(Cut.SEGMENT)) {
      named.put(Cut.SEGMENT, conditions.first(Cut.SEGMENT, policies.latest().routing().segments(), values));
    }
    if (question.uses(Cut.TERRITORY)) {
      named.put(Cut.TERRITORY, conditions.first(Cut.TERRITORY, policies.latest().routing().territories(), values));
    }
    return new Asked(question, named, values);
  }

  /**
   * Counts.
   *
   * @throws CannotCut where nobody would read the answer, or the policy's conditions are of another kind
   */
  public Counted count(Question question, Rates rates) {
    Asked asked = asked(question);
    Map<List<String>, Figures> figures = switch (question.measure().counting().telling()) {
      case COUNT, SETTLED_SHARE -> counts(asked);
      case COHORT_SHARE -> besideEarlier(asked, counts(asked));
      case TIME -> times(asked);
      case MONEY -> money(asked, rates);
    };
    if (figures.size() > MOST_PARTS + 1) {
      throw new CannotCut("by", "comes to more than " + MOST_PARTS + " parts; give fewer cuts, a shorter span or filters");
    }
    Comparator<List<String>> order = (one, other) -> IntStream.range(0, one.size())
        .map(i -> one.get(i).compareTo(other.get(i))).filter(difference -> difference != 0).findFirst().orElse(0);
    Figures whole = Objects.requireNonNull(figures.remove(List.of()), "there is a whole, if of nothing");
    Comparator<Map.Entry<List<String>, Figures>> byKey = Map.Entry.comparingByKey(order);
    Comparator<Map.Entry<List<String>, Figures>> commonest =
        Comparator.comparingLong(part -> -part.getValue().counts().count());
    return new Counted(whole, figures.entrySet().stream()
        .sorted(question.by().contains(Cut.PATH) ? commonest.thenComparing(byKey) : byKey)
        .map(part -> new Part(named(question, part.getKey()), part.getValue())).toList());
  }

  /** The values of a cut that rows of the measure ever had, the first of them in their order. */
  public List<String> values(Question question, Cut cut, int most) {
    Asked all = asked(question.everything(cut));
    return bound(all, counted(all) + " select distinct k0 from counted order by k0 limit " + most)
        .query((row, n) -> row.getString("k0")).list();
  }

  private static Map<Cut, String> named(Question question, List<String> key) {
    Map<Cut, String> named = new LinkedHashMap<>();
    IntStream.range(0, key.size()).forEach(i -> named.put(question.by().get(i), key.get(i)));
    return named;
  }

  /** Figures by the values of the cuts; the whole has none. */
  private Map<List<String>, Figures> counts(Asked asked) {
    Question question = asked.question();
    Telling telling = question.measure().counting().telling();
    boolean settled = telling == Telling.SETTLED_SHARE;
    boolean share = telling != Telling.COUNT;
    String sql = counted(asked) + " select " + keys(question, true) + "count(*) filter (where not young) as n,"
        + (share
            ? " count(*) filter (where reached and not young) as reached, count(*) filter (where over and not young) as past,"
                + " count(*) filter (where young) as young"
            : " 0 as reached, 0 as past, 0 as young")
        + " from counted group by grouping sets (()" + (question.by().isEmpty() ? "" : ", (" + keys(question, false) + ")") + ")"
        + " limit " + (MOST_PARTS + 2);
    Map<List<String>, Figures> figures = new HashMap<>();
    bound(asked, sql).query(row -> {
      long all = row.getLong("n");
      long reached = row.getLong("reached");
      long over = row.getLong("past");
      long count = settled ? reached + over : all;
      figures.put(key(row, question), new Figures(
          new Counts(count, reached, over, share ? all - reached - over : 0, row.getLong("young")),
          share ? Wilson.of(count, reached) : null, null, null, List.of(), null));
    });
    return figures;
  }

  /** With what earlier cohorts had come to, where parts are cohorts some of which may still go on. */
  private Map<List<String>, Figures> besideEarlier(Asked asked, Map<List<String>, Figures> figures) {
    Question question = asked.question();
    Cut time = question.by().stream().filter(Cut::time).findFirst().orElse(null);
    if (time == null || question.within() != null || figures.size() > MOST_PARTS + 1) {
      return figures;
    }
    int place = question.by().indexOf(time);
    CohortAges<List<String>> ages = new CohortAges<>();
    // Ages and days are counted apart: together they would be nearly a row a lead.
    bound(asked, counted(asked) + ", aged as (select *, floor(extract(epoch from :now - at) / " + DAY + ")::int as age,"
            + " case when reached then ceil(extract(epoch from reached_at - at) / " + DAY + ")::int end as days from counted)"
            + " select " + keys(question, true) + "age, days, grouping(age) = 0 as by_age, count(*) as n from aged"
            + " group by grouping sets ((" + keys(question, true) + "age), (" + keys(question, true) + "days))")
        .query(row -> {
          List<String> key = key(row, question);
          if (row.getBoolean("by_age")) {
            ages.aged(without(key, place), key.get(place), row.getInt("age"), row.getLong("n"));
          } else if (row.getObject("days") != null) {
            ages.reached(without(key, place), key.get(place), row.getInt("days"), row.getLong("n"));
          }
        });
    Map<List<String>, Map<String, Earlier>> earlier = ages.earlier();
    Map<List<String>, Figures> beside = new HashMap<>();
    figures.forEach((key, own) -> beside.put(key, key.isEmpty() || own.counts().open() == 0
        ? own
        : new Figures(own.counts(), own.rate(), earlier.getOrDefault(without(key, place), Map.of()).get(key.get(place)), null,
            List.of(), null)));
    return beside;
  }

  private static List<String> without(List<String> key, int place) {
    List<String> others = new ArrayList<>(key);
    others.remove(place);
    return others;
  }

  private Map<List<String>, Figures> times(Asked asked) {
    Question question = asked.question();
    Map<List<String>, KaplanMeier> waits = new HashMap<>();
    KaplanMeier whole = new KaplanMeier();
    waits.put(List.of(), whole);
    bound(asked, counted(asked) + " select " + keys(question, true) + "done, array_agg(secs) as secs from counted group by "
            + keys(question, true) + "done")
        .query(row -> {
          Double[] secs = (Double[]) row.getArray("secs").getArray();
          boolean done = row.getBoolean("done");
          whole.add(secs, done);
          if (!question.by().isEmpty()) {
            waits.computeIfAbsent(key(row, question), ignored -> new KaplanMeier()).add(secs, done);
          }
        });
    Map<List<String>, Figures> figures = new HashMap<>();
    waits.forEach((key, wait) -> figures.put(key, new Figures(
        new Counts(wait.reached() + wait.waiting(), wait.reached(), 0, wait.waiting(), 0), null, null,
        new Figures.Times(wait.quantile(0.5), wait.quantile(0.75), wait.quantile(0.9)), List.of(), null)));
    return figures;
  }

  private Map<List<String>, Figures> money(Asked asked, Rates rates) {
    Question question = asked.question();
    String rate = rates.currency() == null
        ? "null::numeric"
        : "case when currency = :reporting then 1 else (select f.rate from json_to_recordset(:rates::json)"
            + " as f(currency text, since date, rate numeric) where f.currency = counted.currency"
            + " and f.since <= (at at time zone :zone)::date order by f.since desc limit 1) end";
    String sql = counted(asked) + ", worth as (select *, " + rate + " as rate from counted)"
        + " select " + keys(question, true) + "coalesce(currency, '" + Cut.NONE + "') as money, count(distinct deal) as n,"
        + " count(distinct deal) filter (where amount is null) as unvalued,"
        + " coalesce(sum(" + SHARE.formatted("amount", "2") + "), 0) as amount,"
        + " coalesce(sum(" + SHARE.formatted("round(amount * rate, :digits)", ":digits") + "), 0) as converted,"
        + " count(distinct deal) filter (where amount is not null and rate is null) as rateless"
        + " from worth group by grouping sets ((coalesce(currency, '" + Cut.NONE + "'))"
        + (question.by().isEmpty() ? "" : ", (" + keys(question, true) + "coalesce(currency, '" + Cut.NONE + "'))") + ")"
        + " order by money";
    Map<List<String>, Valued> sums = new HashMap<>();
    sums.put(List.of(), new Valued());
    StatementSpec statement = bound(asked, sql).param("digits", rates.digits());
    if (rates.currency() != null) {
      statement = statement.param("reporting", rates.currency().getCurrencyCode()).param("rates", Json.rows(rates.rates()));
    }
    statement.query(row -> {
      sums.computeIfAbsent(key(row, question), ignored -> new Valued()).add(
          new Sum(row.getString("money"), row.getBigDecimal("amount"), row.getLong("n"), row.getLong("unvalued")),
          row.getBigDecimal("converted"), row.getLong("rateless"));
    });
    Map<List<String>, Figures> figures = new HashMap<>();
    sums.forEach((key, sum) -> figures.put(key, sum.figures(rates)));
    return figures;
  }

  /** Sums of one part. */
  private static final class Valued {
    private final List<Sum> sums = new ArrayList<>();
    private BigDecimal converted = BigDecimal.ZERO;
    private long withoutRate;

    void add(Sum sum, BigDecimal inOne, long rateless) {
      sums.add(sum);
      converted = converted.add(inOne);
      withoutRate += rateless;
    }

    Figures figures(Rates rates) {
      long count = sums.stream().mapToLong(Sum::count).sum();
      return new Figures(
          new Counts(count, count - sums.stream().mapToLong(Sum::unvalued).sum(), 0, 0, 0), null, null, null, sums,
          rates.currency() == null
              ? null
              : new Converted(rates.currency().getCurrencyCode(), converted.setScale(rates.digits()), withoutRate));
    }
  }

  /** The rows that count as {@code counted}, with the value of each cut as {@code k0}, {@code k1} and so on. */
  private static String counted(Asked asked) {
    Question question = asked.question();
    Telling telling = question.measure().counting().telling();
    Integer within = question.within();
    boolean late = within != null;
    List<String> columns = new ArrayList<>(List.of("r.at"));
    switch (telling) {
      case COUNT, SETTLED_SHARE, COHORT_SHARE -> {
        columns.add(late ? "r.reached and r.reached_at <= r.at + :within as reached" : "r.reached");
        columns.add(late ? "not coalesce(r.reached and r.reached_at <= r.at + :within, false) as over" : "r.over");
        columns.add("r.reached_at");
        columns.add(late ? grownUp(question) + " + :within > :now as young" : "false as young");
      }
      case TIME -> columns.addAll(List.of("r.secs", "r.done"));
      case MONEY -> columns.addAll(List.of(
          "r.amount", "r.currency", "r.lead_id || ' ' || r.at as deal", question.shared() ? "t.i" : "1 as i",
          question.shared() ? "coalesce(t.n, 1) as n" : "1 as n"));
    }
    IntStream.range(0, question.by().size()).forEach(i -> columns.add(value(asked, question.by().get(i)) + " as k" + i));
    return "with counted as (select " + String.join(", ", columns) + " from ("
        + RowStore.rows(question.measure().counting(), question.from() != null, question.to() != null) + ") r"
        + joins(question)
        + question.only().keySet().stream().sorted()
            .map(cut -> value(asked, cut) + " = any(:only_" + cut.called() + ")")
            .collect(Collectors.collectingAndThen(Collectors.toList(),
                conditions -> conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions)))
        + ")";
  }

  /** From when on a row is as old as it says: a cohort of a month or week only from its end on. */
  private static String grownUp(Question question) {
    if (question.by().contains(Cut.MONTH)) {
      return "(date_trunc('month', r.at at time zone :zone) + interval '1 month') at time zone :zone";
    }
    if (question.by().contains(Cut.WEEK)) {
      return "(date_trunc('week', r.at at time zone :zone) + interval '1 week') at time zone :zone";
    }
    return "r.at";
  }

  private static String joins(Question question) {
    StringBuilder joins = new StringBuilder();
    if (any(question, Cut::known)) {
      joins.append(" join lead l on l.lead_id = r.lead_id");
    }
    if (question.shared()) {
      joins.append(SHARED);
    } else if (any(question, Cut::touch)) {
      joins.append(TOUCH.formatted(switch (question.touch()) {
        case FIRST -> " order by t.at, t.touch_id";
        case LAST -> " and t.at <= r.at order by t.at desc, t.touch_id desc";
        case POSITION -> throw new IllegalArgumentException("only values are shared out");
      }));
    }
    if (question.uses(Cut.TEAM)) {
      joins.append(" left join rep p on p.rep_id = r.rep");
    }
    return joins.toString();
  }

  private static boolean any(Question question, Predicate<Cut> which) {
    return Stream.concat(question.by().stream(), question.only().keySet().stream()).anyMatch(which);
  }

  private static String value(Asked asked, Cut cut) {
    String value = switch (cut) {
      case SOURCE -> "t.source";
      case CAMPAIGN -> "t.campaign";
      case CONTENT -> "t.content";
      case CHANNEL -> "t.channel";
      case INDUSTRY -> "l.industry";
      case SIZE -> "case " + SizeBand.ALL.stream()
          .map(band -> "when l.company_size between " + band.least() + " and " + band.most() + " then '" + band.called() + "'")
          .collect(Collectors.joining(" ")) + " end";
      case PATH -> PATH;
      case SEGMENT, TERRITORY -> String.valueOf(asked.named().get(cut));
      case REP -> "r.rep";
      case TEAM -> "p.team_id";
      case POLICY -> "r.policy::text";
      case QUALIFICATION -> "case r.kind " + NAMED.stream()
          .map(kind -> "when '" + kind + "' then '" + HandoffWay.of(kind).called() + "'").collect(Collectors.joining(" "))
          + " else case when r.kind is not null then '" + HandoffWay.REQUEST.called() + "' end end";
      case CLASS -> "r.class";
      case REASON -> "r.reason";
      case ENDED -> "r.ended";
      case STAGE -> "r.stage";
      case TO -> "r.\"to\"";
      case SEQUENCE -> "r.sequence";
      case VERSION -> "r.version::text";
      case STEP -> "r.step";
      case ARM -> "r.arm";
      case MONTH -> "to_char(r.at at time zone :zone, 'YYYY-MM')";
      case WEEK -> "to_char(r.at at time zone :zone, 'IYYY-\"W\"IW')";
    };
    return "coalesce(" + value + ", '" + Cut.NONE + "')";
  }

  private static String keys(Question question, boolean before) {
    String keys = IntStream.range(0, question.by().size()).mapToObj(i -> "k" + i).collect(Collectors.joining(", "));
    return keys.isEmpty() || !before ? keys : keys + ", ";
  }

  private static List<String> key(ResultSet row, Question question) throws SQLException {
    List<String> key = new ArrayList<>();
    for (int i = 0; i < question.by().size(); i++) {
      String value = row.getString("k" + i);
      if (value == null) {
        return List.of();
      }
      key.add(value);
    }
    return key;
  }

  private StatementSpec bound(Asked asked, String sql) {
    Question question = asked.question();
    Map<String, @Nullable Object> values = new HashMap<>(asked.values());
    values.put("now", Times.in(question.now()));
    values.put("zone", question.zone().getId());
    values.put("from", Times.inOrNull(question.from()));
    values.put("to", Times.inOrNull(question.to()));
    Integer within = question.within();
    values.put("within", within == null ? null : within * 24 + " hours");
    question.only().forEach((cut, some) -> values.put("only_" + cut.called(), some.toArray(String[]::new)));
    return jdbc.sql(sql.replace(":within", ":within::interval")).params(values);
  }
}
