package dev.leadloop.view;

import dev.leadloop.advice.NextQuestion;
import dev.leadloop.advice.NextQuestions;
import dev.leadloop.advice.Outlook;
import dev.leadloop.advice.Outlooks;
import dev.leadloop.lead.EmailKind;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.LeadProfile.Company;
import dev.leadloop.lead.LeadProfile.FirstTouch;
import dev.leadloop.lead.MailConsent;
import dev.leadloop.lifecycle.deciding.LeadState;
import dev.leadloop.record.LeadRecord;
import dev.leadloop.record.PolicySource;
import dev.leadloop.view.LeadReadStore.Current;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What may come of a lead, by what is known and decided of it now and the version of the policy it lives by. */
public final class Foresight {
  private static final LeadProfile NOBODY = new LeadProfile(
      false, EmailKind.NONE, null, Company.UNKNOWN, null, null, FirstTouch.UNKNOWN, Map.of(), MailConsent.UNKNOWN);

  private final LeadReadStore reads;
  private final PolicySource policies;

  public Foresight(LeadReadStore reads, PolicySource policies) {
    this.reads = reads;
    this.policies = policies;
  }

  /** What would make the lead ready, tried with the rules that would decide it. */
  public Outlook outlook(LeadRecord lead, Instant now) {
    Current current = reads.current(lead.leadId()).orElse(null);
    return current == null
        ? Outlook.NONE
        : Outlooks.of(state(lead, current, now), policies.version(current.view().policyVersion()), now);
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
