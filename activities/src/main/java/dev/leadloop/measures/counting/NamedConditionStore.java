package dev.leadloop.measures.counting;

import dev.leadloop.lead.EmailKind;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.MailConsent;
import dev.leadloop.measures.catalogue.Cut;
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.scoring.Conditions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Says by a statement which of a policy's named conditions holds for a lead. What a condition says of a fact is judged by {@link
 * Conditions} alone: each value of that fact that some lead has is put to it, and the statement asks for those that passed.
 */
final class NamedConditionStore {
  private static final int MOST_VALUES = 50_000;
  private static final Set<String> INDEXED = Set.of("l.country", "l.industry", "l.company_size", "l.source");
  private static final int MOST_RUNS = 20;
  private static final LeadProfile NOBODY = new LeadProfile(
      false, EmailKind.NONE, null, LeadProfile.Company.UNKNOWN, null, null, LeadProfile.FirstTouch.UNKNOWN, Map.of(),
      MailConsent.UNKNOWN);

  private final JdbcClient jdbc;

  NamedConditionStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The name of the first condition that holds for a lead.
   *
   * @param value an expression over a lead {@code l}, null where none holds
   * @param join what has to be joined for it
   */
  record First(String value, String join) {}

  /**
   * Says which is the first; its parameters are put to the others.
   *
   * @throws CannotCut where a condition asks for more than single facts
   */
  First first(Cut cut, Map<String, Condition> named, Map<String, @Nullable Object> parameters) {
    if (named.isEmpty()) {
      return new First("null::text", "");
    }
    return new Cases(cut, parameters).of(named);
  }

  /**
   * Whether one condition holds for a lead {@code l}, as an expression; its parameters are put to the others.
   *
   * @throws CannotCut where it asks for more than single facts
   */
  String holding(Cut cut, String name, Condition condition, Map<String, @Nullable Object> parameters) {
    return new Cases(cut, parameters).holds(name, condition);
  }

  /** A fact that conditions ask for, by its column, with all values that it has. */
  private record Asked(String field, String column, String kind, List<String> values) {}

  /** Numbers that follow one another among those that some lead has, and have one name. */
  private record Run(int least, int most, String name) {}

  /** The cases of one cut; the values of a fact are looked up once for all of them. */
  private final class Cases {
    private final Cut cut;
    private final Map<String, @Nullable Object> parameters;
    private final Map<String, Asked> asked = new HashMap<>();

    Cases(Cut cut, Map<String, @Nullable Object> parameters) {
      this.cut = cut;
      this.parameters = parameters;
    }

    First of(Map<String, Condition> named) {
      String cases = cases(named);
      Asked one = asked.size() == 1 ? asked.values().iterator().next() : null;
      return one == null ? new First(cases, "") : looked(named, one);
    }

    /** Where all conditions ask for one fact, each value has its name, which is looked up once for a lead. */
    private First looked(Map<String, Condition> named, Asked one) {
      String nobody = holding(named, NOBODY);
      List<Run> runs = one.kind().isEmpty() ? List.of() : runs(named, one);
      if (!runs.isEmpty() && runs.size() <= MOST_RUNS) {
        return new First(within(runs, one.column(), nobody), "");
      }
      List<String> values = new ArrayList<>();
      List<String> names = new ArrayList<>();
      for (String value : one.values()) {
        String name = holding(named, with(one.field(), value));
        if (name != null) {
          values.add(value);
          names.add(name);
        }
      }
      String table = "of_" + cut.called();
      // Distinct, as the values are: PostgreSQL would take many to be the same, and sort all leads rather than look them up.
      String join = (" left join (select distinct on (value) u.told%s as value, u.name from unnest(:%s::text[], :%s::text[])"
          + " as u(told, name)) %4$s on %4$s.value = %5$s").formatted(
              one.kind(), put(values.toArray(String[]::new)), put(names.toArray(String[]::new)), table, one.column());
      return new First(nobody == null ? table + ".name"
          : "case when " + one.column() + " is null then :" + put(nobody) + "::text else " + table + ".name end", join);
    }

    /** The numbers that some lead has, by the name they have; those without a name are left out. */
    private List<Run> runs(Map<String, Condition> named, Asked one) {
      List<Run> runs = new ArrayList<>();
      String before = null;
      for (int number : one.values().stream().mapToInt(Integer::parseInt).sorted().toArray()) {
        String name = holding(named, with(one.field(), String.valueOf(number)));
        if (name != null && name.equals(before)) {
          runs.add(new Run(runs.removeLast().least(), number, name));
        } else if (name != null) {
          runs.add(new Run(number, number, name));
        }
        before = name;
      }
      return runs;
    }

    /** Where numbers that follow one another have one name, comparing a lead's with few of them costs less than looking it up. */
    private String within(List<Run> runs, String column, @Nullable String nobody) {
      StringBuilder cases = new StringBuilder("case");
      if (nobody != null) {
        cases.append(" when ").append(column).append(" is null then :").append(put(nobody)).append("::text");
      }
      for (Run run : runs) {
        cases.append(" when ").append(column).append(" between ").append(run.least()).append(" and ").append(run.most())
            .append(" then :").append(put(run.name())).append("::text");
      }
      return cases.append(" end").toString();
    }

