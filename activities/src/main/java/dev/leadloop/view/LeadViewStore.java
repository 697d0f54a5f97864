package dev.leadloop.view;

import dev.leadloop.store.Times;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Ways of looking at the list of leads that people keep, each for themselves or for all. */
public final class LeadViewStore {
  private final JdbcClient jdbc;

  /** A store over one data source. */
  public LeadViewStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * One way of looking.
   *
   * @param owner the principal who keeps it
   * @param query of the page's address
   */
  public record KeptView(long id, String owner, String name, boolean shared, String query) {}

  /** Those of that principal and those that others share, by name. */
  public List<KeptView> of(String owner) {
    return jdbc.sql(
            """
            select view_id, owner, name, shared, query from lead_view
             where owner = :owner or shared order by lower(name), view_id""")
        .param("owner", owner)
        .query((row, n) -> new KeptView(
            row.getLong("view_id"), row.getString("owner"), row.getString("name"), row.getBoolean("shared"),
            row.getString("query")))
        .list();
  }

  /** Keeps one, in place of the owner's of that name; false where the owner keeps that many others already. */
  public boolean keep(String owner, String name, boolean shared, String query, Instant at, int most) {
    return jdbc.sql(
            """
            insert into lead_view (owner, name, shared, query, kept_at)
            select :owner, :name, :shared, :query, :at
             where (select count(*) from lead_view where owner = :owner and name <> :name) < :most
            on conflict (owner, name) do update
               set shared = excluded.shared, query = excluded.query, kept_at = excluded.kept_at""")
        .param("owner", owner)
        .param("name", name)
        .param("shared", shared)
        .param("query", query)
        .param("at", Times.in(at))
        .param("most", most)
        .update() == 1;
  }

  /** Forgets one of the owner's; false where the owner keeps none of that number. */
  public boolean forget(String owner, long id) {
    return jdbc.sql("delete from lead_view where owner = :owner and view_id = :id").param("owner", owner).param("id", id).update()
        == 1;
  }
}
