package dev.leadloop.measures.counting;

import dev.leadloop.measures.catalogue.Cut;
import dev.leadloop.measures.counting.Counted.Part;
import dev.leadloop.measures.counting.NamedConditionStore.First;
import dev.leadloop.record.PolicySource;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Counts measures over the facts; reads only. Statements are made of words of ours alone. */
public final class CountStore {
  /** Most parts of an answer. */
  public static final int MOST_PARTS = 10_000;

  private final JdbcClient jdbc;
  private final PolicySource policies;
  private final NamedConditionStore conditions;

  /** A store over one data source. */
  public CountStore(JdbcClient jdbc, PolicySource policies) {
    this.jdbc = jdbc;
    this.policies = policies;
    this.conditions = new NamedConditionStore(jdbc);
  }

  private CountedStore asked(Question question) {
    Map<Cut, First> named = new EnumMap<>(Cut.class);
    Map<String, @Nullable Object> values = new HashMap<>();
    if (question.uses(Cut.SEGMENT)) {
      named.put(Cut.SEGMENT, conditions.first(Cut.SEGMENT, policies.latest().routing().segments(), values));
    }
    if (question.uses(Cut.TERRITORY)) {
      named.put(Cut.TERRITORY, conditions.first(Cut.TERRITORY, policies.latest().routing().territories(), values));
    }
    return new CountedStore(jdbc, question, named, values);
  }

  /**
   * Counts.
   *
   * @throws CannotCut where nobody would read the answer, or the policy's conditions are of another kind
   */
  public Counted count(Question question, Rates rates) {
    CountedStore counted = asked(question);
    Map<List<String>, Figures> figures = switch (question.measure().counting().telling()) {
      case COUNT, SETTLED_SHARE -> ShareStore.counts(counted, MOST_PARTS + 1);
      case COHORT_SHARE -> ShareStore.cohorts(counted, MOST_PARTS + 1);
      case TIME -> TimeStore.times(counted);
      case MONEY -> MoneyStore.money(counted, rates);
    };
    if (figures.size() > MOST_PARTS + 1) {
      throw new CannotCut("by", "comes to more than " + MOST_PARTS + " parts; give fewer cuts, a shorter span or filters");
    }
    Comparator<List<String>> order = (one, other) -> IntStream.range(0, one.size())
        .map(i -> one.get(i).compareTo(other.get(i))).filter(difference -> difference != 0).findFirst().orElse(0);
    Figures whole = Objects.requireNonNull(figures.remove(List.of()), "there is a whole, if of nothing");
    Comparator<Map.Entry<List<String>, Figures>> byKey = Map.Entry.comparingByKey(order);
    Comparator<Map.Entry<List<String>, Figures>> commonest =
        Comparator.comparingLong(part -> -part.getValue().counts().count());
    return new Counted(whole, figures.entrySet().stream()
        .sorted(question.by().contains(Cut.PATH) ? commonest.thenComparing(byKey) : byKey)
        .map(part -> new Part(named(question, part.getKey()), part.getValue())).toList());
  }

  /** What values there are. */
  KnownValueStore known() {
    return new KnownValueStore(jdbc, policies, this);
  }

  /** The values of a cut that rows of the measure ever had, the first of them in their order. */
  public List<String> values(Question question, Cut cut, int most) {
    CountedStore all = asked(question.everything(cut));
    return all.statement(" select " + CutStore.words(cut, "k0") + " as t0 from counted group by k0 order by k0 limit " + most)
        .query((row, n) -> row.getString("t0")).list();
  }

  private static Map<Cut, String> named(Question question, List<String> key) {
    Map<Cut, String> named = new LinkedHashMap<>();
    IntStream.range(0, key.size()).forEach(i -> named.put(question.by().get(i), key.get(i)));
    return named;
  }
}
