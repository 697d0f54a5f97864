package dev.leadloop.measures.counting;

import dev.leadloop.lead.Stage;
import dev.leadloop.measures.catalogue.Counting;
import dev.leadloop.measures.catalogue.Counting.Result;
import dev.leadloop.measures.catalogue.Step;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rows that each measure counts, as a statement over the facts: by which instant a row counts ({@code at}), what became of it
 * ({@code reached}, {@code reached_at}, {@code over}), how long it took ({@code secs}, {@code done}), and what it is cut by.
 * The span stands in each, so that an index finds its rows.
 */
final class RowStore {
  private static final String CLOSED = in(Arrays.stream(Stage.values()).filter(Stage::closed));
  /** Out of which stages sales gives back into nurture. */
  private static final String GIVEN_BACK =
      "%1$s.stage in " + in(Stream.of(Stage.NURTURING)) + " and %1$s.came_from in "
          + in(Stream.of(Stage.SALES_QUALIFIED, Stage.ACCEPTED, Stage.OPPORTUNITY, Stage.LOST));
  /** The way of a lead; from the last of them nothing goes on. */
  private static final List<Stage> FORWARD =
      List.of(Stage.NURTURING, Stage.MQL, Stage.SALES_QUALIFIED, Stage.ACCEPTED, Stage.OPPORTUNITY, Stage.WON);

  /** What became of it is known: not so of what is told last and was not moved on here, or of what ended only by more telling. */
  private static final String KNOWN_END =
      "(v.seq > 0 and v.left_by is distinct from 'told' or v.seq = 0 and v.left_to is not null)";

  /** Told last, and it still goes on. */
  private static final String GOES_ON = "v.seq = 0 and v.left_at is null and (v.stage, v.entered_at) = (m.stage, m.stage_at)";

  /**
   * Keeps rows apart from what is made of them. Of that type, since PostgreSQL looks no further than a constant of it before it
   * decides whether workers may share the rows; any other number it takes for an end of the answer.
   */
  static final String FENCE = "offset bigint '0'";

  private RowStore() {}

  /**
   * The rows; they name the parameters {@code from} and {@code to} where those are given, and {@code now}.
   *
   * @param held whether it is asked who had the handoff
   */
  static String rows(Counting counting, Span span, boolean held) {
    return switch (counting) {
      case Counting.Reaching reaching -> reaching(reaching, span, held);
      case Counting.Going going -> leads(going.from(), going.to(), span, held);
      case Counting.Taking taking -> leads(taking.from(), taking.to(), span, held);
      case Counting.Handled handled -> HandoffRowStore.handled(handled.how(), span);
      case Counting.Refused ignored -> HandoffRowStore.refused(span);
      case Counting.Answering answering -> HandoffRowStore.answering(answering.part(), span);
      case Counting.ComingBack back -> comingBack(back.to(), span, held);
      case Counting.DroppingOff ignored -> droppingOff(span, held);
      case Counting.Worth worth -> worth(worth.step(), span, held);
      case Counting.Mailed mailed -> mailed(mailed.result(), span, held);
      case Counting.Drawn drawn ->
          nurtured("measure_step", "v.step, " + drawnBy("v") + " as arm", "v.what like 'drawn: %'", drawn.to(), span, held);
      case Counting.Enrolled enrolled -> nurtured("measure_enrolment", "null::text as step", "true", enrolled.to(), span, held);
    };
  }

  /** Which ends of the span are given. */
  record Span(boolean from, boolean to) {
    String holds(String at) {
      return at + " is not null" + (from ? " and " + at + " >= :from" : "") + (to ? " and " + at + " < :to" : "");
    }
  }

  private static String reaching(Counting.Reaching reaching, Span span, boolean held) {
    String rows = leads(reaching.step(), reaching.step(), span, held);
    return reaching.by() == null ? rows : rows + " and x.kind = '" + reaching.by().trigger() + "'";
  }

