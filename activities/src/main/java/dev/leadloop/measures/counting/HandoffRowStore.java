package dev.leadloop.measures.counting;

import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.journal.CycleEnds;
import dev.leadloop.measures.catalogue.Counting.Handling;
import dev.leadloop.measures.catalogue.Counting.Part;
import dev.leadloop.measures.counting.RowStore.Span;

/** The handoffs that measures count: what share went so, which were refused, and how long a part of answering took. */
final class HandoffRowStore {
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

  /** Handoffs with when their signal was stored and their owner told; without either there is nothing to count. */
  private static final String TOLD = "measure_cycle c join measure_notice w on w.lead_id = c.lead_id and w.cycle = c.cycle";

  private HandoffRowStore() {}

  static String handled(Handling how, Span span) {
    String breached = "c.deadline < coalesce(c.ended_at, :now) and not (c.ended_at is null and exists (select"
        + " from handoff_cycle h where h.lead_id = c.lead_id and h.cycle = c.cycle"
        + " and jsonb_typeof(h.clock -> 'pause') = 'object'))";
    String inTime = ANSWERED + " and c.ended_at <= c.deadline";
    return switch (how) {
      case ACCEPTED -> handoffs("c.assigned_at", "c.ended_how = 'ACCEPTED'", "c.ended_at is not null", HOLDER, SETTLED, span);
      case SILENT -> {
        String silent = "(c.ended_how = 'UNANSWERED' or " + INTO_QUEUE + ")";
        yield handoffs("c.assigned_at", silent, "c.ended_at is not null",
            "case when " + INTO_QUEUE + " then c.first_owner else " + HOLDER + " end", "(" + SETTLED + " or " + INTO_QUEUE + ")",
            span);
      }
      case IN_TIME -> handoffs("c.assigned_at", inTime, breached,
          "case when " + inTime + " or not (" + breached + ") or c.owner_since <= c.deadline then " + HOLDER
              + " when c.queued_at <= c.deadline then 'queue' else " + FIRST_HOLDER + " end",
          "(c.ended_at is null or " + ANSWERED + " or " + breached + ")", span);
    };
  }

  static String refused(Span span) {
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

  static String answering(Part part, Span span) {
    String stayed = "(select w.left_at from measure_visit w where w.lead_id = c.lead_id and w.stage = '"
        + Stage.ACCEPTED.label() + "' and w.entered_at >= c.ended_at order by w.entered_at limit 1)";
    return switch (part) {
      case SYSTEM -> times(TOLD, "w.notified_at is not null", "coalesce(w.notified_at, :now) - w.signal_at",
          "w.signal_at is not null and (w.notified_at is not null or c.ended_at is null)", span);
      case REP -> times(TOLD, ANSWERED, "coalesce(c.ended_at, :now) - w.notified_at",
          "w.notified_at is not null and (c.ended_at is null or w.notified_at <= c.ended_at)", span);
      case REP_BUSINESS -> times(TOLD, ANSWERED, "w.business_time", "w.notified_at <= c.ended_at", span);
      case CONTACT -> times("measure_cycle c", "c.contacted_at is not null",
          "coalesce(c.contacted_at, case when c.ended_how <> 'ACCEPTED' then c.ended_at end, " + stayed
              + ", :now) - c.assigned_at", "true", span);
    };
  }

  /** Apart from what they are cut by: seen together, PostgreSQL takes few to be left and joins them one by one. */
  private static String times(String of, String done, String time, String which, Span span) {
    return """
        select c.lead_id, c.assigned_at as at, c.policy_version as policy, c.trigger as kind, %s as rep, c.sla_class as class,
               c.reason, c.ended_how as ended, coalesce(%s, false) as done, %s as secs
          from %s
         where %s and %s
        %s""".formatted(HOLDER, done, RowStore.seconds(time), of, span.holds("c.assigned_at"), which, RowStore.FENCE);
  }
}
