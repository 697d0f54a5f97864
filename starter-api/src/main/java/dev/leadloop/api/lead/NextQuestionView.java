package dev.leadloop.api.lead;

import dev.leadloop.advice.NextQuestion;
import dev.leadloop.advice.Question;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What to ask next, and why.
 *
 * @param question null where no question would change anything
 * @param because a sentence without its full stop
 */
@Schema(name = "NextQuestion")
record NextQuestionView(@Nullable QuestionView question, String because) {
  /**
   * How to ask for a fact.
   *
   * @param fact the field of a lead by which the answer is sent; free answers are {@code answers.<name>}
   * @param choices what may be answered, where it is a choice
   * @param answers how many answers the policy tells apart; each counts the same
   * @param deciding how many of them change whether it is ready, whether a request of its own passes, or whether it is closed
   * @param points by how many points the distance to the nearest threshold changes, on average
   * @param moving how many of them change who gets it or how soon it is answered
   */
  @Schema(name = "NextQuestionAsked")
  record QuestionView(
      String fact, String ask, Question.Kind kind, List<String> choices, int answers, int deciding, double points, int moving) {}

  static NextQuestionView of(Optional<NextQuestion> found) {
    return found
        .map(one -> new NextQuestionView(
            new QuestionView(one.question().fact(), one.question().ask(), one.question().kind(), one.question().choices(),
                one.answers(), one.deciding(), one.points(), one.moving()),
            one.because()))
        .orElseGet(() -> new NextQuestionView(null, "no question would change anything"));
  }
}
