package dev.leadloop.scoring;

import dev.leadloop.lead.Signal;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.QualifiedBy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A score with everything behind it. What counted of the parts of engagement, negative signals and the floor is the score,
 * to the millionth of a point, and what counted of those of fit, of product use and of the account is each of these numbers;
 * the same holds of what age left, since each cut is a part of its own.
 *
 * @param at the instant it holds for
 * @param policyVersion version of the {@link LeadPolicy} it was made under
 * @param contributions what each rule gave
 * @param adjustments what caps and the floor cut, and what making points whole added or took
 */
public record ScoreCard(
    Instant at,
    int policyVersion,
    ScoreSummary summary,
    List<Contribution> contributions,
    List<Contribution> adjustments) {

  /** Which layer a part belongs to. */
  public enum Layer {
    ENGAGEMENT,
    FIT,
    NEGATIVE,
    /** What the floor gives back: it belongs to the score as a whole. */
    FLOOR,
    /** Use of the product, a score of its own. */
    PRODUCT,
    /** The lead's company, a score of its own. */
    ACCOUNT;

    /** Whether its parts make the score up; else they make up a number of their own. */
    public boolean ofScore() {
      return switch (this) {
        case ENGAGEMENT, NEGATIVE, FLOOR -> true;
        case FIT, PRODUCT, ACCOUNT -> false;
      };
    }
  }

  /** What a part is. */
  public enum Kind {
    SIGNAL,
    BONUS,
    /** A rule about facts or about signals, of fit or against the lead. */
    RULE,
    RULE_CAP,
    GROUP_CAP,
    TOTAL_CAP,
    FLOOR,
    /** Each layer's sum is made a whole number once, halves upwards. */
    ROUNDING
  }

  /**
   * One part: what a rule gave for one signal or fact, or an adjustment.
   *
   * @param rule the rule's id; what was adjusted by, for an adjustment
   * @param eventId the signal; null for all else
   * @param occurredAt when the signal happened; null for all else
   * @param base points of the rule; 0 for an adjustment
   * @param decayed points left by age, to the millionth; what a cap cuts is told here as less than nothing
   * @param counted points that counted after the caps, to the millionth
   * @param group the group of rules that it shares a cap with; null for none
   * @param cutBy the caps that took from it, in the order in which they did
   * @param notCounted why a signal that the rule is for gives nothing, such as "once per day"; null where it gives its points
   */
  public record Contribution(
      Layer layer,
      Kind kind,
      String rule,
      String label,
      @Nullable String eventId,
      @Nullable Instant occurredAt,
      int base,
      double decayed,
      double counted,
      @Nullable String group,
      List<CapCut> cutBy,
      @Nullable String notCounted) {
    public Contribution {
      cutBy = List.copyOf(cutBy);
    }

    /**
     * Begins a part, which is told step by step; it comes of no signal, counts for nothing and is of no group until that is said.
     *
     * @param rule the rule's id; what was adjusted by, for an adjustment
     * @param base points of the rule; 0 for an adjustment
     */
    public static Making of(Layer layer, Kind kind, String rule, String label, int base) {
      return new Making(layer, kind, rule, label, base);
    }
  }

  /** A part that is being told. */
  public static final class Making {
    private final Layer layer;
    private final Kind kind;
    private final String rule;
    private final String label;
    private final int base;
    private @Nullable Signal signal;
    private double decayed;
    private double counted;
    private @Nullable String group;
    private List<CapCut> cutBy = List.of();
    private @Nullable String notCounted;

    private Making(Layer layer, Kind kind, String rule, String label, int base) {
      this.layer = layer;
      this.kind = kind;
      this.rule = rule;
      this.label = label;
      this.base = base;
    }

    /** It comes of that signal. */
    public Making from(Signal of) {
      this.signal = of;
      return this;
    }

    /** What age left of it, and what counted of that after the caps. */
    public Making counting(double left, double after) {
      this.decayed = left;
      this.counted = after;
      return this;
    }

    /** It shares a cap with a group of rules; null for none. */
    public Making in(@Nullable String of) {
      this.group = of;
      return this;
    }

    /** The caps that took from it, in the order in which they did. */
    public Making cutBy(List<CapCut> caps) {
      this.cutBy = caps;
      return this;
    }

    /** Why the signal gives nothing; null where it gives its points. */
    public Making notCounted(@Nullable String why) {
      this.notCounted = why;
      return this;
    }

    /** The part as it was told. */
    public Contribution done() {
      String told = notCounted == null ? label : label + " (does not count: " + notCounted + ")";
      return new Contribution(
          layer, kind, rule, told, signal == null ? null : signal.eventId(), signal == null ? null : signal.occurredAt(),
          base, decayed, counted, group, cutBy, notCounted);
    }
  }

  /**
   * What one cap took from one part.
   *
   * @param cap whether it is the rule's, the group's or that of all
   * @param of the rule, the group, or "cap"
   * @param most points that the cap leaves
   * @param points that it took, to the millionth
   */
  public record CapCut(Kind cap, String of, int most, double points) {}

  public ScoreCard {
    contributions = List.copyOf(contributions);
    adjustments = List.copyOf(adjustments);
  }

  /** What a lead is ready by in words, the weightiest parts first; their numbers add up to that score. */
  public List<String> reasons(QualifiedBy by) {
    return switch (by) {
      case SCORE -> Reasons.of(parts(), Layer::ofScore, summary.score());
      case PRODUCT -> Reasons.of(parts(), layer -> layer == Layer.PRODUCT, summary.product());
      case ACCOUNT -> Reasons.of(parts(), layer -> layer == Layer.ACCOUNT, summary.account());
    };
  }

  /** Everything that makes the numbers up. */
  public List<Contribution> parts() {
    List<Contribution> parts = new ArrayList<>(contributions);
    parts.addAll(adjustments);
    return parts;
  }
}
