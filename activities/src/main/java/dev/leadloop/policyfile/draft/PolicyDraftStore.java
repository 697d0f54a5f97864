package dev.leadloop.policyfile.draft;

import dev.leadloop.policyfile.draft.Draft.Approval;
import dev.leadloop.review.PolicyReviewStore.Side;
import dev.leadloop.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Drafts of the policy and who approved of them. */
public final class PolicyDraftStore {
  private static final String DRAFT =
      "select draft_id, document, revision, sent_by, sent_at, published_version, withdrawn_by, withdrawn_at from policy_draft";

  private final JdbcClient jdbc;

  /** A store over one data source. */
  public PolicyDraftStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The newest drafts, the newest first. */
  List<Draft> newest(int limit) {
    return jdbc.sql(DRAFT + " order by draft_id desc limit :limit").param("limit", limit).query(this::draft).list();
  }

  /** How many drafts wait for a yes that counts while that version is in force: of that side, or of any where it is null. */
  int waitingFor(@Nullable Side side, int inForce) {
    return jdbc.sql(
            """
            select count(*) from policy_draft d
             where d.published_version is null and d.withdrawn_at is null
               and (cast(:side as text) is null or not exists (
                 select 1 from policy_draft_approval a
                   left join api_key k on lower(k.name) = lower(substr(a.approved_by, strpos(a.approved_by, ':') + 1))
                   left join app_user u on 'user/' || u.handle = substr(a.approved_by, strpos(a.approved_by, ':') + 1)
                  where a.draft_id = d.draft_id and a.side = :side and a.revision = d.revision and a.against = :inForce
                    and k.revoked_at is null and u.disabled_at is null))""")
        .param("side", side == null ? null : side.name()).param("inForce", inForce)
        .query(Integer.class).single();
  }

  Optional<Draft> find(long id) {
    return jdbc.sql(DRAFT + " where draft_id = :id").param("id", id).query(this::draft).optional();
  }

  /** The same; nobody else changes it before the transaction is over. */
  Optional<Draft> lock(long id) {
    return jdbc.sql(DRAFT + " where draft_id = :id for update").param("id", id).query(this::draft).optional();
  }

  long insert(String document, String by, Instant at) {
    return jdbc.sql(
            """
            insert into policy_draft (document, revision, sent_by, sent_at) values (:document, 1, :by, :at)
            returning draft_id""")
        .param("document", document).param("by", by).param("at", Times.in(at))
        .query(Long.class).single();
  }

  void replace(long id, String document, String by, Instant at) {
    jdbc.sql(
            """
            update policy_draft set document = :document, revision = revision + 1, sent_by = :by, sent_at = :at
             where draft_id = :id""")
        .param("id", id).param("document", document).param("by", by).param("at", Times.in(at))
        .update();
  }

  /** Takes a side's approval in the place of one that no longer counts. */
  void approve(long id, Approval approval) {
    jdbc.sql(
            """
            insert into policy_draft_approval (draft_id, side, approved_by, approved_at, revision, against)
            values (:id, :side, :by, :at, :revision, :against)
            on conflict (draft_id, side) do update set approved_by = excluded.approved_by, approved_at = excluded.approved_at,
              revision = excluded.revision, against = excluded.against""")
        .param("id", id).param("side", approval.side().name()).param("by", approval.by())
        .param("at", Times.in(approval.at())).param("revision", approval.revision()).param("against", approval.against())
        .update();
  }

  void published(long id, int version) {
    jdbc.sql("update policy_draft set published_version = :version where draft_id = :id")
        .param("id", id).param("version", version)
        .update();
  }

  void withdraw(long id, String by, Instant at) {
    jdbc.sql("update policy_draft set withdrawn_by = :by, withdrawn_at = :at where draft_id = :id")
        .param("id", id).param("by", by).param("at", Times.in(at))
        .update();
  }

  private Draft draft(ResultSet row, int n) throws SQLException {
    long id = row.getLong("draft_id");
    String withdrawnBy = row.getString("withdrawn_by");
    return new Draft(
        id, row.getString("document"), row.getInt("revision"), row.getString("sent_by"), Times.out(row, "sent_at"),
        row.getObject("published_version", Integer.class),
        withdrawnBy == null ? null : new Draft.Withdrawal(withdrawnBy, Times.out(row, "withdrawn_at")), approvals(id));
  }

  private List<Approval> approvals(long id) {
    return jdbc.sql(
            """
            select a.side, a.approved_by, a.approved_at, a.revision, a.against,
                   coalesce(k.revoked_at, u.disabled_at) as revoked_at
              from policy_draft_approval a
              left join api_key k on lower(k.name) = lower(substr(a.approved_by, strpos(a.approved_by, ':') + 1))
              left join app_user u on 'user/' || u.handle = substr(a.approved_by, strpos(a.approved_by, ':') + 1)
             where a.draft_id = :id order by a.side""")
        .param("id", id)
        .query((row, n) -> new Approval(
            Side.valueOf(row.getString("side")), row.getString("approved_by"), Times.out(row, "approved_at"),
            row.getInt("revision"), row.getInt("against"), Times.outOrNull(row, "revoked_at")))
        .list();
  }
}
