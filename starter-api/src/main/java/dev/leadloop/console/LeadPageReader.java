package dev.leadloop.console;

import dev.leadloop.accounts.AccountDesk;
import dev.leadloop.accounts.ActivePeopleView;
import dev.leadloop.checks.Retries;
import dev.leadloop.console.LeadPage.Doubt;
import dev.leadloop.console.LeadPage.Fact;
import dev.leadloop.console.LeadPage.Held;
import dev.leadloop.console.LeadPage.Next;
import dev.leadloop.desk.RepStore;
import dev.leadloop.doubt.ReplyDoubtStore;
import dev.leadloop.handoff.Engagements;
import dev.leadloop.handoff.HandoffReader;
import dev.leadloop.handoff.HandoffRecord;
import dev.leadloop.handoff.HandoffRecord.Assignment;
import dev.leadloop.lead.EnrichedFacts;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lifecycle.LeadView;
import dev.leadloop.lifecycle.journal.Deal;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.sales.Disposition;
import dev.leadloop.policy.scoring.HandoffTrigger;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.problem.Problem;
import dev.leadloop.record.LeadRecord;
import dev.leadloop.record.LeadStore;
import dev.leadloop.security.Caller;
import dev.leadloop.sla.BusinessCalendar;
import dev.leadloop.sla.SlaLevel;
import dev.leadloop.sla.SpokenTime;
import dev.leadloop.view.AccountReadStore;
import dev.leadloop.view.Foresight;
import dev.leadloop.view.LeadReadStore;
import dev.leadloop.view.LeadReadStore.Current;
import dev.leadloop.view.LeadReadStore.ScoredLine;
import dev.leadloop.view.Scores;
import dev.leadloop.view.TimelineStore;
import dev.leadloop.why.WhyReasons;
import dev.leadloop.worker.temporal.TemporalUi;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts the page of a lead together from the record. */
@Component
class LeadPageReader {
  private static final int SHOWN = 20;

  private final LeadStore leads;
  private final LeadReadStore reads;
  private final AccountReadStore accounts;
  private final AccountDesk desk;
  private final TimelineStore timelines;
  private final RepStore reps;
  private final PolicyCatalog policies;
  private final HandoffReader handoffs;
  private final TemporalUi temporalUi;
  private final WhyReasons reasons;
  private final ReplyDoubtStore doubts;
  private final Retries retries;
  private final Scores scores;
  private final Foresight foresight;
  private final Clock clock;

  LeadPageReader(
      LeadStore leads,
      LeadReadStore reads,
      AccountReadStore accounts,
      AccountDesk desk,
      TimelineStore timelines,
      RepStore reps,
      PolicyCatalog policies,
      HandoffReader handoffs,
      TemporalUi temporalUi,
      WhyReasons reasons,
      ReplyDoubtStore doubts,
      Retries retries,
      Scores scores,
      Foresight foresight,
      Clock clock) {
    this.leads = leads;
    this.reads = reads;
    this.accounts = accounts;
    this.desk = desk;
    this.timelines = timelines;
    this.reps = reps;
    this.policies = policies;
    this.handoffs = handoffs;
    this.temporalUi = temporalUi;
    this.reasons = reasons;
    this.doubts = doubts;
    this.retries = retries;
    this.scores = scores;
    this.foresight = foresight;
    this.clock = clock;
  }

