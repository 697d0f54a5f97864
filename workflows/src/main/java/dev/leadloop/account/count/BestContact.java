package dev.leadloop.account.count;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Through whom of its people a company speaks: whom sales has goes first and whom sales gave back last, who cannot be handed
 * over by it for now; then the highest score and fit together, the higher score, and who was active last. Whoever it speaks
 * through already keeps that until somebody is better by {@value #MARGIN} points, so that it does not change with every visit.
 */
public final class BestContact {
  private static final int MARGIN = 10;

  private static final Comparator<CompanyPerson> BETTER_FIRST =
      Comparator.comparing(CompanyPerson::withSales)
          .thenComparing(person -> !person.givenBack())
          .thenComparingInt(BestContact::worth)
          .thenComparingInt(CompanyPerson::score)
          .thenComparing(CompanyPerson::activeAt)
          .reversed()
          .thenComparing(CompanyPerson::leadId);

  private BestContact() {}

  /**
   * The one to be told; empty where nothing can come of telling any of them.
   *
   * @param now the lead it speaks through already; null where there is none
   */
  public static Optional<CompanyPerson> of(Collection<CompanyPerson> people, @Nullable String now) {
    Optional<CompanyPerson> best = people.stream().filter(CompanyPerson::open).min(BETTER_FIRST);
    Optional<CompanyPerson> present =
        people.stream().filter(person -> person.open() && person.leadId().equals(now)).findFirst();
    return present
        .filter(one -> best.stream().allMatch(other ->
            one.withSales() == other.withSales() && one.givenBack() == other.givenBack() && worth(one) + MARGIN > worth(other)))
        .or(() -> best);
  }

  private static int worth(CompanyPerson person) {
    return person.score() + person.fit();
  }
}
