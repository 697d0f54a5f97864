package dev.leadloop.connect;

import dev.leadloop.connect.mapping.Direction;
import dev.leadloop.connect.mapping.FieldRule;
import dev.leadloop.connect.mapping.LeadFacts;
import dev.leadloop.connect.vendor.Told;
import dev.leadloop.desk.RepStore;
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
import dev.leadloop.lifecycle.event.EventBody.Outcome;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes in what the other side tells, as events of the lead by the connector. What we wrote ourselves and comes back changes
 * nothing, and neither does what is so here already.
 */
final class Hearing {
  private static final int LONGEST_PROPERTY = 200;

  private final WaitingStore waiting;
  private final LeadIntake intake;
  private final InboxStore inbox;
  private final RepStore reps;
  private final InstantSource clock;

  Hearing(WaitingStore waiting, LeadIntake intake, InboxStore inbox, RepStore reps, InstantSource clock) {
    this.waiting = waiting;
    this.intake = intake;
    this.inbox = inbox;
    this.reps = reps;
    this.clock = clock;
  }

  /**
   * Takes it in; returns whether anything changes by it.
   *
   * @param history whether it is read from the past, and hands nothing over by itself
   */
  boolean hear(Line line, Told told, boolean history) {
    if (told.gone()) {
      return false;
    }
    Principal by = new Principal(Principal.Kind.SYSTEM, Principal.CONNECTOR + line.id());
    Optional<String> lead = waiting.leadOf(line.id(), told.remoteId());
    if (lead.isEmpty() && told.address() != null) {
      lead = meet(line, told, by, history);
    }
    if (lead.isEmpty()) {
      return false;
    }
    WaitingLead known = waiting.look(line.id(), List.of(lead.get())).stream().findFirst().orElse(null);
    if (known == null || known.forgotten()) {
      return false;
    }
    List<InboxRow> rows = new ArrayList<>();
    Map<String, String> ours = line.wanted(known);
    Map<String, String> facts = new HashMap<>();
    told.fields().forEach((field, value) -> {
      boolean ownEcho = echo(known, ours, field, value);
      line.mapping().rule(field).filter(rule -> !ownEcho)
          .ifPresent(rule -> take(line, known, rule, value, told, by, facts, rows));
      String signal = line.mapping().signals().get(field);
      if (signal != null && !value.isBlank() && !history) {
        rows.add(InboxRow.called(new LeadId(known.leadId()), event(line, told, "3" + field), signal, at(told), by,
            new EventBody.Engaged(signal, Map.of(field, cut(value)), false)));
      }
    });
    rows.addAll(deal(line, known, ours, told, by));
    boolean changed = !facts.isEmpty() && merge(known, facts, by, history);
    return !inbox.appendAll(rows).isEmpty() || changed;
  }

  private static boolean echo(WaitingLead known, Map<String, String> ours, String field, String value) {
    return value.equals(known.sent().get(field)) || value.equals(ours.get(field));
  }

  private Optional<String> meet(Line line, Told told, Principal by, boolean history) {
    Optional<String> known = waiting.leadByAddress(String.valueOf(told.address()));
    if (known.isEmpty() && line.mapping().takesEveryone()) {
      Map<String, String> facts = new HashMap<>();
      line.mapping().fields().stream().filter(rule -> rule.direction() != Direction.NONE && personal(rule.ours()))
          .forEach(rule -> {
            String value = told.fields().getOrDefault(rule.theirs(), "");
            if (!value.isBlank()) {
              facts.put(rule.ours(), value);
            }
          });
      Intake answer = intake.intake(new IntakeRequest(
          new LeadDetails(
              told.address(), null, facts(facts), new LeadDetails.Touch(line.vendor().kind(), null, null, "connector"), Map.of()),
          by, null, history, null));
      known = answer instanceof Intake.Accepted accepted ? Optional.of(accepted.lead().value()) : Optional.empty();
    }
    known.ifPresent(lead -> waiting.link(line.id(), lead, told.remoteId()));
    return known;
  }

  private void take(
      Line line, WaitingLead known, FieldRule rule, String value, Told told, Principal by, Map<String, String> facts,
      List<InboxRow> rows) {
    if (rule.ours().equals(LeadFacts.OWNER)) {
      if (rule.direction() != Direction.OURS && rule.direction() != Direction.NONE) {
        owner(line, known, value, told, by).ifPresent(rows::add);
      }
    } else if (personal(rule.ours()) && !value.isBlank() && rule.direction().takes(known.facts().get(rule.ours()) == null)
        && !value.equals(known.facts().get(rule.ours()))) {
      facts.put(rule.ours(), value);
    }
  }

  private static boolean personal(String ours) {
    return LeadFacts.OF_PERSON.contains(ours) || ours.startsWith(LeadFacts.ANSWERS);
  }

