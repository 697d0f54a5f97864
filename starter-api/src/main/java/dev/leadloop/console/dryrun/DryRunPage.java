package dev.leadloop.console.dryrun;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a dry run, as its page shows it; numbers of the policy that is compared with are empty where there is none.
 *
 * @param failure why there is no result; null where there is one, or may be
 * @param mapping what the columns of the file mean; null where the leads are those of the record
 * @param result null until it is done
 */
record DryRunPage(DryRunLine run, long seed, @Nullable String failure, @Nullable String mapping, @Nullable Result result) {

  /**
   * The result.
   *
   * @param compared whether two policies were played
   * @param counts how often each thing happened
   * @param days of the policy that was tried
   * @param bars what the chart of days draws
   */
  record Result(
      boolean compared, List<Count> counts, List<Count> tiles, List<DayRow> days, List<Bar> bars, Mails mails, Sales sales,
      Leads leads, Changes changes, List<String> assumptions) {}

  /** How often something happened, and how often by the other policy. */
  record Count(String what, String is, String was) {}

  /** A day; in the order of {@link DryRunPages#OF_DAYS}. */
  record DayRow(String day, List<String> counts) {}

  /**
   * What a chart draws.
   *
   * @param series word of what is counted, or the rep
   */
  record Bar(String label, String series, int value) {}

  /** Mails by their step, and why some waited or did not go. */
  record Mails(List<StepRow> steps, List<WhyRow> held, List<WhyRow> failed) {}

  /** Mails of one step. */
  record StepRow(String step, String sent, String held, String notSent, String wasSent) {}

  /** How often, and why. */
  record WhyRow(String times, String why) {}

  /**
   * What sales gets and answers.
   *
   * @param days by rep and day, the first of them
   * @param more how many of these are left out
   * @param bars deadlines by day of each rep, which a chart draws
   * @param habits how reps answer by what is on record
   */
  record Sales(List<RepRow> reps, List<RepDayRow> days, int more, List<Bar> bars, List<HabitRow> habits) {}

  /** All days of one rep. */
  record RepRow(String rep, String offered, String mostADay, String mostOpen, List<String> answers) {}

  /** A day of a rep. */
  record RepDayRow(String rep, String day, String offered, String due, String mostOpen, String answered, String escalated) {}

  /** How somebody answers, by what is on record. */
  record HabitRow(
      @Nullable String rep, boolean own, String handoffs, String accepted, String rejected, String returned, String unanswered,
      String median) {}

  /** The first of those that become something; {@code more} are left out. */
  record Leads(List<LeadRow> rows, int more) {}

  /**
   * A lead that becomes something.
   *
   * @param page where it is; null where it is a row of a file
   */
  record LeadRow(
      @Nullable String page, String name, String mql, String pql, String sql, String owner, String stage, String score,
      String mails) {}

  /** The leads that differ, by kind, and the first of them. */
  record Changes(List<Count> kinds, List<ChangeRow> rows, int more) {}

  /** A lead that differs. */
  record ChangeRow(@Nullable String page, String name, String kind, String what, String was, String is, String why) {}
}
