package dev.leadloop.measures.catalogue;

import dev.leadloop.measures.catalogue.Counting.Rows;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * By what a measure is cut and filtered. Every row is in exactly one part of each cut; without a value it is in {@link #NONE}.
 */
public enum Cut {
  SOURCE("source", "source of the touch", EnumSet.allOf(Rows.class)),
  CAMPAIGN("campaign", "campaign of the touch", EnumSet.allOf(Rows.class)),
  CONTENT("content", "content of the touch, such as a webinar or an ebook", EnumSet.allOf(Rows.class)),
  CHANNEL("channel", "channel of the touch", EnumSet.allOf(Rows.class)),
  PATH("path", "the contents of its touches up to the instant, in their order, the commonest path first; of a touch without one"
      + " its source, else its campaign, else its channel; equal ones in a row are one", EnumSet.allOf(Rows.class)),
  INDUSTRY("industry", "industry of the company in the words that it is told in, not by what they mean, as it is known now",
      EnumSet.allOf(Rows.class)),
  SIZE("size", "how many work at the company, in bands, as it is known now", EnumSet.allOf(Rows.class)),
  SEGMENT("segment", "the first segment of the newest policy's routing that the lead is of, as it is known now",
      EnumSet.allOf(Rows.class)),
  TERRITORY("territory", "the first territory of the newest policy's routing that the lead is of, as it is known now",
      EnumSet.allOf(Rows.class)),
  REP("rep", "who had the handoff; of a lead whoever had its last, of a stay whoever had its last by then; `queue` for the queue",
      EnumSet.allOf(Rows.class)),
  TEAM("team", "the team of that rep, as it is now", EnumSet.allOf(Rows.class)),
  POLICY("policy", "version of the policy that decided what is counted", EnumSet.allOf(Rows.class)),
  QUALIFICATION("qualification", "by what it was ready: MQL, PQL, MQA, asked for sales, judged ready", EnumSet.allOf(Rows.class)),
  CLASS("class", "the SLA class", EnumSet.of(Rows.HANDOFFS)),
  REASON("reason", "the reason of the policy's catalogue that was given", EnumSet.of(Rows.HANDOFFS, Rows.VISITS)),
  ENDED("ended", "how the handoff ended", EnumSet.of(Rows.HANDOFFS)),
  STAGE("stage", "the stage of the stay; of what was given back, the stage it came from", EnumSet.of(Rows.VISITS)),
  TO("to_stage", "the stage that it was left for", EnumSet.of(Rows.VISITS)),
  SEQUENCE("sequence", "the sequence", EnumSet.of(Rows.MAILS, Rows.DRAWS, Rows.ENROLMENTS)),
  VERSION("version", "version of the sequence", EnumSet.of(Rows.MAILS, Rows.DRAWS, Rows.ENROLMENTS)),
  STEP("step", "step of the sequence", EnumSet.of(Rows.MAILS, Rows.DRAWS)),
  ARM("arm", "the way that the last split before it drew, after the split's own step", EnumSet.of(Rows.MAILS, Rows.DRAWS)),
  MONTH("month", "month of the instant, in the organisation's time zone, such as 2026-03", EnumSet.allOf(Rows.class)),
  WEEK("week", "ISO week of the instant, in the organisation's time zone, such as 2026-W10", EnumSet.allOf(Rows.class));

  /** The part of rows without a value. */
  public static final String NONE = "none";

  private final String called;
  private final String words;
  private final Set<Rows> rows;

  Cut(String called, String words, Set<Rows> rows) {
    this.called = called;
    this.words = words;
    this.rows = rows;
  }

  /** Its name in calls. */
  public String called() {
    return called;
  }

  /** What it is, in words. */
  public String words() {
    return words;
  }

  /** Whether such rows can be cut by it. */
  public boolean of(Rows some) {
    return rows.contains(some);
  }

  /** Whether its parts are stretches of time. */
  public boolean time() {
    return this == MONTH || this == WEEK;
  }

  /** Whether it goes by what is known of the lead now. */
  public boolean known() {
    return this == INDUSTRY || this == SIZE || this == SEGMENT || this == TERRITORY;
  }

  /** Whether it goes by a touch. */
  public boolean touch() {
    return this == SOURCE || this == CAMPAIGN || this == CONTENT || this == CHANNEL;
  }

  /** The cut of that name. */
  public static Optional<Cut> find(String name) {
    return Arrays.stream(values()).filter(cut -> cut.called.equals(name)).findFirst();
  }

  /** Names of cuts. */
  public static List<String> names(List<Cut> cuts) {
    return cuts.stream().map(Cut::called).toList();
  }
}