  /** Somebody else over there owns it: the handoff moves, if the desk has such a rep. */
  private Optional<InboxRow> owner(Line line, WaitingLead known, String userId, Told told, Principal by) {
    String address = line.users().entrySet().stream().filter(user -> user.getValue().equals(userId)).map(Map.Entry::getKey)
        .findFirst().map(line.mapping()::ourAddress).orElse(null);
    if (address == null || address.equalsIgnoreCase(known.facts().get(LeadFacts.OWNER))) {
      return Optional.empty();
    }
    return reps.all().stream().filter(rep -> rep.active() && rep.email().toLowerCase(Locale.ROOT).equals(address)).findFirst()
        .map(rep -> new InboxRow(new LeadId(known.leadId()), event(line, told, "0owner"), "reassign", at(told), by,
            new EventBody.Reassigned(0, rep.id()), null, InboxRow.Ringing.NOW));
  }

  /** What became of it; the same is not told twice. Whoever works on a deal has accepted the lead. */
  private List<InboxRow> deal(Line line, WaitingLead known, Map<String, String> ours, Told told, Principal by) {
    Told.Deal deal = told.deal();
    String word = deal == null ? null : line.mapping().outcomes().get(deal.stage());
    // Where a status of theirs stands for a deal it may be the one that we wrote.
    boolean written = deal != null && told.fields().entrySet().stream().anyMatch(
        field -> field.getValue().equals(deal.stage()) && echo(known, ours, field.getKey(), field.getValue()));
    if (deal == null || word == null || written || same(known.facts(), word, deal)) {
      return List.of();
    }
    Outcome result = Outcome.valueOf(word.toUpperCase(Locale.ROOT));
    boolean lost = result == Outcome.LOST;
    boolean unreadable = EventBody.OutcomeReported.lacksCurrency(deal.amount(), deal.currency());
    String note = deal.reason() == null ? lost ? "no reason was given there" : null : cut(deal.reason());
    LeadId lead = new LeadId(known.leadId());
    InboxRow outcome = new InboxRow(lead, event(line, told, "2" + word), "outcome", at(told), by,
        new EventBody.OutcomeReported(
            result, unreadable ? null : deal.amount(), unreadable ? null : deal.currency(), lost ? "other" : null, note != null),
        note, InboxRow.Ringing.NOW);
    return Stage.SALES_QUALIFIED.label().equals(known.facts().get(LeadFacts.STAGE))
        ? List.of(new InboxRow(lead, event(line, told, "1accept"), "accept", at(told), by, new EventBody.Accepted(0), null,
            InboxRow.Ringing.NOW), outcome)
        : List.of(outcome);
  }

  private static boolean same(LeadFacts ours, String word, Told.Deal deal) {
    String amount = ours.get("amount");
    return word.equalsIgnoreCase(ours.get(LeadFacts.STAGE))
        && (deal.amount() == null || amount != null && deal.amount().compareTo(new BigDecimal(amount)) == 0);
  }

  private boolean merge(WaitingLead known, Map<String, String> facts, Principal by, boolean history) {
    String address = known.facts().get(LeadFacts.EMAIL);
    if (address == null) {
      return false;
    }
    Intake answer = intake.intake(new IntakeRequest(
        new LeadDetails(address, null, facts(facts), LeadDetails.Touch.NONE, Map.of()), by, null, history, null));
    return answer instanceof Intake.Accepted accepted && accepted.outcome() != Intake.Outcome.UNCHANGED;
  }

  private static LeadDetails.Facts facts(Map<String, String> told) {
    Map<String, String> answers = new HashMap<>();
    told.forEach((name, value) -> {
      if (name.startsWith(LeadFacts.ANSWERS)) {
        answers.put(name.substring(LeadFacts.ANSWERS.length()), value);
      }
    });
    return new LeadDetails.Facts(
        told.get("firstName"), told.get("lastName"), told.get("company"), told.get("title"), size(told.get("companySize")),
        told.get("industry"), told.get("country"), null, answers);
  }

  private static @Nullable Integer size(@Nullable String text) {
    return text != null && text.strip().matches("[0-9]{1,8}") ? Integer.valueOf(text.strip()) : null;
  }

  private Instant at(Told told) {
    Instant now = clock.instant();
    return told.at().equals(Instant.EPOCH) || told.at().isAfter(now) ? now : told.at();
  }

  /** In one decision they are taken in the order of their ids. */
  private static String event(Line line, Told told, String what) {
    UUID name = UUID.nameUUIDFromBytes(told.key().getBytes(StandardCharsets.UTF_8));
    return "connector:" + line.id() + ":" + name + ":" + what;
  }

  private static String cut(String value) {
    return value.length() <= LONGEST_PROPERTY ? value : value.substring(0, LONGEST_PROPERTY);
  }
}
