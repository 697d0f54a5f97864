package dev.leadloop.sample;

import dev.leadloop.inbox.InboxBell;
import dev.leadloop.inbox.InboxRow;
import dev.leadloop.inbox.InboxStore;
import dev.leadloop.intake.Intake;
import dev.leadloop.intake.IntakeRequest;
import dev.leadloop.intake.LeadDetails;
import dev.leadloop.intake.LeadIntake;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.event.PastStep;
import dev.leadloop.orders.Order;
import dev.leadloop.orders.Orders;
import dev.leadloop.sample.SampleStore.DueStep;
import dev.leadloop.sample.SampleStore.Standing;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes the steps of the sample that are due, by the doors that everybody's leads, signals and answers come through. A step is
 * forgotten once it was taken, and taken twice it does nothing twice: what it tells has an id of its own.
 */
@Component
public class SampleFlow {
  /** How many steps are taken at one time; with a second between, no more than so many in a second. */
  private static final int TOGETHER = 20;

  private static final Principal TELLER = new Principal(Principal.Kind.MARKETING, "sample-data");
  private static final String CURRENCY = "EUR";

  private final SampleStore store;
  private final LeadIntake intake;
  private final InboxStore inbox;
  private final InboxBell bell;
  private final Orders orders;
  private final Clock clock;

  SampleFlow(SampleStore store, LeadIntake intake, InboxStore inbox, InboxBell bell, Orders orders, Clock clock) {
    this.store = store;
    this.intake = intake;
    this.inbox = inbox;
    this.bell = bell;
    this.orders = orders;
    this.clock = clock;
  }

  /** Takes what is due; returns how many steps that was. */
  public int takeDue() {
    Instant now = clock.instant();
    List<DueStep> due = store.due(now, TOGETHER);
    due.forEach(step -> {
      take(step, now);
      store.taken(step.id());
    });
    if (!due.isEmpty()) {
      bell.wake();
    }
    return due.size();
  }

  private void take(DueStep step, Instant now) {
    switch (step.kind()) {
      case LEAD -> enter(step, now, null);
      case PAST -> past(step, now);
      case SIGNAL -> signal(step, now);
      case ACCEPT, REJECT, CONTACT, OUTCOME -> answer(step);
    }
  }

  private @Nullable LeadId enter(DueStep step, Instant occurredAt, @Nullable Instant pastUntil) {
    Map<String, String> of = step.detail();
    LeadDetails details = new LeadDetails(
        step.email(), null,
        new LeadDetails.Facts(
            of.get("firstName"), of.get("lastName"), of.get("company"), of.get("title"),
            Integer.valueOf(of.getOrDefault("companySize", "1")), of.get("industry"), of.get("country"), null, Map.of()),
        new LeadDetails.Touch("sample", null, null, "sample"), Map.of("status", "given"));
    IntakeRequest request = new IntakeRequest(details, TELLER, null, pastUntil != null, occurredAt, pastUntil);
    return intake.intake(request) instanceof Intake.Accepted accepted ? accepted.lead() : null;
  }

  private void past(DueStep step, Instant now) {
    List<PastStep> told = new ArrayList<>();
    told(step, now, "mql", Stage.MQL, told);
    told(step, now, "accepted", Stage.ACCEPTED, told);
    told(step, now, "opportunity", Stage.OPPORTUNITY, told);
    told(step, now, "won", Stage.WON, told);
    told(step, now, "lost", Stage.LOST, told);
    Instant until = told.getLast().at();
    LeadId lead = enter(step, daysAgo(step, now, "ago"), until);
    if (lead != null) {
      inbox.append(InboxRow.called(lead, "sample-past", "past_told", until, TELLER, new EventBody.PastTold(told)));
    }
  }

  private static void told(DueStep step, Instant now, String name, Stage stage, List<PastStep> told) {
    if (step.detail().containsKey(name)) {
      BigDecimal amount =
          PastStep.VALUED.contains(stage) ? new BigDecimal(step.detail().getOrDefault("amount", "5000")) : null;
      told.add(new PastStep(
          stage, daysAgo(step, now, name), amount, amount == null ? null : CURRENCY,
          PastStep.REASONED.contains(stage) ? step.detail().get("reason") : null));
    }
  }

  private static Instant daysAgo(DueStep step, Instant now, String name) {
    return now.minus(Duration.ofDays(Long.parseLong(step.detail().getOrDefault(name, "1"))));
  }

  private void signal(DueStep step, Instant now) {
    store.standing(step.email()).ifPresent(standing -> {
      String type = step.detail().getOrDefault("type", "page_view");
      Instant at = now.minus(Duration.ofHours(Long.parseLong(step.detail().getOrDefault("hoursAgo", "0"))));
      inbox.append(InboxRow.called(
          standing.lead(), "sample-" + step.id(), type, at, TELLER, new EventBody.Engaged(type, Map.of(), false)));
    });
  }

  /** An answer that does not fit how the lead stands by now is left out, as a rep would not give it. */
  private void answer(DueStep step) {
    Standing standing = store.standing(step.email()).orElse(null);
    if (standing == null) {
      return;
    }
    Map<String, String> of = step.detail();
    String open = standing.owner();
    String stage = String.valueOf(standing.stage());
    boolean theirs = stage.equals(Stage.ACCEPTED.label()) || stage.equals(Stage.OPPORTUNITY.label());
    Order order =
        switch (step.kind()) {
          case ACCEPT -> open == null ? null : new Order.Accept(null, null);
          case REJECT -> open == null ? null : new Order.Reject(null, of.getOrDefault("reason", "no_need"), null);
          case CONTACT -> theirs ? new Order.Contact(null) : null;
          case OUTCOME -> theirs ? outcome(of) : null;
          case LEAD, PAST, SIGNAL -> null;
        };
    String rep = open == null ? standing.leadOwner() : open;
    if (order != null && rep != null) {
      orders.give(
          standing.lead().value(), order, new Principal(Principal.Kind.REP, rep), "sample-" + step.id());
    }
  }

  private static Order outcome(Map<String, String> of) {
    String amount = of.get("amount");
    return new Order.ReportOutcome(
        of.getOrDefault("result", "won"), amount == null ? null : new BigDecimal(amount), amount == null ? null : CURRENCY,
        of.get("reason"), null, null);
  }
}
