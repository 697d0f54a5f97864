package dev.leadloop.web;

import dev.leadloop.lead.OwnSignals;
import dev.leadloop.lead.text.ShortText;
import dev.leadloop.text.BaseUrl;
import dev.leadloop.text.IntakeLimits;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the company's own pages may tell us (leadloop.web.*).
 *
 * @param origins where those pages are, such as https://www.example.com; pages elsewhere are refused
 * @param keepAnonymous how long what an unknown visitor did is kept
 * @param pages which signal a page is, by the beginning of its path; every other page is a page_view
 * @param forms hosted forms by id; the form contact is among them unless it is given or left out
 * @param contactForm whether there is the form contact where none is given
 * @param formsAMinute how many forms may come from one address in a minute; further ones are asked to wait
 */
@ConfigurationProperties("leadloop.web")
public record WebSettings(
    @DefaultValue List<String> origins,
    @DefaultValue("90d") Duration keepAnonymous,
    @DefaultValue Map<String, String> pages,
    @DefaultValue Map<String, Form> forms,
    @DefaultValue("true") boolean contactForm,
    @DefaultValue("10") int formsAMinute) {

  private static final String CONTACT = "contact";
  private static final Map<String, String> COMMON_PAGES =
      Map.of(
          "/pricing", "pricing_page_view",
          "/careers", "careers_page_view",
          "/jobs", "careers_page_view",
          "/blog", "blog_view",
          "/customers", "case_study_view",
          "/case-studies", "case_study_view");

  public WebSettings {
    origins = origins.stream().map(origin -> BaseUrl.of(origin.strip())).filter(o -> !o.isEmpty()).toList();
    pages = pages.isEmpty() ? COMMON_PAGES : Map.copyOf(pages);
    forms = withContact(forms, contactForm);
    pages.values().forEach(signal -> IntakeLimits.type(signal).ifPresent(why -> {
      throw new IllegalArgumentException("leadloop.web.pages names the signal '" + signal + "', which " + why + ".");
    }));
    for (String origin : origins) {
      URI uri = URI.create(origin);
      if (uri.getHost() == null || !uri.getRawPath().isEmpty() || uri.getScheme() == null) {
        throw new IllegalArgumentException(
            "leadloop.web.origins names '" + origin + "'. An origin is scheme and host, such as https://www.example.com.");
      }
    }
  }

  private static Map<String, Form> withContact(Map<String, Form> given, boolean contactForm) {
    Map<String, Form> forms = new LinkedHashMap<>(given);
    if (contactForm) {
      forms.putIfAbsent(CONTACT, Form.contact());
    }
    return Map.copyOf(forms);
  }

  /** The signal that looking at a page is: the longest beginning that is named, else page_view. */
  String signalOf(String path) {
    return pages.entrySet().stream()
        .filter(page -> path.equals(page.getKey()) || path.startsWith(BaseUrl.of(page.getKey()) + "/"))
        .max(Map.Entry.comparingByKey(java.util.Comparator.comparingInt(String::length)))
        .map(Map.Entry::getValue)
        .orElse(OwnSignals.PAGE_VIEW);
  }

  /** Whether that address is on one of the company's pages. */
  boolean ours(URI address) {
    return origins.contains(origin(address));
  }

  /** The origin that the address of one of the company's pages is of; null for a page elsewhere. */
  @Nullable String siteOf(String address) {
    return origins.stream().filter(origin -> address.startsWith(origin + "/")).findFirst().orElse(null);
  }

  private static String origin(URI address) {
    return address.getScheme() + "://" + address.getRawAuthority();
  }

  /**
   * A hosted form.
   *
   * @param fields in order: email, firstName, lastName, company, title, companySize, country, industry
   * @param questions free questions by the name their answer is kept under
   * @param consent what the person agrees to by ticking a box; null for no such box
   * @param signal what sending the form is
   * @param askMore whether one question more is put: the one that would change most what the policy decides, by what is filled in
   */
  public record Form(
      @DefaultValue("Talk to us") String title,
      @DefaultValue("") String intro,
      @DefaultValue({"email", "firstName", "lastName", "company", "title"}) List<String> fields,
      @DefaultValue Map<String, String> questions,
      @Nullable String consent,
      @DefaultValue("Send") String button,
      @DefaultValue("We have got what you sent.") String thanks,
      @DefaultValue("form_submitted") String signal,
      @DefaultValue("website") String source,
      @Nullable String campaign,
      @Nullable String content,
      @DefaultValue("false") boolean askMore) {

    public Form {
      fields = List.copyOf(fields);
      questions = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(questions));
      for (String field : fields) {
        if (!FormFields.LABELS.containsKey(field)) {
          throw new IllegalArgumentException(
              "A form of leadloop.web.forms has the field '" + field + "'. There are " + FormFields.LABELS.keySet()
                  + "; anything else is a question.");
        }
      }
      if (!fields.contains("email")) {
        throw new IllegalArgumentException("A form of leadloop.web.forms needs the field 'email'.");
      }
      String fault = IntakeLimits.type(signal).map(why -> "the signal '" + signal + "', which " + why)
          .or(() -> tooLong("source", source)).or(() -> tooLong("campaign", campaign)).or(() -> tooLong("content", content))
          .or(() -> tooLong("consent.wording", consent))
          .orElse(null);
      if (fault != null) {
        throw new IllegalArgumentException("A form of leadloop.web.forms has " + fault + ".");
      }
      for (String name : questions.keySet()) {
        if (!name.matches("[A-Za-z0-9_-]{1,60}")) {
          throw new IllegalArgumentException(
              "A question of leadloop.web.forms is named '" + name + "'; use letters, digits, dashes and underscores.");
        }
      }
    }

    private static Optional<String> tooLong(String field, @Nullable String text) {
      return text == null
          ? Optional.empty()
          : IntakeLimits.fault(field, text).map(why -> "the " + field + " '" + ShortText.of(text, 40) + "', which " + why);
    }

    static Form contact() {
      return new Form(
          "Talk to us", "", List.of("email", "firstName", "lastName", "company", "title"),
          Map.of("need", "What are you looking for?"),
          "Send me e-mails with guides, stories and offers. I can stop them at any time.",
          "Send", "We have got what you sent.", "contact_sales", "website", null, null, true);
    }
  }
}
