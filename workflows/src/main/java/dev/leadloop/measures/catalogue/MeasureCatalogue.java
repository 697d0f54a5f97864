package dev.leadloop.measures.catalogue;

import dev.leadloop.measures.catalogue.Counting.Answering;
import dev.leadloop.measures.catalogue.Counting.ComingBack;
import dev.leadloop.measures.catalogue.Counting.Drawn;
import dev.leadloop.measures.catalogue.Counting.DroppingOff;
import dev.leadloop.measures.catalogue.Counting.Enrolled;
import dev.leadloop.measures.catalogue.Counting.Going;
import dev.leadloop.measures.catalogue.Counting.Handled;
import dev.leadloop.measures.catalogue.Counting.Handling;
import dev.leadloop.measures.catalogue.Counting.Mailed;
import dev.leadloop.measures.catalogue.Counting.Part;
import dev.leadloop.measures.catalogue.Counting.Reaching;
import dev.leadloop.measures.catalogue.Counting.Refused;
import dev.leadloop.measures.catalogue.Counting.Result;
import dev.leadloop.measures.catalogue.Counting.Taking;
import dev.leadloop.measures.catalogue.Counting.Worth;
import dev.leadloop.policy.scoring.QualifiedBy;
import java.util.List;
import java.util.Optional;

/** Every measure there is, each defined once. */
public final class MeasureCatalogue {
  private static final String ALL_ONCE = "None; a lead that comes again counts once, by its first time.";
  private static final String NO_SHARE = "None, it is a number.";
  private static final String TIME_OF = "Nothing is divided: the median and the 75th and 90th percentile are Kaplan-Meier's.";
  private static final String STILL_WAITS = "who still waits, was closed or forgotten counts for as long as was seen";
  private static final String CAME = "The first decision about it, or the first that is told of its past.";
  private static final String FIRST_MQL = "The first time it became MQL.";
  private static final String FIRST_SQL = "The first time it was handed to sales.";
  private static final String ASSIGNED = "When the handoff was assigned.";
  private static final String MOVED_ON = "Handoffs that were withdrawn, or moved on without a word of whoever had them"
      + " (reassigned by a manager, taken over, absence, leaving).";
  private static final String GIVEN_BACK = "Times that a lead came back to nurture from sales, by an answer or since it was"
      + " withdrawn, or after a loss.";
  private static final String MAIL_OF = "Nurture mails that were sent: taken by the provider, or nobody knows.";
  private static final String MAIL_AT = "When the mail was handed over.";
  private static final String MAIL_OUT = "Mails that were held, refused or still wait; notices, confirmations and test mails.";

  private static final String ENROLLED = "Leads that began a sequence, each once for every sequence.";
  private static final String FIRST_STEP = "The first step that it took of the sequence.";
  private static final String NO_STEP = "Leads that left a sequence before its first step; who comes into the same one again"
      + " counts once.";

