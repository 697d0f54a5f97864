package dev.leadloop.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.ProblemDetail;
import org.springframework.mock.web.MockHttpServletRequest;

@ExtendWith(OutputCaptureExtension.class)
class ShownPathTest {

  @ParameterizedTest
  @CsvSource({
    "/webhooks/sendgrid/inbound/hush-hush, /webhooks/sendgrid/inbound/***",
    "/webhooks/mail/inbound/hush/hush, /webhooks/mail/inbound/***",
    "/h/token, /h/***",
    "/u/token, /u/***",
    "/confirm/token, /confirm/***",
    "/sign-in/link/token, /sign-in/link/***",
    "/api/v1/leads/lead-1/why, /api/v1/leads/lead-1/why",
    "/webhooks/sendgrid/events, /webhooks/sendgrid/events"
  })
  void secretsAndTokensThatEndAPathAreNotShown(String path, String shown) {
    assertThat(ShownPath.of(new MockHttpServletRequest("POST", path))).isEqualTo(shown);
  }

  @Test
  void defectIsLoggedAndAnsweredWithoutTheSecret(CapturedOutput log) {
    MockHttpServletRequest request = new MockHttpServletRequest("POST", "/webhooks/mail/inbound/hush-hush");
    IllegalStateException defect = new IllegalStateException("broken");
    defect.setStackTrace(new StackTraceElement[0]);
    ProblemDetail answer =
        (ProblemDetail) Objects.requireNonNull(new ProblemAdvice().anythingElse(defect, request).getBody());
    assertThat(String.valueOf(answer.getInstance())).isEqualTo("/webhooks/mail/inbound/***");
    assertThat(log.getAll()).contains("POST /webhooks/mail/inbound/*** failed").doesNotContain("hush-hush");
  }
}
