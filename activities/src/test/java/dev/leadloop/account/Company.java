package dev.leadloop.account;

import dev.leadloop.lead.LeadId;
import dev.leadloop.lifecycle.LeadLifecycle;
import dev.leadloop.lifecycle.TestPolicies;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.AccountRules;
import dev.leadloop.policy.scoring.AccountRules.AccountRule;
import dev.leadloop.policy.scoring.AccountRules.Sign;
import dev.leadloop.policy.scoring.QualificationRules;
import dev.leadloop.policy.scoring.QualificationRules.Threshold;
import dev.leadloop.policy.scoring.QualifiedBy;
import dev.leadloop.policy.scoring.QualifyingNumber;
import dev.leadloop.record.DecideAndRecord;
import dev.leadloop.record.RecordFixture;
import dev.leadloop.temporal.DecisionReply;
import dev.leadloop.temporal.DecisionRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/** A record whose policy counts companies, and who decides and counts in it. */
final class Company implements AutoCloseable {
  final RecordFixture record = new RecordFixture();
  final DecideAndRecord decisions = new DecideAndRecord(
      record.records, record.transaction, RecordFixture.policies(policy()), LeadLifecycle::decide, record.clock);
  final AccountCounting counting = counting(record.transaction);
  private int signals;

  AccountCounting counting(TransactionTemplate transaction) {
    return new AccountCounting(new AccountCountStore(record.jdbc), record.records.inbox(), RecordFixture.policies(policy()),
        transaction, record.clock);
  }

  /** Has what happens be counted that long after. */
  void gathersFor(Duration debounce) {
    counting.gatherFor(debounce);
  }

  LeadId person(String email, @Nullable String company, @Nullable String title) {
    LeadId lead = record.person(email, company, title);
    decide(lead);
    return lead;
  }

  void does(LeadId lead, String type) {
    record.signal(lead, "did-" + ++signals, type);
    decide(lead);
  }

  /** Decides what waits. */
  DecisionReply decide(LeadId lead) {
    long seq = record.jdbc.sql("select coalesce(max(seq), 0) + 1 from lead_status where lead_id = :lead")
        .param("lead", lead.value()).query(Long.class).single();
    return decisions.decideAndRecord(new DecisionRequest(lead.value(), record.now(), seq, List.of()));
  }

  List<String> strings(String sql) {
    return record.jdbc.sql(sql).query(String.class).list();
  }

  long number(String sql) {
    return record.jdbc.sql(sql).query(Long.class).single();
  }

  static LeadPolicy policy() {
    LeadPolicy p = TestPolicies.mailing("nurture/1-guide");
    AccountRules account = new AccountRules(
        List.of(
            new AccountRule("two", List.of(new Sign.PeopleActive(2)), 40, "two people active"),
            new AccountRule("buyers", List.of(new Sign.RolesActive(List.of("it", "finance"), 2)), 30, "buyers"),
            new AccountRule("asked",
                List.of(new Sign.AskedByOthers(List.of("pricing_page_view", "demo_requested"), 2, Duration.ofDays(30))), 40,
                "others asked"),
            new AccountRule("surge", List.of(new Sign.IntentSurge(List.of("crm"), 60, Duration.ofDays(30))), 20, "researches")),
        150);
    QualificationRules qualification = new QualificationRules(
        List.of(
            new Threshold(60, 20),
            new Threshold(QualifiedBy.ACCOUNT, Map.of(QualifyingNumber.ACCOUNT, 60, QualifyingNumber.PEOPLE_ACTIVE, 2))),
        List.of(new Threshold(500, 40)), 5, List.of(), 40, QualificationRules.USUAL_WITHIN, List.of());
    return new LeadPolicy(p.version(), p.contentHash(), p.name(), p.scoring(), p.product(), account, p.fit(), p.negatives(),
        qualification, p.sequences(), p.tracks(), p.calendars(), p.sla(), p.routing(), p.dispositions(), p.recycle(),
        p.afterAcceptance(), p.consent(), p.review(), p.nurture());
  }

  @Override
  public void close() {
    record.close();
  }
}
