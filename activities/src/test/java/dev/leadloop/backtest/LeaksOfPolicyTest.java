package dev.leadloop.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.policyfile.PolicyTexts;
import dev.leadloop.prediction.HandedOverStore;
import dev.leadloop.prediction.model.Suspicion;
import dev.leadloop.testing.TestDatabase;
import dev.leadloop.testing.TestPostgres;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which fields of a policy are named, of leads that a file told of. */
class LeaksOfPolicyTest {
  private static final Instant UNTIL = Instant.parse("2026-06-01T00:00:00Z");
  private static final LeadPolicy STARTER = PolicyTexts.read(PolicyCatalog.starter(), 1);

  private static LeadPolicy reading(String field) {
    return PolicyTexts.read(PolicyCatalog.starter().replace("answers.budget", "answers." + field), 1);
  }

  @Test
  void aFieldThatWasFilledInAfterTheOutcomeIsNamedWhereThePolicyReadsItAndOnlyThere() {
    try (TestDatabase database = TestPostgres.freshDatabase()) {
      JdbcClient jdbc = JdbcClient.create(database.dataSource());
      jdbc.sql(
              """
              insert into lead (lead_id, created_at, updated_at, company_size, answers)
              select 'lead-' || lpad(n::text, 5, '0'), timestamptz '2026-01-01' + n * interval '1 hour',
                   timestamptz '2026-01-01', 1 + n % 700,
                     case when n % 4 = 0 then '{"closing_note": "signed", "colour": "red"}'::jsonb
                          when n % 40 = 1 then '{"closing_note": "no"}'::jsonb else '{"colour": "blue"}'::jsonb end
                from generate_series(1, 800) as n""").update();
      jdbc.sql(
              """
              insert into measure_lead (lead_id, entered_at, entered_policy, stage_at, stage, sql_at, won_at)
              select lead_id, created_at, 1, created_at, case when n % 4 = 0 then 'WON' else 'LOST' end, created_at,
                     case when n % 4 = 0 then created_at + interval '9 days' end
                from (select l.*, substr(lead_id, 6)::int as n from lead l) l""").update();
      assertThat(look(jdbc, reading("closing_note"))).extracting(Suspicion::field).containsExactly("answers.closing_note");
      assertThat(look(jdbc, STARTER)).as("a policy that does not read it").isEmpty();
    }
  }

  private static List<Suspicion> look(JdbcClient jdbc, LeadPolicy policy) {
    return new LeaksOfPolicy(new HandedOverStore(jdbc), policy).look(
        new BacktestOrder("1", 1, null, Instant.EPOCH, UNTIL, null, UNTIL, ZoneOffset.UTC));
  }

  @Test
  void theFieldsAreThoseThatRulesRead() {
    assertThat(LeaksOfPolicy.fields(reading("closing_note"))).contains("answers.closing_note", "companySize", "answers.timeline");
  }
}
