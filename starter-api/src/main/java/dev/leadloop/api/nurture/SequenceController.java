package dev.leadloop.api.nurture;

import dev.leadloop.nurturing.TestSends;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.problem.FieldError;
import dev.leadloop.problem.Problem;
import dev.leadloop.security.Caller;
import dev.leadloop.sending.SequencePauses;
import dev.leadloop.sequences.SequenceDesk;
import dev.leadloop.view.SequenceReadStore;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Sequences: where leads stand in them, and one call to stop or continue one everywhere. */
@RestController
@Tag(name = "Sequences")
class SequenceController {
  private final PolicyCatalog policies;
  private final SequenceReadStore reads;
  private final SequencePauses pauses;
  private final TestSends tests;
  private final SequenceDesk orders;

  SequenceController(
      PolicyCatalog policies, SequenceReadStore reads, SequencePauses pauses, TestSends tests,
      SequenceDesk orders) {
    this.policies = policies;
    this.reads = reads;
    this.pauses = pauses;
    this.tests = tests;
    this.orders = orders;
  }

  /** All sequences. */
  @Schema(name = "Sequences")
  record SequencesView(List<SequenceView> sequences) {}

  /** Why a sequence is paused; needed. */
  @Schema(name = "SequencePauseAsked", example = "{\"why\":\"the price in the third mail is wrong\"}")
  record PauseRequest(@NotBlank @Size(max = 500) String why) {}

  /** Why a sequence goes on. */
  @Schema(name = "SequenceResumeAsked", example = "{\"why\":\"the price is right again\"}")
  record ResumeRequest(@Nullable @Size(max = 500) String why) {}

  /** Who is to read a test. */
  @Schema(name = "SequenceTestAsked", example = "{\"to\":\"you@example.com\"}")
  record TestRequest(@NotBlank @Size(max = 254) String to) {}

  /** What was sent. */
  @Schema(name = "SequenceTested")
  record TestResponse(List<TestSends.Sent> mails) {}

  @GetMapping("/api/v1/sequences")
  @Operation(
      summary = "List sequences",
      description = "Of the newest policy and of every version that leads still run: how many stand at each step, what is"
          + " held, and who paused it and why.")
  SequencesView list() {
    return new SequencesView(SequenceView.all(policies.latest(), reads.standing(), reads.held(), pauses.open()));
  }

  @PostMapping("/api/v1/sequences/{id}/pause")
  @Operation(
      summary = "Pause a sequence everywhere",
      description = "Once this is answered no mail of it begins to be sent, in any process; mails that fall due are held.")
  SequenceView pause(@PathVariable String id, @Valid @RequestBody PauseRequest asked, Caller caller) {
    orders.pause(id, caller.principal(), asked.why());
    return find(id);
  }

  @PostMapping("/api/v1/sequences/{id}/resume")
  @Operation(
      summary = "Resume a sequence",
      description = "Held mails go within their sending hours, fifty leads a second; what follows them waits as long as they"
          + " were held.")
  SequenceView resume(@PathVariable String id, @Valid @RequestBody ResumeRequest asked, Caller caller) {
    orders.resume(id, caller.principal(), asked.why());
    return find(id);
  }

  @PostMapping("/api/v1/sequences/{id}/steps/{step}/test-send")
  @Operation(
      summary = "Send yourself a mail of a sequence",
      description = "With an invented lead in it, every text by topic, and [Test] before the subject. Only to reps, managers"
          + " and addresses of leadloop.organisation.domains.")
  TestResponse test(@PathVariable String id, @PathVariable String step, @Valid @RequestBody TestRequest asked) {
    try {
      return new TestResponse(tests.send(id, step, asked.to()));
    } catch (IllegalArgumentException refused) {
      throw FieldError.in("to", "cannot be sent to: " + refused.getMessage());
    }
  }

  private SequenceView find(String id) {
    return list().sequences().stream()
        .filter(sequence -> sequence.id().equals(id))
        .findFirst()
        .orElseThrow(() -> Problem.NOT_FOUND.because(
            "There is no sequence '" + id + "'. GET /api/v1/sequences lists them."));
  }
}
