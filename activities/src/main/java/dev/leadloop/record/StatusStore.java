package dev.leadloop.record;

import dev.leadloop.inbox.InboxStore;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lifecycle.LeadView;
import dev.leadloop.lifecycle.deciding.Due;
import dev.leadloop.lifecycle.journal.Deal;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.policy.scoring.QualifiedBy;
import dev.leadloop.store.Json;
import dev.leadloop.store.Times;
import dev.leadloop.temporal.DecisionReply;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The latest decision of each lead, with the columns that lists are cut by. */
public final class StatusStore {
  private final JdbcClient jdbc;

  public StatusStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The latest decision; empty where nothing has been decided yet. */
  public Optional<Status> find(LeadId lead) {
    return find(lead, "");
  }

  /** The same, for who makes the next decision: what is stored quietly meanwhile is called for. */
  public Optional<Status> lock(LeadId lead) {
    return find(lead, " for no key update");
  }

  private Optional<Status> find(LeadId lead, String locking) {
    return jdbc.sql(
            "select seq, decided_at, policy_version, progress, reply from lead_status where lead_id = :lead" + locking)
        .param("lead", lead.value())
        .query((row, n) -> new Status(
            row.getLong("seq"),
            Times.out(row, "decided_at"),
            row.getInt("policy_version"),
            Json.read(row.getString("progress"), LeadProgress.class),
            Json.read(row.getString("reply"), DecisionReply.class)))
        .optional();
  }

  /**
   * Writes a decision down as the latest; returns whether rows still wait in the lead's inbox.
   *
   * @param counts whether what was decided changes how the lead counts for its company, which is then counted anew
   */
  public boolean write(LeadId lead, Status status, boolean counts) {
    LeadView view = status.reply().view();
    Due due = status.reply().due();
    Deal deal = status.progress().sales().deal();
    return jdbc.sql(
            """
            insert into lead_status (lead_id, seq, decided_at, policy_version, stage, band, score, fit, grade,
                                     product_score, account_score, qualified_by, owner,
                                     sla_level, sla_due_at, next_due_at, next_purpose, recycles, progress, reply,
                                     deal_amount, deal_currency, deal_opened_at, deal_result, deal_reason, deal_at)
            values (:lead, :seq, :decidedAt, :policy, :stage, :band, :score, :fit, :grade,
                    :product, :account, :qualifiedBy, :owner, :slaLevel, :slaDueAt,
                    :nextDueAt, :nextPurpose, :recycles, :progress::jsonb, :reply::jsonb,
                    :dealAmount, :dealCurrency, :dealOpenedAt, :dealResult, :dealReason, :dealAt)
            on conflict (lead_id) do update
               set seq = excluded.seq, decided_at = excluded.decided_at, policy_version = excluded.policy_version,
                   stage = excluded.stage, band = excluded.band, score = excluded.score, fit = excluded.fit,
                   grade = excluded.grade, product_score = excluded.product_score,
                   account_score = excluded.account_score, qualified_by = excluded.qualified_by, owner = excluded.owner,
                   sla_level = excluded.sla_level,
                   sla_due_at = excluded.sla_due_at, next_due_at = excluded.next_due_at,
                   next_purpose = excluded.next_purpose, recycles = excluded.recycles, progress = excluded.progress,
                   reply = excluded.reply, deal_amount = excluded.deal_amount,
                   deal_currency = excluded.deal_currency, deal_opened_at = excluded.deal_opened_at,
                   deal_result = excluded.deal_result, deal_reason = excluded.deal_reason, deal_at = excluded.deal_at
            returning exists (select from inbox where lead_id = :lead and %s),
                      case when :counts then mark_account_of(:lead) end,
                      case when exists (select from connector where state <> 'NEW')
                           then mark_connectors(:lead) end""".formatted(InboxStore.OPEN))
        .param("lead", lead.value())
        .param("counts", counts)
        .param("seq", status.seq())
        .param("decidedAt", Times.in(status.decidedAt()))
        .param("policy", status.policyVersion())
        .param("stage", view.stage().label())
        .param("band", view.score().band().name())
        .param("score", view.score().score())
        .param("fit", view.score().fit())
        .param("grade", view.score().grade())
        .param("product", view.score().product())
        .param("account", view.score().account())
        .param("qualifiedBy", Columns.called(view))
        .param("owner", view.sales().owner())
        .param("slaLevel", view.sales().slaLevel().name())
        .param("slaDueAt", Times.inOrNull(view.sales().slaDueAt()))
        .param("nextDueAt", Times.inOrNull(due == null ? null : due.at()))
        .param("nextPurpose", due == null ? null : due.purpose().name())
        .param("recycles", view.recycles())
        .param("progress", Json.write(status.progress()))
        .param("reply", Json.write(status.reply()))
        .param("dealAmount", deal == null ? null : deal.amount())
        .param("dealCurrency", deal == null ? null : deal.currency())
        .param("dealOpenedAt", Times.inOrNull(deal == null ? null : deal.openedAt()))
        .param("dealResult", deal == null ? null : deal.result())
        .param("dealReason", deal == null ? null : deal.reason())
        .param("dealAt", Times.inOrNull(deal == null ? null : deal.at()))
        .query((row, n) -> row.getBoolean(1))
        .single();
  }

