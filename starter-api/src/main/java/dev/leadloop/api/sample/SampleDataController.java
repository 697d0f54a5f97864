package dev.leadloop.api.sample;

import dev.leadloop.sample.SampleData;
import dev.leadloop.sample.SampleData.SampleDataView;
import dev.leadloop.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Sample data that lives, for whoever wants to look at the product before there are leads. */
@RestController
@Tag(name = "Sample data")
class SampleDataController {
  private final SampleData sample;

  SampleDataController(SampleData sample) {
    this.sample = sample;
  }

  /** At which speed it comes. */
  @Schema(name = "SampleDataSet", example = "{\"speed\":60}")
  record SampleDataRequest(
      @NotNull @Schema(description = "how many times faster than told what is yet to come comes: 1, 10 or 60") Integer speed) {}

  @GetMapping("/api/v1/sample-data")
  @Operation(summary = "How the sample data stands")
  SampleDataView now() {
    return sample.now();
  }

  @PostMapping("/api/v1/sample-data")
  @Operation(
      summary = "Put sample data in, or change its speed",
      description = "Fictional companies come in, read, ask for sales and are answered by fictional reps, all by the engine that"
          + " real leads live by. Nothing of them leaves: no mail, no webhook, no line of the feed. Real leads never go to"
          + " fictional reps. Measures count them while they are there; their source is 'sample'.")
  SampleDataView start(@Valid @RequestBody SampleDataRequest asked, Caller caller) {
    return sample.start(asked.speed(), caller);
  }

  @DeleteMapping("/api/v1/sample-data")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(
      summary = "Take the sample data out",
      description = "Ends its workflows and takes out every row of it, some leads at a time; GET says how many are left. The"
          + " audit keeps that it was put in and taken out.")
  SampleDataView remove(Caller caller) {
    return sample.remove(caller);
  }
}
