package dev.leadloop.connect;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.leadloop.erasure.Erased;
import dev.leadloop.erasure.Erases;
import dev.leadloop.erasure.Holding;
import dev.leadloop.erasure.Person;
import dev.leadloop.store.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Has other systems delete whoever is forgotten, and waits until each has confirmed; what a connector noted of the person goes
 * with that.
 */
final class ConnectorErasingStore implements Erases {
  private static final TypeReference<Map<String, Object>> ROW = new TypeReference<>() {};

  private final JdbcClient jdbc;

  ConnectorErasingStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public String name() {
    return "connectors";
  }

  @Override
  public List<Holding> holdings() {
    return List.of(
        Holding.deleted("connector_lead"),
        new Holding("connector_event", Set.of("body", "failed"), "deleted where it tells of the person"));
  }

  @Override
  public Erased erase(Person person) {
    if (person.lead() == null) {
      return Erased.NOTHING;
    }
    int told = jdbc.sql("""
            delete from connector_event e using connector_lead k
             where k.lead_id = :lead and e.connector_id = k.connector_id and k.remote_id is not null and e.body is not null
               and e.body::text ~ ('\\m' || regexp_replace(k.remote_id, '([^A-Za-z0-9])', '\\\\\\1', 'g') || '\\M')""")
        .param("lead", person.lead()).update();
    jdbc.sql("""
            update connector_lead set next_try_at = now(), set_aside = false
             where lead_id = :lead and remote_id is not null and (next_try_at is null or set_aside)""")
        .param("lead", person.lead()).update();
    int gone = jdbc.sql("delete from connector_lead where lead_id = :lead and remote_id is null and attempts = 0")
        .param("lead", person.lead()).update();
    Map<String, Integer> counts = new LinkedHashMap<>();
    counts.put("connector_event", told);
    counts.put("connector_lead", gone);
    counts.values().removeIf(count -> count == 0);
    return new Erased(counts, waitsFor(person.lead()));
  }

  private @Nullable String waitsFor(String lead) {
    List<String> waiting = jdbc.sql("""
            select c.connector_id || case when c.state = 'PAUSED' then ' (which is paused)' else '' end
              from connector_lead k join connector c using (connector_id) where k.lead_id = :lead order by c.connector_id""")
        .param("lead", lead).query((row, n) -> row.getString(1)).list();
    return waiting.isEmpty() ? null
        : "connector " + waiting.stream().collect(Collectors.joining(", connector ")) + " deletes the person there";
  }

  @Override
  public Map<String, List<Map<String, Object>>> tell(Person person) {
    if (person.lead() == null) {
      return Map.of();
    }
    List<Map<String, Object>> rows = jdbc.sql("""
            select to_jsonb(told) from (
              select connector_id, remote_id, confirmed_at, sent, failed from connector_lead where lead_id = :lead) told""")
        .param("lead", person.lead())
        .query((row, n) -> Json.read(Objects.requireNonNull(row.getString(1)), ROW)).list();
    return rows.isEmpty() ? Map.of() : Map.of("connector_lead", rows);
  }
}