  private static String leads(Step from, Step to, Span span, boolean held) {
    String at = at(from);
    String reached = from == Step.ENTERED && to == Step.ENTERED ? at : reached(from, to, at);
    return """
        select x.*, x.reached_at is not null as reached, x.reached_at is null and x.stage_now in %s as over,
               x.reached_at is not null as done,
               %s as secs
          from (select m.lead_id, %s as at, %s as policy, %s as kind, %s as rep, m.stage as stage_now, m.stage_at,
                       %s as reached_at
                  from measure_lead m
                 where %s
                %s) x
         where true""".formatted(
        CLOSED, seconds("coalesce(x.reached_at, case when x.stage_now in " + CLOSED + " then x.stage_at else :now end) - x.at"),
        at, policy(from), kind(from), holder(held, "m"), reached, span.holds(at), FENCE);
  }

  private static String at(Step step) {
    return switch (step) {
      case ENTERED -> "m.entered_at";
      case READY -> "least(m.mql_at, m.sql_at)";
      case MQL -> "m.mql_at";
      case SQL -> "m.sql_at";
      case ACCEPTED -> "m.accepted_at";
      case OPPORTUNITY -> "m.opportunity_at";
      case WON -> "m.won_at";
    };
  }

  private static String policy(Step step) {
    return switch (step) {
      case READY -> READY_BY_MQL.formatted("policy", "policy");
      default -> at(step).replace("_at", "_policy");
    };
  }

  private static final String READY_BY_MQL =
      "case when m.mql_at <= m.sql_at or m.sql_at is null then m.mql_%s else m.sql_%s end";

  private static String kind(Step step) {
    return switch (step) {
      case ENTERED, READY -> READY_BY_MQL.formatted("for", "for");
      case MQL -> "m.mql_for";
      case SQL, ACCEPTED, OPPORTUNITY, WON -> "m.sql_for";
    };
  }

  /** When a lead came so far at or after an instant: by its first times, and where one of these was before, by its stays. */
  private static String reached(Step from, Step to, String at) {
    return from == Step.ENTERED ? first(to) : sinceThen(to, at);
  }

  private static String first(Step to) {
    return to.stages().stream().map(stage -> at(Step.of(stage))).collect(Collectors.joining(", ", "least(", ")"));
  }

  private static String sinceThen(Step to, String at) {
    return "case when " + first(to) + " >= " + at + " then " + first(to) + " when " + first(to) + " is not null then "
        + stay("m.lead_id", to, at) + " end";
  }

  private static String stay(String lead, Step to, String since) {
    return "(select min(w.entered_at) from measure_visit w where w.lead_id = " + lead + " and w.stage in "
        + in(to.stages().stream()) + " and w.entered_at >= " + since + ")";
  }

  /**
   * How many seconds a time takes, to the microsecond. By whole microseconds it is the number nearest to what was recorded, which
   * {@code date_part} is not always; {@code extract} is, and takes several times as long.
   */
  static String seconds(String time) {
    return "round(date_part('epoch', " + time + ") * 1000000) / 1000000";
  }

  private static String holder(boolean held, String row) {
    return held ? row + ".holder" : "null::text";
  }

  /**
   * What comes first after a lead was given back says both: that it came so far again, or that it was given back before. So each
   * is looked at once.
   */
  private static String comingBack(Step to, Span span, boolean held) {
    String there = "w.stage in " + in(to.stages().stream());
    String next = " left join lateral (select true as later, case when " + there + " then w.entered_at end as reached_at"
        + " from measure_visit w"
        + " where w.lead_id = v.lead_id and (w.seq, w.n) > (v.seq, v.n) and (" + there + " or " + GIVEN_BACK.formatted("w")
        + ") order by w.seq, w.n limit 1) b on true";
    return visits(next, "v.came_from", "null::text", "v.entered_for", "b.reached_at",
        "coalesce(b.later, false) or m.stage in " + CLOSED, "false", GIVEN_BACK.formatted("v"), span, held);
  }

  private static String droppingOff(Span span, boolean held) {
    StringBuilder onward = new StringBuilder("case v.stage");
    for (int i = 0; i < FORWARD.size() - 1; i++) {
      onward.append(" when '").append(FORWARD.get(i).label()).append("' then v.left_to in ")
          .append(in(FORWARD.stream().skip(i)));
    }
    String dropped = "v.left_at is not null and not " + onward + " end";
    String on = "v.stage in " + in(FORWARD.stream().limit(FORWARD.size() - 1L)) + " and ";
    // Apart, since where a lead stands is asked of few: asked of all, each would have to be looked up.
    return Stream.of(KNOWN_END, GOES_ON)
        .map(end -> visits("", "v.stage", "v.left_to", "v.left_for", "case when " + dropped + " then v.left_at end",
            "v.left_at is not null", "false", on + end, span, held))
        .collect(Collectors.joining(") union all (", "(", ")"));
  }

