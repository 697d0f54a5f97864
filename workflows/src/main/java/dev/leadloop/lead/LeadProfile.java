package dev.leadloop.lead;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The facts that fit and content are judged by; names, addresses and notes are not among them.
 *
 * @param addressKnown whether there is an e-mail address to nurture by
 * @param companySize number of employees
 * @param country ISO 3166 alpha-2 code or the name as given
 * @param timeZone IANA zone id
 * @param source source of the first touch
 * @param answers answers to free questions, and mapped columns of an import, by field name
 * @param consent whether the person agreed to be mailed
 */
public record LeadProfile(
    boolean addressKnown,
    EmailKind emailKind,
    @Nullable String title,
    @Nullable String company,
    @Nullable Integer companySize,
    @Nullable String industry,
    @Nullable String country,
    @Nullable String timeZone,
    @Nullable String source,
    @Nullable String campaign,
    @Nullable String content,
    Map<String, String> answers,
    MailConsent consent) {

  public LeadProfile {
    answers = Map.copyOf(answers);
  }

  /** A profile of somebody whose consent is not known. */
  public LeadProfile(
      boolean addressKnown,
      EmailKind emailKind,
      @Nullable String title,
      @Nullable String company,
      @Nullable Integer companySize,
      @Nullable String industry,
      @Nullable String country,
      @Nullable String timeZone,
      @Nullable String source,
      @Nullable String campaign,
      @Nullable String content,
      Map<String, String> answers) {
    this(
        addressKnown, emailKind, title, company, companySize, industry, country, timeZone, source, campaign, content,
        answers, MailConsent.UNKNOWN);
  }

  /** A profile of which nothing is known. */
  public static LeadProfile unknown() {
    return new LeadProfile(
        false, EmailKind.NONE, null, null, null, null, null, null, null, null, null, Map.of());
  }

  /** The fact of that name as text, or null where it is unknown; free answers are {@code answers.<name>}. */
  public @Nullable String fact(String name) {
    return switch (name) {
      case "title" -> title;
      case "company" -> company;
      case "companySize" -> companySize == null ? null : companySize.toString();
      case "industry" -> industry;
      case "country" -> country;
      case "timeZone" -> timeZone;
      case "source" -> source;
      case "campaign" -> campaign;
      case "content" -> content;
      case "emailKind" -> emailKind.name().toLowerCase(java.util.Locale.ROOT);
      default -> name.startsWith("answers.") ? answers.get(name.substring("answers.".length())) : null;
    };
  }
}
