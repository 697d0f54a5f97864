package dev.leadloop.metrics;

import java.util.List;

/**
 * What can be watched, and what it means; OPERATING.md says the same.
 */
enum Gauge {
  LEADS("leadloop_leads", "Leads by stage.", "stage"),
  STANDING_STILL("leadloop_leads_standing_still", "Leads that stand still for over a minute, by reason.", "reason"),
  INBOX("leadloop_inbox_waiting", "What waits to be decided, by line: DIRECT, SINGLE or BULK.", "line"),
  INBOX_OLDEST("leadloop_inbox_oldest_seconds", "For how long the first of these waits.", "line"),
  EFFECTS("leadloop_effects_open", "What was ordered of mail, notices, webhooks and the like and is not done, by kind.", "kind"),
  EFFECTS_OLDEST("leadloop_effects_oldest_seconds", "For how long the first of these is open.", "kind"),
  HANDOFFS(
      "leadloop_handoffs_open", "Handoffs that wait for an answer, by class, by whom they are with (rep or queue) and by state"
          + " (in_time, overdue or paused).", "sla_class", "with", "state"),
  OVERDUE("leadloop_handoffs_overdue_seconds", "By how much the deadline of the first overdue handoff has passed.", "sla_class"),
  ATTAINMENT(
      "leadloop_handoffs_due_7d", "Handoffs of the last seven days that were answered by their deadline (in_time) or not (late):"
          + " the measure sla-attainment.", "sla_class", "answer"),
  LOSSES("leadloop_losses", "Places where leads would be lost or nobody told of them, by cause.", "cause"),
  DATABASE("leadloop_database_up", "Whether the database answers: 1 or 0. Where it is 0 the other gauges are not there.");

  private final String metric;
  private final String help;
  private final List<String> labels;

  Gauge(String metric, String help, String... labels) {
    this.metric = metric;
    this.help = help;
    this.labels = List.of(labels);
  }

  /** Its name. */
  String metric() {
    return metric;
  }

  /** What it counts, in a sentence. */
  String help() {
    return help;
  }

  /** By what it is told apart. */
  List<String> labels() {
    return labels;
  }
}
