package dev.leadloop.advice;

import dev.leadloop.account.AccountEvidence;
import dev.leadloop.account.AccountEvidence.Asked;
import dev.leadloop.account.AccountEvidence.Surge;
import dev.leadloop.account.count.BestContact;
import dev.leadloop.account.count.CompanyAtHand;
import dev.leadloop.account.count.CompanyCount;
import dev.leadloop.account.count.CompanyPerson;
import dev.leadloop.account.count.Telling;
import dev.leadloop.advice.CompanyAround.Colleague;
import dev.leadloop.lead.EmailKind;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.LeadProfile.Company;
import dev.leadloop.lead.LeadProfile.FirstTouch;
import dev.leadloop.lead.MailConsent;
import dev.leadloop.lead.OwnSignals;
import dev.leadloop.lead.Principal;
import dev.leadloop.lead.Signal;
import dev.leadloop.lead.title.JobTitle;
import dev.leadloop.lead.title.Role;
import dev.leadloop.lifecycle.LeadLifecycle;
import dev.leadloop.lifecycle.deciding.LeadState;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.event.LeadEvent;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.routing.SalesDesk;
import dev.leadloop.routing.TestReps;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The people of one company, each of whom is decided about by the door, and who are counted together as companies are: whatever
 * happens to one of them happens for real, and what that makes of another is seen by deciding it.
 */
final class CompanyAtTheDoor {
  static final Instant NOW = LeadAtTheDoor.NOW;
  /** When others do something, and the company is counted: whoever is active last comes first of two who are worth as much. */
  static final Instant LATER = NOW.plusMillis(1);
  private static final SalesDesk DESK =
      new SalesDesk(true, List.of(TestReps.rep("rep-a", "sales"), TestReps.rep("rep-b", "sales")));
  private static final String ACCOUNT = "account-1";

  final LeadPolicy policy;
  private final CompanyCount rules;
  private final Map<String, LeadState> people;
  private final Set<String> seen;
  private List<Surge> surges;
  private String speaks;
  private AccountEvidence told;
  private long rows = 1_000;

  CompanyAtTheDoor(LeadPolicy policy) {
    this(policy, new LinkedHashMap<>(), new HashSet<>());
    this.surges = List.of();
  }

  private CompanyAtTheDoor(LeadPolicy policy, Map<String, LeadState> people, Set<String> seen) {
    this.policy = policy;
    this.rules = new CompanyCount(policy);
    this.people = people;
    this.seen = seen;
  }

  CompanyAtTheDoor copy() {
    CompanyAtTheDoor copy = new CompanyAtTheDoor(policy, new LinkedHashMap<>(people), new HashSet<>(seen));
    copy.surges = surges;
    copy.speaks = speaks;
    copy.told = told;
    copy.rows = rows;
    return copy;
  }

  LeadState state(String id) {
    return Objects.requireNonNull(people.get(id));
  }

  Set<String> ids() {
    return people.keySet();
  }

  /** Somebody comes in who did nothing yet. */
  void comes(String id, LeadProfile profile, Instant at) {
    people.put(id, LeadState.undecided(new LeadId(id), profile));
    decide(id, List.of(event("entered", at, new EventBody.Entered("webinar", false))));
  }

  void does(String id, String type, Map<String, String> properties, Instant at) {
    rows++;
    Map<String, String> own = new HashMap<>(properties);
    own.replaceAll((name, value) -> value.equals("any-") ? "own-" + rows : value);
    decide(id, List.of(event("did-" + rows, at, new EventBody.Engaged(type, own, false))));
  }

  void learns(String id, Map<String, String> facts) {
    LeadState before = state(id);
    LeadProfile profile = before.profile();
    for (Map.Entry<String, String> fact : new TreeMap<>(facts).entrySet()) {
      profile = profile.saying(fact.getKey(), fact.getValue());
    }
    people.put(id, new LeadState(
        before.leadId(), before.seq(), before.decidedAt(), profile, before.signals(), before.progress()));
    decide(id, List.of(event("facts-" + rows++, NOW, new EventBody.ProfileChanged(false))));
  }

  void researches(String topic, int score) {
    List<Surge> all = new ArrayList<>(surges);
    all.add(new Surge(topic, score, "x", NOW));
    surges = all;
  }

  private LeadEvent event(String id, Instant at, EventBody body) {
    return new LeadEvent(rows++, id, at, at, Principal.SYSTEM, body);
  }

  private void decide(String id, List<LeadEvent> events) {
    Instant at = events.get(events.size() - 1).recordedAt();
    people.put(id, LeadLifecycle.decide(state(id), events, policy, DESK, at).next());
  }