  private static final List<Measure> ALL = List.of(
      new Measure("lead-volume", "New leads", new Reaching(Step.ENTERED, null),
          "Leads about which something was decided for the first time.", NO_SHARE, CAME, ALL_ONCE),
      new Measure("ready-volume", "Leads made ready", new Reaching(Step.READY, null),
          "Leads that became MQL or SQL; cut by qualification it shows MQL, PQL and MQA beside who asked for sales.", NO_SHARE,
          "The first time it became one of both.", ALL_ONCE),
      new Measure("mql-volume", "MQL volume", new Reaching(Step.MQL, null),
          "Leads that became MQL, by whatever made them ready.", NO_SHARE, FIRST_MQL,
          "Leads that went straight to sales, such as by asking for a demo; a lead that comes again counts once."),
      new Measure("pql-volume", "PQL volume", new Reaching(Step.READY, QualifiedBy.PRODUCT),
          "Leads that were made ready by their use of the product.", NO_SHARE, "The first time it became MQL or SQL.",
          "Leads that something else made ready first."),
      new Measure("mqa-volume", "MQA volume", new Reaching(Step.READY, QualifiedBy.ACCOUNT),
          "Leads that were made ready by their company.", NO_SHARE, "The first time it became MQL or SQL.",
          "Leads that something else made ready first."),
      new Measure("sql-volume", "SQL volume", new Reaching(Step.SQL, null),
          "Leads that were handed to sales.", NO_SHARE, FIRST_SQL, ALL_ONCE),
      new Measure("lead-to-ready", "Lead to ready", new Going(Step.ENTERED, Step.READY),
          "Those that became MQL or SQL.", "Leads about which something was decided for the first time.",
          CAME, "None."),
      new Measure("mql-to-sql", "MQL to SQL", new Going(Step.MQL, Step.SQL),
          "Those that were handed to sales at that time or later.", "Leads that became MQL.", FIRST_MQL,
          "Leads that never were MQL, such as those that went straight to sales."),
      new Measure("sql-to-accepted", "SQL to accepted", new Going(Step.SQL, Step.ACCEPTED),
          "Those that sales accepted, whoever of it and at whichever handoff, or that became an opportunity or were won without a"
              + " word of acceptance.", "Leads that were handed to sales.", FIRST_SQL,
          "None; a lead that comes again counts once."),
      new Measure("accepted-to-opportunity", "Accepted to opportunity", new Going(Step.ACCEPTED, Step.OPPORTUNITY),
          "Those that became an opportunity, or were won.", "Leads that sales accepted.", "The first time it was accepted.",
          "Leads that went on without a word of acceptance, such as by a told past; a lead that is accepted again counts once."),
      new Measure("sql-to-customer", "SQL to customer", new Going(Step.SQL, Step.WON),
          "Those that were won.", "Leads that were handed to sales.", FIRST_SQL, "None; a lead that comes again counts once."),
      new Measure("mql-to-customer", "MQL to customer", new Going(Step.MQL, Step.WON),
          "Those that were won.", "Leads that became MQL.", FIRST_MQL, "Leads that never were MQL."),
      new Measure("nurture-time", "Nurture time", new Taking(Step.ENTERED, Step.SQL),
          "From the first decision about a lead, or the first that is told of its past, to its first being handed to sales; "
              + STILL_WAITS + ".", TIME_OF,
          CAME, "None."),
      new Measure("mql-to-sql-time", "Velocity from MQL to SQL", new Taking(Step.MQL, Step.SQL),
          "From a lead's becoming MQL to its being handed to sales, then or later; " + STILL_WAITS + ".", TIME_OF, FIRST_MQL,
          "Leads that never were MQL."),
      new Measure("sql-to-customer-time", "Velocity from SQL to customer", new Taking(Step.SQL, Step.WON),
          "From a lead's first being handed to sales to its being won; who is still open, was lost or closed counts for as"
              + " long as was seen.", TIME_OF, FIRST_SQL, "Leads that never were SQL."),
      new Measure("mql-to-customer-time", "Velocity from MQL to customer", new Taking(Step.MQL, Step.WON),
          "From a lead's becoming MQL to its being won; who is still open, was lost or closed counts for as long as was seen.",
          TIME_OF, FIRST_MQL, "Leads that never were MQL."),
      new Measure("speed-to-lead-system", "Speed to lead: the system", new Answering(Part.SYSTEM),
          "From the storing of the signal that caused a handoff to the notice to its owner; what waits counts for as long as was"
              + " seen.", TIME_OF, ASSIGNED,
          "Handoffs that no signal caused, such as those that moved on to another rep, and those that ended before the notice."),
      new Measure("speed-to-lead-rep", "Speed to lead: the rep", new Answering(Part.REP),
          "From the notice to the answer, on the wall; what waits, or was taken from the owner unanswered, counts for as long as"
              + " was seen.", TIME_OF, ASSIGNED, "Handoffs whose owner was not told, or told only after they ended."),
      new Measure("speed-to-lead-rep-business", "Speed to lead: the rep, in business time", new Answering(Part.REP_BUSINESS),
          "From the notice to the answer in business time of the owner, without pauses; what was taken from the owner unanswered"
              + " counts for as long as was seen.", TIME_OF, ASSIGNED,
          "Handoffs whose owner was not told or told only after they ended, and open ones, whose business time is known at the"
              + " end."),
      new Measure("speed-to-contact", "Speed to contact", new Answering(Part.CONTACT),
          "From a handoff's being assigned to sales being in touch; what waits, and what ended without, counts for as long as was"
              + " seen.", TIME_OF, ASSIGNED, "None."),
      new Measure("sales-accepted-rate", "Sales accepted rate", new Handled(Handling.ACCEPTED),
          "Those that were accepted.",
          "Handoffs that ended by an answer or by none: accepted, rejected, returned, passed on with a reason, unanswered. One"
              + " that nobody answered and that lies in the queue is open until it ends.",
          ASSIGNED, MOVED_ON + " Open ones stand beside."),
      new Measure("sla-attainment", "SLA attainment", new Handled(Handling.IN_TIME),
          "Those that were answered by their deadline.",
          "Handoffs that were answered, or whose deadline passed, each for whom it was with then: what was taken over or"
              + " reassigned in time is nobody's, what came too late is of whoever had it at the deadline.",
          ASSIGNED, "Handoffs that were withdrawn or moved on before their deadline. Open ones before it stand beside."),
      new Measure("silence", "Silence", new Handled(Handling.SILENT),
          "Those that were left unanswered: moved on to another rep or to the queue since nobody answered, whatever became of"
              + " them there.",
          "Handoffs that ended by an answer or by none, as for the accepted rate, and those that came into the queue since nobody"
              + " answered, open or however they ended. Each is of whoever left it unanswered.",
          ASSIGNED, "Other h" + MOVED_ON.substring(1) + " Other open ones stand beside."),
      new Measure("rejections", "Rejection reasons", new Refused(),
          "Handoffs that sales rejected, returned or passed on with a reason; cut by reason and month it shows reasons over"
              + " time.",
          NO_SHARE, "When sales said so.", "Handoffs that ended in another way."),
      new Measure("recycle-to-sql", "Recycle yield: SQL again", new ComingBack(Step.SQL),
          "Those after which it was handed to sales again, before it was given back the next time.",
          GIVEN_BACK, "When it was given back.",
          "Leads that fell back from MQL, or were reopened after they were disqualified."),
      new Measure("recycle-to-accepted", "Recycle yield: accepted", new ComingBack(Step.ACCEPTED),
          "Those after which sales accepted it, before it was given back the next time.",
          GIVEN_BACK, "When it was given back.",
          "Leads that fell back from MQL, or were reopened after they were disqualified."),
      new Measure("recycle-to-won", "Recycle yield: won", new ComingBack(Step.WON),
          "Those after which it was won, before it was given back the next time.",
          GIVEN_BACK, "When it was given back.",
          "Leads that fell back from MQL, or were reopened after they were disqualified."),
      new Measure("drop-off", "Drop-off by stage", new DroppingOff(),
          "Those that it left for an earlier stage, or lost, disqualified or forgotten.",
          "Stays in a stage from which a lead can go on: nurturing, MQL, SQL, accepted, opportunity; who comes back stays again.",
          "When it came into the stage.", "Stays in won, lost, disqualified and erased, from which nothing goes on."),
      new Measure("pipeline-value", "Pipeline value", new Worth(Step.OPPORTUNITY),
          "What leads were said to be worth as they became opportunities.", NO_SHARE, "When it became an opportunity, each time.",
          "Leads that were won without having been an opportunity; of those without an amount there is the number."),
      new Measure("won-value", "Won value", new Worth(Step.WON),
          "What leads were said to be worth as they were won.", NO_SHARE, "When it was won.",
          "None; of those without an amount there is the number."),
      new Measure("mail-delivered", "Mails delivered", new Mailed(Result.DELIVERED),
          "Those that the provider reports as delivered.", MAIL_OF, MAIL_AT, MAIL_OUT),
      new Measure("mail-clicked", "Mails clicked", new Mailed(Result.CLICKED),
          "Those in which a person followed a link; a machine's click is none.", MAIL_OF, MAIL_AT, MAIL_OUT),
      new Measure("mail-answered", "Mails answered", new Mailed(Result.ANSWERED),
          "Those that a person answered.", MAIL_OF, MAIL_AT, MAIL_OUT),
      new Measure("mail-unsubscribed", "Mails that were unsubscribed by", new Mailed(Result.UNSUBSCRIBED),
          "Those by which the reader left.", MAIL_OF, MAIL_AT, MAIL_OUT),
      new Measure("mail-complained", "Mails that were complained of", new Mailed(Result.COMPLAINED),
          "Those that the reader reported as spam.", MAIL_OF, MAIL_AT, MAIL_OUT),
      new Measure("sequence-to-ready", "Results of sequences: ready", new Enrolled(Step.READY),
          "Those that became MQL or SQL at that time or later.", ENROLLED, FIRST_STEP, NO_STEP),
      new Measure("sequence-to-sql", "Results of sequences: SQL", new Enrolled(Step.SQL),
          "Those that were handed to sales at that time or later.", ENROLLED, FIRST_STEP, NO_STEP),
      new Measure("sequence-to-won", "Results of sequences: won", new Enrolled(Step.WON),
          "Those that were won at that time or later.", ENROLLED, FIRST_STEP, NO_STEP),
      new Measure("arm-to-ready", "Results of arms: ready", new Drawn(Step.READY),
          "Those after which the lead became MQL or SQL.", "Draws of the splits of sequences, which are A/B tests.",
          "When it was drawn.", "None; who is drawn again counts again."),
      new Measure("arm-to-sql", "Results of arms: SQL", new Drawn(Step.SQL),
          "Those after which the lead was handed to sales.", "Draws of the splits of sequences, which are A/B tests.",
          "When it was drawn.", "None; who is drawn again counts again."));

  private MeasureCatalogue() {}

  /** Every measure, in the order in which they are told. */
  public static List<Measure> all() {
    return ALL;
  }

  /** The measure of that name. */
  public static Optional<Measure> find(String name) {
    return ALL.stream().filter(measure -> measure.name().equals(name)).findFirst();
  }

  /** The names of all of them. */
  public static List<String> names() {
    return ALL.stream().map(Measure::name).toList();
  }
}
