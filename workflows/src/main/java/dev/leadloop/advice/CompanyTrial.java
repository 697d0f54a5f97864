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
import dev.leadloop.lead.LeadProfile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Counts the company of a lead as it is counted once things happened, and says what that lead is told then: a colleague may
 * come before it by what that one does, and the lead before a colleague by what it does itself.
 */
final class CompanyTrial {
  private final CompanyAround around;
  private final CompanyAtHand company;
  private final Colleagues colleagues;
  private final Instant now;
  private final @Nullable CompanyPerson lead;
  private final List<CompanyPerson> others;
  private final Map<List<Object>, Acted> acted = new HashMap<>();
  private final Map<List<Object>, AccountEvidence> counted = new HashMap<>();

  /**
   * Who plays those of whom no more is said.
   *
   * @param alike whether all that is known of the lead's company is known of those who are new, else nothing is
   * @param other who does what anybody may do; null for one who is new
   */
  record Cast(boolean alike, @Nullable Colleague other) {
    /** People who are new, of whom all is known that is known of the company. */
    static final Cast NEW = new Cast(true, null);
    private static final Cast UNKNOWN = new Cast(false, null);
  }

  /**
   * How the lead stands by what it did itself.
   *
   * @param role by its label; null where it is not known
   * @param active whether it did something now by which it is active
   */
  record Standing(@Nullable String role, int score, int fit, boolean active) {}

  /**
   * What a lead is told.
   *
   * @param news whether it is told anything of its company
   * @param evidence what it knows then; null for nothing
   * @param announced properties of the signal that somebody new came in; null for none
   */
  record Told(boolean news, @Nullable AccountEvidence evidence, @Nullable Map<String, String> announced) {}

  /** What the others come to, and who of them is new to the company. */
  private record Acted(List<CompanyPerson> others, List<Asked> asked, List<CompanyPerson> fresh, boolean first) {}

  CompanyTrial(CompanyAround around, String leadId, LeadProfile profile, Instant now) {
    this.around = around;
    this.company = around.company();
    this.colleagues = new Colleagues(around, profile, now);
    this.now = now;
    this.lead = company.people().stream().filter(one -> one.leadId().equals(leadId)).findFirst().orElse(null);
    List<CompanyPerson> rest = company.people().stream().filter(one -> !one.leadId().equals(leadId)).toList();
    Optional<CompanyPerson> best = BestContact.of(rest, null);
    this.others = rest.stream()
        .filter(one -> one.lastActive() != null || best.filter(one::equals).isPresent()
            || one.leadId().equals(company.speaks()) || isActor(one))
        .toList();
  }

  private boolean isActor(CompanyPerson one) {
    return around.colleagues().stream().anyMatch(known -> known.state().leadId().value().equals(one.leadId()));
  }

  /** Whether it can be the one that the company counts for, whatever happens. */
  boolean mayCount() {
    return lead != null && lead.open() && others.stream().noneMatch(CompanyPerson::withSales);
  }

  /** How much more it has to be worth at least to come first of its people; 0 where it does already, once it is active. */
  int lacking() {
    if (lead == null) {
      return 0;
    }
    CompanyPerson active = standing(lead, new Standing(lead.role(), lead.score(), lead.fit(), true));
    List<CompanyPerson> all = new ArrayList<>(others);
    all.add(active);
    return BestContact.of(all, company.speaks()).filter(best -> !best.equals(active))
        .map(best -> Math.max(1, best.score() + best.fit() - lead.score() - lead.fit()))
        .orElse(0);
  }

  /** Which account it is. */
  String accountId() {
    return company.accountId();
  }

  /** Types of the signals that others' rules ask for, and by which somebody is active. */
  CompanyCount rules() {
    return company.rules();
  }

  /** How many people are looked at each time. */
  int people() {
    return others.size() + 1;
  }

  /** What it is told at best, if the company counts for it, and nobody does anything. */
  @Nullable AccountEvidence hoped(@Nullable AccountEvidence known) {
    return lead == null || !mayCount() ? known
        : evidence(null, null, standing(lead, new Standing(lead.role(), lead.score(), lead.fit(), false)));
  }

  /** Whether the lead is one more person active, were it to do that. */
  boolean wakesBy(String type) {
    return lead != null && lead.lastActive() == null && company.rules().activity().contains(type);
  }

  /** Those who may do it, all of whom are tried; those whom we know last. */
  List<Cast> casts(Move.@Nullable OfCompany move) {
    List<Cast> casts = new ArrayList<>();
    casts.add(Cast.NEW);
    if (move != null && move.newcomers().size() + move.others().size() > 0) {
      casts.add(Cast.UNKNOWN);
    }
    if (move != null && !move.others().isEmpty()) {
      around.colleagues().forEach(other -> casts.add(new Cast(true, other)));
    }
    return casts;
  }

