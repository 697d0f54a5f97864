package dev.leadloop.consent;

import dev.leadloop.store.Times;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Topics of mail that addresses have left; keep the address locked while they change. */
public final class TopicStore {
  private final JdbcClient jdbc;

  public TopicStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The topics the address does not want. */
  public Set<String> left(String emailKey) {
    return new HashSet<>(
        jdbc.sql("select topic from topic_left where email_key = :key").param("key", emailKey).query(String.class).list());
  }

  /** Leaves a topic; false where it was left before. */
  public boolean leave(String emailKey, String topic, String by, Instant at) {
    return jdbc.sql(
                """
                with changed as (
                  insert into topic_left (email_key, topic, at) values (:key, :topic, :at) on conflict do nothing
                  returning email_key)
                insert into address_event (email_key, at, what, detail, principal)
                select email_key, :at, 'topic_left', :topic, :by from changed""")
            .param("key", emailKey)
            .param("topic", topic)
            .param("by", by)
            .param("at", Times.in(at))
            .update()
        == 1;
  }

  /** Joins a topic again; false where it had not been left. */
  public boolean join(String emailKey, String topic, String by, Instant at) {
    return jdbc.sql(
                """
                with changed as (
                  delete from topic_left where email_key = :key and topic = :topic returning email_key)
                insert into address_event (email_key, at, what, detail, principal)
                select email_key, :at, 'topic_joined', :topic, :by from changed""")
            .param("key", emailKey)
            .param("topic", topic)
            .param("by", by)
            .param("at", Times.in(at))
            .update()
        == 1;
  }
}
