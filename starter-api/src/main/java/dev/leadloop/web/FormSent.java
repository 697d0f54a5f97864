package dev.leadloop.web;

import dev.leadloop.advice.Question;
import dev.leadloop.email.address.EmailAddresses;
import dev.leadloop.intake.LeadDetails;
import dev.leadloop.intake.warning.IntakeWarnings;
import dev.leadloop.intake.warning.IntakeWarnings.Warning;
import dev.leadloop.lead.FactKind;
import dev.leadloop.lead.text.ShortText;
import dev.leadloop.text.CleanText;
import dev.leadloop.text.IntakeLimits;
import dev.leadloop.text.Numbers;
import dev.leadloop.text.Numbers.NotCertain;
import dev.leadloop.text.VisibleText;
import dev.leadloop.web.HostedForm.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What somebody typed into a hosted form.
 *
 * @param values by field, free questions by {@code answers.} and their name
 * @param agreed whether the box of consent was ticked
 * @param came source, campaign and content as the address of the form named them
 */
record FormSent(Map<String, String> values, boolean agreed, Came came) {
  static final String ANSWERS = HostedForm.ANSWERS;
  static final String MORE = "more";
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

  static FormSent of(HostedForm form, Map<String, String> parameters) {
    Map<String, String> values = new LinkedHashMap<>();
    form.fields().forEach(field -> put(values, field.name(), parameters.get(field.name())));
    more(form, parameters).ifPresent(one -> put(values, one.fact(), parameters.get(one.fact())));
    return new FormSent(
        values, form.consent() != null && "yes".equals(parameters.get("agree")), Came.of(parameters));
  }

  /** The question more that the page put, as it says itself; one that the form asks anyway is none. */
  static Optional<Question> more(HostedForm form, Map<String, String> parameters) {
    String asked = parameters.get(MORE);
    return form.askMore() && asked != null
        ? Question.all().stream().filter(one -> one.fact().equals(asked) && !asks(form).contains(asked)).findFirst()
        : Optional.empty();
  }

  /** The facts that a form asks for by itself. */
  static Set<String> asks(HostedForm form) {
    return form.fields().stream().map(Field::name).collect(Collectors.toSet());
  }

  private static void put(Map<String, String> values, String name, @Nullable String value) {
    String known = VisibleText.known(value);
    if (known != null) {
      values.put(name, known);
    }
  }

  /** The same, with what that form asks of its fields: what is needed, and what may be chosen. */
  Map<String, String> faults(HostedForm form) {
    Map<String, String> faults = faults();
    for (Field field : form.fields()) {
      String value = values.get(field.name());
      if (value == null && field.required()) {
        faults.putIfAbsent(field.name(), field.choices().isEmpty() ? "Please fill this in." : "Please choose one.");
      } else if (value != null && !field.choices().isEmpty() && !field.choices().contains(value)) {
        faults.putIfAbsent(field.name(), "Please choose one of these.");
      }
    }
    return faults;
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
   * @param kept what the page asked about the time before, as {@link #doubted} says it; null where it did not
   */
  Map<String, String> doubts(@Nullable String kept) {
    Map<String, String> doubts = new LinkedHashMap<>();
    if (kept == null || !kept.equals(doubted())) {
      doubtful().forEach(warning -> doubts.put(warning.field(), (warning.nearest() == null
              ? "We know no " + (FactKind.of(warning.field()) == FactKind.COUNTRY ? "country" : "language") + " of this name."
              : "Did you mean " + warning.nearest() + "?")
          + " Please correct it, or send it once more as it is."));
    }
    return doubts;
  }

  /** What was typed in where there are doubts; empty where there are none. */
  String doubted() {
    return doubtful().stream().map(warning -> values.getOrDefault(warning.field(), "")).collect(Collectors.joining(" | "));
  }

  /** Countries and languages alone: what the policy knows besides is nothing to trouble a visitor with. */
  private List<Warning> doubtful() {
    List<Warning> doubtful = new ArrayList<>();
    values.forEach((field, value) -> {
      switch (FactKind.of(field)) {
        case COUNTRY -> IntakeWarnings.country(field, value).ifPresent(doubtful::add);
        case LANGUAGE -> IntakeWarnings.language(field, value).ifPresent(doubtful::add);
        case TEXT, TITLE, INDUSTRY -> { }
      }
    });
    return doubtful;
  }

  /** What was filled in of what a policy may go by, as facts are called; what cannot be read is left out. */
  Map<String, String> facts() {
    Map<String, String> facts = new TreeMap<>(values);
    facts.keySet().removeAll(faults().keySet());
    people().ifPresent(people -> facts.put("companySize", people.toString()));
    return facts;
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

  LeadDetails details(HostedForm form, Map<String, String> consent) {
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
            came.source() == null ? form.counting().source() : came.source(),
            came.campaign() == null ? form.counting().campaign() : came.campaign(),
            came.content() == null ? form.counting().content() : came.content(),
            "form"),
        consent);
  }
}
