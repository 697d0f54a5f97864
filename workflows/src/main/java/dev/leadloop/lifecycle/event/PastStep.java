package dev.leadloop.lifecycle.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.leadloop.lead.Stage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A step that a lead took before it came to us, as a file tells of it. It is known by its stage and instant: told again it is
 * the same step, whatever else is told of it.
 *
 * @param at when it took it
 * @param amount what the deal was said to be worth; of {@link #VALUED} stages alone, null where nobody said
 * @param currency of the amount, as ISO 4217 names it
 * @param reason a code of the policy's catalogue; of {@link #REASONED} stages alone, null where nobody said
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PastStep(
    Stage stage, Instant at, @Nullable BigDecimal amount, @Nullable String currency, @Nullable String reason) {
  public PastStep {
    BigDecimal plain = amount == null ? null : amount.stripTrailingZeros();
    amount = plain == null || plain.scale() >= 0 ? plain : plain.setScale(0);
  }

  /** The stages that a past can have had. */
  public static final List<Stage> STAGES =
      List.of(
          Stage.MQL, Stage.SALES_QUALIFIED, Stage.ACCEPTED, Stage.OPPORTUNITY, Stage.WON, Stage.LOST, Stage.DISQUALIFIED);

  /** Those that have an amount. */
  public static final List<Stage> VALUED = List.of(Stage.OPPORTUNITY, Stage.WON, Stage.LOST);

  /** Those that have a reason. */
  public static final List<Stage> REASONED = List.of(Stage.LOST, Stage.DISQUALIFIED);

  /** Whether that is the same step. */
  public boolean same(PastStep other) {
    return stage == other.stage && at.equals(other.at);
  }

  /** This step with what else is told of it: what that leaves out stays as it was. */
  public PastStep and(PastStep told) {
    return new PastStep(
        stage, at, told.amount == null ? amount : told.amount, told.amount == null ? currency : told.currency,
        told.reason == null ? reason : told.reason);
  }
}
