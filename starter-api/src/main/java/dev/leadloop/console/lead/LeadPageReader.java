package dev.leadloop.console.lead;

import dev.leadloop.checks.Retries;
import dev.leadloop.console.AnsweringRules;
import dev.leadloop.console.KnownPeople;
import dev.leadloop.console.OrderForm;
import dev.leadloop.console.PageTimes;
import dev.leadloop.console.People;
import dev.leadloop.console.lead.LeadPage.Doubt;
import dev.leadloop.console.lead.LeadPage.Held;
import dev.leadloop.console.lead.LeadPage.Next;
import dev.leadloop.desk.RepStore;
import dev.leadloop.doubt.ReplyDoubtStore;
import dev.leadloop.handoff.Engagements;
import dev.leadloop.handoff.HandoffReader;
import dev.leadloop.handoff.HandoffRecord;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lifecycle.LeadView;
import dev.leadloop.lifecycle.deciding.Due;
import dev.leadloop.lifecycle.journal.Deal;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.sales.Disposition;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.problem.Problem;
import dev.leadloop.record.LeadRecord;
import dev.leadloop.record.LeadStore;
import dev.leadloop.security.Caller;
import dev.leadloop.sla.SlaLevel;
import dev.leadloop.sla.SpokenTime;
import dev.leadloop.view.Foresight;
import dev.leadloop.view.Foresight.Foreseen;
import dev.leadloop.view.LeadReadStore;
import dev.leadloop.view.LeadReadStore.Current;
import dev.leadloop.view.LeadReadStore.ScoredLine;
import dev.leadloop.view.MailReadStore;
import dev.leadloop.view.Scores;
import dev.leadloop.view.TimelineStore;
import dev.leadloop.why.WhyReasons;
import dev.leadloop.worker.temporal.TemporalUi;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts the page of a lead together from the record. */
@Component
class LeadPageReader {
  private static final int SHOWN = 20;
  private static final int AHEAD = 6;

  private final LeadStore leads;
  private final LeadReadStore reads;
  private final LeadAccounts accounts;
  private final TimelineStore timelines;
  private final KnownPeople known;
  private final PolicyCatalog policies;
  private final HandoffReader handoffs;
  private final TemporalUi temporalUi;
  private final WhyReasons reasons;
  private final ReplyDoubtStore doubts;
  private final Retries retries;
  private final Scores scores;
  private final Foresight foresight;
  private final MailReadStore mails;
  private final ConsentCard.Reader consents;
  private final Clock clock;

  LeadPageReader(
      LeadStore leads,
      LeadReadStore reads,
      LeadAccounts accounts,
      TimelineStore timelines,
      KnownPeople known,
      PolicyCatalog policies,
      HandoffReader handoffs,
      TemporalUi temporalUi,
      WhyReasons reasons,
      ReplyDoubtStore doubts,
      Retries retries,
      Scores scores,
      Foresight foresight,
      MailReadStore mails,
      ConsentCard.Reader consents,
      Clock clock) {
    this.leads = leads;
    this.reads = reads;
    this.accounts = accounts;
    this.timelines = timelines;
    this.known = known;
    this.policies = policies;
    this.handoffs = handoffs;
    this.temporalUi = temporalUi;
    this.reasons = reasons;
    this.doubts = doubts;
    this.retries = retries;
    this.scores = scores;
    this.foresight = foresight;
    this.mails = mails;
    this.consents = consents;
    this.clock = clock;
  }

  /** The page as this caller sees it, with that part of its history; a problem where there is no such lead. */
  LeadPage read(String id, Timeline.Asked asked, Caller caller) {
    LeadRecord lead = known(id);
    Current current = reads.current(lead.leadId()).orElse(null);
    LeadPolicy policy = current == null ? policies.latest() : policies.version(current.view().policyVersion());
    List<RepStore.Rep> roster = known.roster();
    People people = known.now(roster);
    HandoffRecord handoff = handoffs.read(lead.leadId(), HandoffReader.LATEST).orElse(null);
    PageTimes times = PageTimes.forReader(PageTimes.zone(policy, handoff), clock.instant());
    LeadPage.Account account = accounts.of(id, caller, people, times);
    LeadView view = current == null ? null : current.view();
    boolean awaited = view != null && view.sales().slaLevel() != SlaLevel.NONE;
    Foreseen foreseen = foresight.of(lead, times.now());
    ConsentCard consent = consents.read(lead, policy.consent(), people, times);
    return new LeadPage(
        id,
        LeadFacts.who(lead, view == null ? null : view.sales().owner(), foreseen.segments(), people, times),
        current == null ? null : LeadPage.Status.of(current, times),
        life(lead, view, policy, people, times),
        view == null || !awaited ? null : times.atOrNull(view.sales().slaDueAt()),
        view == null || !awaited ? null : LeadFacts.words(view.sales().slaLevel().name()),
        view == null || view.next() == null ? null : Next.of(view.next(), people, times),
        then(view, foreseen.ahead(), people, times),
        SpokenTime.clock(times.zone()),
        because(lead, current, people, times),
        timelines.heldMail(lead.leadId(), SHOWN).stream().map(mail -> held(mail, times)).toList(),
        timelines.waiting(lead.leadId(), SHOWN).stream()
            .map(event -> new Held(Engagements.label(policy, event.label()), times.at(event.recordedAt()))).toList(),
        SalesTask.of(current == null ? null : current.progress(), foreseen.ahead(), people, times),
        LeadFacts.facts(lead, times),
        Timeline.read(timelines, lead.leadId(), asked, people, times, policies::version),
        temporalUi.history(lead.leadId().workflowId()).orElse(null),
        AnsweringRules.of(current, policy, roster, people, caller, times),
        LeadActs.of(lead, current, policy, consent.suppressed(), caller),
        doubts(lead.leadId(), caller, times),
        deal(current, policy),
        handoff,
        score(lead, times),
        SentMails.of(mails.mails(lead.leadId(), SentMails.SHOWN + 1), times),
        consent,
        times,
        people,
        retries.of(lead.leadId()).map(one -> AttentionController.StandingLead.of(one, times)).orElse(null),
        AttentionController.mayRetry(caller),
        account,
        LeadPage.Ahead.of(
            foreseen.outlook(), foreseen.question(), account != null && account.elsewhere(), times));
  }

