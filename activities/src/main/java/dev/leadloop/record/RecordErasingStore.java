package dev.leadloop.record;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.leadloop.erasure.Erased;
import dev.leadloop.erasure.Erases;
import dev.leadloop.erasure.HeldRowsStore;
import dev.leadloop.erasure.Holding;
import dev.leadloop.erasure.Person;
import dev.leadloop.erasure.PersonWords;
import dev.leadloop.store.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Forgets the person in what a lead lived through, and keeps what happened when: every measure is counted from that. What people
 * wrote goes; of what we wrote, each text goes that has one of the person's words; ids of events that have one are made anew,
 * the same wherever they stand.
 */
final class RecordErasingStore implements Erases {
  private static final TypeReference<Map<String, Object>> ROW = new TypeReference<>() {};
  private static final String STAYS = "rows stay without texts of or about the person: measures are counted from them";
  private static final Map<String, List<String>> REWRITTEN = Map.of(
      "lifecycle_event", List.of("entry"),
      "lead_status", List.of("progress", "reply"),
      "effect", List.of("effect"),
      "inbox", List.of("body", "verdict"),
      "handoff_cycle", List.of("clock"));
  private static final Map<String, String> EVENT_IDS = Map.of(
      "inbox", "event_id", "signal", "event_id", "lifecycle_event", "cause_event_id", "measure_cycle", "cause_event_id");

  private final JdbcClient jdbc;
  private final HeldRowsStore plain;

  RecordErasingStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
    this.plain = HeldRowsStore.named("record", jdbc)
        .clears("inbox", HeldRowsStore.OF_LEAD,
            Map.of(
                "note", "null", "failed", "case when failed is not null then 'erased' end",
                "verdict", "verdict || jsonb_build_object('message', '" + PersonWords.GONE + "')",
                "body", "case when jsonb_exists(body, 'properties') then jsonb_set(body, '{properties}', '{}') else body end"),
            STAYS)
        .clears("inbox", HeldRowsStore.OF_LEAD + " and kind in ('suppressed', 'suppression_lifted')",
            Map.of("body", "body || jsonb_build_object('reason', '" + PersonWords.GONE + "')"), STAYS)
        .clears("lifecycle_event", HeldRowsStore.OF_LEAD + " and type in ('suppression_noted', 'suppression_lifted')",
            Map.of("entry", "entry || jsonb_build_object('reason', '" + PersonWords.GONE + "')"), STAYS)
        .clears("lifecycle_event", HeldRowsStore.OF_LEAD + " and type in ('order_refused', 'event_failed')",
            Map.of("entry", "entry || jsonb_build_object('message', '" + PersonWords.GONE + "')"), STAYS)
        .clears("signal", HeldRowsStore.OF_LEAD, Map.of("properties", "'{}'::jsonb"), STAYS)
        .clears("effect", HeldRowsStore.OF_LEAD, Map.of("result", "null"), STAYS)
        .deletes("set_aside", HeldRowsStore.OF_LEAD);
  }

  @Override
  public String name() {
    return plain.name();
  }

  @Override
  public List<Holding> holdings() {
    List<Holding> all = new ArrayList<>(plain.holdings());
    REWRITTEN.forEach((table, columns) -> all.add(new Holding(table, Set.copyOf(columns), STAYS)));
    EVENT_IDS.forEach((table, column) -> all.add(new Holding(table, Set.of(column), STAYS)));
    return all;
  }

  @Override
  public Erased erase(Person person) {
    if (person.lead() == null) {
      return Erased.NOTHING;
    }
    PersonWords words = PersonWords.of(person);
    Map<String, Integer> rewritten = new LinkedHashMap<>();
    Map<String, String> renamed = renameEvents(person.lead(), words);
    REWRITTEN.forEach((table, columns) -> columns.forEach(
        column -> rewritten.merge(table, rewrite(table, column, person.lead(), words, renamed), Integer::sum)));
    rewritten.merge("inbox", renamed.size(), Integer::sum);
    rewritten.values().removeIf(count -> count == 0);
    return plain.erase(person).and(Erased.done(rewritten));
  }

  private record Text(String place, String json) {}

  private int rewrite(String table, String column, String lead, PersonWords words, Map<String, String> renamed) {
    List<Text> texts = jdbc.sql("select ctid::text, " + column + "::text from " + table + " where lead_id = :lead and "
            + column + " is not null for update")
        .param("lead", lead)
        .query((row, n) -> new Text(
            Objects.requireNonNull(row.getString(1)), Objects.requireNonNull(row.getString(2))))
        .list();
    int changed = 0;
    for (Text text : texts) {
      String anew = text.json();
      for (Map.Entry<String, String> id : renamed.entrySet()) {
        anew = anew.replace(Json.write(id.getKey()), Json.write(id.getValue()));
      }
      if (!anew.equals(text.json()) || words.in(anew)) {
        String json = words.without(anew);
        changed += jdbc.sql("update " + table + " set " + column + " = :json::jsonb where ctid = :place::tid and lead_id = :lead"
                + " and " + column + " <> :json::jsonb")
            .param("json", json).param("place", text.place()).param("lead", lead)
            .update();
      }
    }
    return changed;
  }

  private Map<String, String> renameEvents(String lead, PersonWords words) {
    Map<String, String> renamed = new LinkedHashMap<>();
    List<String> telling = jdbc.sql("select event_id from inbox where lead_id = :lead")
        .param("lead", lead)
        .query((row, n) -> Objects.requireNonNull(row.getString(1)))
        .list().stream().filter(id -> id.indexOf('@') >= 0 || words.in(id)).toList();
    for (String id : telling) {
      String anew = "erased-" + UUID.randomUUID();
      renamed.put(id, anew);
      // Of the inbox and the signals first: what is counted of a handoff is looked up there by its event.
      for (String table : List.of("inbox", "signal", "lifecycle_event", "measure_cycle")) {
        String column = Objects.requireNonNull(EVENT_IDS.get(table));
        jdbc.sql("update " + table + " set " + column + " = :anew where lead_id = :lead and " + column + " = :id")
            .param("anew", anew).param("lead", lead).param("id", id)
            .update();
      }
    }
    return renamed;
  }

  @Override
  public Map<String, List<Map<String, Object>>> tell(Person person) {
    Map<String, List<Map<String, Object>>> told = new LinkedHashMap<>(plain.tell(person));
    for (String table : List.of("lead_status", "lifecycle_event", "handoff_cycle")) {
      List<Map<String, Object>> rows =
          jdbc.sql("select to_jsonb(told) from " + table + " as told where lead_id = :lead limit 10000")
              .param("lead", person.lead(), java.sql.Types.VARCHAR)
              .query((row, n) -> Json.read(Objects.requireNonNull(row.getString(1)), ROW))
              .list();
      if (!rows.isEmpty()) {
        told.put(table, rows);
      }
    }
    return told;
  }
}
