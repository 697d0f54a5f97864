package dev.leadloop.web;

import dev.leadloop.advice.Question;
import dev.leadloop.web.WebSettings.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A field of a hosted form as the page shows it.
 *
 * @param type email, number, text, long or choice
 * @param fault what is wrong with it; null where nothing is
 */
record ShownField(
    String name,
    String label,
    String type,
    String autocomplete,
    boolean required,
    String value,
    @Nullable String fault,
    List<String> choices) {
  /** The fields and questions that a form has by itself. */
  static List<ShownField> of(Form form, FormSent sent, Map<String, String> faults) {
    List<ShownField> shown = new ArrayList<>();
    for (String field : form.fields()) {
      shown.add(
          new ShownField(
              field, FormFields.LABELS.getOrDefault(field, field), FormFields.type(field), FormFields.autocomplete(field),
              field.equals("email"), sent.values().getOrDefault(field, ""), faults.get(field), List.of()));
    }
    form.questions().forEach((name, question) -> {
      String key = FormSent.ANSWERS + name;
      shown.add(
          new ShownField(key, question, "long", "off", false, sent.values().getOrDefault(key, ""), faults.get(key), List.of()));
    });
    return shown;
  }

  /** The question more. */
  static ShownField of(Question more, FormSent sent, Map<String, String> faults) {
    String type = more.choices().isEmpty() ? FormFields.type(more.fact()) : "choice";
    return new ShownField(
        more.fact(), more.ask(), type, FormFields.autocomplete(more.fact()), false,
        sent.values().getOrDefault(more.fact(), ""), faults.get(more.fact()), more.choices());
  }
}
