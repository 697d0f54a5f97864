package dev.leadloop.lifecycle.journal;

import dev.leadloop.account.AccountEvidence;
import dev.leadloop.account.KnownAccount;
import dev.leadloop.lead.Stage;
import dev.leadloop.policy.scoring.HandoffWay;
import dev.leadloop.policy.scoring.QualifiedBy;
import dev.leadloop.scoring.ScoreSummary;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The stage a lead stands in, and by what it is judged.
 *
 * @param since when it entered the stage
 * @param closedAt when it entered a closed stage; null in every other, and where it was closed before it came to us
 * @param source of the first touch; null where none is known
 * @param review why a person is to look at it; null where nobody is
 * @param qualifiedBy what other than its score made it ready; null where the score did, its own request or a person
 * @param account what it was last told of its company; null where nothing counts for it
 */
public record QualificationProgress(
    Stage stage,
    Instant since,
    @Nullable Instant closedAt,
    ScoreSummary score,
    @Nullable String source,
    @Nullable String review,
    @Nullable QualifiedBy qualifiedBy,
    @Nullable KnownAccount account) {

  static QualificationProgress entered(@Nullable String source, Instant at) {
    return new QualificationProgress(Stage.NURTURING, at, null, ScoreSummary.none(), source, null, null, null);
  }

  QualificationProgress in(Stage to, Instant at, JournalEntry.@Nullable Evidence evidence) {
    QualifiedBy by = evidence != null ? other(evidence) : to == Stage.NURTURING ? null : qualifiedBy;
    return new QualificationProgress(to, at, to.closed() ? at : null, score, source, review, by, account);
  }

  /** It came to its stage then, before it came to us. */
  QualificationProgress standingSince(Instant then) {
    return new QualificationProgress(stage, then, null, score, source, review, null, account);
  }

  private static @Nullable QualifiedBy other(JournalEntry.Evidence evidence) {
    QualifiedBy by = HandoffWay.of(evidence.trigger()).by();
    return by == QualifiedBy.SCORE ? null : by;
  }

  QualificationProgress scored(ScoreSummary anew) {
    return new QualificationProgress(stage, since, closedAt, anew, source, review, qualifiedBy, account);
  }

  QualificationProgress reviewedFor(@Nullable String why) {
    return new QualificationProgress(stage, since, closedAt, score, source, why, qualifiedBy, account);
  }

  QualificationProgress told(String accountId, @Nullable AccountEvidence evidence) {
    return new QualificationProgress(
        stage, since, closedAt, score, source, review, qualifiedBy,
        evidence == null ? null : new KnownAccount(accountId, evidence));
  }

  QualificationProgress forgotten() {
    return new QualificationProgress(stage, since, closedAt, ScoreSummary.none(), null, null, null, null);
  }
}
