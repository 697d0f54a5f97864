package dev.leadloop.view;

import dev.leadloop.account.CompaniesAtHand;
import dev.leadloop.account.count.CompanyAtHand;
import dev.leadloop.advice.CompanyAround;
import dev.leadloop.advice.CompanyAround.Colleague;
import dev.leadloop.advice.NextQuestion;
import dev.leadloop.advice.NextQuestions;
import dev.leadloop.advice.Outlook;
import dev.leadloop.advice.Outlooks;
import dev.leadloop.lead.EmailKind;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.LeadProfile.Company;
import dev.leadloop.lead.LeadProfile.FirstTouch;
import dev.leadloop.lead.MailConsent;
import dev.leadloop.lifecycle.deciding.LeadState;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.record.LeadRecord;
import dev.leadloop.record.LeadStore;
import dev.leadloop.record.PolicySource;
import dev.leadloop.view.LeadReadStore.Current;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What may come of a lead, by what is known and decided of it now and the version of the policy it lives by. */
public final class Foresight {
  private static final LeadProfile NOBODY = new LeadProfile(
      false, EmailKind.NONE, null, Company.UNKNOWN, null, null, FirstTouch.UNKNOWN, Map.of(), MailConsent.UNKNOWN);

  /** Of a company whom we know so many are tried as whoever does something. */
  private static final int COLLEAGUES = 4;

  private final LeadReadStore reads;
  private final LeadStore leads;
  private final CompaniesAtHand companies;
  private final PolicySource policies;

  public Foresight(LeadReadStore reads, LeadStore leads, CompaniesAtHand companies, PolicySource policies) {
    this.reads = reads;
    this.leads = leads;
    this.companies = companies;
    this.policies = policies;
  }

  /** What would make the lead ready, tried with the rules that would decide it. */
  public Outlook outlook(LeadRecord lead, Instant now) {
    Current current = reads.current(lead.leadId()).orElse(null);
    if (current == null) {
      return Outlook.NONE;
    }
    CompanyAround around = current.progress().stage().nurtured() ? around(lead.leadId(), now) : null;
    return Outlooks.of(state(lead, current, now), around, policies.version(current.view().policyVersion()), now);
  }

  private @Nullable CompanyAround around(LeadId lead, Instant now) {
    LeadPolicy latest = policies.latest();
    return companies.of(lead, latest, now)
        .map(company -> new CompanyAround(company, latest, company.foremost(lead.value(), COLLEAGUES).stream()
            .flatMap(one -> colleague(company, new LeadId(one.leadId()), now).stream()).toList()))
        .orElse(null);
  }

  private Optional<Colleague> colleague(CompanyAtHand company, LeadId one, Instant now) {
    return leads.find(one).flatMap(record -> reads.current(one).map(current -> new Colleague(
        state(record, current, now), policies.version(current.view().policyVersion()),
        companies.hasSeen(company.accountId(), one.value()))));
  }

  /** What to ask the lead next; empty where no answer would change anything. */
  public Optional<NextQuestion> question(LeadRecord lead, Instant now) {
    Current current = reads.current(lead.leadId()).orElse(null);
    if (current == null) {
      return NextQuestions.of(lead.profile(), policies.latest(), now, Set.of());
    }
    LeadState state = state(lead, current, now);
    return NextQuestions.of(
        state.profile(), state.signals(), policies.version(current.view().policyVersion()), now, current.progress().stage());
  }

  /**
   * What to ask somebody next who fills in a form. It goes by what was filled in and by nothing else: whatever is known of
   * whoever has that address, the question is the same, so that nobody learns by it what we know of another.
   *
   * @param filledIn facts by name, free answers as {@code answers.<name>}, an address as {@code email}
   * @param not facts that the form asks for itself, or asked for before
   */
  public Optional<NextQuestion> question(Map<String, String> filledIn, Set<String> not, Instant now) {
    LeadProfile profile = NOBODY;
    for (Map.Entry<String, String> fact : new TreeMap<>(filledIn).entrySet()) {
      if (fact.getKey().equals("email") || LeadProfile.mayBeSaid(fact.getKey())) {
        profile = profile.saying(fact.getKey(), fact.getValue());
      }
    }
    return NextQuestions.of(profile, policies.latest(), now, not);
  }

  /** The lead as the next decision would find it, had nothing come in. */
  private LeadState state(LeadRecord lead, Current current, Instant now) {
    return new LeadState(
        lead.leadId(), 1, current.decidedAt(), lead.profile(), reads.signalsKnownAt(lead.leadId(), now), current.progress());
  }
}