  /** Writes down that a lead is due at another time than its latest decision said, though nothing was decided since. */
  void dueMoved(LeadId lead, DecisionReply reply) {
    Due due = reply.due();
    jdbc.sql(
            """
            update lead_status set next_due_at = :nextDueAt, next_purpose = :nextPurpose, reply = :reply::jsonb
             where lead_id = :lead and seq = :seq""")
        .param("lead", lead.value())
        .param("seq", reply.seq())
        .param("nextDueAt", Times.inOrNull(due == null ? null : due.at()))
        .param("nextPurpose", due == null ? null : due.purpose().name())
        .param("reply", Json.write(reply))
        .update();
  }

  /** The columns of a status row, to be compared with what they were made of. */
  public Optional<Columns> columns(LeadId lead) {
    return jdbc.sql(
            """
            select stage, band, score, fit, grade, product_score, account_score, qualified_by, owner, sla_level, sla_due_at,
                   next_due_at, next_purpose, recycles
              from lead_status where lead_id = :lead""")
        .param("lead", lead.value())
        .query((row, n) -> new Columns(
            row.getString("stage"),
            row.getString("band"),
            row.getInt("score"),
            row.getInt("fit"),
            row.getString("grade"),
            row.getInt("product_score"),
            row.getInt("account_score"),
            row.getString("qualified_by"),
            row.getString("owner"),
            row.getString("sla_level"),
            Times.outOrNull(row, "sla_due_at"),
            Times.outOrNull(row, "next_due_at"),
            row.getString("next_purpose"),
            row.getInt("recycles")))
        .optional();
  }

  /** A recorded decision. */
  public record Status(
      long seq, Instant decidedAt, int policyVersion, LeadProgress progress, DecisionReply reply) {}

  /** The columns that lists are cut by. */
  public record Columns(
      String stage,
      String band,
      int score,
      int fit,
      String grade,
      int productScore,
      int accountScore,
      @Nullable String qualifiedBy,
      @Nullable String owner,
      String slaLevel,
      @Nullable Instant slaDueAt,
      @Nullable Instant nextDueAt,
      @Nullable String nextPurpose,
      int recycles) {

    private static @Nullable String called(LeadView view) {
      QualifiedBy by = view.qualifiedBy();
      return by == null ? null : by.called();
    }

    /** What the columns must be for a view. */
    public static Columns of(LeadView view) {
      Due due = view.next();
      return new Columns(
          view.stage().label(),
          view.score().band().name(),
          view.score().score(),
          view.score().fit(),
          view.score().grade(),
          view.score().product(),
          view.score().account(),
          called(view),
          view.sales().owner(),
          view.sales().slaLevel().name(),
          view.sales().slaDueAt(),
          due == null ? null : due.at(),
          due == null ? null : due.purpose().name(),
          view.recycles());
    }
  }
}
