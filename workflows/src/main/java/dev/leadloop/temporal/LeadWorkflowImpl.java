package dev.leadloop.temporal;

import dev.leadloop.lead.LeadId;
import dev.leadloop.lifecycle.LeadView;
import dev.leadloop.lifecycle.deciding.Due;
import dev.leadloop.lifecycle.deciding.RefusalCode;
import dev.leadloop.lifecycle.deciding.Verdict;
import dev.leadloop.lifecycle.event.EventBody;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.ContinueAsNewOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lends one lead its durable time: waits for the alarm or the doorbell, has the decision made and recorded, carries
 * its effects out. It decides nothing itself.
 */
public final class LeadWorkflowImpl implements LeadWorkflow {

  /** How long to wait before asking again when the record has something to do but does not do it. */
  private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

  /** How often to ask again at once before waiting. */
  private static final int FRUITLESS_LOOKS = 3;

  private final Doorbell bell = new Doorbell();
  private final Alarm alarm = new Alarm();
  private final EffectRunner effects = new EffectRunner();
  private final DecisionCalls decisions = new DecisionCalls();
  private final Display display;

  private long seq;
  private @Nullable LeadView view;
  private @Nullable Due due;
  private @Nullable String outcome;
  private boolean unfinished;
  private int fruitless;

  /** Restores what the run before has left; messages may come before {@link #run}. */
  @WorkflowInit
  public LeadWorkflowImpl(@Nullable CarriedOver carried) {
    display = new Display(carried);
    if (carried != null) {
      seq = carried.seq();
      view = carried.view();
      due = carried.due();
    }
  }

  @Override
  public String run(@Nullable CarriedOver carried) {
    LeadId lead = leadId();
    if (seq > 0) {
      catchUp(lead);
    } else {
      bell.ring();
    }
    while (true) {
      if (mayContinueAsNew()) {
        Workflow.continueAsNew(
            ContinueAsNewOptions.newBuilder().setMemo(Display.memo()).build(),
            new CarriedOver(seq, view, due, display.refused(), display.happened()));
      }
      if (alarm.fired()) {
        hearAlarm();
      }
      String over = outcome;
      if (bell.wanted()) {
        decideOnce(lead);
      } else if (over != null && idle()) {
        return over;
      } else {
        setAlarm();
        Workflow.await(() -> bell.wanted() || alarm.fired() || mayContinueAsNew() || (over != null && idle()));
      }
    }
  }

  @Override
  public void ring(@Nullable String label) {
    bell.ring(label);
  }

  @Override
  public void startNurture(LeadMessages.@Nullable StartNurture message) {
    bell.put(message == null ? null : message.eventId(), null,
        new EventBody.NurtureOrdered(message == null ? null : message.sequence(), message != null && message.again()));
  }

  @Override
  public void engagement(LeadMessages.@Nullable Engagement message) {
    if (message == null || message.type() == null || message.type().isBlank()) {
      display.refuse(new Verdict("", false, RefusalCode.NO_TYPE.word(), "an engagement needs a type, such as"
          + " {\"type\":\"pricing_page_view\"}"));
      display.show(leadId(), view);
      return;
    }
    Map<String, String> properties = message.properties();
    bell.put(message.eventId(), message.occurredAt(),
        new EventBody.Engaged(message.type(), properties == null ? Map.of() : properties, false));
  }

  @Override
  public void accept(LeadMessages.@Nullable Accept message) {
    bell.put(message == null ? null : message.eventId(), null, Orders.accepted(message));
  }

  @Override
  public void reject(LeadMessages.@Nullable Reject message) {
    bell.put(message == null ? null : message.eventId(), null, Orders.rejected(message));
  }

  @Override
  public void returnToNurture(LeadMessages.@Nullable Return message) {
    bell.put(message == null ? null : message.eventId(), null, Orders.returned(message));
  }

  @Override
  public Verdict decide(String eventId) {
    return verdictOn(eventId);
  }

  @Override
  public Verdict acceptHandoff(LeadMessages.@Nullable Accept message) {
    return verdictOn(bell.put(message == null ? null : message.eventId(), null, Orders.accepted(message)));
  }

