package dev.leadloop.view;

import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Signal;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.record.LeadStore;
import dev.leadloop.scoring.Conditions;
import dev.leadloop.store.Json;
import dev.leadloop.store.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Leads whom a campaign may mean, page by page, with what is asked about them; reads only. */
public final class SegmentStore {
  private static final String PAGE =
      "select l.lead_id, s.policy_version, s.progress, " + LeadStore.PROFILE_COLUMNS
          + """
            , exists (select from address a where a.email_key = l.email_key and a.suppressed is not null) as suppressed
             from lead_status s join lead l using (lead_id)
            where s.lead_id > :after and s.stage = any (:stages) and l.erased_at is null
            order by s.lead_id limit :limit""";

  private final JdbcClient jdbc;

  /** A store over one data source. */
  public SegmentStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * One lead and what is known of it.
   *
   * @param policyVersion the version it lives by
   * @param addressSuppressed whether its address gets no mail, though the lead may not have been told yet
   */
  public record Candidate(
      LeadId lead,
      LeadProfile profile,
      LeadProgress progress,
      List<Signal> signals,
      int policyVersion,
      boolean addressSuppressed) {
    /** Whether the lead is of a segment at an instant, by its signals of those that {@link #page} was asked for. */
    public boolean isOf(Condition segment, Instant at) {
      Conditions.Enrolment enrolment = new Conditions.Enrolment(progress.qualification().score().band(), at);
      return Conditions.holds(segment, profile, signals, enrolment, at);
    }

    private Candidate with(List<Signal> some) {
      return new Candidate(lead, profile, progress, some, policyVersion, addressSuppressed);
    }
  }

  /**
   * The next leads by id that something was decided about.
   *
   * @param after the last lead of the page before; empty for the first page
   * @param stages where they may be
   * @param from signals before then are left out
   */
  public List<Candidate> page(String after, Collection<Stage> stages, Instant from, int limit) {
    List<Candidate> found =
        jdbc.sql(PAGE)
            .param("after", after)
            .param("stages", stages.stream().map(Stage::label).toArray(String[]::new))
            .param("limit", limit)
            .query((row, n) -> new Candidate(
                new LeadId(row.getString("lead_id")),
                LeadStore.profile(row),
                Json.read(row.getString("progress"), LeadProgress.class),
                List.of(),
                row.getInt("policy_version"),
                row.getBoolean("suppressed")))
            .list();
    Map<String, List<Signal>> signals = signals(found.stream().map(lead -> lead.lead().value()).toList(), from);
    return found.stream().map(lead -> lead.with(signals.getOrDefault(lead.lead().value(), List.of()))).toList();
  }

  /**
   * The names of the free questions that leads have answered, in order.
   *
   * @param leads at how many of those who answered any is looked
   */
  public List<String> answered(int leads) {
    return jdbc.sql(
            """
            select distinct jsonb_object_keys(answers) as name
              from (select answers from lead where answers <> '{}' limit :leads) answering order by name""")
        .param("leads", leads)
        .query((row, n) -> row.getString("name"))
        .list();
  }

  /** The signals of those leads since then. */
  public Map<String, List<Signal>> signals(List<String> leads, Instant from) {
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
