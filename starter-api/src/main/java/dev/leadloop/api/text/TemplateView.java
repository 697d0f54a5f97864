package dev.leadloop.api.text;

import dev.leadloop.api.text.TemplateLineView.UseView;
import dev.leadloop.email.saved.MailTexts.InForce;
import dev.leadloop.email.saved.MailTexts.Version;
import dev.leadloop.email.template.EmailTemplates;
import dev.leadloop.texts.TextDesk;
import dev.leadloop.texts.TextNames;
import dev.leadloop.texts.TextUse;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A text in force, and how it came to be.
 *
 * @param version null where it is a file's, with which no mail was written yet
 * @param from "file" or "saved"
 * @param always values that it may name, which are always there
 * @param mayBeMissing values that it may name with something else for where they are not known
 * @param lists values that stand alone behind a dash
 */
@Schema(name = "Template")
record TemplateView(
    String name,
    @Nullable Integer version,
    String from,
    String source,
    List<String> always,
    List<String> mayBeMissing,
    List<String> lists,
    List<UseView> usedBy,
    List<VersionView> versions) {

  /**
   * A version that there was.
   *
   * @param from "saved", "file", or "back" where it was given back to the file
   * @param source null where it was given back
   */
  @Schema(name = "TemplateVersion")
  record VersionView(
      int version, String from, Instant savedAt, String savedBy, @Nullable String note, @Nullable String source) {}

  static TemplateView of(InForce text, List<TextUse> uses, List<Version> versions) {
    EmailTemplates.Named named = TextDesk.named(text.template());
    return new TemplateView(
        TextNames.name(text.template()), text.version(), text.saved() == null ? "file" : "saved", text.source(),
        List.copyOf(named.always()), List.copyOf(named.mayBeMissing()), List.copyOf(named.lists()),
        uses.stream().map(use -> new UseView(use.sequence(), use.version(), use.step())).toList(),
        versions.stream()
            .map(one -> new VersionView(
                one.version(), one.origin().name().toLowerCase(Locale.ROOT), one.savedAt(), one.savedBy(), one.note(),
                one.source()))
            .toList());
  }
}
