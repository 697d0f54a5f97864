package dev.leadloop.enrichment;

import dev.leadloop.intake.warning.IntakeWarnings;
import dev.leadloop.lead.FactKind;
import dev.leadloop.naming.NearestName;
import dev.leadloop.text.IntakeLimits;
import dev.leadloop.text.VisibleText;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** The facts that may be found, and what each may hold: the same as if it were told. */
final class FoundFact {
  private static final String ANSWERS = "answers.";
  private static final String SIZE = "companySize";
  private static final List<String> NAMES = List.of("company", SIZE, "industry", "country", "timeZone", "title");

  private FoundFact() {}

  /** The fact of a name as people write it in a header or a setting, such as company_size; empty where there is none. */
  static Optional<String> named(String given) {
    String name = VisibleText.trim(given);
    if (name.toLowerCase(Locale.ROOT).startsWith(ANSWERS)) {
      String question = name.substring(ANSWERS.length());
      return IntakeLimits.name(question, IntakeLimits.ANSWER_NAME).isPresent()
          ? Optional.empty()
          : Optional.of(ANSWERS + question);
    }
    String plain = plain(name);
    return NAMES.stream().filter(fact -> plain(fact).equals(plain)).findFirst()
        .or(() -> plain.equals("size") || plain.equals("employees") ? Optional.of(SIZE) : Optional.empty());
  }

  /** What to do about a name that is none, to be read after it. */
  static String hint(String given) {
    return NearestName.among(given, NAMES) + " Answers to free questions are answers.<name>.";
  }

  /**
   * The value as it is kept; empty where the text says nothing, or where it cannot be kept or would count for nothing, which is
   * told: nobody said it, so nothing is lost.
   */
  static Optional<String> value(String fact, String text, Consumer<String> fault) {
    String known = VisibleText.known(text);
    if (known == null) {
      return Optional.empty();
    }
    Optional<String> tooMuch = fact.equals(SIZE) ? Optional.empty() : IntakeLimits.fault(fact, known);
    if (tooMuch.isPresent()) {
      fault.accept(tooMuch.get());
      return Optional.empty();
    }
    if (fact.equals(SIZE)) {
      Optional<Integer> size = CompanySizes.of(known);
      if (size.isEmpty()) {
        fault.accept("is no number of people from " + IntakeLimits.LEAST_PEOPLE + " to " + IntakeLimits.MOST_PEOPLE
            + " and no range of them, such as 51-200");
      }
      return size.map(Object::toString);
    }
    if (fact.equals("timeZone") && !isZone(known)) {
      fault.accept("is no time zone such as Europe/Berlin");
      return Optional.empty();
    }
    if (FactKind.of(fact) == FactKind.COUNTRY && IntakeWarnings.country(fact, known).isPresent()) {
      fault.accept("is no country's name or code");
      return Optional.empty();
    }
    if (FactKind.of(fact) == FactKind.LANGUAGE && IntakeWarnings.language(fact, known).isPresent()) {
      fault.accept("is no language's name or code");
      return Optional.empty();
    }
    return Optional.of(known);
  }

  private static boolean isZone(String name) {
    try {
      ZoneId.of(name);
      return true;
    } catch (DateTimeException unknown) {
      return false;
    }
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[ _-]", "");
  }
}