  /** What the lead is told, where it stands so and others did that. */
  Told told(Move.@Nullable OfCompany move, Cast cast, Standing standing, @Nullable AccountEvidence known) {
    if (lead == null) {
      return new Told(false, known, null);
    }
    CompanyPerson then = standing(lead, standing);
    Acted others = acted(move, cast);
    List<CompanyPerson> all = new ArrayList<>(others.others());
    all.add(then);
    String best = BestContact.of(all, company.speaks()).map(CompanyPerson::leadId).orElse(null);
    boolean counts = lead.leadId().equals(best);
    AccountEvidence found = evidence(move, cast, then);
    Telling telling = company.telling(best, found);
    Map<String, String> announced = counts ? announced(others, then) : null;
    if (counts) {
      return telling.news() ? new Told(true, found, announced)
          : new Told(false, company.speaks() == null ? known : company.told(), announced);
    }
    return lead.leadId().equals(company.speaks()) ? new Told(true, null, null) : new Told(false, known, null);
  }

  private CompanyPerson standing(CompanyPerson before, Standing standing) {
    return new CompanyPerson(before.leadId(), standing.role(), before.stage(), before.suppressed(), before.givenBack(),
        standing.score(), standing.fit(), standing.active() ? now : before.lastActive());
  }

  private AccountEvidence evidence(Move.@Nullable OfCompany move, @Nullable Cast cast, CompanyPerson then) {
    return counted.computeIfAbsent(key(move, cast, then.lastActive() == null ? "" : "active " + then.role()), one -> {
      Acted did = acted(move, cast);
      List<CompanyPerson> all = new ArrayList<>(did.others());
      all.add(then);
      Surge surge = move == null || move.topic() == null ? null : new Surge(move.topic(), move.strength(), "elsewhere", now);
      return company.evidence(all, did.asked(), surge, now);
    });
  }

  private static List<Object> key(Move.@Nullable OfCompany move, @Nullable Cast cast, String lead) {
    return List.of(move == null ? "none" : move.bare(), name(cast), lead);
  }

  private static String name(@Nullable Cast cast) {
    return cast == null ? "" : cast.alike() + (cast.other() == null ? "" : cast.other().state().leadId().value());
  }

  private Acted acted(Move.@Nullable OfCompany move, @Nullable Cast cast) {
    return acted.computeIfAbsent(key(move, cast, ""), one -> act(move, cast));
  }

  private Acted act(Move.@Nullable OfCompany move, @Nullable Cast cast) {
    Acting acting = new Acting(others);
    if (move != null) {
      boolean alike = cast == null || cast.alike();
      for (Move.Newcomer one : move.newcomers()) {
        acting.comes(colleagues.newcomer(alike, one.role(), List.of(one.does()), acting.all.size()), List.of(one.does()));
      }
      Colleague known = cast == null ? null : cast.other();
      if (known != null) {
        acting.does(known, move.others());
      } else if (!move.others().isEmpty()) {
        acting.comes(colleagues.newcomer(alike, null, move.others(), acting.all.size()), move.others());
      }
    }
    boolean first = others.stream().noneMatch(one -> one.lastActive() != null);
    return new Acted(acting.all, acting.asked, acting.fresh, first);
  }

  /** Lets one after the other do something. */
  private final class Acting {
    private final List<CompanyPerson> all;
    private final List<CompanyPerson> fresh = new ArrayList<>();
    private final List<Asked> asked = new ArrayList<>();

    private Acting(List<CompanyPerson> others) {
      this.all = new ArrayList<>(others);
    }

    private void comes(CompanyPerson newcomer, List<String> types) {
      all.add(newcomer);
      did(newcomer, types, true);
    }

    private void does(Colleague known, List<String> types) {
      String id = known.state().leadId().value();
      for (int i = 0; i < all.size(); i++) {
        if (all.get(i).leadId().equals(id)) {
          all.set(i, colleagues.known(known, all.get(i), types));
          did(all.get(i), types, !known.seen());
        }
      }
    }

    private void did(CompanyPerson one, List<String> types, boolean isNew) {
      if (one.lastActive() != null) {
        types.forEach(type -> asked.add(new Asked(type, now)));
        if (isNew) {
          fresh.add(one);
        }
      }
    }
  }

  /** The first of all who are active is nobody new. */
  private static @Nullable Map<String, String> announced(Acted others, CompanyPerson lead) {
    List<CompanyPerson> fresh =
        others.fresh().subList(others.first() && lead.lastActive() == null ? Math.min(1, others.fresh().size()) : 0,
            others.fresh().size());
    return fresh.isEmpty() ? null : CompanyCount.announced(fresh);
  }
}
