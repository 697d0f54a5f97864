package dev.leadloop.measures.counting;

import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.journal.CycleEnds;
import dev.leadloop.measures.catalogue.Counting;
import dev.leadloop.measures.catalogue.Counting.Handling;
import dev.leadloop.measures.catalogue.Counting.Part;
import dev.leadloop.measures.catalogue.Step;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
  private static final String FORWARD =
      "array[" + texts(Stream.of(Stage.NURTURING, Stage.MQL, Stage.SALES_QUALIFIED, Stage.ACCEPTED, Stage.OPPORTUNITY, Stage.WON))
          + "]";
  private static final String GOING_ON =
      in(Stream.of(Stage.NURTURING, Stage.MQL, Stage.SALES_QUALIFIED, Stage.ACCEPTED, Stage.OPPORTUNITY));

  /** Sales said no: a reason that sends a lead to another rep is a no too; absence, leaving and coming are no answers. */
  private static final String NO =
      "(c.ended_how in ('REJECTED', 'RETURNED') or c.ended_how = 'REASSIGNED' and c.reason is not null and c.reason not in ('"
          + String.join("', '", CycleEnds.ABSENT, CycleEnds.LEFT, CycleEnds.CAME) + "'))";
  private static final String ANSWERED = "(c.ended_how = 'ACCEPTED' or " + NO + ")";
  private static final String SETTLED = "(c.ended_at is null or c.ended_how = 'UNANSWERED' or " + ANSWERED + ")";
  private static final String HOLDER = "case when c.queue then 'queue' else c.owner end";
  private static final String FIRST_HOLDER = "case when c.queued_at = c.assigned_at then 'queue' else c.first_owner end";
  /** It lay with somebody until the ladder took it into the queue. */
  private static final String INTO_QUEUE = "c.queued_at > c.assigned_at";

  private RowStore() {}

  /** The rows; they name the parameters {@code from} and {@code to} where those are given, and {@code now}. */
  static String rows(Counting counting, boolean from, boolean to) {
    Span span = new Span(from, to);
    return switch (counting) {
      case Counting.Reaching reaching -> reaching(reaching, span);
      case Counting.Going going -> leads(going.from(), going.to(), span);
      case Counting.Taking taking -> leads(taking.from(), taking.to(), span);
      case Counting.Handled handled -> handled(handled.how(), span);
      case Counting.Refused ignored -> refused(span);
      case Counting.Answering answering -> answering(answering.part(), span);
      case Counting.ComingBack back -> comingBack(back.to(), span);
      case Counting.DroppingOff ignored -> droppingOff(span);
      case Counting.Worth worth -> worth(worth.step(), span);
      case Counting.Mailed mailed -> mailed(mailed.result().name().toLowerCase(Locale.ROOT) + "_at", span);
      case Counting.Drawn drawn -> drawn(drawn.to(), span);
    };
  }

  /** Which ends of the span are given. */
  private record Span(boolean from, boolean to) {
    String holds(String at) {
      return at + " is not null" + (from ? " and " + at + " >= :from" : "") + (to ? " and " + at + " < :to" : "");
    }
  }

  private static String reaching(Counting.Reaching reaching, Span span) {
    String rows = leads(reaching.step(), reaching.step(), span);
    return reaching.by() == null ? rows : rows + " and x.kind = '" + reaching.by().trigger() + "'";
  }

  private static String leads(Step from, Step to, Span span) {
    String at = at(from);
    String reached = from == Step.ENTERED && to == Step.ENTERED ? at : reached(from, to, at);
    return """
        select x.*, x.reached_at is not null as reached, x.reached_at is null and x.stage_now in %s as over,
               x.reached_at is not null as done,
               extract(epoch from coalesce(x.reached_at, case when x.stage_now in %s then x.stage_at else :now end)
                 - x.at)::float8 as secs
          from (select m.lead_id, %s as at, %s as policy, %s as kind, %s as rep, m.stage as stage_now, m.stage_at,
                       %s as reached_at
                  from measure_lead m
                 where %s) x
         where true""".formatted(
        CLOSED, CLOSED, at, policy(from), kind(from), lastHolder("m.lead_id", null), reached, span.holds(at));
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
    String first = to.stages().stream().map(stage -> at(Step.of(stage))).collect(Collectors.joining(", ", "least(", ")"));
    return from == Step.ENTERED
        ? first
        : "case when " + first + " >= " + at + " then " + first + " when " + first + " is not null then "
            + stay("m.lead_id", to, at) + " end";
  }

  private static String stay(String lead, Step to, String since) {
    return "(select min(w.entered_at) from measure_visit w where w.lead_id = " + lead + " and w.stage in "
        + in(to.stages().stream()) + " and w.entered_at >= " + since + ")";
  }

  private static String lastHolder(String lead, @Nullable String until) {
    return "(select " + HOLDER + " from measure_cycle c where c.lead_id = " + lead
        + (until == null ? "" : " and c.assigned_at <= " + until) + " order by c.cycle desc limit 1)";
  }

  private static String handled(Handling how, Span span) {
    String breached = "c.deadline < coalesce(c.ended_at, :now) and not (c.ended_at is null and exists (select"
        + " from handoff_cycle h where h.lead_id = c.lead_id and h.cycle = c.cycle"
        + " and jsonb_typeof(h.clock -> 'pause') = 'object'))";
    String inTime = ANSWERED + " and c.ended_at <= c.deadline";
    return switch (how) {
      case ACCEPTED -> handoffs("c.assigned_at", "c.ended_how = 'ACCEPTED'", "c.ended_at is not null", HOLDER, SETTLED, span);
      case SILENT -> {
        String silent = "(c.ended_how = 'UNANSWERED' or " + INTO_QUEUE + ")";
        yield handoffs("c.assigned_at", silent, "c.ended_at is not null",
            "case when " + INTO_QUEUE + " then c.first_owner else " + HOLDER + " end", SETTLED, span);
      }
      case IN_TIME -> handoffs("c.assigned_at", inTime, breached,
          "case when " + inTime + " or not (" + breached + ") or c.owner_since <= c.deadline then " + HOLDER
              + " when c.queued_at <= c.deadline then 'queue' else " + FIRST_HOLDER + " end",
          "(c.ended_at is null or " + ANSWERED + " or " + breached + ")", span);
    };
  }

  private static String refused(Span span) {
    return handoffs("c.ended_at", "true", "false", HOLDER, NO, span);
  }

  private static String handoffs(String at, String reached, String over, String rep, String which, Span span) {
    return """
        select x.*, x.over_or_so and x.reached is not true as over
          from (select c.lead_id, %s as at, c.policy_version as policy, c.trigger as kind, %s as rep, c.sla_class as class,
                       c.reason, c.ended_how as ended, coalesce(%s, false) as reached, %s as over_or_so, c.ended_at as reached_at
                  from measure_cycle c
                 where %s and %s) x
         where true""".formatted(at, rep, reached, over, span.holds(at), which);
  }

  private static String answering(Part part, Span span) {
    String business = "(select coalesce(sum(upper(z) - lower(z)), interval '0') from unnest((c.hours - coalesce(c.paused, '{}'))"
        + " * tstzmultirange(tstzrange(c.notified_at, c.ended_at))) z)";
    String stayed = "(select w.left_at from measure_visit w where w.lead_id = c.lead_id and w.stage = "
        + texts(Stream.of(Stage.ACCEPTED)) + " and w.entered_at >= c.ended_at order by w.entered_at limit 1)";
    return switch (part) {
      case SYSTEM -> times("measure_handoff", "c.notified_at is not null", "coalesce(c.notified_at, :now) - c.signal_at",
          "c.signal_at is not null and (c.notified_at is not null or c.ended_at is null)", span);
      case REP -> times("measure_handoff", ANSWERED, "coalesce(c.ended_at, :now) - c.notified_at",
          "c.notified_at is not null and (c.ended_at is null or c.notified_at <= c.ended_at)", span);
      case REP_BUSINESS -> times("measure_handoff", ANSWERED, business, "c.notified_at <= c.ended_at", span);
      case CONTACT -> times("measure_cycle", "c.contacted_at is not null",
          "coalesce(c.contacted_at, case when c.ended_how <> 'ACCEPTED' then c.ended_at end, " + stayed
              + ", :now) - c.assigned_at", "true", span);
    };
  }

  private static String times(String of, String done, String time, String which, Span span) {
    return """
        select c.lead_id, c.assigned_at as at, c.policy_version as policy, c.trigger as kind, %s as rep, c.sla_class as class,
               c.reason, c.ended_how as ended, coalesce(%s, false) as done, extract(epoch from %s)::float8 as secs
          from %s c
         where %s and %s""".formatted(HOLDER, done, time, of, span.holds("c.assigned_at"), which);
  }

  private static String comingBack(Step to, Span span) {
    String behind = "w.lead_id = v.lead_id and (w.seq, w.n) > (v.seq, v.n)";
    String again = "exists (select from measure_visit w where " + behind + " and " + GIVEN_BACK.formatted("w") + ")";
    String reached = "(select w.entered_at from measure_visit w where " + behind + " and w.stage in " + in(to.stages().stream())
        + " and not exists (select from measure_visit b where b.lead_id = v.lead_id and (b.seq, b.n) > (v.seq, v.n)"
        + " and (b.seq, b.n) < (w.seq, w.n) and " + GIVEN_BACK.formatted("b") + ") order by w.seq, w.n limit 1)";
    return visits("v.came_from", "null::text", "v.entered_for", reached, again + " or m.stage in " + CLOSED, "false",
        GIVEN_BACK.formatted("v"), span);
  }

  private static String droppingOff(Span span) {
    String dropped = "v.left_at is not null and coalesce(array_position(" + FORWARD + ", v.left_to) < array_position(" + FORWARD
        + ", v.stage), true)";
    return visits("v.stage", "v.left_to", "v.left_for", "case when " + dropped + " then v.left_at end", "v.left_at is not null",
        "false", "v.stage in " + GOING_ON, span);
  }

  private static String worth(Step step, Span span) {
    return visits("v.stage", "v.left_to", "null::text", "v.entered_at", "false", "true",
        "v.stage in " + in(step.stages().stream().limit(1)), span);
  }

  private static String visits(
      String stage, String to, String reason, String reachedAt, String over, String valued, String which, Span span) {
    return """
        select x.*, x.reached_at is not null as reached, x.reached_at is null and x.over_or_so as over
          from (select v.lead_id, v.entered_at as at, v.policy_version as policy, coalesce(m.sql_for, m.mql_for) as kind,
                       %s as rep, %s as stage, %s as "to", %s as reason, %s as reached_at, %s as over_or_so,
                       case when %s then v.amount end as amount, v.currency
                  from measure_visit v join measure_lead m on m.lead_id = v.lead_id
                 where %s and %s) x
         where true""".formatted(
        lastHolder("v.lead_id", "v.entered_at"), stage, to, reason, reachedAt, over, valued, span.holds("v.entered_at"), which);
  }

  private static String mailed(String result, Span span) {
    return """
        select x.*, x.reached_at is not null as reached, false as over
          from (select v.lead_id, v.sent_at as at, v.policy_version as policy, coalesce(m.sql_for, m.mql_for) as kind, %s as rep,
                       v.sequence, v.sequence_version as version, v.step, %s as arm, v.%s as reached_at
                  from measure_mail v join measure_lead m on m.lead_id = v.lead_id
                 where %s) x
         where true""".formatted(lastHolder("v.lead_id", null), arm("v"), result,
        span.holds("v.sent_at") + " and " + span.holds("v.sending_at"));
  }

  private static String arm(String of) {
    return "(select " + drawnBy("w") + " from measure_step w where w.lead_id = " + of + ".lead_id and w.sequence = " + of
        + ".sequence and w.sequence_version = " + of + ".sequence_version and w.occurrence = " + of + ".occurrence"
        + " and (w.seq, w.n) < (" + of + ".seq, " + of + ".n) and w.what like 'drawn: %' order by w.seq desc, w.n desc limit 1)";
  }

  private static String drawnBy(String row) {
    return row + ".step || ': ' || substr(" + row + ".what, length('drawn: ') + 1)";
  }

  private static String drawn(Step to, Span span) {
    return """
        select x.*, x.reached_at is not null as reached, x.reached_at is null and x.stage_now in %s as over
          from (select v.lead_id, v.at, v.policy_version as policy, coalesce(m.sql_for, m.mql_for) as kind, %s as rep, v.sequence,
                       v.sequence_version as version, v.step, %s as arm, %s as reached_at, m.stage as stage_now
                  from measure_step v join measure_lead m on m.lead_id = v.lead_id
                 where %s and v.what like 'drawn: %%') x
         where true""".formatted(
        CLOSED, lastHolder("v.lead_id", null), drawnBy("v"), stay("v.lead_id", to, "v.at"), span.holds("v.at"));
  }

  private static String in(Stream<Stage> stages) {
    return "(" + texts(stages) + ")";
  }

  private static String texts(Stream<Stage> stages) {
    List<String> labels = stages.map(stage -> "'" + stage.label() + "'").toList();
    return String.join(", ", labels);
  }
}
