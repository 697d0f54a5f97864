package dev.leadloop.store;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Signal;
import dev.leadloop.lifecycle.LeadProgress.SequenceRun;
import dev.leadloop.scoring.Band;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Leads whom a campaign may reach, page by page, with what a segment is judged by; reads only. */
public final class SegmentStore {
  /** Not with sales, not parked, with an address that may be mailed, and not in the sequence already. */
  private static final String PAGE =
      "select l.lead_id, s.band, s.policy_version, s.progress -> 'sequenceRuns' as runs,"
          + " s.progress #>> '{nurture,sequence}' as running, " + LeadStore.PROFILE_COLUMNS
          + """
           from lead_status s join lead l using (lead_id)
          where s.lead_id > :after and s.stage in ('NURTURING', 'MQL')
            and l.email_key is not null and l.erased_at is null
            and s.progress ->> 'suppressed' is null
            and s.progress #>> '{gate,parkedUntil}' is null
            and s.progress #>> '{nurture,sequence}' is distinct from :sequence
            and not exists (select from address a where a.email_key = l.email_key and a.suppressed is not null)
          order by s.lead_id limit :limit""";

  private static final TypeReference<Map<String, SequenceRun>> RUNS = new TypeReference<>() {};

  private final JdbcClient jdbc;

  /** A store over one data source. */
  public SegmentStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * One lead and what is known of it.
   *
   * @param policyVersion the version it lives by
   * @param runs how far it has come in each sequence, by {@code id@version}
   * @param running the sequence it runs; null for none
   */
  public record Candidate(
      LeadId lead,
      LeadProfile profile,
      Band band,
      List<Signal> signals,
      int policyVersion,
      Map<String, SequenceRun> runs,
      @Nullable String running) {}

  private record Facts(
      LeadProfile profile, Band band, int policyVersion, Map<String, SequenceRun> runs, @Nullable String running) {}

  /**
   * The next leads by id.
   *
   * @param after the last lead of the page before; empty for the first page
   * @param sequence whose leads are left out
   * @param from signals before then are left out
   */
  public List<Candidate> page(String after, String sequence, Instant from, int limit) {
    Map<String, Facts> found = new LinkedHashMap<>();
    jdbc.sql(PAGE)
        .param("after", after)
        .param("sequence", sequence)
        .param("limit", limit)
        .query(row -> {
          found.put(
              row.getString("lead_id"),
              new Facts(
                  LeadStore.profile(row), Band.valueOf(row.getString("band")), row.getInt("policy_version"),
                  Json.read(row.getString("runs"), RUNS), row.getString("running")));
        });
    Map<String, List<Signal>> signals = signals(List.copyOf(found.keySet()), from);
    List<Candidate> page = new ArrayList<>();
    found.forEach((lead, facts) ->
        page.add(new Candidate(
            new LeadId(lead), facts.profile(), facts.band(), signals.getOrDefault(lead, List.of()), facts.policyVersion(),
            facts.runs(), facts.running())));
    return page;
  }

  /** The signals of those leads since then. */
  Map<String, List<Signal>> signals(List<String> leads, Instant from) {
    Map<String, List<Signal>> signals = new HashMap<>();
    jdbc.sql(
            """
            select lead_id, event_id, type, occurred_at, properties, voided from signal
             where lead_id = any (:leads) and occurred_at >= :from""")
        .param("leads", leads.toArray(String[]::new))
        .param("from", Times.in(from))
        .query(row -> {
          signals
              .computeIfAbsent(row.getString("lead_id"), lead -> new ArrayList<>())
              .add(new Signal(
                  row.getString("event_id"),
                  row.getString("type"),
                  Times.out(row, "occurred_at"),
                  Json.texts(row.getString("properties")),
                  row.getBoolean("voided")));
        });
    return signals;
  }
}
