package dev.leadloop.web;

import dev.leadloop.email.address.EmailAddresses;
import dev.leadloop.intake.IntakeWarnings;
import dev.leadloop.intake.LeadDetails;
import dev.leadloop.lead.text.ShortText;
import dev.leadloop.text.CleanText;
import dev.leadloop.text.IntakeLimits;
import dev.leadloop.text.Numbers;
import dev.leadloop.text.Numbers.NotCertain;
import dev.leadloop.text.VisibleText;
import dev.leadloop.web.WebSettings.Form;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What somebody typed into a hosted form.
 *
 * @param values by field, free questions by {@code answers.} and their name
 * @param agreed whether the box of consent was ticked
 * @param came source, campaign and content as the address of the form named them
 */
record FormSent(Map<String, String> values, boolean agreed, Came came) {
  static final String ANSWERS = "answers.";
  static final String COUNTRY = "country";
  static final String TYPE_AGAIN = "Please type this again: it holds characters that cannot be read.";

  /** What brought the reader to the form; null where the address does not say. */
  record Came(@Nullable String source, @Nullable String campaign, @Nullable String content) {
    static Came of(Map<String, String> parameters) {
      return new Came(
          cut(parameters.get("utm_source"), IntakeLimits.SOURCE),
          cut(parameters.get("utm_campaign"), IntakeLimits.CAMPAIGN),
          cut(parameters.get("utm_content"), IntakeLimits.CONTENT));
    }

    private static @Nullable String cut(@Nullable String text, int longest) {
      if (text == null || text.isBlank() || CleanText.fault(text).isPresent()) {
        return null;
      }
      return ShortText.of(text, longest);
    }
  }

  static FormSent of(Form form, Map<String, String> parameters) {
    Map<String, String> values = new LinkedHashMap<>();
    form.fields().forEach(field -> put(values, field, parameters.get(field)));
    form.questions().keySet().forEach(name -> put(values, ANSWERS + name, parameters.get(ANSWERS + name)));
    return new FormSent(
        values, form.consent() != null && "yes".equals(parameters.get("agree")), Came.of(parameters));
  }

  private static void put(Map<String, String> values, String name, @Nullable String value) {
    String known = VisibleText.known(value);
    if (known != null) {
      values.put(name, known);
    }
  }

  /** What is wrong, by field, in words for the reader; empty where nothing is. */
  Map<String, String> faults() {
    Map<String, String> faults = new LinkedHashMap<>();
    if (EmailAddresses.normalise(values.get("email")).isEmpty()) {
      faults.put("email", emailFault(values.get("email")));
    }
    values.forEach((field, value) -> {
      int longest = IntakeLimits.longest(field);
      if (value.length() > longest && !field.equals("companySize")) {
        faults.put(field, "Please keep this under " + longest + " characters.");
      } else if (CleanText.fault(value).isPresent()) {
        faults.put(field, TYPE_AGAIN);
      }
    });
    if (values.containsKey("companySize") && people().isEmpty()) {
      faults.put("companySize", "Please give a whole number, such as 1000.");
    }
    return faults;
  }

  /**
   * What is probably not meant, by field, in words for the reader, who may send it as it is a second time.
   *
   * @param kept what the page asked about the time before; null where it did not
   */
  Map<String, String> doubts(@Nullable String kept) {
    String country = values.get(COUNTRY);
    return IntakeWarnings.country(country)
        .filter(warning -> !warning.value().equals(kept))
        .map(warning -> Map.of(COUNTRY, (warning.nearest() == null
                ? "We know no country of this name." : "Did you mean " + warning.nearest() + "?")
            + " Please correct it, or send it once more as it is."))
        .orElse(Map.of());
  }

  private Optional<Integer> people() {
    String written = values.get("companySize");
    try {
      long people = written == null ? 0 : Numbers.whole(written, null);
      return IntakeLimits.people(people).isEmpty() ? Optional.of((int) people) : Optional.empty();
    } catch (NotCertain e) {
      return Optional.empty();
    }
  }

  private static String emailFault(@Nullable String address) {
    return VisibleText.inside(address == null ? "" : address)
        .map(hidden -> "Please remove " + hidden + ", or type the address again.")
        .orElse("Please give an address like name@example.com.");
  }

  LeadDetails details(Form form, Map<String, String> consent) {
    Map<String, String> answers = new TreeMap<>();
    values.forEach((field, value) -> {
      if (field.startsWith(ANSWERS)) {
        answers.put(field.substring(ANSWERS.length()), value);
      }
    });
    return new LeadDetails(
        values.get("email"),
        null,
        new LeadDetails.Facts(
            values.get("firstName"), values.get("lastName"), values.get("company"), values.get("title"),
            people().orElse(null), values.get("industry"), values.get(COUNTRY), null, answers),
        new LeadDetails.Touch(
            came.source() == null ? form.source() : came.source(),
            came.campaign() == null ? form.campaign() : came.campaign(),
            came.content() == null ? form.content() : came.content(),
            "form"),
        consent);
  }
}
