package dev.leadloop.email.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sendgrid.Client;
import com.sendgrid.Method;
import com.sendgrid.Request;
import com.sendgrid.Response;
import dev.leadloop.email.Emails;
import dev.leadloop.email.template.EmailTemplates;
import dev.leadloop.email.transport.TransportResult.Accepted;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** SendGrid's own description of its API, served by Prism with checking on, takes what we send. */
class SendGridPrismContractTest {

  static final List<String> TEMPLATES = EmailTemplates.STARTER_NURTURE;

  private static final @Nullable String PRISM =
      Optional.ofNullable(System.getProperty("leadloop.prism.url"))
          .orElse(System.getenv("LEADLOOP_PRISM_URL"));

  @BeforeEach
  void prismIsThere() {
    assumeTrue(
        PRISM != null,
        "Skipped: Prism is not running; .ci/prism-contract starts it, or give its address by"
            + " -Dleadloop.prism.url=...");
  }

  private static TransportResult send(OutgoingEmail email) {
    return new SendGridEmailTransport("test-key", URI.create(String.valueOf(PRISM)), Emails.CLOCK)
        .send(email);
  }

  @ParameterizedTest
  @FieldSource("TEMPLATES")
  void everyNurtureMailIsAccepted(String templateId) {
    OutgoingEmail email =
        Emails.composer()
            .nurture(
                UUID.randomUUID(),
                "0192-lead",
                Emails.READER,
                templateId,
                Map.of(),
                List.of("starter"));
    assertThat(send(email)).isInstanceOf(Accepted.class);
  }

  @Test
  void aNoticeIsAccepted() {
    assertThat(send(Emails.notice())).isInstanceOf(Accepted.class);
  }

  /** Shows that the checking is on: without this an empty stub would pass the tests above. */
  @Test
  void aBodyWithoutContentIsRefusedByTheSameServer() throws Exception {
    Client client =
        new Client(true) {
          @Override
          public URI buildUri(String host, String endpoint, Map<String, String> query) {
            return URI.create(PRISM + endpoint);
          }
        };
    Request request = new Request();
    request.setMethod(Method.POST);
    request.setEndpoint("/v3/mail/send");
    request.addHeader("Authorization", "Bearer test-key");
    request.setBody(
        "{\"personalizations\":[{\"to\":[{\"email\":\"ada@example.com\"}]}],\"subject\":\"Hello\"}");
    Response response = client.api(request);
    assertThat(response.getStatusCode()).isBetween(400, 422);
  }
}