  @Override
  public Verdict rejectHandoff(LeadMessages.@Nullable Reject message) {
    return verdictOn(bell.put(message == null ? null : message.eventId(), null, Orders.rejected(message)));
  }

  @Override
  public Verdict returnHandoff(LeadMessages.@Nullable Return message) {
    return verdictOn(bell.put(message == null ? null : message.eventId(), null, Orders.returned(message)));
  }

  @Override
  public @Nullable LeadView view() {
    return view;
  }

  private Verdict verdictOn(String eventId) {
    long before = bell.looksBegun();
    bell.ring("an answer");
    bell.await(eventId);
    Workflow.await(() -> bell.decided(eventId) || bell.drainedAfter(before));
    Verdict verdict = bell.verdict(eventId);
    if (verdict == null) {
      verdict = decisions.recordedVerdict(leadId(), eventId);
    }
    if (verdict == null) {
      throw ApplicationFailure.newNonRetryableFailure(
          "the inbox of this lead holds no decided event '" + eventId + "'", "UnknownEvent");
    }
    return verdict;
  }

  /** A new run learns what the one before left open, its unfinished effects above all. */
  private void catchUp(LeadId lead) {
    DecisionReply latest =
        decisions.decide(new DecisionRequest(lead.value(), now(), 0, List.of()), "takes up where the run before left off");
    take(latest);
    if (latest.more() || overdue()) {
      bell.ring();
    }
  }

  private void hearAlarm() {
    boolean looksAgain = alarm.acknowledge();
    if (looksAgain || overdue()) {
      bell.ring();
    }
  }

  /**
   * Only when there is nothing more to decide for now: an alarm that is set, and taken back after a further decision of
   * the same task, leaves nothing in the history, and a replay, which cannot foresee that, would not get past it.
   */
  private void setAlarm() {
    if (unfinished) {
      alarm.lookAgain(LOOK_AGAIN);
    } else {
      alarm.setFor(due, now());
    }
  }

  private void decideOnce(LeadId lead) {
    long look = bell.beginLook();
    String what = bell.takeLabel();
    DecisionReply reply =
        decisions.decide(
            new DecisionRequest(lead.value(), now(), seq + 1, bell.takeContent()), what == null ? dueNow() : what);
    fruitless = reply.seq() == seq ? fruitless + 1 : 0;
    take(reply);
    unfinished = reply.more() || overdue();
    if (unfinished && fruitless < FRUITLESS_LOOKS) {
      bell.ring();
    } else {
      bell.drained(look);
    }
  }

  private void take(DecisionReply reply) {
    if (reply.seq() > seq) {
      display.happened(reply.happened());
    }
    seq = reply.seq();
    view = reply.view();
    due = reply.due();
    outcome = reply.outcome();
    bell.hear(reply.verdicts());
    reply.verdicts().stream().filter(verdict -> !verdict.applied()).forEach(display::refuse);
    effects.carryOut(leadId(), reply.effects());
    display.show(leadId(), view);
  }

  private boolean overdue() {
    return due != null && !due.at().isAfter(now());
  }

  private String dueNow() {
    return due != null && overdue() ? "due: " + due.label() : seq == 0 ? "the lead came in" : "looks for news";
  }

  private boolean idle() {
    return effects.idle() && Workflow.isEveryHandlerFinished();
  }

  private boolean mayContinueAsNew() {
    return Workflow.getInfo().isContinueAsNewSuggested()
        && seq > 0
        && outcome == null
        && bell.empty()
        && Workflow.isEveryHandlerFinished();
  }

  private static LeadId leadId() {
    try {
      return LeadId.ofWorkflowId(Workflow.getInfo().getWorkflowId());
    } catch (IllegalArgumentException e) {
      throw ApplicationFailure.newNonRetryableFailure(e.getMessage(), DecisionActivities.UNKNOWN_LEAD);
    }
  }

  private static Instant now() {
    return Instant.ofEpochMilli(Workflow.currentTimeMillis());
  }
}
