package dev.leadloop.measures.counting;

import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.journal.CycleEnds;
import dev.leadloop.lifecycle.journal.EndedCycle;
import dev.leadloop.measures.catalogue.Cut;
import dev.leadloop.measures.catalogue.SizeBand;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.Sequence;
import dev.leadloop.policy.Step;
import dev.leadloop.policy.sales.Disposition;
import dev.leadloop.policy.sales.SlaRules;
import dev.leadloop.policy.scoring.HandoffWay;
import dev.leadloop.record.PolicySource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tells values of cuts that nothing has yet, which answer with zeros, from those that cannot be, which are slips of the pen. A
 * value can be where it is one of a closed set, where the desk or any published policy knows it, or where the record has it.
 */
final class KnownValueStore {
  /** Most values that are named to who gave none of them. */
  private static final int LOOKED_AT = 1_000;

  private static final String ARM_OF = ": ";
  private static final String TOUCHED = "select from touch t where ";

  private final JdbcClient jdbc;
  private final PolicySource policies;
  private final CountStore counts;

  KnownValueStore(JdbcClient jdbc, PolicySource policies, CountStore counts) {
    this.jdbc = jdbc;
    this.policies = policies;
    this.counts = counts;
  }

  /** Whether what a cut can be is written down, so that a value can be judged without looking through the record. */
  static boolean closed(Cut cut) {
    return switch (cut) {
      case SOURCE, CAMPAIGN, CONTENT, CHANNEL, PATH, INDUSTRY, REASON, SEQUENCE, VERSION, STEP, ARM -> false;
      case SIZE, SEGMENT, TERRITORY, REP, TEAM, POLICY, QUALIFICATION, CLASS, ENDED, STAGE, TO, MONTH, WEEK -> true;
    };
  }

  /** Nothing where the value can be, else what there is instead, in order and perhaps none. */
  Optional<List<String>> instead(Question question, Cut cut, String value) {
    if (value.equals(Cut.NONE) || possible(cut, value)) {
      return Optional.empty();
    }
    Set<String> known = new LinkedHashSet<>(names(cut));
    if (!closed(cut)) {
      known.addAll(counts.values(question, cut, LOOKED_AT));
    }
    known.remove(Cut.NONE);
    return known.contains(value) ? Optional.empty() : Optional.of(List.copyOf(known));
  }

  private boolean possible(Cut cut, String value) {
    return switch (cut) {
      case SOURCE -> exists(TOUCHED + "t.source = :value", value);
      case CAMPAIGN -> exists(TOUCHED + "t.campaign = :value", value);
      case CONTENT -> exists(TOUCHED + "t.content = :value", value);
      case CHANNEL -> exists(TOUCHED + "t.channel = :value", value);
      case PATH -> Arrays.stream(value.split(" > ", -1)).allMatch(this::touched);
      case INDUSTRY -> exists("select from lead l where l.industry = :value", value);
      case POLICY -> number(value) && value.length() < 10 && Integer.parseInt(value) <= policies.latest().version();
      case MONTH, WEEK -> Periods.is(cut, value);
      case REASON, SEQUENCE, VERSION, STEP, ARM -> names(cut).contains(value);
      case SIZE, SEGMENT, TERRITORY, REP, TEAM, QUALIFICATION, CLASS, ENDED, STAGE, TO -> false;
    };
  }

  private boolean touched(String part) {
    return part.equals(Cut.NONE)
        || exists(TOUCHED + "coalesce(t.content, t.source, t.campaign, t.channel) = :value", part);
  }

  /** What a cut can be, where that is written down somewhere. */
  private Collection<String> names(Cut cut) {
    return switch (cut) {
      case SIZE -> SizeBand.ALL.stream().map(SizeBand::called).toList();
      case SEGMENT -> policies.latest().routing().segments().keySet();
      case TERRITORY -> policies.latest().routing().territories().keySet();
      case REP -> with("queue", texts("select rep_id from rep order by 1"));
      case TEAM -> texts("select team_id from team order by 1");
      case POLICY -> IntStream.rangeClosed(1, policies.latest().version()).mapToObj(String::valueOf).toList();
      case QUALIFICATION -> Arrays.stream(HandoffWay.values()).map(HandoffWay::called).toList();
      case CLASS -> ofPolicies(policy -> policy.sla().classes().stream().map(SlaRules.SlaClass::id));
      case REASON -> Stream.concat(
          ofPolicies(policy -> policy.dispositions().stream().map(Disposition::code)).stream(),
          Stream.of(CycleEnds.ABSENT, CycleEnds.LEFT, CycleEnds.CAME)).toList();
      case ENDED -> Arrays.stream(EndedCycle.How.values()).map(EndedCycle.How::name).toList();
      case STAGE, TO -> Arrays.stream(Stage.values()).map(Stage::label).toList();
      case SEQUENCE -> ofSequences(sequence -> Stream.of(sequence.id()));
      case VERSION -> ofSequences(sequence -> Stream.of(String.valueOf(sequence.version())));
      case STEP -> ofSequences(sequence -> sequence.steps().stream().map(Step::id));
      case ARM -> ofSequences(sequence -> sequence.steps().stream().flatMap(KnownValueStore::arms));
      case SOURCE, CAMPAIGN, CONTENT, CHANNEL, PATH, INDUSTRY, MONTH, WEEK -> List.of();
    };
  }

  private static Stream<String> arms(Step step) {
    return step instanceof Step.Split split
        ? split.shares().stream().map(share -> split.id() + ARM_OF + share.goTo())
        : Stream.empty();
  }

  private Set<String> ofSequences(Function<Sequence, Stream<String>> names) {
    return ofPolicies(policy -> policy.sequences().values().stream().flatMap(names));
  }

  /** Of every policy there ever was, since leads still live by the older ones; the newest first. */
  private Set<String> ofPolicies(Function<LeadPolicy, Stream<String>> names) {
    Set<String> all = new LinkedHashSet<>();
    for (int version = policies.latest().version(); version > 0; version--) {
      names.apply(policies.version(version)).forEach(all::add);
    }
    return all;
  }

  private static boolean number(String text) {
    return text.matches("[1-9][0-9]*");
  }

  private static List<String> with(String first, List<String> others) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(others);
    return all;
  }

  private List<String> texts(String sql) {
    return jdbc.sql(sql).query((row, n) -> row.getString(1)).list();
  }

  private boolean exists(String sql, String value) {
    return jdbc.sql("select exists (" + sql + ")").param("value", value).query(Boolean.class).single();
  }
}
