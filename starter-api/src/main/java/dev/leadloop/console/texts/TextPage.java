package dev.leadloop.console.texts;

import dev.leadloop.console.PageTimes.When;
import dev.leadloop.email.template.EmailTemplates;
import dev.leadloop.texts.LineDiff;
import dev.leadloop.texts.TextPreview;
import dev.leadloop.texts.TextUse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text and the form to write it with.
 *
 * @param name in addresses
 * @param id as policies name it
 * @param inForce null where it is new
 * @param draft what stands in the form
 * @param check what that would come to
 * @param named what it may name
 * @param own address of whoever looks; empty where that is not known
 * @param uses steps that send it
 * @param versions the newest first
 * @param hasFile whether a file has it too
 * @param compared a version that is looked at; null for none
 */
record TextPage(
    String name,
    String id,
    @Nullable VersionLine inForce,
    Draft draft,
    TextPreview check,
    EmailTemplates.Named named,
    String own,
    List<TextUse> uses,
    List<VersionLine> versions,
    boolean hasFile,
    @Nullable Compared compared) {

  /** What stands in the form, in its fields. */
  public WrittenText written() {
    return WrittenText.read(draft.source());
  }

  /**
   * What stands in the form.
   *
   * @param before the number of the version that it was written from; null for a file's without one, or a new text
   */
  record Draft(String source, @Nullable Integer before, String note, String lead) {}

  /**
   * A version in a line.
   *
   * @param version null where it is a file's, with which no mail was written yet
   * @param from saved, file or back
   * @param by who saved it; empty where it is a file's
   * @param at null where it is a file's in force
   */
  record VersionLine(@Nullable Integer version, String from, String by, @Nullable When at, String note) {}

  /** A version against the one before it. */
  record Compared(VersionLine version, @Nullable Integer before, List<LineDiff.Line> lines) {}
}
