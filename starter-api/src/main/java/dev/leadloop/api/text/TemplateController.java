package dev.leadloop.api.text;

import dev.leadloop.api.description.AlsoAnswers;
import dev.leadloop.security.Caller;
import dev.leadloop.texts.TextDesk;
import dev.leadloop.texts.TextNames;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Texts of mails: which there are, what they say, and saving another. */
@RestController
@Tag(name = "Templates")
class TemplateController {
  private final TextDesk desk;

  TemplateController(TextDesk desk) {
    this.desk = desk;
  }

  /** All texts of mails. */
  @Schema(name = "Templates")
  record TemplatesView(List<TemplateLineView> templates) {}

  /**
   * Another text.
   *
   * @param source the whole of it as a file has it
   * @param before the number of the version that it was written from; null for a file's without one, or a new text
   * @param note what was changed, for whoever reads the versions
   */
  @Schema(
      name = "TemplateToSave",
      example = "{\"source\":\"---\\nsubject: A guide for {{company|you}}\\npreheader: Ten pages\\n"
          + "contentTitle: The guide\\ncontentUrl: https://www.example.net/guide\\n---\\nHello {{firstName|there}},\\n\\n"
          + "**[{{contentTitle}}]({{contentUrl}})**\",\"before\":null,\"note\":\"shorter\"}")
  record TemplateRequest(
      @NotBlank @Size(max = TextDesk.LONGEST) String source, @Nullable Integer before, @Nullable @Size(max = 300) String note) {}

  /**
   * What was saved.
   *
   * @param changed false where it was in force already
   */
  @Schema(name = "TemplateSaved")
  record TemplateResponse(String name, int version, boolean changed) {}

  @GetMapping("/api/v1/templates")
  @Operation(
      summary = "List texts of mails",
      description = "By name, which is the id of the text with a colon for each slash; with the steps of the published policy"
          + " that send it.")
  TemplatesView list() {
    return new TemplatesView(desk.all().stream().map(one -> TemplateLineView.of(one, desk.uses(one.template()))).toList());
  }

  @GetMapping("/api/v1/templates/{name}")
  @Operation(
      summary = "Show a text and its versions",
      description = "The text that is in force for mails that are written now, what it may name, and every version there was. A"
          + " mail that was sent is kept with the number of its version.")
  TemplateView show(@PathVariable String name) {
    String id = TextNames.id(name);
    return TemplateView.of(desk.find(id), desk.uses(id), desk.versions(id));
  }

  @PutMapping("/api/v1/templates/{name}")
  @AlsoAnswers(409)
  @Operation(
      summary = "Save a text",
      description = "It is checked first, and is in force for every mail that is written from then on, in every process. It goes"
          + " before a file of that name. Where somebody else saved one since 'before', nothing is saved.")
  TemplateResponse save(@PathVariable String name, @Valid @RequestBody TemplateRequest asked, Caller caller) {
    TextDesk.Saved saved = desk.save(TextNames.id(name), asked.source(), asked.before(), asked.note(), caller);
    return new TemplateResponse(name, saved.version(), saved.changed());
  }

  @DeleteMapping("/api/v1/templates/{name}")
  @AlsoAnswers(409)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Give a text back to its file",
      description = "From then on mails are written with the file's text. The versions that were saved stay on record.")
  void giveBack(@PathVariable String name, Caller caller) {
    desk.giveBack(TextNames.id(name), null, caller);
  }
}