    private String cases(Map<String, Condition> named) {
      StringBuilder cases = new StringBuilder("case");
      named.forEach((name, condition) -> {
        String parameter = put(name);
        cases.append(" when ").append(holds(name, condition)).append(" then :").append(parameter).append("::text");
      });
      return cases.append(" end").toString();
    }

    private String put(Object value) {
      String name = "of_" + cut.called() + "_" + parameters.size();
      parameters.put(name, value);
      return name;
    }

    private String holds(String name, Condition condition) {
      return switch (condition) {
        case Condition.All all -> parts(name, all.parts(), " and ", "true");
        case Condition.Any any -> parts(name, any.parts(), " or ", "false");
        case Condition.Not not -> "not " + holds(name, not.part());
        case Condition.Fact fact -> fact(name, fact);
        case Condition.SignalCount ignored -> throw beyond(cut, name, "signals");
        case Condition.SignalMeasure ignored -> throw beyond(cut, name, "signals");
        case Condition.Quiet ignored -> throw beyond(cut, name, "signals");
        case Condition.InBand ignored -> throw beyond(cut, name, "a band");
        case Condition.SinceEnrolment ignored -> throw beyond(cut, name, "signals");
      };
    }

    private String parts(String name, List<Condition> parts, String between, String ofNone) {
      return parts.isEmpty()
          ? ofNone
          : parts.stream().map(part -> holds(name, part)).collect(Collectors.joining(between, "(", ")"));
    }

    private String fact(String name, Condition.Fact fact) {
      String column = switch (fact.field()) {
        case "title", "role", "seniority" -> "l.title";
        case "company" -> "l.company";
        case "companySize" -> "l.company_size";
        case "industry" -> "l.industry";
        case "country" -> "l.country";
        case "emailDomain", "emailKind" -> "nullif(split_part(l.email_key, '@', 2), '')";
        case "source" -> "l.source";
        case "campaign" -> "l.campaign";
        case "content" -> "l.content";
        default -> {
          if (!LeadProfile.mayBeSaid(fact.field())) {
            throw beyond(cut, name, "the fact " + fact.field());
          }
          yield "(l.answers ->> :" + put(fact.field().substring(fact.field().indexOf('.') + 1)) + ")";
        }
      };
      // Not = any(...), which may look through all of them for each lead.
      String kind = fact.field().equals("companySize") ? "::integer" : "";
      List<String> values = asked.computeIfAbsent(column, ignored -> new Asked(fact.field(), column, kind, values(column)))
          .values();
      if (values.size() > MOST_VALUES) {
        throw beyond(cut, name, "the fact " + fact.field() + ", which has too many values,");
      }
      String[] passing = values.stream().filter(value -> passes(fact, with(fact.field(), value))).toArray(String[]::new);
      return "coalesce(" + column + " in (select unnest(:" + put(passing) + "::text[])" + kind + "), " + passes(fact, NOBODY)
          + ")";
    }

    private List<String> values(String column) {
      if (INDEXED.contains(column)) {
        // From one value to the next by the index, however many leads have each.
        return jdbc.sql("with recursive one as ((select " + column + " as v from lead l where " + column
                + " is not null order by 1 limit 1) union all select (select " + column + " from lead l where " + column
                + " > one.v order by 1 limit 1) from one where one.v is not null)"
                + " select v::text as v from one where v is not null limit " + (MOST_VALUES + 1))
            .query((row, n) -> row.getString("v"))
            .list();
      }
      return jdbc.sql("select v::text from (select distinct " + column + " as v from lead l where " + column
          + " is not null limit " + (MOST_VALUES + 1) + ") d").params(parameters).query((row, n) -> row.getString(1)).list();
    }
  }

  private static @Nullable String holding(Map<String, Condition> named, LeadProfile profile) {
    return named.entrySet().stream().filter(one -> Conditions.holds(one.getValue(), profile, List.of(), Instant.EPOCH))
        .map(Map.Entry::getKey).findFirst().orElse(null);
  }

  private static boolean passes(Condition.Fact fact, LeadProfile profile) {
    return Conditions.holds(fact, profile, List.of(), Instant.EPOCH);
  }

  private static LeadProfile with(String field, String value) {
    return switch (field) {
      case "role", "seniority" -> NOBODY.saying("title", value);
      case "emailDomain", "emailKind" -> NOBODY.saying("email", "somebody@" + value);
      case "source" -> touched(new LeadProfile.FirstTouch(value, null, null));
      case "campaign" -> touched(new LeadProfile.FirstTouch(null, value, null));
      case "content" -> touched(new LeadProfile.FirstTouch(null, null, value));
      default -> NOBODY.saying(field, value);
    };
  }

  private static LeadProfile touched(LeadProfile.FirstTouch touch) {
    return new LeadProfile(
        false, EmailKind.NONE, null, LeadProfile.Company.UNKNOWN, null, null, touch, Map.of(), MailConsent.UNKNOWN);
  }

  private static CannotCut beyond(Cut cut, String name, String what) {
    return new CannotCut(cut.called(), "cannot be cut by: '" + name + "' of the policy asks for " + what
        + " where measures know single facts of a lead alone");
  }
}
