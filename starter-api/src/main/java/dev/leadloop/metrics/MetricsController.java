package dev.leadloop.metrics;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What is measured, for a monitoring system to read again and again. */
@RestController
@Tag(name = "Health")
class MetricsController {
  private static final String TEXT = "text/plain;version=0.0.4;charset=utf-8";

  private final PrometheusMeterRegistry meters;

  MetricsController(PrometheusMeterRegistry meters) {
    this.meters = meters;
  }

  @GetMapping(value = "/metrics", produces = MediaType.TEXT_PLAIN_VALUE)
  @Operation(
      summary = "Read what is measured",
      description = "In the text format of Prometheus: what waits, what is open and overdue, what stands still, leads by stage,"
          + " and memory, threads and processor of this process. Nothing of a person is in it. What is counted in the database is"
          + " looked up at most every ten seconds and is the same from each process: take the maximum, not the sum.")
  ResponseEntity<String> metrics() {
    return ResponseEntity.ok().contentType(MediaType.parseMediaType(TEXT)).body(meters.scrape(TEXT));
  }
}