  /** The page as this caller sees it, its history from that place on; a problem where there is no such lead. */
  LeadPage read(String id, TimelineStore.Place before, Caller caller) {
    LeadRecord lead = known(id);
    Current current = reads.current(lead.leadId()).orElse(null);
    LeadPolicy policy = current == null ? policies.latest() : policies.version(current.view().policyVersion());
    List<RepStore.Rep> roster = reps.all();
    People people = new People(roster);
    HandoffRecord handoff = handoffs.read(lead.leadId(), HandoffReader.LATEST).orElse(null);
    PageTimes times = PageTimes.forReader(zone(policy, handoff), clock.instant());
    Timeline timeline = Timeline.read(timelines, lead.leadId(), before, people, times, policies::version);
    LeadPage.Account account = accounts.ofLead(id).map(found -> account(id, found, caller, times)).orElse(null);
    LeadView view = current == null ? null : current.view();
    boolean awaited = view != null && view.sales().slaLevel() != SlaLevel.NONE;
    return new LeadPage(
        id,
        name(lead),
        known(Stream.of(lead.profile().title(), lead.profile().company().name()), ", "),
        current == null ? null : LeadPage.Status.of(current),
        view == null || view.sales().owner() == null ? null : people.rep(view.sales().owner()),
        view == null || !awaited ? null : times.atOrNull(view.sales().slaDueAt()),
        view == null || !awaited ? null : words(view.sales().slaLevel().name()),
        view == null || view.next() == null ? null : Next.of(view.next(), times),
        SpokenTime.clock(times.zone()),
        because(lead, current, times),
        timelines.heldMail(lead.leadId(), SHOWN).stream().map(mail -> held(mail, times)).toList(),
        timelines.waiting(lead.leadId(), SHOWN).stream()
            .map(event -> new Held(Engagements.label(policy, event.label()), times.at(event.recordedAt()))).toList(),
        facts(lead, times),
        timeline.moments(),
        timeline.older(),
        temporalUi.history(lead.leadId().workflowId()).orElse(null),
        AnsweringRules.of(current, policy, roster, people, caller, times),
        doubts(lead.leadId(), caller, times),
        deal(current, policy),
        handoff,
        score(lead, times),
        times,
        people,
        retries.of(lead.leadId()).map(one -> AttentionController.StandingLead.of(one, times)).orElse(null),
        AttentionController.mayRetry(caller),
        account,
        LeadPage.Ahead.of(
            foresight.outlook(lead, clock.instant()), foresight.question(lead, clock.instant()),
            account != null && account.elsewhere(), times));
  }

  private LeadPage.Account account(String lead, AccountReadStore.AccountRow account, Caller caller, PageTimes times) {
    String told = account.toldLead();
    String other = told == null || told.equals(lead) ? null : told;
    ActivePeopleView active = other == null && told != null ? desk.toldPeople(account, caller) : null;
    return new LeadPage.Account(
        account.accountId(), account.name(), other != null, other != null && desk.sees(caller, other) ? other : null,
        active == null ? List.of() : AccountPage.Active.of(active, times),
        active == null || active.more() == 0 ? "" : AccountPage.Active.more(active));
  }

  /** A message about the lead, with its people and times as the page shows them. */
  String inWords(String id, String message) {
    return PageTimes.forReader(zone(id), clock.instant()).inWords(new People(reps.all()).inWords(message));
  }

  /** The zone that a date given for this lead is meant in. */
  ZoneId zone(String id) {
    LeadId lead = known(id).leadId();
    LeadPolicy policy =
        reads.current(lead).map(current -> policies.version(current.view().policyVersion())).orElseGet(policies::latest);
    return PageTimes.zoneOfReader(zone(policy, handoffs.read(lead, HandoffReader.LATEST).orElse(null)));
  }

  /** The lead of that id; a problem where there is none. */
  LeadRecord known(String id) {
    Optional<LeadRecord> lead = LeadId.isOne(id) ? leads.find(new LeadId(id)) : Optional.empty();
    return lead.orElseThrow(() -> Problem.UNKNOWN_LEAD.because(Problem.NO_LEAD_ON_PAGES));
  }

  /** Where the owner of the open or latest handoff works; before there is one, where an ordinary one would be counted. */
  static ZoneId zone(LeadPolicy policy, @Nullable HandoffRecord handoff) {
    Assignment assignment = handoff == null ? null : handoff.assignment();
    if (assignment != null) {
      return ZoneId.of(assignment.zone());
    }
    BusinessCalendar calendar = policy.calendars().get(policy.sla().classFor(HandoffTrigger.SCORE).calendar());
    return calendar == null ? ZoneOffset.UTC : calendar.zone();
  }

