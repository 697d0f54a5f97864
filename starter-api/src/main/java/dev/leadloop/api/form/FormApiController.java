package dev.leadloop.api.form;

import dev.leadloop.api.description.AlsoAnswers;
import dev.leadloop.security.Caller;
import dev.leadloop.web.Forms;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Hosted forms, by the rule that the pages that build them go by. */
@RestController
@Tag(name = "Forms")
class FormApiController {
  private final Forms forms;

  FormApiController(Forms forms) {
    this.forms = forms;
  }

  /** All forms. */
  @Schema(name = "HostedForms")
  record FormsView(List<FormView> forms) {}

  @GetMapping("/api/v1/forms")
  @Operation(
      summary = "List hosted forms",
      description = "Each as it stands, at the address /f/{id}; those of the settings have version 0.")
  FormsView all() {
    return new FormsView(forms.all().stream().map(FormView::of).toList());
  }

  @GetMapping("/api/v1/forms/{formId}")
  @AlsoAnswers(404)
  @Operation(summary = "List the versions of a form", description = "The newest first, which is the form as it stands.")
  FormsView versions(@PathVariable String formId) {
    return new FormsView(forms.versions(formId).stream().map(FormView::of).toList());
  }

  @PutMapping("/api/v1/forms/{formId}")
  @AlsoAnswers(409)
  @Operation(
      summary = "Make or change a form",
      description = "The whole form, as a version of its own: what is left out is taken away. A page that was opened before is"
          + " still taken in, and read as it was shown.")
  FormView put(@PathVariable String formId, @Valid @RequestBody FormRequest form, Caller caller) {
    forms.save(form.form(formId), form.seen(), caller);
    return FormView.of(forms.versions(formId).getFirst());
  }
}
