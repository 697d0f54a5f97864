package dev.leadloop.backtest;

import dev.leadloop.store.Json;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Leads that a backtest left out because their record cannot be read or lived again. */
public final class LeftOutStore {
  private final JdbcClient jdbc;

  LeftOutStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A lead that was left out.
   *
   * @param why in a few words, without anything of the person
   */
  public record LeftOut(String leadId, String why) {}

  void keep(String backtest, List<LeftOut> leads) {
    if (leads.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            insert into backtest_left_out (backtest_id, lead_id, why)
            select :id, lead_id, why from json_to_recordset(:rows::json) as r(lead_id text, why text) on conflict do nothing""")
        .param("id", backtest)
        .param("rows", Json.rows(leads))
        .update();
  }

  /** The first of them by id. */
  public List<LeftOut> first(String backtest, int limit) {
    return jdbc.sql("select lead_id, why from backtest_left_out where backtest_id = :id order by lead_id limit :limit")
        .param("id", backtest)
        .param("limit", limit)
        .query((row, n) -> new LeftOut(row.getString("lead_id"), row.getString("why")))
        .list();
  }
}
