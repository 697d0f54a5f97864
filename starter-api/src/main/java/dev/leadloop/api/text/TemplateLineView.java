package dev.leadloop.api.text;

import dev.leadloop.email.saved.MailTexts.InForce;
import dev.leadloop.email.saved.MailTexts.Version;
import dev.leadloop.texts.TextNames;
import dev.leadloop.texts.TextUse;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text in a line.
 *
 * @param version null where it is a file's, with which no mail was written yet
 * @param from "file" or "saved"
 * @param savedAt null where it is a file's
 * @param usedBy the steps of the published policy that send it
 */
@Schema(name = "TemplateLine")
record TemplateLineView(
    String name,
    @Nullable Integer version,
    String from,
    @Nullable Instant savedAt,
    @Nullable String savedBy,
    List<UseView> usedBy) {

  /** A step that sends it. */
  @Schema(name = "TemplateUse")
  record UseView(String sequence, int version, String step) {}

  static TemplateLineView of(InForce text, List<TextUse> uses) {
    Version saved = text.saved();
    return new TemplateLineView(
        TextNames.name(text.template()), text.version(), saved == null ? "file" : "saved",
        saved == null ? null : saved.savedAt(), saved == null ? null : saved.savedBy(),
        uses.stream().map(use -> new UseView(use.sequence(), use.version(), use.step())).toList());
  }
}
