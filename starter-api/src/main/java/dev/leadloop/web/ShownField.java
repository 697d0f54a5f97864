package dev.leadloop.web;

import dev.leadloop.advice.Question;
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
public record ShownField(
    String name,
    String label,
    String type,
    String autocomplete,
    boolean required,
    String value,
    @Nullable String fault,
    List<String> choices) {
  /** The fields and questions that a form has by itself. */
  static List<ShownField> of(HostedForm form, FormSent sent, Map<String, String> faults) {
    List<ShownField> shown = new ArrayList<>();
    for (HostedForm.Field field : form.fields()) {
      shown.add(
          new ShownField(
              field.name(), field.label(), field.type(), field.question() ? "off" : FormFields.autocomplete(field.name()),
              field.required(), sent.values().getOrDefault(field.name(), ""), faults.get(field.name()), field.choices()));
    }
    return shown;
  }

  /** The question more. */
  static ShownField of(Question more, FormSent sent, Map<String, String> faults) {
    String type = more.choices().isEmpty() ? FormFields.type(more.fact()) : "choice";
    return new ShownField(
        more.fact(), more.ask(), type, FormFields.autocomplete(more.fact()), false,
        sent.values().getOrDefault(more.fact(), ""), faults.get(more.fact()), more.choices());
  }

  /** The same of a form that nobody has filled in yet. */
  public static List<ShownField> of(HostedForm form) {
    return of(form, new FormSent(Map.of(), false, new FormSent.Came(null, null, null)), Map.of());
  }

  /** What a form may ask for besides questions of one's own, with the words that stand beside it. */
  public static List<HostedForm.Field> facts() {
    return FormFields.LABELS.entrySet().stream()
        .map(fact -> new HostedForm.Field(fact.getKey(), fact.getValue(), false, List.of())).toList();
  }

  /** A field to begin with: a question that the product knows is put as it puts it. */
  public static HostedForm.Field begun(String name) {
    return Question.all().stream().filter(known -> known.fact().equals(name) && name.startsWith(HostedForm.ANSWERS)).findFirst()
        .map(known -> new HostedForm.Field(name, known.ask(), false, known.choices()))
        .orElseGet(() -> new HostedForm.Field(name, FormFields.LABELS.getOrDefault(name, ""), name.equals("email"), List.of()));
  }
}
