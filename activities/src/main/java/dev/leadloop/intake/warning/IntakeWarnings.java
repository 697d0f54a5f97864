package dev.leadloop.intake.warning;

import dev.leadloop.intake.LeadDetails;
import dev.leadloop.lead.Countries;
import dev.leadloop.lead.FactKind;
import dev.leadloop.lead.Languages;
import dev.leadloop.lead.industry.Industries;
import dev.leadloop.lead.industry.IndustryFound;
import dev.leadloop.lead.text.ComparedNumber;
import dev.leadloop.lead.text.ShortText;
import dev.leadloop.naming.LikelySlip;
import dev.leadloop.naming.NearestCountry;
import dev.leadloop.naming.NearestIndustry;
import dev.leadloop.naming.NearestLanguage;
import dev.leadloop.naming.NearestName;
import dev.leadloop.policy.Spans;
import dev.leadloop.policy.names.PolicyNames;
import dev.leadloop.policy.names.ReadAs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is taken as it is although it will count for nothing, because losing the lead or the signal would be worse: whoever
 * sent it is told at once, by the API, an import and a hosted form alike. A name that no rule reads is told of where one
 * reads a name of which it is most likely a slip: systems send much that nobody needs.
 */
public final class IntakeWarnings {
  /** So far ahead another system's clock may be without a word. */
  public static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  /** Before this nobody kept leads as they are kept now; a time before it mostly stands for none. */
  public static final Instant LONG_AGO = Instant.parse("2000-01-01T00:00:00Z");

  private static final String ANSWERS = "answers.";
  private static final String PROPERTIES = "properties.";
  private static final String INDUSTRY = "industry";
  private static final String AS_IT_IS = "; it is kept as it is";
  private static final String FOR_NOTHING = "; it is kept and counts for nothing";
  private static final int LONGEST_VALUE = 200;
  private static final int MOST_VALUES = 200;

  private IntakeWarnings() {}

  /**
   * One warning.
   *
   * @param field as the API names it
   * @param value as it was given, its first {@value #LONGEST_VALUE} characters
   * @param message what became of it, to be read after field and value
   * @param nearest what was probably meant; null where nothing is near
   */
  public record Warning(String field, String value, String message, @Nullable String nearest) {
    public Warning {
      value = ShortText.of(value, LONGEST_VALUE);
    }

    /** One that asks whether the nearest known name was meant, where one is near. */
    public static Warning of(String field, String value, String message, Optional<String> nearest) {
      return new Warning(
          field, value, message + nearest.map(name -> ", did you mean '" + name + "'?").orElse(""), nearest.orElse(null));
    }

    /** The same of a field that stands elsewhere. */
    public Warning at(String place) {
      return new Warning(place, value, message, nearest);
    }

    @Override
    public String toString() {
      return "The field '" + field + "' has '" + value + "', which " + message + (message.endsWith("?") ? "" : ".");
    }
  }

  /**
   * Of facts about a lead: those that no rule understands, answers that are slips of those that rules ask for, and answers to
   * questions that no rule reads.
   */
  public static List<Warning> facts(LeadDetails.Facts facts, PolicyNames names) {
    List<Warning> warnings = new ArrayList<>(values(facts, names));
    facts.answers().forEach((question, answer) ->
        answerName(ANSWERS + question, answer, question, facts.answers().keySet(), names).ifPresent(warnings::add));
    return warnings;
  }

  /** The same of what is said alone, whatever the questions are called. */
  public static List<Warning> values(LeadDetails.Facts facts, PolicyNames names) {
    List<Warning> warnings = new ArrayList<>();
    country("country", facts.country()).ifPresent(warnings::add);
    industry(INDUSTRY, facts.industry(), names).ifPresent(warnings::add);
    new TreeMap<>(facts.answers())
        .forEach((question, answer) -> answer(ANSWERS + question, answer, names).ifPresent(warnings::add));
    return warnings;
  }

  private static Optional<Warning> answer(String field, String answer, PolicyNames names) {
    return switch (FactKind.of(field)) {
      case COUNTRY -> country(field, answer);
      case LANGUAGE -> language(field, answer);
      case INDUSTRY -> industry(field, answer, names);
      case TEXT, TITLE -> {
        ReadAs read = names.facts().get(field);
        yield read == null ? Optional.empty()
            : number(field, answer, read, names).or(() -> value(field, answer, read, read.words(), names));
      }
    };
  }

  /** Of a country that none is called like. */
  public static Optional<Warning> country(String field, @Nullable String country) {
    return country == null || Countries.codeOf(country).isPresent()
        ? Optional.empty()
        : Optional.of(Warning.of(field, country, "is no country's name or code" + AS_IT_IS, NearestCountry.to(country)));
  }

  /** Of a language that none is called like. */
  public static Optional<Warning> language(String field, String language) {
    return Languages.codeOf(language).isPresent()
        ? Optional.empty()
        : Optional.of(Warning.of(field, language, "is no language's name or code" + AS_IT_IS, NearestLanguage.to(language)));
  }

  /** Of an industry that none is called like and no rule asks for in these words, where one goes by industries. */
  private static Optional<Warning> industry(String field, @Nullable String industry, PolicyNames names) {
    ReadAs read = names.facts().get(field);
    IndustryFound found = Industries.read(industry);
    if (industry == null || read == null || !found.named().isEmpty() || found.silent()
        || read.words().stream().anyMatch(found::says)) {
      return Optional.empty();
    }
    Optional<String> meant = NearestIndustry.to(industry).or(() -> LikelySlip.of(industry, read.words()));
    return Optional.of(Warning.of(field, industry, "names no industry that is known" + FOR_NOTHING, meant));
  }

