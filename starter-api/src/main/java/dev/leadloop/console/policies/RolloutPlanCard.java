package dev.leadloop.console.policies;

import dev.leadloop.console.LeadName;
import dev.leadloop.lead.Stage;
import dev.leadloop.nurturing.RolloutPlan;
import dev.leadloop.nurturing.RolloutPlan.Move;
import dev.leadloop.nurturing.RolloutPlan.StageMove;
import dev.leadloop.nurturing.RolloutPlans.Stranded;
import dev.leadloop.problem.Sentence;
import java.util.ArrayList;
import java.util.List;

/**
 * What a rollout would move, in words.
 *
 * @param otherwise what becomes of leads whose step has no place: next, start or end
 * @param numbers what each number of it means, in sentences
 * @param moves by step, where leads go on
 * @param stages whose stage changes by the move itself
 */
record RolloutPlanCard(
    int version, String planId, String otherwise, int leads, List<String> numbers, List<String> moves, List<StageLine> stages) {

  /** Leads whose stage changes, and the first of them. */
  record StageLine(String words, int leads, List<String> leadIds) {}

  /**
   * Leads whose step has no place.
   *
   * @param why they have none, and what becomes of them
   * @param all how many there are, of whom the first are named
   */
  record StrandedCard(String words, String why, int all, List<NamedLead> leads) {
    static StrandedCard of(Stranded stranded) {
      Move move = stranded.move();
      return new StrandedCard(at(move), RolloutPlanCard.why(move), move.leads(), stranded.leads().stream()
          .map(one -> new NamedLead(one.leadId(), LeadName.of(
              one.leadId(), one.firstName(), one.lastName(), one.email(), one.company())))
          .toList());
    }
  }

  /** A lead and what it is called. */
  record NamedLead(String leadId, LeadName name) {}

  /** Such as "Version 3 has no step 'guide' in 'nurture'; these leads begin it anew." */
  static String why(Move move) {
    return Sentence.ended(capital(move.what().substring(move.what().indexOf(':') + 1).strip()));
  }

  private static String capital(String words) {
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  private static String at(Move move) {
    return many(move.leads()) + " at '" + move.step() + "' of '" + move.sequence() + "', policy version " + move.fromVersion();
  }

  static RolloutPlanCard of(RolloutPlan plan, String otherwise) {
    return new RolloutPlanCard(plan.toVersion(), plan.planId(), otherwise, plan.leads(), numbers(plan),
        plan.moves().stream().map(RolloutPlanCard::words).toList(),
        plan.stages().stream().map(one -> new StageLine(words(one), one.leads(), one.leadIds())).toList());
  }

  private static List<String> numbers(RolloutPlan plan) {
    if (plan.leads() == 0) {
      return List.of("Every lead in an open stage lives by it already: nobody is to move.");
    }
    List<String> numbers = new ArrayList<>();
    numbers.add(many(plan.leads()) + " in an open stage " + verb(plan.leads(), "lives", "live")
        + " by another version, and would move.");
    int steps = plan.leads() - plan.atNoStep();
    numbers.add(steps + " of them " + verb(steps, "stands", "stand") + " at a step of a sequence"
        + (steps == 0 ? "." : ", told by step below."));
    if (plan.atNoStep() > 0) {
      numbers.add(plan.atNoStep() + " " + verb(plan.atNoStep(), "stands", "stand") + " at no step, as where sales has the lead,"
          + " it is parked or it has had its mails: what it lives by from then on is version " + plan.toVersion()
          + ", and no mail changes.");
    }
    if (plan.withoutPlace() > 0) {
      numbers.add(many(plan.withoutPlace()) + " " + verb(plan.withoutPlace(), "stands", "stand") + " at a step that version "
          + plan.toVersion() + " does not have.");
    }
    if (plan.asked() > 0) {
      numbers.add(many(plan.asked()) + " " + verb(plan.asked(), "gets", "get") + " a mail that asks to confirm the consent, and"
          + " no other until that is done.");
    }
    return numbers;
  }

  private static String words(Move move) {
    return at(move) + ": " + move.what();
  }

  private static String words(StageMove move) {
    return many(move.leads()) + " from " + Stage.words(move.from()) + " to " + Stage.words(move.to());
  }

  private static String many(int leads) {
    return leads == 1 ? "1 lead" : leads + " leads";
  }

  private static String verb(int leads, String one, String several) {
    return leads == 1 ? one : several;
  }
}
