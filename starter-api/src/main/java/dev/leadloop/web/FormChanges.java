package dev.leadloop.web;

import dev.leadloop.web.HostedForm.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What one version of a form says otherwise than another, in words. */
public final class FormChanges {
  private FormChanges() {}

  /** The changes, a few words each; one alone where there was no form before. */
  public static List<String> between(@Nullable HostedForm before, HostedForm after) {
    if (before == null) {
      return List.of("made, with " + after.fields().size() + " fields");
    }
    List<String> changes = new ArrayList<>();
    if (before.open() != after.open()) {
      changes.add(after.open() ? "opened" : "closed");
    }
    say(changes, "title", before.words().title(), after.words().title());
    say(changes, "intro", before.words().intro(), after.words().intro());
    say(changes, "button", before.words().button(), after.words().button());
    say(changes, "thanks", before.words().thanks(), after.words().thanks());
    fields(changes, before, after);
    if (before.askMore() != after.askMore()) {
      changes.add(after.askMore() ? "puts the next best question" : "puts no question more");
    }
    say(changes, "words of consent", before.consent(), after.consent());
    say(changes, "redirect", before.redirect(), after.redirect());
    say(changes, "content that is mailed", before.delivery(), after.delivery());
    say(changes, "signal", before.counting().signal(), after.counting().signal());
    say(changes, "source", before.counting().source(), after.counting().source());
    say(changes, "campaign", before.counting().campaign(), after.counting().campaign());
    say(changes, "content", before.counting().content(), after.counting().content());
    return changes;
  }

  private static void fields(List<String> changes, HostedForm before, HostedForm after) {
    for (Field field : after.fields()) {
      Field was = before.field(field.name()).orElse(null);
      if (was == null) {
        changes.add("field " + field.name() + " added");
      } else if (!was.equals(field)) {
        changes.add("field " + field.name() + " changed");
      }
    }
    before.fields().stream().filter(field -> after.field(field.name()).isEmpty())
        .forEach(field -> changes.add("field " + field.name() + " taken out"));
    List<String> kept = before.fields().stream().map(Field::name).filter(name -> after.field(name).isPresent()).toList();
    List<String> now = after.fields().stream().map(Field::name).filter(name -> before.field(name).isPresent()).toList();
    if (!kept.equals(now)) {
      changes.add("fields in another order");
    }
  }

  private static void say(List<String> changes, String what, @Nullable Object before, @Nullable Object after) {
    if (!Objects.equals(before, after)) {
      boolean none = after == null || after.equals("");
      changes.add(what + (before == null || before.equals("") ? " added" : none ? " taken out" : " changed"));
    }
  }
}
