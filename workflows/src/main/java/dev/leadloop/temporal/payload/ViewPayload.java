package dev.leadloop.temporal.payload;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.LeadView;
import dev.leadloop.policy.scoring.QualifiedBy;
import dev.leadloop.sla.SlaLevel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

record ViewPayload(
    long seq,
    Stage stage,
    ScorePayload score,
    @Nullable String owner,
    int cycle,
    SlaLevel slaLevel,
    @Nullable Instant slaDueAt,
    @Nullable DuePayload next,
    int recycles,
    @Nullable String source,
    int policyVersion,
    @Nullable Instant parkedUntil,
    @Nullable String suppressed,
    @Nullable String review,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable QualifiedBy qualifiedBy,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String withheld) {
  /** How views up to this field told of a rule. */
  private static final String BY_RULE = "by the policy: ";


  static ViewPayload of(LeadView view) {
    return new ViewPayload(
        view.seq(),
        view.stage(),
        ScorePayload.of(view.score()),
        view.sales().owner(),
        view.sales().cycle(),
        view.sales().slaLevel(),
        view.sales().slaDueAt(),
        view.next() == null ? null : DuePayload.of(view.next()),
        view.recycles(),
        view.source(),
        view.policyVersion(),
        view.parkedUntil(),
        view.noMail().suppressed(),
        view.review(),
        view.qualifiedBy(),
        view.noMail().withheld());
  }

  LeadView read() {
    return new LeadView(
        seq,
        stage,
        score.read(),
        new LeadView.Sales(owner, cycle, slaLevel, slaDueAt),
        next == null ? null : next.read(),
        recycles,
        source,
        policyVersion,
        parkedUntil,
        noMail(),
        review,
        qualifiedBy);
  }

  private LeadView.NoMail noMail() {
    return suppressed != null && suppressed.startsWith(BY_RULE)
        ? new LeadView.NoMail(null, suppressed.substring(BY_RULE.length()))
        : new LeadView.NoMail(suppressed, withheld);
  }
}
