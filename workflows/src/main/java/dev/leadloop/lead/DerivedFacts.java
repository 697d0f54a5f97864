package dev.leadloop.lead;

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
 */
public record DerivedFacts(
    JobTitle title, @Nullable String country, @Nullable String language, Map<String, String> answers) {

  /** The questions that may tell the language, the first one first. */
  private static final List<String> LANGUAGE_QUESTIONS =
      List.of("language", "preferred_language", "preferredLanguage", "lang", "locale");

  public DerivedFacts {
    answers = Map.copyOf(answers);
  }

  /** What follows from a title, a country and the answers to free questions. */
  static DerivedFacts of(@Nullable String title, @Nullable String country, Map<String, String> answers) {
    Map<String, String> compared = new HashMap<>();
    answers.forEach((question, answer) -> {
      FactKind kind = FactKind.ofAnswer(question);
      if (kind != FactKind.TEXT) {
        compared.put(question, kind.comparable(answer));
      }
    });
    return new DerivedFacts(JobTitle.read(title), Countries.codeOf(country).orElse(null), language(answers), compared);
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