  /**
   * Of a question whose name is a slip of one that a rule reads, unless that one is answered as well.
   *
   * @param field where it stands
   * @param value what stands there
   * @param asked the names of all questions that are answered with it
   */
  public static Optional<Warning> answerName(
      String field, String value, String question, Set<String> asked, PolicyNames names) {
    String name = ANSWERS + question;
    if (names.facts().containsKey(name) || FactKind.of(name) != FactKind.TEXT) {
      return Optional.empty();
    }
    List<String> read = names.facts().keySet().stream()
        .filter(fact -> fact.startsWith(ANSWERS)).map(fact -> fact.substring(ANSWERS.length())).toList();
    return LikelySlip.of(question, read)
        .filter(meant -> !asked.contains(meant))
        .map(meant -> Warning.of(field, value, noRule(names) + "reads" + FOR_NOTHING, Optional.of(ANSWERS + meant)));
  }

  /**
   * Of a signal: a type the policy says nothing about, else properties that its rules do not read or cannot count, and values
   * that are slips of those they ask for.
   */
  public static List<Warning> signal(String type, Map<String, String> properties, PolicyNames names) {
    Optional<Warning> unknown = signalType("type", type, names);
    if (unknown.isPresent() || properties.isEmpty()) {
      return unknown.stream().toList();
    }
    List<Warning> warnings = new ArrayList<>();
    Map<String, ReadAs> read = names.properties(type);
    new TreeMap<>(properties).forEach((name, value) -> {
      String field = PROPERTIES + name;
      ReadAs as = read.get(name);
      (as == null ? propertyName(field, value, name, properties, read, names)
          : number(field, value, as, names).or(() -> value(field, value, as, as.values(), names))).ifPresent(warnings::add);
    });
    return warnings;
  }

  /** Numbers are what they are, and of a long list nobody knows what was meant. */
  private static Optional<Warning> value(
      String field, String value, ReadAs read, Set<String> known, PolicyNames names) {
    return ComparedNumber.of(value) != null || known.size() > MOST_VALUES || read.asksFor(value)
        ? Optional.empty()
        : LikelySlip.of(value, known)
            .map(meant -> Warning.of(field, value, noRule(names) + "asks for" + AS_IT_IS, Optional.of(meant)));
  }

  private static Optional<Warning> propertyName(
      String field, String value, String name, Map<String, String> given, Map<String, ReadAs> read, PolicyNames names) {
    return LikelySlip.of(name, read.keySet())
        .filter(meant -> !given.containsKey(meant))
        .map(meant -> Warning.of(
            field, value, noRule(names) + "reads of such a signal" + FOR_NOTHING, Optional.of(PROPERTIES + meant)));
  }

  /** Of a type of signal that the policy says nothing about. */
  public static Optional<Warning> signalType(String field, String type, PolicyNames names) {
    Collection<String> known = names.signalTypes();
    return known.contains(type)
        ? Optional.empty()
        : Optional.of(Warning.of(field, type, noRule(names) + "names" + FOR_NOTHING, NearestName.to(type, known)));
  }

  /** Of a topic of third-party intent that no rule for accounts reads. */
  public static Optional<Warning> intentTopic(String topic, PolicyNames names) {
    String folded = topic.strip();
    return names.intentTopics().include(folded)
        ? Optional.empty()
        : Optional.of(Warning.of(
            "topic", topic, "no rule for accounts of policy version " + names.version() + " reads" + FOR_NOTHING,
            LikelySlip.of(folded, names.intentTopics().named())));
  }

  private static Optional<Warning> number(String field, String value, ReadAs read, PolicyNames names) {
    return !read.numberAlone() || value.isBlank() || ComparedNumber.of(value) != null
        ? Optional.empty()
        : Optional.of(Warning.of(
            field, value, "is no number as the rules of policy version " + names.version() + " need one" + FOR_NOTHING
                + "; write numbers like 50000 or 12.5", Optional.empty()));
  }

  /** Of a time that has not come yet by our clock, or that lies before anything we could know of. */
  public static Optional<Warning> time(String field, @Nullable Instant time, Instant now) {
    if (time == null) {
      return Optional.empty();
    }
    return isAhead(time, now)
        ? Optional.of(
            Warning.of(field, time.toString(), "lies in the future; it counts from when it was recorded", Optional.empty()))
        : time.isBefore(LONG_AGO)
            ? Optional.of(Warning.of(
                field, time.toString(), "lies before the year 2000 and is probably no time that was meant" + AS_IT_IS,
                Optional.empty()))
            : Optional.empty();
  }

  /** Of when a signal happened: as of any time, else that every rule for its type looks less far back. */
  public static Optional<Warning> occurred(
      String field, String type, @Nullable Instant time, PolicyNames names, Instant now) {
    Duration window = names.window(type);
    Optional<Warning> ofTime = time(field, time, now);
    if (ofTime.isPresent() || time == null || window == null || !time.isBefore(now.minus(window))) {
      return ofTime;
    }
    return Optional.of(Warning.of(
        field, time.toString(),
        "is older than the " + Spans.words(window) + " in which rules of policy version " + names.version() + " count a '"
            + type + "'" + FOR_NOTHING, Optional.empty()));
  }

  /** Whether a time has not come yet by our clock, however other clocks may go. */
  public static boolean isAhead(Instant time, Instant now) {
    return time.isAfter(now.plus(CLOCK_SKEW));
  }

  private static String noRule(PolicyNames names) {
    return "no rule of policy version " + names.version() + " ";
  }
}
