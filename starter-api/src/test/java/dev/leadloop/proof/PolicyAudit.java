package dev.leadloop.proof;

import dev.leadloop.proof.LeadPlaces.Place;
import dev.leadloop.proof.PolicyActs.Yes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Holds drafts, versions and the leads that live by them against what people were told. */
final class PolicyAudit {
  private final JdbcClient jdbc;
  private final LeadPlaces places;
  private final List<String> found = new ArrayList<>();

  PolicyAudit(Product product) {
    this.jdbc = JdbcClient.create(product.database());
    this.places = new LeadPlaces(product);
  }

  /** Everything about drafts and versions that is not as it must be, in words. */
  List<String> ofVersions(PolicyActs acts) {
    found.clear();
    publishedWithBothApprovals();
    approvalsCountOnce(acts);
    oneVersionEach(acts);
    withdrawnForGood(acts);
    return List.copyOf(found);
  }

  /** Of a published draft each side has approved, of what was published and of the version before it, by separate people. */
  private void publishedWithBothApprovals() {
    none("published without an approval of both sides, by two people, of just that",
        """
        select 'd' || d.draft_id || ' as ' || d.published_version from policy_draft d
         where d.published_version is not null
           and (select count(distinct a.side) from policy_draft_approval a
                 where a.draft_id = d.draft_id and a.revision = d.revision and a.against = d.published_version - 1) <> 2
            or d.published_version is not null
           and (select count(distinct split_part(a.approved_by, ':', 2)) from policy_draft_approval a
                 where a.draft_id = d.draft_id) <> 2""");
    none("a side for which somebody else has approved",
        """
        select draft_id || ' ' || side || ' ' || approved_by from policy_draft_approval
         where approved_by not like 'admin:%'
           and approved_by not like case side when 'MARKETING' then 'marketing:%' else 'manager:%' end""");
    none("another document than was approved of",
        """
        select 'd' || draft_id from policy_draft d join policy_version v on v.version = d.published_version
         where v.document <> d.document""");
  }

  private void approvalsCountOnce(PolicyActs acts) {
    none("an approval that was counted more than once",
        """
        select target || ' ' || detail from audit where action = 'policy_draft_approved'
         group by target, detail having count(*) > 1""");
    for (Yes yes : acts.approvals()) {
      one("rows of the audit for " + yes,
          """
          select count(*) from audit where action = 'policy_draft_approved' and target = 'policy-draft/' || ?
             and split_part(by_whom, ':', 2) = ? and detail ->> 'side' = ? and (detail ->> 'revision')::int = ?
             and (detail ->> 'against')::int = ?""",
          yes.draft(), yes.by(), yes.side(), yes.revision(), yes.against());
    }
    acts.published().forEach((draft, version) -> one("drafts " + draft + " that are version " + version,
        "select count(*) from policy_draft where 'd' || draft_id = ? and published_version = ?", draft, version));
  }

  /** Each document that was published, by its draft or once more, is as many versions as people were told, and no other. */
  private void oneVersionEach(PolicyActs acts) {
    none("versions are left out", "select max(version)::text from policy_version having max(version) <> count(*)");
    Map<Integer, Set<Integer>> told = new HashMap<>();
    told.computeIfAbsent(0, mark -> new TreeSet<>()).add(1);
    jdbc.sql("select published_version, document from policy_draft where published_version is not null")
        .query(row -> {
          told.computeIfAbsent(PolicyTraits.of(row.getString(2)).mark(), mark -> new TreeSet<>()).add(row.getInt(1));
        });
    acts.republished().forEach((key, version) ->
        told.computeIfAbsent(acts.marks().get(key), mark -> new TreeSet<>()).add(version));
    Map<Integer, Set<Integer>> there = new HashMap<>();
    jdbc.sql("select version, document from policy_version").query(row -> {
      there.computeIfAbsent(PolicyTraits.of(row.getString(2)).mark(), mark -> new TreeSet<>()).add(row.getInt(1));
    });
    there.forEach((mark, versions) -> {
      if (!versions.equals(told.get(mark))) {
        found.add("the document " + mark + " is the versions " + versions + ", but people were told of " + told.get(mark));
      }
    });
    none("a draft is two versions, or two drafts are one",
        "select published_version::text from policy_draft where published_version is not null group by 1 having count(*) > 1");
  }

  private void withdrawnForGood(PolicyActs acts) {
    none("withdrawn and published", "select 'd' || draft_id from policy_draft where withdrawn_at is not null and"
        + " published_version is not null");
    acts.withdrawn().forEach(draft -> one("withdrawn drafts " + draft,
        "select count(*) from policy_draft where 'd' || draft_id = ? and withdrawn_at is not null", draft));
  }

  /**
   * Everything about leads that is not as it must be once all are rolled out to a version.
   *
   * @param asked handoffs as they were when they began
   * @param readers leads who read one e-book
   */
  List<String> ofLeads(int version, Map<String, Place> asked, Set<String> readers) {
    found.clear();
    int points = places.traits(version).points();
    Map<String, Place> now = places.now();
    now.values().stream().filter(lead -> lead.open() && lead.version() != version)
        .forEach(lead -> found.add("left behind: " + lead));
    readers.stream().map(now::get).filter(lead -> lead == null || lead.score() != points)
        .forEach(lead -> found.add("an e-book gives " + points + " by version " + version + ", but " + lead));
    asked.forEach((lead, was) -> {
      Place is = now.get(lead);
      if (is == null || is.handoff() == null || was.handoff() == null || is.handoff().cycle() != was.handoff().cycle()
          || !is.handoff().deadline().equals(was.handoff().deadline()) || !is.handoff().terms().equals(was.handoff().terms())
          || !is.handoff().ladder().rungs().equals(was.handoff().ladder().rungs())) {
        found.add("the answer time of " + was + " has other terms: " + is);
      }
    });
    none("moved more often to a version than it was rolled out",
        """
        select e.lead_id || ' ' || (e.entry ->> 'version') from lifecycle_event e
          left join rollout r on r.version = (e.entry ->> 'version')::int
         where e.type = 'policy_moved' group by e.lead_id, e.entry ->> 'version', r.run having count(*) > coalesce(r.run, 0)""");
    none("orders of rollouts that failed or wait",
        "select lead_id || ' ' || event_id from inbox where kind = 'rolled_out' and (failed is not null or decided_seq is null)");
    return List.copyOf(found);
  }

  private void none(String what, String sql) {
    jdbc.sql(sql).query(String.class).list().forEach(row -> found.add(what + ": " + row));
  }

  private void one(String what, String sql, Object... parameters) {
    long rows = jdbc.sql(sql).params(List.of(parameters)).query(Long.class).single();
    if (rows != 1) {
      found.add(rows + " " + what);
    }
  }
}
