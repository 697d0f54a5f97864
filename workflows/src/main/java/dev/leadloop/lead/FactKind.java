package dev.leadloop.lead;

import dev.leadloop.lead.industry.Industries;
import dev.leadloop.lead.title.JobTitle;
import java.util.List;
import java.util.Locale;

/** How a fact is compared: by what it means where that is known, else letter by letter. */
public enum FactKind {
  TEXT,
  /** By the posts a job title names. */
  TITLE,
  /** By code, whatever the country was called. */
  COUNTRY,
  /** By code, whatever the language was called. */
  LANGUAGE,
  /** By the industries and sectors that are named, whatever they were called. */
  INDUSTRY;

  static final String ANSWERS = "answers.";

  /** The kind of a fact by its name; answers to free questions are told by the name of the question. */
  public static FactKind of(String field) {
    return switch (field) {
      case "title" -> TITLE;
      case "country" -> COUNTRY;
      case "language" -> LANGUAGE;
      case "industry" -> INDUSTRY;
      default -> field.startsWith(ANSWERS) ? ofAnswer(field.substring(ANSWERS.length())) : TEXT;
    };
  }

  /** The kind of an answer. */
  static FactKind ofAnswer(String question) {
    return switch (question.toLowerCase(Locale.ROOT)) {
      case "country", "country_code", "countrycode" -> COUNTRY;
      case "language", "lang", "locale", "preferred_language", "preferredlanguage" -> LANGUAGE;
      case "industry", "company_industry", "companyindustry", "branche" -> INDUSTRY;
      default -> TEXT;
    };
  }

  /** A value in the form in which it is compared; what is not known stays as it is. */
  public String comparable(String value) {
    String given = value.strip();
    return switch (this) {
      case TEXT -> given;
      case TITLE -> JobTitle.plain(given);
      case COUNTRY -> Countries.codeOf(given).orElse(given);
      case LANGUAGE -> Languages.codeOf(given).orElse(given);
      case INDUSTRY -> Industries.plain(given);
    };
  }

  /** The same of a rule's value, which may name several industries at once. */
  public List<String> comparables(String value) {
    List<String> industries = this == INDUSTRY ? Industries.meant(value.strip()) : List.of();
    return industries.isEmpty() ? List.of(comparable(value)) : industries;
  }
}
