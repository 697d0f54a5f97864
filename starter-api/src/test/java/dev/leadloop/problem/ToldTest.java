package dev.leadloop.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.http.ProblemDetail;
import org.springframework.mock.web.MockHttpServletRequest;

class ToldTest {
  private static String told(String method, String path, String detail) {
    ProblemDetail document = Problem.INVALID.with(detail);
    Told.truly(document, new MockHttpServletRequest(method, path));
    return String.valueOf(document.getDetail());
  }

  @Test
  void whoeverOnlyReadsIsNotToldThatNothingWasDone() {
    for (String did : List.of("stored.", "done:", "started:", "moved.", "changed:", "published.", "imported.")) {
      String detail = "Nothing was " + did + " the rest of it.";
      for (String reading : List.of("GET /api/v1/leads", "HEAD /api/v1/leads", "POST /api/v1/campaigns/preview",
          "POST /api/v1/sequences/a/steps/b/test-send")) {
        String[] parts = reading.split(" ");
        assertThat(told(parts[0], parts[1], detail)).as(reading).isEqualTo("The rest of it.");
      }
      for (String keeping : List.of("POST /api/v1/leads", "PUT /api/v1/reps/a", "DELETE /api/v1/webhooks/a")) {
        String[] parts = keeping.split(" ");
        assertThat(told(parts[0], parts[1], detail)).as(keeping).isEqualTo(detail);
      }
    }
    assertThat(told("GET", "/api/v1/leads", "Nothing was")).isEqualTo("Nothing was");
    assertThat(told("GET", "/api/v1/leads", "'x' is not known.")).isEqualTo("'x' is not known.");
  }
}