  /** A message about the lead, with its people and times as the page shows them. */
  String inWords(String id, String message) {
    return PageTimes.forReader(zone(id), clock.instant()).inWords(known.now().inWords(message));
  }

  /** The zone that a date given for this lead is meant in. */
  ZoneId zone(String id) {
    LeadId lead = known(id).leadId();
    LeadPolicy policy =
        reads.current(lead).map(current -> policies.version(current.view().policyVersion())).orElseGet(policies::latest);
    return PageTimes.zoneOfReader(PageTimes.zone(policy, handoffs.read(lead, HandoffReader.LATEST).orElse(null)));
  }

  /** The lead of that id; a problem where there is none. */
  LeadRecord known(String id) {
    Optional<LeadRecord> lead = LeadId.isOne(id) ? leads.find(new LeadId(id)) : Optional.empty();
    return lead.orElseThrow(() -> Problem.UNKNOWN_LEAD.because(Problem.NO_LEAD_ON_PAGES));
  }

  private LifeLine life(
      LeadRecord lead, @Nullable LeadView view, LeadPolicy policy, People people, PageTimes times) {
    return LifeLine.of(
        view == null ? null : view.stage().words(), reads.firstDecision(lead.leadId()).orElse(lead.createdAt()),
        timelines.moves(lead.leadId(), LifeLine.SHOWN + 1), type -> Engagements.label(policy, type), people, times);
  }

  private static List<Next> then(@Nullable LeadView view, List<Due> ahead, People people, PageTimes times) {
    Due next = view == null ? null : view.next();
    return next == null ? List.of()
        : ahead.stream().filter(due -> due.purpose() != next.purpose() && due.at().isAfter(next.at())).limit(AHEAD)
            .map(due -> Next.of(due, people, times)).toList();
  }

  private List<String> because(LeadRecord lead, @Nullable Current current, People people, PageTimes times) {
    return reasons.of(lead, current).stream().map(because -> times.inWords(people.inWords(because.text()))).toList();
  }

  private List<Doubt> doubts(LeadId lead, Caller caller, PageTimes times) {
    boolean settles = ReplyDoubtController.maySettle(caller.principal());
    return doubts.openOf(lead).stream()
        .map(doubt -> new Doubt(doubt.id(), OrderForm.orEmpty(doubt.reply().text()), times.at(doubt.openedAt()), settles))
        .toList();
  }

  private @Nullable ShownScores score(LeadRecord lead, PageTimes times) {
    ScoredLine decided = scores.decidedBy(lead.leadId(), times.now()).orElse(null);
    Scores.Explained explained = scores.explained(lead, times.now()).orElse(null);
    return decided == null || explained == null ? null : ShownScores.of(decided, explained, times);
  }

  private static @Nullable String deal(@Nullable Current current, LeadPolicy policy) {
    Deal deal = current == null ? null : current.progress().sales().deal();
    if (deal == null) {
      return null;
    }
    String result = LeadFacts.words(deal.result());
    Disposition reason = deal.reason() == null ? null : policy.disposition(deal.reason());
    String why = reason == null ? deal.reason() == null ? null : LeadFacts.words(deal.reason()) : reason.label();
    return LeadFacts.known(
        Stream.of(
            Character.toUpperCase(result.charAt(0)) + result.substring(1),
            deal.amount() == null ? null : deal.amount().toPlainString() + " " + deal.currency(),
            why),
        ", ");
  }

  private static Held held(TimelineStore.HeldMail mail, PageTimes times) {
    String reason = mail.reason();
    return new Held(
        "E-mail " + mail.step() + " of " + mail.sequence() + (reason == null ? "" : ": " + LeadFacts.words(reason)),
        times.at(mail.at()));
  }
}
