package dev.leadloop.handoff;

import dev.leadloop.advice.NextQuestion;
import dev.leadloop.handoff.BantFinding.Part;
import dev.leadloop.handoff.BantFinding.Standing;
import dev.leadloop.handoff.HandoffRecord.Colleague;
import dev.leadloop.handoff.HandoffRecord.Earlier;
import dev.leadloop.handoff.HandoffRecord.Person;
import dev.leadloop.handoff.HandoffRecord.Trigger;
import dev.leadloop.lifecycle.journal.CycleEnds;
import dev.leadloop.lifecycle.journal.EndedCycle.How;
import dev.leadloop.policy.scoring.HandoffTrigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Suggests what to do first, from what handed the lead over, what is proven and what is open; tables, no guessing. */
public final class SuggestedAction {
  private static final String OF_REVIEW =
      "%s and find out what they need: a manager judged that this one is worth your time.";

  /** What to ask for each open question, the most telling first. */
  private static final Map<Part, String> QUESTIONS =
      Map.of(
          Part.NEED, "What made you look into this now?",
          Part.TIMELINE, "When would it have to be in place?",
          Part.AUTHORITY, "Who else decides with you?",
          Part.BUDGET, "Is there a budget for this, and who holds it?");
  private static final List<Part> ASK_FIRST = List.of(Part.NEED, Part.TIMELINE, Part.AUTHORITY, Part.BUDGET);

  private static final Map<Part, String> DENIED =
      Map.of(
          Part.BUDGET, "They said there is no budget: speak of the result before the price.",
          Part.NEED, "They said there is no need: ask what changed before you offer anything.",
          Part.AUTHORITY, "They said they do not decide: ask for who does, and help them to convince.",
          Part.TIMELINE, "They said nothing is planned: agree on a date to speak again.");

  private SuggestedAction() {}

  /**
   * The suggestion for a handoff.
   *
   * @param last what they did last that the policy has a rule for; null for nothing
   * @param worth the question whose answer would change most; null where none would change anything. Where none brings points,
   *     as of whom sales has, what is open of a sale is asked for first
   */
  public static NextAction of(
      Trigger trigger,
      Person person,
      List<BantFinding> bant,
      @Nullable Engagement last,
      List<Colleague> colleagues,
      List<Earlier> earlier,
      @Nullable NextQuestion worth) {
    String action = action(trigger.type(), trigger.label(), person, last);
    List<String> cautions = cautions(person, bant, colleagues, earlier);
    BantFinding open = open(bant);
    return worth != null && (worth.points() > 0 || open == null)
        ? new NextAction(action, worth.question().ask(), cautions, worth.question().fact(), worth.because())
        : asking(action, open, cautions);
  }

  /** The first move about a request of the lead, in a sentence. */
  static String action(Engagement request, Person person) {
    return action(request.type(), request.label(), person, null);
  }

  private static NextAction asking(String action, @Nullable BantFinding open, List<String> cautions) {
    if (open == null) {
      return new NextAction(action, null, cautions, null, null);
    }
    String because =
        open.part().label().toLowerCase(Locale.ROOT) + (open.standing() == Standing.OPEN ? " is open" : " is only hinted at");
    return new NextAction(action, QUESTIONS.get(open.part()), cautions, null, because);
  }

  private static String action(String trigger, String label, Person person, @Nullable Engagement last) {
    boolean review = trigger.equals(HandoffTrigger.REVIEW);
    String move = review ? OF_REVIEW : SignalCatalogue.action(trigger);
    String reach = person.phone() != null ? "Call" : person.email() != null ? "Write" : "Get in touch";
    if (move != null) {
      return move.formatted(reach);
    }
    if (HandoffTrigger.BY_THRESHOLD.contains(trigger)) {
      return last == null
          ? reach + " and ask what brought them here."
          : reach + " and begin with what they did last: " + last.lastInWords() + ".";
    }
    return reach + " about what they asked for: " + label + ".";
  }

  private static @Nullable BantFinding open(List<BantFinding> bant) {
    return Stream.of(Standing.OPEN, Standing.HINT)
        .flatMap(standing -> ASK_FIRST.stream()
            .flatMap(part -> bant.stream().filter(one -> one.part() == part && one.standing() == standing)))
        .findFirst()
        .orElse(null);
  }

  /** An absence says something of the rep, a rule something of the facts of then; only what sales said is of use. */
  private static boolean tellsOfTheLead(Earlier end) {
    How how = How.valueOf(end.how());
    return how == How.REJECTED || how == How.RETURNED || CycleEnds.passedOn(how, end.reason());
  }

  private static String caution(Earlier end) {
    return How.valueOf(end.how()) == How.REASSIGNED
        ? end.ownerName() + " passed it on: " + end.reason() + "."
        : "Sales gave it back before (" + end.reason() + ", " + end.ownerName() + "): begin with what has changed.";
  }

  private static List<String> cautions(
      Person person, List<BantFinding> bant, List<Colleague> colleagues, List<Earlier> earlier) {
    List<String> cautions = new ArrayList<>();
    earlier.stream()
        .filter(SuggestedAction::tellsOfTheLead)
        .findFirst()
        .ifPresent(
            end ->
                cautions.add(caution(end)));
    colleagues.stream()
        .filter(colleague -> colleague.ownerName() != null)
        .findFirst()
        .ifPresent(
            colleague ->
                cautions.add(
                    colleague.name() + ", of the same company, is with " + colleague.ownerName() + ": speak to them first."));
    for (BantFinding finding : bant) {
      if (finding.standing() == Standing.NO) {
        cautions.add(DENIED.get(finding.part()));
      }
    }
    if (person.suppressed() != null) {
      cautions.add("They want no marketing mail (" + person.suppressed() + "): write only about what they asked for.");
    }
    return cautions;
  }
}
