package dev.leadloop.lead;

import dev.leadloop.account.AccountEvidence;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The facts that fit and content are judged by; names, addresses and notes are not among them.
 *
 * @param addressKnown whether there is an e-mail address to nurture by
 * @param country code or name as given
 * @param timeZone IANA zone id
 * @param answers answers to free questions, and mapped columns of an import, by field name
 * @param consent whether the person agreed to be mailed
 * @param derived what follows from these
 * @param noted what decisions have noted beside the facts
 * @param origin since when and under which domain it is known
 */
public record LeadProfile(
    boolean addressKnown,
    EmailKind emailKind,
    @Nullable String title,
    Company company,
    @Nullable String country,
    @Nullable String timeZone,
    FirstTouch firstTouch,
    Map<String, String> answers,
    MailConsent consent,
    DerivedFacts derived,
    Noted noted,
    Origin origin) {

  private static final String ANSWERS = "answers.";

  public LeadProfile {
    answers = Map.copyOf(answers);
  }

  /**
   * Where the person works; what is not known is null.
   *
   * @param size number of employees
   */
  public record Company(@Nullable String name, @Nullable Integer size, @Nullable String industry) {
    /** Nothing is known of it. */
    public static final Company UNKNOWN = new Company(null, null, null);
  }

  /** By what the lead first came; what is not known is null. */
  public record FirstTouch(@Nullable String source, @Nullable String campaign, @Nullable String content) {
    /** Nothing is known of it. */
    public static final FirstTouch UNKNOWN = new FirstTouch(null, null, null);
  }

  /**
   * What decisions have noted beside the facts.
   *
   * @param account what is known of the company; null until it was told
   * @param foretold what a learned model foretells; null where none was asked, or there was none
   */
  public record Noted(@Nullable AccountEvidence account, @Nullable Foretold foretold) {
    /** Nothing was noted. */
    public static final Noted NOTHING = new Noted(null, null);
  }

  /** Since when a lead is known, and the domain of its address; what does not matter or is not known is null. */
  public record Origin(@Nullable Instant knownSince, @Nullable String emailDomain) {
    /** Nothing is known of it. */
    public static final Origin UNKNOWN = new Origin(null, null);
  }

  /** A profile with what follows from its facts. */
  public LeadProfile(
      boolean addressKnown,
      EmailKind emailKind,
      @Nullable String title,
      Company company,
      @Nullable String country,
      @Nullable String timeZone,
      FirstTouch firstTouch,
      Map<String, String> answers,
      MailConsent consent) {
    this(
        addressKnown, emailKind, title, company, country, timeZone, firstTouch, answers, consent,
        DerivedFacts.of(title, company.industry(), country, answers), Noted.NOTHING, Origin.UNKNOWN);
  }

  /** The same of a lead that came in then. */
  public LeadProfile knownSince(Instant then) {
    return with(new Origin(then, emailDomain()));
  }

  /** The same with an address of that domain. */
  public LeadProfile withEmailDomain(@Nullable String domain) {
    return with(new Origin(knownSince(), domain));
  }

  /** The same with that known of the company. */
  public LeadProfile withAccount(@Nullable AccountEvidence evidence) {
    return with(new Noted(evidence, noted.foretold()));
  }

  /** The same with that foretold of it. */
  public LeadProfile withForetold(@Nullable Foretold foretold) {
    return with(new Noted(noted.account(), foretold));
  }

  private LeadProfile with(Origin other) {
    return new LeadProfile(
        addressKnown, emailKind, title, company, country, timeZone, firstTouch, answers, consent, derived, noted, other);
  }

  /**
   * The same as if the person had said that, whatever was known before; what follows from it follows anew.
   *
   * @param fact one that {@link #mayBeSaid} names, or {@code email}
   * @param value a whole number for the company's size; an address, where it is one
   */
  public LeadProfile saying(String fact, String value) {
    return switch (fact) {
      case "email" -> with(true, MailDomains.ofAddress(value).kind(), title, company, country, answers)
          .with(new Origin(knownSince(), value.substring(value.lastIndexOf('@') + 1)));
      case "title" -> with(addressKnown, emailKind, value, company, country, answers);
      case "company" -> with(addressKnown, emailKind, title,
          new Company(value, company.size(), company.industry()), country, answers);
      case "companySize" -> with(addressKnown, emailKind, title,
          new Company(company.name(), Integer.valueOf(value), company.industry()), country, answers);
      case "industry" -> with(addressKnown, emailKind, title,
          new Company(company.name(), company.size(), value), country, answers);
      case "country" -> with(addressKnown, emailKind, title, company, value, answers);
      default -> {
        if (!mayBeSaid(fact)) {
          throw new IllegalArgumentException("nobody says '" + fact + "'");
        }
        Map<String, String> more = new HashMap<>(answers);
        more.put(fact.substring(ANSWERS.length()), value);
        yield with(addressKnown, emailKind, title, company, country, more);
      }
    };
  }

  /** Whether a fact is one that a person can say of itself or of its company. */
  public static boolean mayBeSaid(String fact) {
    return switch (fact) {
      case "title", "company", "companySize", "industry", "country" -> true;
      default -> fact.startsWith(ANSWERS) && fact.length() > ANSWERS.length();
    };
  }

  private LeadProfile with(
      boolean known,
      EmailKind kind,
      @Nullable String called,
      Company of,
      @Nullable String from,
      Map<String, String> said) {
    return new LeadProfile(
        known, kind, called, of, from, timeZone, firstTouch, said, consent,
        DerivedFacts.of(called, of.industry(), from, said), noted, origin);
  }

  /** The same with other news of the company. */
  public LeadProfile with(@Nullable AccountEvidence news) {
    return withAccount(news);
  }

  private LeadProfile with(Noted other) {
    return new LeadProfile(
        addressKnown, emailKind, title, company, country, timeZone, firstTouch, answers, consent, derived, other, origin);
  }

  /** What is known of the company; null until it was told. */
  public @Nullable AccountEvidence account() {
    return noted.account();
  }

  /** What a learned model foretells; null where none was asked, or there was none. */
  public @Nullable Foretold foretold() {
    return noted.foretold();
  }

  /** When the lead came in; null where that does not matter. */
  public @Nullable Instant knownSince() {
    return origin.knownSince();
  }

  /** What stands behind the @ of its address, in small letters; null where there is none or it does not matter. */
  public @Nullable String emailDomain() {
    return origin.emailDomain();
  }

  /** The fact of that name as text, or null where it is unknown; free answers are {@code answers.<name>}. */
  public @Nullable String fact(String name) {
    return switch (name) {
      case "title" -> title;
      case "company" -> company.name();
      case "companySize" -> company.size() == null ? null : company.size().toString();
      case "industry" -> company.industry();
      case "country" -> country;
      case "timeZone" -> timeZone;
      case "source" -> firstTouch.source();
      case "campaign" -> firstTouch.campaign();
      case "content" -> firstTouch.content();
      case "emailKind" -> emailKind.name().toLowerCase(Locale.ROOT);
      case "emailDomain" -> emailDomain();
      case "seniority" -> derived.title().seniority() == null ? null : derived.title().seniority().label();
      case "role" -> derived.title().role() == null ? null : derived.title().role().label();
      case "language" -> derived.language();
      default -> name.startsWith(ANSWERS) ? answers.get(name.substring(ANSWERS.length())) : null;
    };
  }

  /** The same in the form in which it is compared, by {@link FactKind}. */
  public @Nullable String comparable(String name) {
    String given = fact(name);
    if (given == null || given.isBlank()) {
      return given;
    }
    return switch (name) {
      case "title" -> derived.title().words();
      case "country" -> derived.country() == null ? given.strip() : derived.country();
      default -> name.startsWith(ANSWERS) ? derived.answers().getOrDefault(name.substring(ANSWERS.length()), given) : given;
    };
  }
}
