package dev.leadloop.erasure.work;

import dev.leadloop.erasure.Person;
import dev.leadloop.lead.LeadId;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who a lead is and was: everything by which a person's traces are found. */
final class PersonStore {
  private static final String ADDRESSES =
      """
      select distinct known.address from (
        select email_key as address from lead where lead_id = :lead
        union select unnest(array[old, new]) from fact_change where lead_id = :lead and field = 'email'
        union select email_key from send where lead_id = :lead
        union select email_key from consent_record where lead_id = :lead) known
       where known.address is not null
         and not exists (select from lead other where other.email_key = known.address and other.lead_id <> :lead)""";
  private static final String WORDS =
      """
      select distinct word from (
        select unnest(array[email, first_name, last_name, first_name || ' ' || last_name, company, title]) as word
          from lead where lead_id = :lead
        union select value from lead, jsonb_each_text(answers) where lead_id = :lead and jsonb_typeof(answers) = 'object'
        union select unnest(array[old, new]) from fact_change
               where lead_id = :lead and field in ('email', 'firstName', 'lastName', 'company', 'title')) known
       where word is not null and length(word) > 2""";

  private final JdbcClient jdbc;

  PersonStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** As is known now. */
  Person of(LeadId lead) {
    List<Person.Name> names = jdbc.sql("select system, external_id from lead_identity where lead_id = :lead")
        .param("lead", lead.value())
        .query((row, n) -> new Person.Name(
            Objects.requireNonNull(row.getString("system")), Objects.requireNonNull(row.getString("external_id"))))
        .list();
    return new Person(lead.value(), texts(ADDRESSES, lead), names, texts(WORDS, lead));
  }

  private Set<String> texts(String statement, LeadId lead) {
    return new HashSet<>(jdbc.sql(statement)
        .param("lead", lead.value())
        .query((row, n) -> Objects.requireNonNull(row.getString(1)))
        .list());
  }
}