  private static String worth(Step step, Span span, boolean held) {
    return visits("", "v.stage", "v.left_to", "null::text", "v.entered_at", "false", "true",
        "v.stage in " + in(step.stages().stream().limit(1)), span, held);
  }

  private static String visits(
      String besides, String stage, String to, String reason, String reachedAt, String over, String valued, String which,
      Span span, boolean held) {
    return """
        select x.*, x.reached_at is not null as reached, x.reached_at is null and x.over_or_so as over
          from (select v.lead_id, v.entered_at as at, v.policy_version as policy, coalesce(m.sql_for, m.mql_for) as kind,
                       %s as rep, %s as stage, %s as "to", %s as reason, %s as reached_at, %s as over_or_so,
                       case when %s then v.amount end as amount, v.currency
                  from measure_visit v left join measure_lead m on m.lead_id = v.lead_id%s
                 where %s and %s
                %s) x
         where true""".formatted(
        holder(held, "v"), stage, to, reason, reachedAt, over, valued, besides, span.holds("v.entered_at"), which, FENCE);
  }

  private static String mailed(Result result, Span span, boolean held) {
    boolean kept = result == Result.DELIVERED;
    return """
        select x.*, x.reached_at is not null as reached, false as over
          from (select v.lead_id, v.sending_at as at, v.policy_version as policy, coalesce(m.sql_for, m.mql_for) as kind,
                       %s as rep, v.sequence, v.sequence_version as version, v.step, v.arm, %s as reached_at
                  from measure_sent v
                  left join measure_lead m on m.lead_id = v.lead_id%s
                 where %s
                %s) x
         where true""".formatted(
        holder(held, "m"), kept ? "v.delivered_at" : "r.at",
        kept ? "" : " left join (" + first(result) + ") r on r.send_id = v.send_id", span.holds("v.sending_at"), FENCE);
  }

  /** When each mail first had a result that few have; as {@code measure_mail} says it, of all mails at once. */
  private static String first(Result result) {
    return switch (result) {
      case DELIVERED -> throw new IllegalArgumentException("nearly all mails are delivered, and it is kept with them");
      case ANSWERED -> reported("'REPLY', 'REPLY_NEGATIVE', 'REPLY_STOP', 'MAY_ASK_TO_STOP'");
      case UNSUBSCRIBED -> reported("'UNSUBSCRIBE', 'GROUP_UNSUBSCRIBE', 'REPLY_STOP'");
      case COMPLAINED -> reported("'SPAM_REPORT'");
      case CLICKED -> "select c.send_id, c.clicked_at as at from measure_click c where c.clicked_at is not null";
    };
  }

  private static String reported(String kinds) {
    return "select e.send_id, min(e.occurred_at) as at from provider_event e where e.kind in (" + kinds
        + ") and e.send_id is not null group by e.send_id";
  }

  private static String drawnBy(String row) {
    return row + ".step || ': ' || substr(" + row + ".what, length('drawn: ') + 1)";
  }

  /** What became of leads since something of a sequence. */
  private static String nurtured(String of, String columns, String which, Step to, Span span, boolean held) {
    return """
        select x.*, x.reached_at is not null as reached, x.reached_at is null and x.stage_now in %s as over
          from (select v.lead_id, v.at, v.policy_version as policy, coalesce(m.sql_for, m.mql_for) as kind, %s as rep, v.sequence,
                       v.sequence_version as version, %s, %s as reached_at, m.stage as stage_now
                  from %s v join measure_lead m on m.lead_id = v.lead_id
                 where %s and %s
                %s) x
         where true""".formatted(
        CLOSED, holder(held, "m"), columns, sinceThen(to, "v.at"), of, span.holds("v.at"), which, FENCE);
  }

  private static String in(Stream<Stage> stages) {
    return "(" + texts(stages) + ")";
  }

  private static String texts(Stream<Stage> stages) {
    List<String> labels = stages.map(stage -> "'" + stage.label() + "'").toList();
    return String.join(", ", labels);
  }
}
