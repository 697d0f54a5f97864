package dev.leadloop.api.lead;

import dev.leadloop.view.Foresight;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What to ask a lead, or whoever fills in a form, next. */
@RestController
@Tag(name = "Leads")
class NextQuestionController {
  private final LeadPages pages;
  private final Foresight foresight;
  private final Clock clock;

  NextQuestionController(LeadPages pages, Foresight foresight, Clock clock) {
    this.pages = pages;
    this.foresight = foresight;
    this.clock = clock;
  }

  @GetMapping("/api/v1/leads/{id}/next-question")
  @Operation(
      summary = "Read what to ask the lead next",
      description = "The fact not known yet that changes most what is decided about the lead, and why.")
  NextQuestionView ofLead(@PathVariable String id) {
    return NextQuestionView.of(foresight.question(pages.known(id), clock.instant()));
  }

  @PostMapping("/api/v1/forms/next-question")
  @Operation(
      summary = "Ask what a form should ask next",
      description =
          "For a form as far as it is filled in. The answer goes by the body and the newest policy alone: nobody is looked up"
              + " by the address, nothing is kept, and so nobody learns by the question what is known of a person.")
  NextQuestionView ofForm(@Valid @RequestBody NextQuestionRequest form) {
    Map<String, String> filledIn = new TreeMap<>();
    put(filledIn, "email", form.email());
    put(filledIn, "company", form.company());
    put(filledIn, "title", form.title());
    put(filledIn, "companySize", form.companySize() == null ? null : form.companySize().toString());
    put(filledIn, "industry", form.industry());
    put(filledIn, "country", form.country());
    if (form.answers() != null) {
      form.answers().forEach((name, answer) -> put(filledIn, "answers." + name, answer));
    }
    return NextQuestionView.of(foresight.question(
        filledIn, form.asked() == null ? Set.of() : Set.copyOf(form.asked()), clock.instant()));
  }

  private static void put(Map<String, String> facts, String name, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      facts.put(name, value);
    }
  }
}
