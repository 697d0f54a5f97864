package dev.leadloop.web;

import dev.leadloop.lead.text.ShortText;
import dev.leadloop.naming.NearestName;
import dev.leadloop.problem.FieldError;
import dev.leadloop.problem.ProblemException;
import dev.leadloop.text.CleanText;
import dev.leadloop.text.IntakeLimits;
import dev.leadloop.web.HostedForm.Counting;
import dev.leadloop.web.HostedForm.Delivery;
import dev.leadloop.web.HostedForm.Field;
import dev.leadloop.web.HostedForm.Words;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a form may be; whatever it may not is refused by its field. */
@Component
final class FormRules {
  static final int MOST_FIELDS = 20;
  static final int MOST_CHOICES = 30;
  private static final int LONGEST_TITLE = 120;
  private static final int LONGEST_LABEL = 200;
  private static final int LONGEST_CHOICE = 100;
  private static final int LONGEST_TEXT = 1_000;
  private static final int LONGEST_BUTTON = 40;
  private static final int LONGEST_URL = 1_000;
  private static final int LONGEST_ID = 60;

  private final WebSettings settings;

  FormRules(WebSettings settings) {
    this.settings = settings;
  }

  /**
   * An id that addresses may have.
   *
   * @throws ProblemException where it is none
   */
  static void id(String id) {
    boolean right = !id.isEmpty() && id.length() <= LONGEST_ID && id.charAt(0) != '-' && id.charAt(0) != '_'
        && id.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '_');
    if (!right) {
      throw FieldError.in("id", "may have 1 to " + LONGEST_ID + " small letters, digits, dashes and underscores");
    }
  }

  /**
   * The form as it may be kept.
   *
   * @throws ProblemException where a field does not do
   */
  HostedForm checked(HostedForm asked) {
    id(asked.id());
    String consent = asked.consent() == null || asked.consent().isBlank() ? null : asked.consent().strip();
    if (consent != null) {
      IntakeLimits.fault("consent.wording", consent).ifPresent(fault -> {
        throw FieldError.in("consent", fault);
      });
    }
    return new HostedForm(
        asked.id(), asked.version(), asked.open(), words(asked.words()), fields(asked.fields()), asked.askMore(), consent,
        redirect(asked.redirect()), delivery(asked.delivery()), counting(asked.counting()));
  }

  private static Words words(Words asked) {
    return new Words(
        text("title", asked.title(), LONGEST_TITLE, true), text("intro", asked.intro(), LONGEST_TEXT, false),
        text("button", asked.button(), LONGEST_BUTTON, true), text("thanks", asked.thanks(), LONGEST_TEXT, true));
  }

  private static List<Field> fields(List<Field> asked) {
    if (asked.size() > MOST_FIELDS) {
      throw FieldError.in("fields", "are " + asked.size() + "; a form has at most " + MOST_FIELDS + ", or nobody fills it in");
    }
    Set<String> names = new HashSet<>();
    List<Field> fields = asked.stream().map(FormRules::field).toList();
    for (Field field : fields) {
      if (!names.add(field.name())) {
        throw FieldError.in("fields", "have '" + field.name() + "' twice; keep one");
      }
    }
    if (!names.contains("email")) {
      throw FieldError.in("fields", "lack 'email': without an address nobody can be known again");
    }
    return fields;
  }

  private static Field field(Field asked) {
    String name = asked.name().strip();
    if (name.startsWith(HostedForm.ANSWERS)) {
      String question = name.substring(HostedForm.ANSWERS.length());
      boolean right = !question.isEmpty() && question.length() <= LONGEST_ID
          && question.chars().allMatch(c -> c < 0x80 && Character.isLetterOrDigit(c) || c == '-' || c == '_');
      if (!right) {
        throw FieldError.in("fields", "have the question '" + ShortText.of(question, LONGEST_ID)
            + "'; name it by letters, digits, dashes and underscores, such as answers.budget");
      }
    } else if (!FormFields.LABELS.containsKey(name)) {
      throw FieldError.in("fields", "have '" + ShortText.of(name, LONGEST_ID) + "', which "
          + NearestName.among(name, FormFields.LABELS.keySet()) + ". A question of your own is named answers.<name>");
    }
    String words = asked.label().isBlank() ? FormFields.LABELS.getOrDefault(name, "") : asked.label();
    String label = text("the label of " + name, words, LONGEST_LABEL, true);
    if (asked.choices().size() > MOST_CHOICES) {
      throw FieldError.in("the choices of " + name, "are more than " + MOST_CHOICES);
    }
    List<String> choices = asked.choices().stream().map(String::strip).filter(one -> !one.isEmpty()).distinct()
        .map(one -> text("a choice of " + name, one, LONGEST_CHOICE, true)).toList();
    if (!choices.isEmpty() && (name.equals("email") || name.equals("companySize"))) {
      throw FieldError.in("the choices of " + name, "cannot be: it is written by the visitor");
    }
    return new Field(name, label, asked.required() || name.equals("email"), choices);
  }

  private @Nullable String redirect(@Nullable String asked) {
    if (asked == null || asked.isBlank()) {
      return null;
    }
    URI uri = address("redirect", asked.strip());
    if (!settings.ours(uri)) {
      throw FieldError.in("redirect", settings.origins().isEmpty()
          ? "leads to no page of yours that is known: name your site in the setting leadloop.web.origins first"
          : "must be on one of your own pages: " + String.join(", ", settings.origins()));
    }
    return asked.strip();
  }

  private static @Nullable Delivery delivery(@Nullable Delivery asked) {
    if (asked == null || asked.title().isBlank() && asked.url().isBlank()) {
      return null;
    }
    String title = text("delivery.title", asked.title(), LONGEST_TITLE, true);
    if (title.indexOf('{') >= 0 || title.indexOf('[') >= 0) {
      throw FieldError.in("delivery.title", "may have no braces or brackets");
    }
    return new Delivery(title, address("delivery.url", asked.url().strip()).toString());
  }

  private static Counting counting(Counting asked) {
    String signal = asked.signal().strip();
    IntakeLimits.type(signal).ifPresent(fault -> {
      throw FieldError.in("signal", fault);
    });
    return new Counting(signal, named("source", asked.source()) == null ? "website" : asked.source().strip(),
        named("campaign", asked.campaign()), named("content", asked.content()));
  }

  private static @Nullable String named(String field, @Nullable String asked) {
    if (asked == null || asked.isBlank()) {
      return null;
    }
    IntakeLimits.fault(field, asked.strip()).ifPresent(fault -> {
      throw FieldError.in(field, fault);
    });
    return asked.strip();
  }

  private static URI address(String field, String asked) {
    try {
      URI uri = new URI(asked);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      if (asked.length() <= LONGEST_URL && (scheme.equals("https") || scheme.equals("http")) && uri.getHost() != null
          && uri.getRawUserInfo() == null) {
        return uri;
      }
    } catch (URISyntaxException none) {
      // Said below, as of any other that is no address.
    }
    throw FieldError.in(field, "must be a whole address, such as https://www.example.com/guide.pdf");
  }

  private static String text(String field, String asked, int longest, boolean needed) {
    String text = asked.strip();
    if (text.isEmpty() && needed) {
      throw FieldError.in(field, "is needed");
    }
    if (text.length() > longest) {
      throw FieldError.in(field, "may have at most " + longest + " characters and has " + text.length() + "; shorten it");
    }
    CleanText.fault(text).ifPresent(fault -> {
      throw FieldError.in(field, fault);
    });
    return text;
  }
}
