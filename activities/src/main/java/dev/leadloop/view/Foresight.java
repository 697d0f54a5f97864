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
import dev.leadloop.lifecycle.LeadLifecycle;
import dev.leadloop.lifecycle.deciding.Due;
import dev.leadloop.lifecycle.deciding.LeadState;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.record.LeadRecord;
import dev.leadloop.record.LeadStore;
import dev.leadloop.record.PolicySource;
import dev.leadloop.routing.Routing;
import dev.leadloop.view.LeadReadStore.Current;
import java.time.Instant;
import java.util.List;
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
    return tried(lead, state(lead, current, now), policies.version(current.view().policyVersion()), now);
  }

  /**
   * All of it, by signals that are read once.
   *
   * @param question what to ask it next; empty where no answer would change anything
   * @param ahead what will happen to it by itself, had nothing come in, the first one first
   * @param segments those of its policy that it belongs to
   */
  public record Foreseen(Outlook outlook, Optional<NextQuestion> question, List<Due> ahead, List<String> segments) {
    public Foreseen {
      ahead = List.copyOf(ahead);
      segments = List.copyOf(segments);
    }
  }

  /** What may come of the lead; of one about which nothing has been decided, what to ask alone. */
  public Foreseen of(LeadRecord lead, Instant now) {
    Current current = reads.current(lead.leadId()).orElse(null);
    if (current == null) {
      return new Foreseen(Outlook.NONE, question(lead, now), List.of(), List.of());
    }
    LeadState state = state(lead, current, now);
    LeadPolicy policy = policies.version(current.view().policyVersion());
    return new Foreseen(
        tried(lead, state, policy, now),
        asked(state, current, policy, now),
        LeadLifecycle.ahead(current.progress(), state.profile(), state.signals(), policy, now),
        Routing.segments(policy, state.profile(), state.signals(), now));
  }

  private Outlook tried(LeadRecord lead, LeadState state, LeadPolicy policy, Instant now) {
    boolean nurtured = state.progress() != null && state.progress().stage().nurtured();
    return Outlooks.of(state, nurtured ? around(lead.leadId(), now) : null, policy, now);
  }

  private static Optional<NextQuestion> asked(LeadState state, Current current, LeadPolicy policy, Instant now) {
    return NextQuestions.of(state.profile(), state.signals(), policy, now, current.progress().stage());
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
    return asked(state(lead, current, now), current, policies.version(current.view().policyVersion()), now);
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
