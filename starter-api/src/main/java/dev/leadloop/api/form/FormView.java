package dev.leadloop.api.form;

import dev.leadloop.web.Forms;
import dev.leadloop.web.HostedForm;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A form as the API shows one.
 *
 * @param version 0 where it stands in the settings
 * @param savedAt null where it stands in the settings, as savedBy is
 */
record FormView(
    String id,
    int version,
    boolean open,
    String title,
    String intro,
    String button,
    String thanks,
    List<FieldView> fields,
    boolean askMore,
    @Nullable String consent,
    @Nullable String redirect,
    @Nullable DeliveryView delivery,
    String signal,
    String source,
    @Nullable String campaign,
    @Nullable String content,
    @Nullable Instant savedAt,
    @Nullable String savedBy) {

  /** A field of it. */
  record FieldView(String name, String label, boolean required, List<String> choices) {}

  /** What is mailed to whoever sends it. */
  record DeliveryView(String title, String url) {}

  static FormView of(Forms.Version version) {
    HostedForm form = version.form();
    HostedForm.Delivery delivery = form.delivery();
    return new FormView(
        form.id(), form.version(), form.open(), form.words().title(), form.words().intro(), form.words().button(),
        form.words().thanks(),
        form.fields().stream()
            .map(field -> new FieldView(field.name(), field.label(), field.required(), field.choices())).toList(),
        form.askMore(), form.consent(), form.redirect(),
        delivery == null ? null : new DeliveryView(delivery.title(), delivery.url()), form.counting().signal(),
        form.counting().source(), form.counting().campaign(), form.counting().content(), version.savedAt(), version.savedBy());
  }
}
