package dev.leadloop.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Stage;
import dev.leadloop.policy.scoring.HandoffTrigger;
import dev.leadloop.policy.scoring.QualifiedBy;
import dev.leadloop.view.LeadListStore;
import dev.leadloop.view.LeadQuery;
import dev.leadloop.view.LeadReadStore;
import dev.leadloop.view.LeadReadStore.ListedRow;
import dev.leadloop.view.ReadyAs;
import dev.leadloop.view.Sight;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whoever asks for leads by what made them ready gets those that the list calls so, and the counts count them. */
class ReadyLeadsTest {
  private static final int ALL = 1_000;

  /** A lead in every stage, by every kind of evidence, last handed over by every trigger: what cannot be is found as well. */
  @Test
  void everyWordFindsExactlyThoseThatAreCalledSo() {
    try (RecordFixture fixture = new RecordFixture()) {
      List<String> evidence = new ArrayList<>(Arrays.stream(QualifiedBy.values()).map(QualifiedBy::called).toList());
      evidence.add(null);
      List<String> triggers = new ArrayList<>(
          Stream.concat(HandoffTrigger.BY_THRESHOLD.stream(), Stream.of(HandoffTrigger.REVIEW, "demo_requested", "odd' one"))
              .toList());
      triggers.add(null);
      int n = 0;
      for (Stage stage : Stage.values()) {
        for (String by : evidence) {
          for (String trigger : triggers) {
            lead(fixture, "lead-" + n, stage, by, trigger, n++ % 3 == 0 ? "rep-1" : "rep-2");
          }
        }
      }
      LeadReadStore reads = new LeadReadStore(fixture.jdbc);
      LeadListStore leads = new LeadListStore(fixture.jdbc);
      for (Sight sight : List.of(Sight.ALL, new Sight(Set.of("rep-1")))) {
        List<ListedRow> every = list(leads, sight, null, null);
        assertThat(every.size()).isBetween(80, n);
        for (Stage stage : Stage.values()) {
          Map<String, Long> counted = new HashMap<>();
          reads.countsOfReady(sight).stream().filter(one -> one.stage().equals(stage.label()))
              .forEach(one -> counted.put(one.qualifiedBy(), one.leads()));
          assertThat(ReadyAs.WORDS).containsAll(counted.keySet());
          for (String word : ReadyAs.WORDS) {
            List<ListedRow> meant =
                every.stream().filter(row -> stage.label().equals(row.stage()) && word.equals(row.qualifiedBy())).toList();
            assertThat(list(leads, sight, stage.label(), word)).as("%s in %s", word, stage).isEqualTo(meant);
            assertThat(counted.getOrDefault(word, 0L)).as("%s in %s", word, stage).isEqualTo(meant.size());
          }
        }
        for (String word : ReadyAs.WORDS) {
          assertThat(list(leads, sight, null, word)).as(word).isNotEmpty()
              .isEqualTo(every.stream().filter(row -> word.equals(row.qualifiedBy())).toList());
        }
      }
    }
  }

  private static List<ListedRow> list(LeadListStore leads, Sight sight, @Nullable String stage, @Nullable String word) {
    LeadQuery.Standing standing = new LeadQuery.Standing(stage, word, null, null, null, null);
    return leads
        .find(new LeadQuery(
            sight, null, LeadQuery.Known.ANY, standing, LeadQuery.Worth.ANY, null, LeadQuery.Order.NEWEST, null, ALL))
        .stream()
        .map(LeadListStore.Found::line)
        .toList();
  }

  private static void lead(RecordFixture fixture, String name, Stage stage, @Nullable String by, @Nullable String trigger,
      String owner) {
    LeadId lead = fixture.lead(name + "@acme.example");
    fixture.jdbc.sql(
            """
            insert into lead_status (lead_id, seq, decided_at, policy_version, stage, band, score, fit, grade, sla_level,
                                     recycles, progress, reply, owner, qualified_by)
            values (:lead, 1, now(), 1, :stage, 'COLD', 0, 0, '-', 'NONE', 0, '{}', '{}', :owner, :by)""")
        .param("lead", lead.value()).param("stage", stage.label()).param("owner", owner).param("by", by).update();
    if (trigger != null) {
      for (int cycle = 1; cycle <= 2; cycle++) {
        fixture.jdbc.sql(
                """
                insert into handoff_cycle (lead_id, cycle, owner, queue, trigger, sla_class, assigned_at, deadline, level,
                                           ended_how, ended_at)
                values (:lead, :cycle, :owner, false, :trigger, 'ordinary', now(), now(), 'NONE', 'RETURNED', now())""")
            .param("lead", lead.value()).param("cycle", cycle).param("owner", owner)
            .param("trigger", cycle == 1 ? "of-before" : trigger).update();
      }
    }
  }
}
