package dev.leadloop.api.nurture;

import dev.leadloop.nurturing.RolloutPlan;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * What a rollout would move where.
 *
 * @param planId the same for as long as the same steps would go to the same places, however many leads stand there
 * @param toVersion policy version moved to
 * @param leads leads in an open stage that are pinned to another version
 * @param moves by step, where leads stand now; with {@code atNoStep} they are all that move
 * @param atNoStep leads that stand at no step, such as those that sales has: they move, and nothing else changes for them
 * @param withoutPlace leads whose step or sequence is not there; where they go on is in {@code moves}
 * @param stages leads whose stage changes as they are moved, by what the rules of that version make of them now
 * @param asked leads that get a mail which asks them to confirm their consent; their nurture waits until they do
 */
@Schema(name = "RolloutPlan")
record RolloutPlanView(
    String planId,
    int toVersion,
    int leads,
    List<RolloutPlan.Move> moves,
    int atNoStep,
    int withoutPlace,
    List<RolloutPlan.StageMove> stages,
    int asked) {

  static RolloutPlanView of(RolloutPlan plan) {
    return new RolloutPlanView(
        plan.planId(), plan.toVersion(), plan.leads(), plan.moves(), plan.atNoStep(),
        plan.withoutPlace(), plan.stages(), plan.asked());
  }
}
