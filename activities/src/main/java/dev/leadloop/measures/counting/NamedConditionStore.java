package dev.leadloop.measures.counting;

import dev.leadloop.lead.EmailKind;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.MailConsent;
import dev.leadloop.measures.catalogue.Cut;
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.scoring.Conditions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Says by a statement which of a policy's named conditions holds for a lead. What a condition says of a fact is judged by {@link
 * Conditions} alone: each value of that fact that some lead has is put to it, and the statement asks for those that passed.
 */
final class NamedConditionStore {
  private static final int MOST_VALUES = 50_000;
  private static final LeadProfile NOBODY = new LeadProfile(
      false, EmailKind.NONE, null, LeadProfile.Company.UNKNOWN, null, null, LeadProfile.FirstTouch.UNKNOWN, Map.of(),
      MailConsent.UNKNOWN);

  private final JdbcClient jdbc;

  NamedConditionStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The name of the first condition that holds for a lead {@code l}, null where none does; its parameters are put to the others.
   *
   * @throws CannotCut where a condition asks for more than single facts
   */
  String first(Cut cut, Map<String, Condition> named, Map<String, @Nullable Object> parameters) {
    if (named.isEmpty()) {
      return "null::text";
    }
    StringBuilder cases = new StringBuilder("case");
    named.forEach((name, condition) -> {
      String parameter = put(cut, name, parameters);
      cases.append(" when ").append(holds(cut, name, condition, parameters)).append(" then :").append(parameter).append("::text");
    });
    return cases.append(" end").toString();
  }

  private static String put(Cut cut, Object value, Map<String, @Nullable Object> parameters) {
    String name = "of_" + cut.called() + "_" + parameters.size();
    parameters.put(name, value);
    return name;
  }

  private String holds(Cut cut, String name, Condition condition, Map<String, @Nullable Object> parameters) {
    return switch (condition) {
      case Condition.All all -> parts(cut, name, all.parts(), " and ", "true", parameters);
      case Condition.Any any -> parts(cut, name, any.parts(), " or ", "false", parameters);
      case Condition.Not not -> "not " + holds(cut, name, not.part(), parameters);
      case Condition.Fact fact -> fact(cut, name, fact, parameters);
      case Condition.SignalCount ignored -> throw beyond(cut, name, "signals");
      case Condition.SignalMeasure ignored -> throw beyond(cut, name, "signals");
      case Condition.Quiet ignored -> throw beyond(cut, name, "signals");
      case Condition.InBand ignored -> throw beyond(cut, name, "a band");
      case Condition.SinceEnrolment ignored -> throw beyond(cut, name, "signals");
    };
  }

  private String parts(
      Cut cut, String name, List<Condition> parts, String between, String ofNone, Map<String, @Nullable Object> parameters) {
    return parts.isEmpty()
        ? ofNone
        : parts.stream().map(part -> holds(cut, name, part, parameters)).collect(Collectors.joining(between, "(", ")"));
  }

  private String fact(Cut cut, String name, Condition.Fact fact, Map<String, @Nullable Object> parameters) {
    String column = switch (fact.field()) {
      case "title", "role", "seniority" -> "l.title";
      case "company" -> "l.company";
      case "companySize" -> "l.company_size::text";
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
        yield "(l.answers ->> :" + put(cut, fact.field().substring(fact.field().indexOf('.') + 1), parameters) + ")";
      }
    };
    List<String> known = jdbc.sql("select distinct " + column + " from lead l where " + column + " is not null limit "
        + (MOST_VALUES + 1)).params(parameters).query((row, n) -> row.getString(1)).list();
    if (known.size() > MOST_VALUES) {
      throw beyond(cut, name, "the fact " + fact.field() + ", which has too many values,");
    }
    String[] passing = known.stream().filter(value -> holds(fact, with(fact.field(), value))).toArray(String[]::new);
    return "coalesce(" + column + " = any(:" + put(cut, passing, parameters) + "), " + holds(fact, NOBODY) + ")";
  }

  private static boolean holds(Condition.Fact fact, LeadProfile profile) {
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
