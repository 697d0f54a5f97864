package dev.leadloop.view;

import dev.leadloop.email.address.SampleAddresses;
import dev.leadloop.store.Times;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How far an installation has come, read from what there is. */
public final class SetupStore {
  private static final String IN_REVIEW =
      """
        from lead_status s join lead l using (lead_id)
       where s.progress ->> 'review' is not null and s.stage <> 'ERASED'
         and (l.email_key is null or l.email_key not like :sample)""";

  private final JdbcClient jdbc;

  SetupStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The first lead that came in.
   *
   * @param channel by which it came, such as "form" or "import"; null where whoever sent it said none
   */
  public record FirstLead(String leadId, Instant at, @Nullable String channel) {}

  /**
   * The policy that new leads live by.
   *
   * @param by who published it; leadloop for the one that the installation began with
   */
  public record InForce(int version, Instant at, String by) {}

  /**
   * Handoffs in the managers' queue.
   *
   * @param since when the first of them came there; null where there is none
   */
  public record Queue(int leads, @Nullable Instant since) {}

  /**
   * A lead that waits for a manager's review.
   *
   * @param name the company, else null
   * @param why a person is to look at it, in words
   */
  public record Review(String lead, @Nullable String name, String why) {}

  /** The first lead that is none of the sample, whose id is the least since ids begin with the time. */
  public Optional<FirstLead> firstLead() {
    return jdbc.sql(
            """
            select l.lead_id, l.created_at, t.channel from lead l
              left join lateral (select channel from touch where lead_id = l.lead_id order by at, touch_id limit 1) t on true
             where l.email_key is null or l.email_key not like :sample
             order by l.lead_id limit 1""")
        .param("sample", SampleAddresses.LIKE)
        .query((row, n) -> new FirstLead(row.getString("lead_id"), Times.out(row, "created_at"), row.getString("channel")))
        .optional();
  }

  /** The policy with the highest number; empty before the first. */
  public Optional<InForce> policy() {
    return jdbc.sql("select version, published_at, published_by from policy_version order by version desc limit 1")
        .query((row, n) ->
            new InForce(row.getInt("version"), Times.out(row, "published_at"), row.getString("published_by")))
        .optional();
  }

  /** Who waits in the managers' queue. */
  public Queue queue() {
    return jdbc.sql(
            """
            select count(*) as leads, min(assigned_at) as since from handoff_cycle h join lead l using (lead_id)
             where queue and ended_at is null and (l.email_key is null or l.email_key not like :sample)""")
        .param("sample", SampleAddresses.LIKE)
        .query((row, n) -> new Queue(row.getInt("leads"), Times.outOrNull(row, "since")))
        .single();
  }

  /** How many leads wait for a manager's review. */
  public int reviews() {
    return jdbc.sql("select count(*)" + IN_REVIEW).param("sample", SampleAddresses.LIKE).query(Integer.class).single();
  }

  /** The leads that wait for a manager's review, those known longest first. */
  public List<Review> reviews(int limit) {
    return jdbc.sql("select l.lead_id, l.company, s.progress ->> 'review' as why" + IN_REVIEW
            + " order by l.lead_id limit :limit")
        .param("sample", SampleAddresses.LIKE)
        .param("limit", limit)
        .query((row, n) -> new Review(row.getString("lead_id"), row.getString("company"), row.getString("why")))
        .list();
  }
}
