package dev.leadloop.proof;

import dev.leadloop.backtest.RecordedLifeStore;
import dev.leadloop.backtest.RecordedLifeStore.Lived;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policyfile.PolicyFiles;
import dev.leadloop.simulation.backtest.LivingAgain;
import dev.leadloop.store.Json;
import dev.leadloop.store.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Recorded lives, lived again by the versions that they were lived by, held against what the record has of them. */
final class LivedAgain {
  private static final Instant EVER = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant END = Instant.parse("2200-01-01T00:00:00Z");
  /** However late an alarm rang while nothing ran. */
  private static final Duration AS_LATE_AS_IT_WAS = Duration.ofDays(100_000);

  private final JdbcClient jdbc;
  private final Map<Integer, LeadPolicy> versions = new HashMap<>();
  private int lives;

  LivedAgain(JdbcClient jdbc) {
    this.jdbc = jdbc;
    jdbc.sql("select version, document from policy_version").query(row -> {
      versions.put(row.getInt("version"), PolicyFiles.parse(row.getString("document"), row.getInt("version"), template -> true));
    });
  }

  private record Turned(Instant at, JournalEntry entry) {}

  /** How many were lived again. */
  int lives() {
    return lives;
  }

  /** Lives that take another turn than they did, or that cannot be read. */
  List<String> differences() {
    List<String> found = new ArrayList<>();
    new RecordedLifeStore(jdbc).each(0, 1, EVER, END, END, new RecordedLifeStore.Listener() {
      @Override
      public void lived(List<Lived> some) {
        for (Lived one : some) {
          lives++;
          List<Turned> was = recorded(one.life().lead());
          List<Turned> is = again(one);
          if (!is.equals(was)) {
            found.add("lead " + one.life().lead().value() + " was " + was + ", lived again it is " + is);
          }
        }
      }

      @Override
      public void unreadable(String leadId, long events, RuntimeException why) {
        found.add("lead " + leadId + " cannot be read: " + why);
      }
    });
    return found;
  }

  private List<Turned> again(Lived lived) {
    List<Turned> turned = new ArrayList<>();
    LivingAgain.live(lived.life(), versions::get, lived.life().turns().getLast().at(), AS_LATE_AS_IT_WAS, moment ->
        moment.decision().journal().forEach(noted -> {
          if (noted.entry() instanceof JournalEntry.StageChanged) {
            turned.add(new Turned(moment.decision().at(), noted.entry()));
          }
        }));
    return turned;
  }

  private List<Turned> recorded(LeadId lead) {
    return jdbc.sql("select at, entry from lifecycle_event where lead_id = ? and type = 'stage_changed' order by seq, n")
        .param(lead.value())
        .query((row, n) -> new Turned(Times.out(row, "at"), Json.read(row.getString("entry"), JournalEntry.class)))
        .list();
  }
}
