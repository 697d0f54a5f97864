package dev.leadloop.intake;

import dev.leadloop.lead.Countries;
import dev.leadloop.lead.Languages;
import dev.leadloop.naming.NearestCountry;
import dev.leadloop.naming.NearestName;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is taken as it is although it probably means nothing, because losing the lead or the signal would be worse: whoever
 * sent it is told at once, by the API, an import and a hosted form alike.
 */
public final class IntakeWarnings {
  /** So far ahead another system's clock may be without a word. */
  public static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  private static final String LANGUAGE = "language";

  private IntakeWarnings() {}

  /**
   * One warning.
   *
   * @param field as the API names it
   * @param value as it was given
   * @param message what became of it, to be read after field and value
   * @param nearest what was probably meant; null where nothing is near
   */
  public record Warning(String field, String value, String message, @Nullable String nearest) {
    @Override
    public String toString() {
      return "The field '" + field + "' has '" + value + "', which " + message + ".";
    }
  }

  /** Of a country that none is called like. */
  public static Optional<Warning> country(@Nullable String country) {
    if (country == null || Countries.codeOf(country).isPresent()) {
      return Optional.empty();
    }
    String nearest = NearestCountry.to(country).orElse(null);
    return Optional.of(new Warning("country", country, "is no country's name or code; it is kept as it is"
        + (nearest == null ? "" : ", did you mean '" + nearest + "'?"), nearest));
  }

  /** Of a language, the answer of that name, that none is called like. */
  public static Optional<Warning> language(Map<String, String> answers) {
    String language = answers.get(LANGUAGE);
    return language == null || Languages.codeOf(language).isPresent()
        ? Optional.empty()
        : Optional.of(new Warning("answers." + LANGUAGE, language, "is no language's name or code; it is kept as it is", null));
  }

  /** Of a type of signal that the policy says nothing about. */
  public static Optional<Warning> signalType(String field, String type, Collection<String> known, int policyVersion) {
    if (known.contains(type)) {
      return Optional.empty();
    }
    String nearest = NearestName.to(type, known).orElse(null);
    return Optional.of(new Warning(field, type, "no rule of policy version " + policyVersion + " names; it is kept and counts for"
        + " nothing" + (nearest == null ? "" : ", did you mean '" + nearest + "'?"), nearest));
  }

  /** Of a time that has not come yet by our clock. */
  public static Optional<Warning> future(String field, @Nullable Instant time, Instant now) {
    return time == null || !time.isAfter(now.plus(CLOCK_SKEW))
        ? Optional.empty()
        : Optional.of(new Warning(field, time.toString(), "lies in the future; it counts from when it was recorded", null));
  }
}
