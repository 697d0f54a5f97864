package dev.leadloop.console.forms;

import dev.leadloop.console.OrderForm;
import dev.leadloop.web.HostedForm;
import dev.leadloop.web.HostedForm.Counting;
import dev.leadloop.web.HostedForm.Delivery;
import dev.leadloop.web.HostedForm.Field;
import dev.leadloop.web.HostedForm.Words;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.springframework.util.MultiValueMap;

/** A form as the builder sends it, saved or not; its rows stand side by side under the same names. */
final class FormDraft {
  private FormDraft() {}

  /** The form that was sent, before anything of it is checked. */
  static HostedForm sent(String id, MultiValueMap<String, String> sent) {
    List<String> names = all(sent, "name");
    List<String> labels = all(sent, "label");
    List<String> needed = all(sent, "needed");
    List<String> choices = all(sent, "choices");
    List<Field> fields = new ArrayList<>();
    for (int row = 0; row < names.size(); row++) {
      fields.add(new Field(
          names.get(row).strip(), at(labels, row).strip(), "yes".equals(at(needed, row)),
          at(choices, row).lines().map(String::strip).filter(line -> !line.isEmpty()).toList()));
    }
    return new HostedForm(
        id, version(one(sent, "seen")), !sent.containsKey("closed"),
        new Words(one(sent, "title"), one(sent, "intro"), one(sent, "button"), one(sent, "thanks")), fields,
        sent.containsKey("askMore"), OrderForm.given(sent.getFirst("consent")), OrderForm.given(sent.getFirst("redirect")),
        new Delivery(one(sent, "deliveryTitle"), one(sent, "deliveryUrl")),
        new Counting(one(sent, "signal"), one(sent, "source"), OrderForm.given(sent.getFirst("campaign")),
            OrderForm.given(sent.getFirst("content"))));
  }

  /** The form with the field of that name one place up or down, or out. */
  static HostedForm moved(HostedForm form, String order, String name) {
    List<Field> fields = new ArrayList<>(form.fields());
    int at = form.fields().stream().map(Field::name).toList().indexOf(name);
    int to = order.equals("up") ? at - 1 : at + 1;
    if (at >= 0 && order.equals("out")) {
      fields.remove(at);
    } else if (at >= 0 && to >= 0 && to < fields.size()) {
      Collections.swap(fields, at, to);
    }
    return with(form, fields);
  }

  /** The form with one more field at its end. */
  static HostedForm added(HostedForm form, Field field) {
    List<Field> fields = new ArrayList<>(form.fields());
    fields.add(field);
    return with(form, fields);
  }

  private static HostedForm with(HostedForm form, List<Field> fields) {
    return new HostedForm(
        form.id(), form.version(), form.open(), form.words(), fields, form.askMore(), form.consent(), form.redirect(),
        form.delivery(), form.counting());
  }

  private static int version(String seen) {
    try {
      return Integer.parseInt(seen);
    } catch (NumberFormatException none) {
      return -1;
    }
  }

  private static String one(MultiValueMap<String, String> sent, String field) {
    return OrderForm.orEmpty(sent.getFirst(field));
  }

  private static List<String> all(MultiValueMap<String, String> sent, String field) {
    return sent.getOrDefault(field, List.of());
  }

  private static String at(List<String> all, int row) {
    return row < all.size() ? all.get(row) : "";
  }
}
