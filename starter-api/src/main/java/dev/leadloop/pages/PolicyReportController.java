package dev.leadloop.pages;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Where browsers report what the content policy kept out of a page (CSP level 2, application/csp-report). */
@Controller
@Hidden
class PolicyReportController {
  private static final int LONGEST_BODY = 8_192;

  private final PolicyReports reports;
  private final JsonMapper json;

  PolicyReportController(PolicyReports reports, JsonMapper json) {
    this.reports = reports;
    this.json = json;
  }

  @PostMapping(path = ContentPolicy.REPORTS, consumes = "application/csp-report")
  ResponseEntity<Void> take(HttpServletRequest request) throws IOException {
    byte[] body = request.getInputStream().readNBytes(LONGEST_BODY + 1);
    if (body.length > LONGEST_BODY) {
      return ResponseEntity.status(HttpStatus.CONTENT_TOO_LARGE).build();
    }
    try {
      JsonNode report = json.readTree(new String(body, StandardCharsets.UTF_8)).path("csp-report");
      if (report.isObject()) {
        String violated = report.path("violated-directive").asString("");
        reports.take(report.path("effective-directive").asString(violated).split(" ", 2)[0]);
        return ResponseEntity.noContent().build();
      }
    } catch (JacksonException notJson) {
      return ResponseEntity.badRequest().build();
    }
    return ResponseEntity.badRequest().build();
  }
}
