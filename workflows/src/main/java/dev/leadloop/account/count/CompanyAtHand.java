package dev.leadloop.account.count;

import dev.leadloop.account.AccountEvidence;
import dev.leadloop.account.AccountEvidence.Asked;
import dev.leadloop.account.AccountEvidence.Surge;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A company as it would be counted now, seen by one of its leads.
 *
 * @param rules what the policy in force wants to know of it
 * @param people whoever is counted, that lead among them where it is
 * @param asked what active people other than that lead asked
 * @param surges what it reads up on
 * @param speaks through whom it speaks; null for nobody
 * @param told what that one was told; null for nothing
 */
public record CompanyAtHand(
    String accountId,
    CompanyCount rules,
    List<CompanyPerson> people,
    List<Asked> asked,
    List<Surge> surges,
    @Nullable String speaks,
    @Nullable AccountEvidence told) {

  public CompanyAtHand {
    people = List.copyOf(people);
    asked = List.copyOf(asked);
    surges = List.copyOf(surges);
  }

  /** The evidence were these its people, and had others asked that besides, and it read up on that. */
  public AccountEvidence evidence(List<CompanyPerson> all, List<Asked> more, @Nullable Surge surge, Instant now) {
    List<Asked> both = new ArrayList<>(asked);
    more.stream().filter(one -> rules.asked().contains(one.type())).forEach(both::add);
    both.sort(Comparator.comparing(Asked::type).thenComparing(Asked::at, Comparator.reverseOrder()));
    Map<String, Integer> ofType = new HashMap<>();
    both.removeIf(one -> ofType.merge(one.type(), 1, Integer::sum) > rules.ofAType());
    return CompanyCount.evidence(all, both, surges(surge), now);
  }

  private List<Surge> surges(@Nullable Surge surge) {
    if (surge == null) {
      return surges;
    }
    List<Surge> both = new ArrayList<>(surges);
    both.add(surge);
    both.sort(Comparator.comparing((Surge one) -> !rules.topics().contains(one.topic().toLowerCase(Locale.ROOT)))
        .thenComparing(one -> -one.score())
        .thenComparing(Surge::at, Comparator.reverseOrder()));
    return both;
  }

  /** So many of the others at most by whom of them the company would speak first, those who are not active among them. */
  public List<CompanyPerson> foremost(String lead, int most) {
    List<CompanyPerson> others = people.stream().filter(one -> !one.leadId().equals(lead)).toList();
    List<CompanyPerson> active = first(others.stream().filter(one -> one.lastActive() != null).toList(), most);
    List<CompanyPerson> idle = first(others.stream().filter(one -> one.lastActive() == null).toList(), most);
    int idlers = Math.min(idle.size(), Math.max(most / 2, most - active.size()));
    return Stream.concat(active.stream().limit(most - idlers), idle.stream().limit(idlers)).toList();
  }

  private static List<CompanyPerson> first(List<CompanyPerson> some, int most) {
    List<CompanyPerson> left = new ArrayList<>(some);
    List<CompanyPerson> found = new ArrayList<>();
    while (!left.isEmpty() && found.size() < most) {
      CompanyPerson next = BestContact.of(left, null).orElse(left.get(0));
      left.remove(next);
      found.add(next);
    }
    return found;
  }

  /** Who is told what once that was found. */
  public Telling telling(@Nullable String best, AccountEvidence found) {
    return Telling.of(speaks, told, best, found, rules.counts() && CompanyCount.tellsSomething(found));
  }
}