  /** Counts the company, and tells what came of it. */
  void count() {
    List<CompanyPerson> all = people.values().stream().map(this::person).toList();
    String best = BestContact.of(all, speaks).map(CompanyPerson::leadId).orElse(null);
    AccountEvidence found = CompanyCount.evidence(all, asked(all, best), surges, LATER);
    String former = speaks;
    Telling telling = Telling.of(former, told, best, found, rules.counts() && CompanyCount.tellsSomething(found));
    List<CompanyPerson> active = all.stream().filter(one -> one.lastActive() != null).toList();
    List<CompanyPerson> fresh = active.stream().filter(one -> !seen.contains(one.leadId()))
        .sorted(Comparator.comparing(this::since).thenComparing(CompanyPerson::leadId)).toList();
    List<CompanyPerson> others = fresh.stream().skip(fresh.size() == active.size() ? 1 : 0)
        .filter(one -> !one.leadId().equals(best)).toList();
    active.forEach(one -> seen.add(one.leadId()));
    speaks = telling.speaks();
    told = telling.told();
    if (telling.takenBack()) {
      decide(former, List.of(event("told-" + rows, LATER, new EventBody.AccountTold(ACCOUNT, null))));
    }
    if (telling.news()) {
      decide(best, List.of(event("told-" + rows, LATER, new EventBody.AccountTold(ACCOUNT, found))));
    }
    if (best != null && rules.counts() && !others.isEmpty()) {
      decide(best, List.of(event("new-" + rows, since(others.get(0)),
          new EventBody.Engaged(OwnSignals.STAKEHOLDER_ADDED, CompanyCount.announced(others), false))));
    }
  }

  private Instant since(CompanyPerson one) {
    return state(one.leadId()).signals().stream().filter(signal -> rules.activity().contains(signal.type()))
        .map(Signal::occurredAt).min(Comparator.naturalOrder()).orElseThrow();
  }

  private CompanyPerson person(LeadState state) {
    Role role = JobTitle.read(state.profile().title()).role();
    var progress = Objects.requireNonNull(state.progress());
    return new CompanyPerson(state.leadId().value(), role == null ? null : role.label(), progress.stage(),
        progress.nurture().suppressed() != null, progress.recycling().gate() != null,
        progress.qualification().score().score(), progress.qualification().score().fit(),
        within(state).filter(signal -> rules.activity().contains(signal.type()))
            .map(Signal::occurredAt).max(Comparator.naturalOrder()).orElse(null));
  }

  private Stream<Signal> within(LeadState state) {
    return state.signals().stream().filter(signal -> signal.occurredAt().isAfter(rules.from(NOW)));
  }

  private List<Asked> asked(List<CompanyPerson> all, String but) {
    Map<String, List<Asked>> byType = new TreeMap<>();
    all.stream().filter(one -> one.lastActive() != null && !one.leadId().equals(but))
        .flatMap(one -> within(state(one.leadId())))
        .filter(signal -> rules.asked().contains(signal.type()))
        .sorted(Comparator.comparing(Signal::occurredAt).reversed())
        .forEach(signal -> byType.computeIfAbsent(signal.type(), type -> new ArrayList<>())
            .add(new Asked(signal.type(), signal.occurredAt())));
    return byType.values().stream().flatMap(some -> some.stream().limit(rules.ofAType())).toList();
  }

  /** What the advice is given of it for one of them. */
  CompanyAround around(String lead) {
    List<CompanyPerson> all = people.values().stream().map(this::person).toList();
    CompanyAtHand company = new CompanyAtHand(ACCOUNT, rules, all, asked(all, lead), surges, speaks, told);
    return new CompanyAround(company, policy, company.foremost(lead, 4).stream()
        .map(one -> new Colleague(state(one.leadId()), policy, seen.contains(one.leadId()))).toList());
  }

  /** Who does what others do. */
  record Cast(boolean alike, String other) {}

  /** Everybody who may be whoever does what is said. */
  List<Cast> casts(String lead, List<Move> moves) {
    List<Cast> casts = new ArrayList<>(List.of(new Cast(true, null), new Cast(false, null)));
    boolean anybody = moves.stream().anyMatch(move -> move instanceof Move.OfCompany company && !company.others().isEmpty());
    people.keySet().stream().filter(id -> anybody && !id.equals(lead)).forEach(id -> casts.add(new Cast(true, id)));
    return casts;
  }

  /** What becomes of the company when all of it happens, done by those. */
  CompanyAtTheDoor after(String lead, List<Move> moves, Cast cast) {
    CompanyAtTheDoor then = copy();
    LeadProfile like = state(lead).profile();
    for (Move move : moves) {
      switch (move) {
        case Move.Learned learned -> then.learns(lead, Map.of(learned.fact(), learned.value()));
        case Move.Does does -> {
          for (int i = 0; i < does.times(); i++) {
            then.does(lead, does.type(), does.properties(), NOW);
          }
        }
        case Move.OfCompany company -> {
          for (Move.Newcomer one : company.newcomers()) {
            String id = "new-" + then.people.size();
            then.comes(id, newcomer(like, one.role(), cast.alike()), NOW);
            then.does(id, one.does(), Map.of(), LATER);
          }
          String other = cast.other();
          if (other == null && !company.others().isEmpty()) {
            other = "new-" + then.people.size();
            then.comes(other, newcomer(like, null, cast.alike()), NOW);
          }
          for (String type : company.others()) {
            then.does(other, type, Map.of(), LATER);
          }
          if (company.topic() != null) {
            then.researches(company.topic().isEmpty() ? "whatever" : company.topic(), company.strength());
          }
        }
      }
    }
    then.count();
    return then;
  }

  private static LeadProfile newcomer(LeadProfile like, String role, boolean alike) {
    String title = role == null ? null : switch (role) {
      case "it" -> "IT Specialist";
      case "finance" -> "Finance Specialist";
      default -> throw new IllegalArgumentException(role);
    };
    return new LeadProfile(true, EmailKind.BUSINESS, title, alike ? like.company() : Company.UNKNOWN,
        alike ? like.country() : null, null, FirstTouch.UNKNOWN, Map.of(), MailConsent.UNKNOWN).knownSince(NOW);
  }
}
