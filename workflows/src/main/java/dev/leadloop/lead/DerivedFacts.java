package dev.leadloop.lead;

import dev.leadloop.lead.industry.Industries;
import dev.leadloop.lead.industry.IndustryFound;
import dev.leadloop.lead.title.JobTitle;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What follows from the facts that were given: rules compare this, not the words of a form. Derived once when a profile
 * is read, never for a score.
 *
 * @param country two-letter code; null where the country is not known
 * @param language code of the language the lead speaks, from whatever question told it; null where none did
 * @param answers answers in the form in which they are compared, where that is another than given
 * @param industries what the industry means, and answers that tell one, by the name of the fact
 */
public record DerivedFacts(
    JobTitle title,
    @Nullable String country,
    @Nullable String language,
    Map<String, String> answers,
    Map<String, IndustryFound> industries) {

  private static final String INDUSTRY = "industry";

  /** The questions that may tell the language, the first one first. */
  private static final List<String> LANGUAGE_QUESTIONS =
      List.of("language", "preferred_language", "preferredLanguage", "lang", "locale");

  public DerivedFacts {
    answers = Map.copyOf(answers);
    industries = Map.copyOf(industries);
  }

  /** What follows from a title, an industry, a country and the answers to free questions. */
  static DerivedFacts of(
      @Nullable String title, @Nullable String industry, @Nullable String country, Map<String, String> answers) {
    Map<String, String> compared = new HashMap<>();
    Map<String, IndustryFound> industries = new HashMap<>();
    industries.put(INDUSTRY, Industries.read(industry));
    answers.forEach((question, answer) -> {
      FactKind kind = FactKind.ofAnswer(question);
      if (kind == FactKind.INDUSTRY) {
        industries.put(FactKind.ANSWERS + question, Industries.read(answer));
      } else if (kind != FactKind.TEXT) {
        compared.put(question, kind.comparable(answer));
      }
    });
    return new DerivedFacts(
        JobTitle.read(title), Countries.codeOf(country).orElse(null), language(answers), compared, industries);
  }

  /** What the industry means. */
  public IndustryFound industry() {
    return industry(INDUSTRY);
  }

  /** What a fact that tells an industry means, by its name. */
  public IndustryFound industry(String fact) {
    return industries.getOrDefault(fact, IndustryFound.NONE);
  }

  private static @Nullable String language(Map<String, String> answers) {
    for (String question : LANGUAGE_QUESTIONS) {
      String code = Languages.codeOf(answers.get(question)).orElse(null);
      if (code != null) {
        return code;
      }
    }
    return null;
  }
}
