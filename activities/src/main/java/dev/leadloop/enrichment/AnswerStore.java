package dev.leadloop.enrichment;

import dev.leadloop.enrichment.EnrichmentProvider.Answer;
import dev.leadloop.store.Json;
import dev.leadloop.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was asked of a provider, and its answers for as long as they are good: each question once, whoever wants it. */
final class AnswerStore {
  private final JdbcClient jdbc;

  AnswerStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A question somebody wants answered.
   *
   * @param leadId where it names a person, whose
   * @param line 1 by itself, 2 among many
   * @param anew answers from before are not good enough; null where any is
   */
  record Wanted(String question, @Nullable String leadId, int line, @Nullable String anew) {}

  /**
   * How a question stands.
   *
   * @param open whether it is yet to be asked, or asked again
   * @param failed whether it was asked in vain before
   * @param facts null where none were found
   * @param at when it was answered; null where it never was
   */
  record Standing(boolean open, boolean failed, @Nullable Map<String, String> facts, @Nullable Instant at) {}

  /**
   * How these questions stand, once those are to be asked that were never answered or whose answer is not good any more. What
   * is told stays so until the transaction ends.
   */
  Map<String, Standing> want(String provider, Collection<Wanted> wanted) {
    String rows = Json.rows(wanted);
    String told = "json_to_recordset(:rows::json) as r(question text, lead_id text, line smallint, anew timestamptz)";
    jdbc.sql(
            """
            insert into enrichment_answer (provider, question, lead_id, line, ask_at)
            select :provider, question, lead_id, line, now() from %s order by question
            on conflict do nothing""".formatted(told))
        .param("provider", provider)
        .param("rows", rows)
        .update();
    jdbc.sql("select 1 from enrichment_answer where provider = :provider and question = any (:questions)"
            + " order by question for update")
        .param("provider", provider)
        .param("questions", wanted.stream().map(Wanted::question).toArray(String[]::new))
        .query(Integer.class)
        .list();
    jdbc.sql(
            """
            update enrichment_answer a
               set ask_at = coalesce(a.ask_at, now()), tries = case when a.ask_at is null then 0 else a.tries end,
                   line = case when a.ask_at is null then r.line else least(a.line, r.line) end
              from %s
             where a.provider = :provider and a.question = r.question
               and (a.ask_at is null and (a.expires_at <= now() or a.answered_at < r.anew)
                    or a.ask_at is not null and a.line > r.line)""".formatted(told))
        .param("provider", provider)
        .param("rows", rows)
        .update();
    Map<String, Standing> standing = new HashMap<>();
    jdbc.sql("select question, ask_at is not null as open, outcome, facts, answered_at from enrichment_answer"
            + " where provider = :provider and question = any (:questions)")
        .param("provider", provider)
        .param("questions", wanted.stream().map(Wanted::question).toArray(String[]::new))
        .query(row -> {
          standing.put(row.getString("question"), standing(row));
        });
    return standing;
  }

  /**
   * A question that is asked now.
   *
   * @param tries this time included
   */
  record Taken(String question, int line, int tries) {}

  /**
   * Takes questions to be asked, those of one line, the oldest first; whoever took them is left alone until the lease ends.
   *
   * @param tries whether it is tried if the service answers again: then those come first that were asked the fewest times, since
   *     a question that the service fails at each time would say that of all others
   */
  List<Taken> take(String provider, boolean bulk, int most, Duration lease, boolean tries) {
    return most <= 0
        ? List.of()
        : jdbc.sql(
                """
                with chosen as (
                  select question from enrichment_answer
                   where provider = :provider and ask_at <= now() and (taken_until is null or taken_until <= now())
                     and case when :bulk then line > 1 else line < 2 end
                   order by case when :tries then tries end, ask_at limit :most for update skip locked)
                update enrichment_answer a
                   set taken_until = now() + :lease * interval '1 millisecond', asked_at = now(), tries = a.tries + 1
                  from chosen c where a.provider = :provider and a.question = c.question
                returning a.question, a.line, a.tries""")
            .param("provider", provider)
            .param("bulk", bulk)
            .param("most", most)
            .param("tries", tries)
            .param("lease", lease.toMillis())
            .query((row, n) -> new Taken(row.getString("question"), row.getInt("line"), row.getInt("tries")))
            .list();
  }

  /** Whom a question may be about. */
  record About(String question, @Nullable String emailKey, @Nullable String company, boolean mayBeNamed) {}

  /** What is known of leads that wait for these questions. */
  List<About> about(Collection<String> questions) {
    return jdbc.sql(
            """
            select w.question, l.email_key, case when l.enriched->'found'->'company' is null then l.company end as company,
                   a.suppressed is null and coalesce(l.consent->>'status', '') <> 'declined' as may_be_named
              from unnest(:questions::text[]) q(question)
             cross join lateral (select * from enrichment_wish w where w.question = q.question limit 20) w
              join lead l using (lead_id) left join address a using (email_key)
             where l.erased_at is null""")
        .param("questions", questions.toArray(String[]::new))
        .query((row, n) -> new About(
            row.getString("question"), row.getString("email_key"), row.getString("company"), row.getBoolean("may_be_named")))
        .list();
  }

  /** Nobody wants this answered any more. */
  void drop(String provider, String question) {
    jdbc.sql("delete from enrichment_answer where provider = :provider and question = :question")
        .param("provider", provider)
        .param("question", question)
        .update();
  }

  /** Keeps an answer that is good for so long. */
  void keep(String provider, String question, Answer answer, Duration goodFor) {
    Map<String, String> facts = answer instanceof Answer.Found found ? found.facts() : null;
    jdbc.sql(
            """
            update enrichment_answer
               set outcome = :outcome, facts = :facts::jsonb, answered_at = now(),
                   expires_at = now() + :good * interval '1 millisecond', ask_at = null, taken_until = null, error = null
             where provider = :provider and question = :question""")
        .param("provider", provider)
        .param("question", question)
        .param("outcome", facts == null ? "NOTHING" : "FOUND")
        .param("facts", facts == null ? null : Json.write(facts))
        .param("good", goodFor.toMillis())
        .update();
  }

  /**
   * Notes that a try was in vain.
   *
   * @param again when it is tried again; null where it is given up
   * @param goodFor how long nobody tries after that
   */
  void failed(String provider, String question, String why, @Nullable Instant again, Duration goodFor) {
    jdbc.sql(
            """
            update enrichment_answer
               set outcome = 'FAILED', facts = null, answered_at = now(), ask_at = :again, taken_until = null, error = :why,
                   expires_at = now() + :good * interval '1 millisecond'
             where provider = :provider and question = :question""")
        .param("provider", provider)
        .param("question", question)
        .param("again", Times.inOrNull(again))
        .param("why", why)
        .param("good", goodFor.toMillis())
        .update();
  }

  /** Forgets answers that were good until then; returns how many. */
  int forget(Instant until) {
    return jdbc.sql("delete from enrichment_answer where ask_at is null and expires_at < :until")
        .param("until", Times.in(until))
        .update();
  }

  private static Standing standing(ResultSet row) throws SQLException {
    String facts = row.getString("facts");
    return new Standing(
        row.getBoolean("open"), "FAILED".equals(row.getString("outcome")), facts == null ? null : Json.texts(facts),
        Times.outOrNull(row, "answered_at"));
  }
}
