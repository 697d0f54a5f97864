package dev.leadloop.erasure.work;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.leadloop.erasure.Erased;
import dev.leadloop.erasure.Person;
import dev.leadloop.erasure.work.Erasure.Part;
import dev.leadloop.lead.Principal;
import dev.leadloop.store.Json;
import dev.leadloop.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Erasures that were ordered, and what each part of them did. */
public final class ErasureStore {
  private static final TypeReference<Map<String, Integer>> COUNTS = new TypeReference<>() {};
  private static final String COLUMNS =
      """
      select erasure_id, lead_id, state, reason, by_kind, by_id, asked_at, entombed_at, confirmed_at, finished_at
        from erasure\s""";

  private final JdbcClient jdbc;

  ErasureStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Writes an order down; false where the lead has one. */
  boolean open(String id, @Nullable String lead, String reason, Principal by, @Nullable Person person, Instant at) {
    return jdbc.sql(
                """
                insert into erasure (erasure_id, lead_id, state, reason, by_kind, by_id, asked_at, person)
                values (:id, :lead, 'WAITING', :reason, :byKind, :by, :at, :person::jsonb)
                on conflict do nothing""")
            .param("id", id)
            .param("lead", lead)
            .param("reason", reason)
            .param("byKind", by.kind().name())
            .param("by", by.id())
            .param("at", Times.in(at))
            .param("person", person == null ? null : Json.write(person))
            .update()
        == 1;
  }

  /** Has the parts begin. */
  void entombed(String id, Person person, Collection<String> parts, Instant at) {
    jdbc.sql(
            """
            update erasure set state = 'ERASING', entombed_at = :at, person = :person::jsonb
             where erasure_id = :id and state = 'WAITING'""")
        .param("id", id)
        .param("at", Times.in(at))
        .param("person", Json.write(person))
        .update();
    jdbc.sql("insert into erasure_part (erasure_id, part) select :id, unnest(:parts::text[]) on conflict do nothing")
        .param("id", id)
        .param("parts", parts.toArray(String[]::new))
        .update();
  }

  /** Whom it is about; empty once it is done. */
  Optional<Person> person(String id) {
    return jdbc.sql("select person from erasure where erasure_id = :id and person is not null")
        .param("id", id)
        .query((row, n) -> Json.read(Objects.requireNonNull(row.getString(1)), Person.class))
        .optional();
  }

  /** Notes what a part did; it has confirmed where it waits for nothing. */
  void tried(String id, String part, Erased erased, Instant at) {
    jdbc.sql(
            """
            update erasure_part set tries = tries + 1, tried_at = :at, stands = :waits,
                   confirmed_at = case when :waits::text is null then coalesce(confirmed_at, :at) end,
                   counts = coalesce((select jsonb_object_agg(key, total) from (
                     select key, sum(value::int) as total from (
                       select * from jsonb_each_text(counts) union all select * from jsonb_each_text(:counts::jsonb)) both_of
                      group by key) summed), '{}')
             where erasure_id = :id and part = :part""")
        .param("id", id)
        .param("part", part)
        .param("at", Times.in(at))
        .param("waits", erased.waitsFor())
        .param("counts", Json.write(erased.counts()))
        .update();
  }

  /** Notes that every part has confirmed once. */
  void confirmed(String id, Instant at) {
    jdbc.sql("update erasure set confirmed_at = coalesce(confirmed_at, :at) where erasure_id = :id")
        .param("id", id)
        .param("at", Times.in(at))
        .update();
  }

  /** Ends it, and forgets whom it was about. */
  void done(String id, Instant at) {
    jdbc.sql("update erasure set state = 'DONE', finished_at = :at, person = null where erasure_id = :id")
        .param("id", id)
        .param("at", Times.in(at))
        .update();
  }

  /** The one of that id. */
  public Optional<Erasure> find(String id) {
    return jdbc.sql(COLUMNS + "where erasure_id = :id").param("id", id).query((row, n) -> erasure(row, parts(id))).optional();
  }

  /** The one of that lead. */
  public Optional<Erasure> ofLead(String lead) {
    return jdbc.sql("select erasure_id from erasure where lead_id = :lead")
        .param("lead", lead)
        .query((row, n) -> Objects.requireNonNull(row.getString(1)))
        .optional()
        .flatMap(this::find);
  }

  /** The newest first, without what their parts did. */
  public List<Erasure> newest(int limit) {
    return jdbc.sql(COLUMNS + "order by asked_at desc, erasure_id limit :limit")
        .param("limit", limit)
        .query((row, n) -> erasure(row, List.of()))
        .list();
  }

  /** Ids of those that are not done. */
  public List<String> open() {
    return jdbc.sql("select erasure_id from erasure where state <> 'DONE' order by asked_at limit 1000")
        .query((row, n) -> Objects.requireNonNull(row.getString(1)))
        .list();
  }

  private List<Part> parts(String id) {
    return jdbc.sql("select * from erasure_part where erasure_id = :id order by part")
        .param("id", id)
        .query((row, n) -> new Part(
            Objects.requireNonNull(row.getString("part")), Times.outOrNull(row, "confirmed_at"), row.getInt("tries"),
            Times.outOrNull(row, "tried_at"), row.getString("stands"),
            Json.read(Objects.requireNonNull(row.getString("counts")), COUNTS)))
        .list();
  }

  private static Erasure erasure(ResultSet row, List<Part> parts) throws SQLException {
    return new Erasure(
        Objects.requireNonNull(row.getString("erasure_id")),
        row.getString("lead_id"),
        Erasure.State.valueOf(row.getString("state")),
        Objects.requireNonNull(row.getString("reason")),
        new Principal(Principal.Kind.valueOf(row.getString("by_kind")), row.getString("by_id")),
        Times.out(row, "asked_at"),
        Times.outOrNull(row, "entombed_at"),
        Times.outOrNull(row, "confirmed_at"),
        Times.outOrNull(row, "finished_at"),
        parts);
  }
}
