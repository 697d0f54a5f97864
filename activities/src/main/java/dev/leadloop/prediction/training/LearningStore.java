package dev.leadloop.prediction.training;

import dev.leadloop.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Each time that the score was learned, or is being. */
final class LearningStore {
  private static final String LEARNINGS = "select * from predictive_learning";

  private final JdbcClient jdbc;

  LearningStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Records that one is to be done; false where one is under way. */
  boolean begin(String id, Instant at, String by) {
    return jdbc.sql(
            """
            insert into predictive_learning (learning_id, state, began_at, began_by) values (:id, 'RUNNING', :at, :by)
            on conflict do nothing""")
        .param("id", id).param("at", Times.in(at)).param("by", by).update() == 1;
  }

  Optional<Learning> find(String id) {
    return jdbc.sql(LEARNINGS + " where learning_id = :id").param("id", id).query(LearningStore::learning).optional();
  }

  Optional<Learning> latest() {
    return jdbc.sql(LEARNINGS + " order by began_at desc limit 1").query(LearningStore::learning).optional();
  }

  void looked(String id, int looked, int leads) {
    jdbc.sql("update predictive_learning set looked = :looked, leads = :leads where learning_id = :id and state = 'RUNNING'")
        .param("looked", looked).param("leads", leads).param("id", id).update();
  }

  /** Ends one; false where that is done already. */
  boolean finish(String id, Instant at) {
    return jdbc.sql("update predictive_learning set state = 'DONE', finished_at = :at"
            + " where learning_id = :id and state = 'RUNNING'")
        .param("at", Times.in(at)).param("id", id).update() == 1;
  }

  void say(String id, @Nullable Integer version, @Nullable String said) {
    jdbc.sql("update predictive_learning set version = :version, said = :said where learning_id = :id")
        .param("version", version).param("said", said).param("id", id).update();
  }

  /** How many leads were won: without enough of them there is nothing to learn. */
  int won() {
    return jdbc.sql("select count(*) from (select from measure_lead where won_at is not null limit :most) w")
        .param("most", Training.FEWEST_WON).query(Integer.class).single();
  }

  private static Learning learning(ResultSet row, int n) throws SQLException {
    return new Learning(
        row.getString("learning_id"), row.getString("state").equals("RUNNING"), Times.out(row, "began_at"),
        row.getString("began_by"), row.getInt("looked"), row.getInt("leads"), row.getObject("version", Integer.class),
        row.getString("said"), Times.outOrNull(row, "finished_at"));
  }
}
