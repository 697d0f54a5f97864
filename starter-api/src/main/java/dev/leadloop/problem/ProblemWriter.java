package dev.leadloop.problem;

import dev.leadloop.pages.ContentPolicy;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes problems from where no controller is at hand: as documents to programs, as pages to people. */
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
    boolean page = PagePaths.includes(request);
    Told.truly(document, request);
    response.setStatus(document.getStatus());
    if (document.getStatus() == HttpStatus.SERVICE_UNAVAILABLE.value()) {
      response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
    response.setHeader(ContentPolicy.HEADER, ContentPolicy.STRICT);
    response.setContentType(page ? ProblemPage.CONTENT_TYPE : MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    byte[] body = page ? ProblemPage.of(document).getBytes(StandardCharsets.UTF_8) : body(request, document);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  /** The document as the body of an answer. */
  private byte[] body(HttpServletRequest request, ProblemDetail document) {
    document.setInstance(ShownPath.instance(request));
    return json.writeValueAsBytes(document);
  }
}
