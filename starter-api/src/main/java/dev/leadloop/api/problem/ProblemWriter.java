package dev.leadloop.api.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes problem documents from filters, where no controller is at hand. */
@Component
public class ProblemWriter {
  /** Seconds after which a caller may try again while the database is away. */
  public static final String RETRY_AFTER_SECONDS = "5";

  private final JsonMapper json;

  ProblemWriter(JsonMapper json) {
    this.json = json;
  }

  /** Answers the request with the document. */
  public void write(HttpServletRequest request, HttpServletResponse response, ProblemDetail document)
      throws IOException {
    document.setInstance(URI.create(ShownPath.of(request)));
    response.setStatus(document.getStatus());
    if (document.getStatus() == HttpStatus.SERVICE_UNAVAILABLE.value()) {
      response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    json.writeValue(response.getOutputStream(), document);
  }
}