  private List<String> because(LeadRecord lead, @Nullable Current current, PageTimes times) {
    return reasons.of(lead, current).stream().map(because -> times.inWords(because.text())).toList();
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
    String result = words(deal.result());
    Disposition reason = deal.reason() == null ? null : policy.disposition(deal.reason());
    String why = reason == null ? deal.reason() == null ? null : words(deal.reason()) : reason.label();
    return known(
        Stream.of(
            Character.toUpperCase(result.charAt(0)) + result.substring(1),
            deal.amount() == null ? null : deal.amount().toPlainString() + " " + deal.currency(),
            why),
        ", ");
  }

  private static Held held(TimelineStore.HeldMail mail, PageTimes times) {
    String reason = mail.reason();
    return new Held(
        "E-mail " + mail.step() + " of " + mail.sequence() + (reason == null ? "" : ": " + words(reason)),
        times.at(mail.at()));
  }

  private static String name(LeadRecord lead) {
    String name = known(Stream.of(lead.firstName(), lead.lastName()), " ");
    if (!name.isEmpty()) {
      return name;
    }
    String email = lead.email();
    return email == null ? "Name not known" : email;
  }

  private static List<Fact> facts(LeadRecord lead, PageTimes times) {
    Integer size = lead.profile().company().size();
    Instant erased = lead.erasedAt();
    Stream<@Nullable Fact> known =
        Stream.of(
            fact("E-mail", lead.email()),
            lead.enriched().found().containsKey("title")
                ? fact("Title", marked(lead, "title", lead.profile().title(), times))
                : null,
            fact("Company", marked(lead, "company", lead.profile().company().name(), times)),
            fact("Company size", marked(lead, "companySize", size == null ? null : size + " people", times)),
            fact("Industry", marked(lead, "industry", lead.profile().company().industry(), times)),
            fact("Country", marked(lead, "country", lead.profile().country(), times)),
            fact("Time zone", marked(lead, "timeZone", lead.profile().timeZone(), times)),
            fact("First came by", lead.profile().firstTouch().source()),
            fact("Campaign", lead.profile().firstTouch().campaign()),
            fact("Content", lead.profile().firstTouch().content()),
            fact("Consent", lead.consent().get("status")),
            fact("Forgotten", erased == null ? null : times.at(erased).full()));
    Stream<Fact> ids = lead.externalIds().stream().map(other -> new Fact("Id in " + other.system(), other.id()));
    Stream<Fact> answers =
        lead.profile().answers().entrySet().stream().sorted(Map.Entry.comparingByKey())
            .map(answer -> answer(lead, answer, times));
    return Stream.of(known.flatMap(Stream::ofNullable), ids, answers).flatMap(all -> all).toList();
  }

  private static Fact answer(LeadRecord lead, Map.Entry<String, String> answer, PageTimes times) {
    String field = "answers." + answer.getKey();
    String known = lead.enriched().found().containsKey(field) ? "Found on " : "Said on ";
    return new Fact(known + words(answer.getKey()), String.valueOf(marked(lead, field, answer.getValue(), times)));
  }

  /** A fact that nobody said tells who found it, and when. */
  private static @Nullable String marked(LeadRecord lead, String fact, @Nullable String value, PageTimes times) {
    EnrichedFacts.Found found = lead.enriched().found().get(fact);
    return value == null || found == null
        ? value
        : value + " (found by " + found.provider() + ", " + times.at(found.at()).full() + ")";
  }

  private static @Nullable Fact fact(String name, @Nullable String value) {
    return value == null ? null : new Fact(name, value);
  }

  private static String known(Stream<@Nullable String> parts, String between) {
    return parts.flatMap(Stream::ofNullable).collect(Collectors.joining(between));
  }

  private static String words(String code) {
    return code.replace('_', ' ').toLowerCase(java.util.Locale.ROOT);
  }
}
