package dev.leadloop.measures.counting;

import dev.leadloop.measures.catalogue.Cut;
import dev.leadloop.measures.catalogue.SizeBand;
import dev.leadloop.policy.scoring.HandoffTrigger;
import dev.leadloop.policy.scoring.HandoffWay;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The value of each cut of a row {@code r}, and what has to be joined for it. */
final class CutStore {
  /** What has a word of its own; everything else is a signal by which the lead asked. */
  private static final List<String> NAMED =
      Stream.concat(HandoffTrigger.BY_THRESHOLD.stream().sorted(), Stream.of(HandoffTrigger.REVIEW)).toList();

  private static final String FIRST = " left join touch_first t on t.lead_id = r.lead_id";
  private static final String LAST = " left join lateral (select t.source, t.campaign, t.content, t.channel from touch t"
      + " where t.lead_id = r.lead_id and t.at <= r.at order by t.at desc, t.touch_id desc limit 1) t on true";

  private static final String PATH = "(select string_agg(p.what, ' > ' order by p.at, p.touch_id) from (select t.at, t.touch_id,"
      + " w.what, lag(w.what) over (order by t.at, t.touch_id) as before from touch t,"
      + " lateral (select coalesce(t.content, t.source, t.campaign, t.channel, '" + Cut.NONE + "') as what) w"
      + " where t.lead_id = r.lead_id and t.at <= r.at) p where p.before is distinct from p.what)";

  /** Every touch up to the instant, with its place and how many there are. */
  private static final String SHARED = " left join lateral (select t.source, t.campaign, t.content, t.channel,"
      + " row_number() over (order by t.at, t.touch_id) as i, count(*) over () as n from touch t"
      + " where t.lead_id = r.lead_id and t.at <= r.at) t on true";

  private CutStore() {}

  static String joins(Question question) {
    StringBuilder joins = new StringBuilder();
    if (question.uses(Cut::known)) {
      joins.append(" join lead l on l.lead_id = r.lead_id");
    }
    if (question.shared()) {
      joins.append(SHARED);
    } else if (question.uses(Cut::touch)) {
      joins.append(switch (question.touch()) {
        case FIRST -> FIRST;
        case LAST -> LAST;
        case POSITION -> throw new IllegalArgumentException("only values are shared out");
      });
    }
    if (question.uses(Cut.TEAM)) {
      joins.append(" left join rep p on p.rep_id = r.rep");
    }
    return joins.toString();
  }

  /**
   * Whether the value as it is told is one of some. Of what stands in a column the column is asked, of which PostgreSQL knows how
   * many rows have each value, and can leave out the others before anything is joined.
   */
  static String one(Cut cut, Map<Cut, String> named, String parameter, List<String> some) {
    if (cut.time()) {
      return words(cut, grouped(cut, named)) + " = any(" + parameter + ")";
    }
    String value = value(cut, named);
    return some.contains(Cut.NONE)
        ? "(" + value + " = any(" + parameter + ") or " + value + " is null)"
        : value + " = any(" + parameter + ")";
  }

  /** What a column of {@link #grouped} is called, null where there is none. */
  static String words(Cut cut, String value) {
    return switch (cut) {
      case MONTH -> "to_char(" + value + " at time zone :zone, 'YYYY-MM')";
      case WEEK -> "to_char(" + value + " at time zone :zone, 'IYYY-\"W\"IW')";
      default -> value;
    };
  }

  /** What rows are grouped by: of months and weeks their beginning, which costs a row less than its name. */
  static String grouped(Cut cut, Map<Cut, String> named) {
    return switch (cut) {
      case MONTH, WEEK -> ("coalesce(nullif((select starts from %1$ss)[width_bucket(r.at, (select edges from %1$ss))],"
          + " '-infinity'), date_trunc('%1$s', r.at, :zone))").formatted(cut.called());
      default -> "coalesce(" + value(cut, named) + ", '" + Cut.NONE + "')";
    };
  }

  /**
   * The beginnings of ten years' months or weeks, to look an instant up in, which costs a tenth of cutting it by the calendar. A
   * day around a beginning, where clocks may have been changed, all other years and what is to come are left to the calendar.
   */
  static String starts(Cut cut) {
    return """
        %1$ss as (
          select array_agg(e.edge order by e.edge) as edges, array_agg(e.start order by e.edge) as starts
            from generate_series(date_trunc('%1$s', :now at time zone :zone - interval '10 years'), :now at time zone :zone
                   + interval '1 %1$s', interval '1 %1$s') as local,
                 lateral (values (local at time zone :zone - interval '1 day', '-infinity'::timestamptz),
                                 (local at time zone :zone + interval '1 day',
                                  case when local > :now at time zone :zone then '-infinity' else local at time zone :zone end))
                   as e(edge, start)),
        """.formatted(cut.called());
  }

  /** The beginning of the first month or week whose end is younger than is asked for. */
  static String firstYoung(Cut cut) {
    return """
        (select min(s.local at time zone :zone)
           from (select date_trunc('%1$s', (:now::timestamptz - :within) at time zone :zone) as local) n,
                generate_series(n.local - interval '1 %1$s', n.local + interval '1 %1$s', interval '1 %1$s') as s(local)
          where (s.local + interval '1 %1$s') at time zone :zone > :now::timestamptz - :within)"""
        .formatted(cut.called());
  }

  private static String value(Cut cut, Map<Cut, String> named) {
    return switch (cut) {
      case SOURCE -> "t.source";
      case CAMPAIGN -> "t.campaign";
      case CONTENT -> "t.content";
      case CHANNEL -> "t.channel";
      case INDUSTRY -> "l.industry";
      case SIZE -> "case " + SizeBand.ALL.stream()
          .map(band -> "when l.company_size between " + band.least() + " and " + band.most() + " then '" + band.called() + "'")
          .collect(Collectors.joining(" ")) + " end";
      case PATH -> PATH;
      case SEGMENT, TERRITORY -> String.valueOf(named.get(cut));
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
      case MONTH, WEEK -> throw new IllegalArgumentException(cut + " goes by the instant");
    };
  }
}
