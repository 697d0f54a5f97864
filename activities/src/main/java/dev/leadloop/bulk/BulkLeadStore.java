package dev.leadloop.bulk;

import dev.leadloop.email.address.SampleAddresses;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Signal;
import dev.leadloop.lifecycle.deciding.LeadState;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.record.LeadStore;
import dev.leadloop.store.Json;
import dev.leadloop.store.Times;
import dev.leadloop.view.SegmentStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is known of the leads of a bulk order, many at a time; reads only. */
final class BulkLeadStore {
  private final JdbcClient jdbc;
  private final SegmentStore segments;

  BulkLeadStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
    this.segments = new SegmentStore(jdbc);
  }

  /**
   * A lead as a decision would find it.
   *
   * @param policyVersion the version it lives by; 0 where nothing was decided about it
   * @param sample whether it is of the sample, which has reps of its own
   */
  record Standing(LeadState state, int policyVersion, boolean erased, boolean sample) {}

  private record Row(
      LeadId lead, LeadProfile profile, long seq, @Nullable Instant decidedAt, int policyVersion, @Nullable LeadProgress progress,
      boolean erased, boolean sample) {
    Standing with(List<Signal> signals) {
      return new Standing(
          new LeadState(lead, seq, decidedAt, profile, signals, progress), progress == null ? 0 : policyVersion, erased,
          sample);
    }
  }

  /** Those leads, with their signals since then. */
  List<Standing> standing(List<String> leads, Instant from) {
    List<Row> rows = jdbc.sql(
            "select l.lead_id, l.erased_at, s.seq, s.decided_at, s.policy_version, s.progress, " + LeadStore.PROFILE_COLUMNS
                + " from lead l left join lead_status s using (lead_id) where l.lead_id = any (:leads) order by l.lead_id")
        .param("leads", leads.toArray(String[]::new))
        .query((row, n) -> {
          String progress = row.getString("progress");
          return new Row(
              new LeadId(row.getString("lead_id")), LeadStore.profile(row), row.getLong("seq"),
              Times.outOrNull(row, "decided_at"), row.getInt("policy_version"),
              progress == null ? null : Json.read(progress, LeadProgress.class), row.getObject("erased_at") != null,
              SampleAddresses.isOne(row.getString("email_key")));
        })
        .list();
    Map<String, List<Signal>> signals = segments.signals(leads, from);
    return rows.stream().map(row -> row.with(signals.getOrDefault(row.lead().value(), List.of()))).toList();
  }

  /**
   * The address of a lead.
   *
   * @param emailKey null where it has none
   * @param suppressed why it gets no mail; null where it does
   */
  record Address(String lead, @Nullable String emailKey, @Nullable String suppressed) {}

  /** The addresses of those leads, in one order. */
  List<Address> addresses(List<String> leads) {
    return jdbc.sql(
            """
            select l.lead_id, l.email_key, a.suppressed from lead l left join address a using (email_key)
             where l.lead_id = any (:leads) order by l.email_key, l.lead_id""")
        .param("leads", leads.toArray(String[]::new))
        .query((row, n) -> new Address(
            Objects.requireNonNull(row.getString("lead_id")), row.getString("email_key"), row.getString("suppressed")))
        .list();
  }

  /** Those of these leads that are known, in the order given. */
  List<String> known(List<String> leads) {
    return jdbc.sql(
            """
            select l.lead_id from unnest(:leads::text[]) with ordinality as asked(lead_id, n) join lead l using (lead_id)
             order by asked.n""")
        .param("leads", leads.toArray(String[]::new))
        .query((row, n) -> Objects.requireNonNull(row.getString("lead_id")))
        .list();
  }
}
