package dev.leadloop.console.inbox;

import dev.leadloop.api.DecidingApiTest;
import dev.leadloop.view.InboxReadStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** What asks for many handoffs at once, which stand in the inbox beside nothing else. */
abstract class ManyHandoffs extends DecidingApiTest {
  @Autowired InboxReadStore store;

  @BeforeEach
  void clear() {
    jdbc.sql("delete from handoff_cycle where lead_id like 'many-%'").update();
    jdbc.sql("update handoff_cycle set ended_at = now(), ended_how = 'WITHDRAWN', ended_by = 'test' where ended_at is null")
        .update();
  }

  @AfterEach
  final void leaveNothing() {
    jdbc.sql("delete from handoff_cycle where lead_id like 'many-%'").update();
    jdbc.sql("delete from lead_status where lead_id like 'many-%'").update();
    jdbc.sql("delete from lead where lead_id like 'many-%'").update();
  }

  /** So many leads like one that was handed over for real, every so manieth with an open handoff. */
  final void many(int leads, int open) {
    String like = handedOver("Example Harbour");
    for (String table : List.of("lead", "lead_status", "handoff_cycle")) {
      List<String> columns = jdbc.sql(
              "select column_name from information_schema.columns where table_name = :table and is_generated = 'NEVER'"
                  + " and is_identity = 'NO' order by 1")
          .param("table", table).query(String.class).list();
      List<String> values = new ArrayList<>();
      for (String column : columns) {
        values.add(switch (column) {
          case "lead_id" -> "'many-' || n";
          case "email", "email_key" -> "'many-' || n || '@many.example'";
          case "owner" -> table.equals("handoff_cycle") ? "'rep-' || (n % 20)" : "t.owner";
          case "queue" -> "n % 50 = 0";
          case "deadline" -> "now() + (n * 7919 % 100000) * interval '1 second'";
          default -> "t." + column;
        });
      }
      jdbc.sql("insert into " + table + " (" + String.join(", ", columns) + ") select " + String.join(", ", values) + " from "
              + table + " t, generate_series(1, " + (table.equals("handoff_cycle") ? open : leads) + ") n"
              + " where t.lead_id = :like")
          .param("like", like).update();
    }
    jdbc.sql("analyze").update();
  }
}
