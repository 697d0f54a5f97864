package dev.leadloop.web;

import dev.leadloop.web.WebSettings.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A hosted form, built in the console or written into the settings.
 *
 * @param version counted from 1; 0 where it stands in the settings
 * @param open whether it is shown; what was opened before it was closed is still taken in
 * @param words what visitors read around the fields
 * @param fields in their order
 * @param askMore whether one question more is put: the one that would change most what the policy decides, by what is filled in
 * @param consent what the person agrees to by ticking a box; null for no such box
 * @param redirect where visitors are led once it is sent; null for the words of thanks
 * @param delivery what is mailed to whoever sends it; null for nothing
 * @param counting what sending it counts as
 */
public record HostedForm(
    String id,
    int version,
    boolean open,
    Words words,
    List<Field> fields,
    boolean askMore,
    @Nullable String consent,
    @Nullable String redirect,
    @Nullable Delivery delivery,
    Counting counting) {
  /** How free questions are named, behind which comes the name their answer is kept under. */
  public static final String ANSWERS = "answers.";

  public HostedForm {
    fields = List.copyOf(fields);
  }

  /** What visitors read around the fields; the intro may be empty. */
  public record Words(String title, String intro, String button, String thanks) {}

  /**
   * A field.
   *
   * @param name a fact as the API calls it, or {@code answers.} and the name of a free question
   * @param label the words beside it
   * @param choices what may be chosen; empty where the answer is written
   */
  public record Field(String name, String label, boolean required, List<String> choices) {
    public Field {
      choices = List.copyOf(choices);
    }

    /** Whether it is a free question. */
    public boolean question() {
      return name.startsWith(ANSWERS);
    }

    /** How it is filled in: email, number, text, long or choice. */
    public String type() {
      return !choices.isEmpty() ? "choice" : question() ? "long" : FormFields.type(name);
    }
  }

  /** What is mailed: what it is called, and where it is. */
  public record Delivery(String title, String url) {}

  /**
   * What sending a form counts as.
   *
   * @param signal a type of the policy
   * @param source of the lead's touch; an address that names another wins
   */
  public record Counting(String signal, String source, @Nullable String campaign, @Nullable String content) {}

  /** The field of that name. */
  public Optional<Field> field(String name) {
    return fields.stream().filter(field -> field.name().equals(name)).findFirst();
  }

  /** The same under another version. */
  public HostedForm as(int other) {
    return new HostedForm(id, other, open, words, fields, askMore, consent, redirect, delivery, counting);
  }

  /** One that stands in the settings. */
  static HostedForm of(String id, Form form) {
    List<Field> fields = new ArrayList<>();
    form.fields().forEach(name ->
        fields.add(new Field(name, FormFields.LABELS.getOrDefault(name, name), name.equals("email"), List.of())));
    form.questions().forEach((name, question) -> fields.add(new Field(ANSWERS + name, question, false, List.of())));
    return new HostedForm(
        id, 0, true, new Words(form.title(), form.intro(), form.button(), form.thanks()), fields, form.askMore(), form.consent(),
        null, null, new Counting(form.signal(), form.source(), form.campaign(), form.content()));
  }

  /** One to begin with. */
  static HostedForm begun(String id, String title) {
    HostedForm contact = of(id, Form.contact());
    return new HostedForm(
        id, 0, true, new Words(title, "", "Send", "We have got what you sent."),
        List.of("email", "firstName", "company").stream().map(name -> contact.field(name).orElseThrow()).toList(), false,
        contact.consent(), null, null, new Counting("form_submitted", "website", null, null));
  }
}
