package dev.leadloop.email.transport;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.leadloop.email.Emails;
import dev.leadloop.email.transport.TransportResult.Accepted;
import dev.leadloop.email.transport.TransportResult.NotSent;
import dev.leadloop.email.transport.TransportResult.Rejected;
import dev.leadloop.email.transport.TransportResult.Unknown;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SendGridEmailTransportTest {

  private static final Duration PATIENT = Duration.ofSeconds(20);
  private static final WireMockServer SENDGRID =
      new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));

  @BeforeAll
  static void start() {
    SENDGRID.start();
  }

  @AfterAll
  static void stop() {
    SENDGRID.stop();
  }

  @BeforeEach
  void forget() {
    SENDGRID.resetAll();
  }

  private static TransportResult send(OutgoingEmail email, ResponseDefinitionBuilder answer) {
    SENDGRID.stubFor(post(urlEqualTo("/v3/mail/send")).willReturn(answer));
    return transport(SENDGRID.baseUrl() + "/", PATIENT).send(email);
  }

  private static SendGridEmailTransport transport(String baseUrl, Duration readTimeout) {
    return new SendGridEmailTransport(
        "test-key", URI.create(baseUrl), Emails.CLOCK, PATIENT, readTimeout);
  }

  private static ResponseDefinitionBuilder error(int status, String message) {
    return aResponse()
        .withStatus(status)
        .withBody(
            "{\"errors\":[{\"message\":\""
                + message
                + "\",\"field\":\"personalizations.0.to\",\"help\":null}]}");
  }

  private static void calledOnce() {
    SENDGRID.verify(1, postRequestedFor(urlEqualTo("/v3/mail/send")));
  }

  @Test
  void anAcceptedMessageBringsTheProvidersName() {
    TransportResult result =
        send(Emails.nurture(), aResponse().withStatus(202).withHeader("X-Message-Id", "abc123"));
    assertThat(result).isEqualTo(new Accepted("abc123"));
    SENDGRID.verify(
        postRequestedFor(urlEqualTo("/v3/mail/send"))
            .withHeader("Authorization", equalTo("Bearer test-key"))
            .withHeader("Content-Type", equalTo("application/json")));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 404, 413, 415, 422})
  void aFaultOfTheMessageRejects(int status) {
    TransportResult result =
        send(Emails.nurture(), error(status, "ada.reader@customer.example does not do"));
    assertThat(result)
        .isEqualTo(
            new Rejected(
                status,
                "SendGrid answered "
                    + status
                    + ": personalizations.0.to: (recipient) does not do"));
    calledOnce();
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void aFaultOfOurAccountLosesNoMail(int status) {
    assertThat(send(Emails.nurture(), error(status, "The provided authorization grant is invalid")))
        .isInstanceOfSatisfying(
            NotSent.class, it -> assertThat(it.reason()).contains("leadloop.sendgrid.api-key"));
    calledOnce();
  }

  @ParameterizedTest
  @CsvSource({
    "Retry-After, 30, 30",
    "retry-after, 0, 1",
    "Retry-After, 86400, 3600",
    "Retry-After, 'Mon, 02 Mar 2026 09:32:00 GMT', 120",
    "X-RateLimit-Reset, 1772443845, 45",
    "X-RateLimit-Reset, 5, 1",
    "Retry-After, soon,",
    "X-Other, 5,"
  })
  void tooManyRequestsWaitAsLongAsTheServerSays(
      String header, String value, @Nullable Integer seconds) {
    TransportResult result =
        send(Emails.nurture(), error(429, "too many requests").withHeader(header, value));
    Duration expected = seconds == null ? null : Duration.ofSeconds(seconds);
    assertThat(result)
        .isInstanceOfSatisfying(
            NotSent.class, it -> assertThat(it.retryAfter()).isEqualTo(expected));
    calledOnce();
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504})
  void aServerErrorAfterTheBodyWasSentIsUnknown(int status) {
    assertThat(send(Emails.nurture(), error(status, "oops"))).isInstanceOf(Unknown.class);
    calledOnce();
  }

  @ParameterizedTest
  @EnumSource(names = {"CONNECTION_RESET_BY_PEER", "EMPTY_RESPONSE", "RANDOM_DATA_THEN_CLOSE"})
  void aBrokenConnectionIsUnknown(Fault fault) {
    assertThat(send(Emails.nurture(), aResponse().withFault(fault))).isInstanceOf(Unknown.class);
    calledOnce();
  }

  @Test
  void noAnswerInTimeIsUnknown() {
    SENDGRID.stubFor(
        post(urlEqualTo("/v3/mail/send"))
            .willReturn(aResponse().withStatus(202).withFixedDelay(3000)));
    SendGridEmailTransport hasty = transport(SENDGRID.baseUrl(), Duration.ofMillis(700));
    assertThat(hasty.send(Emails.nurture())).isInstanceOf(Unknown.class);
    calledOnce();
  }

  @Test
  void aRefusedConnectionIsNotSent() {
    WireMockServer gone = new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
    gone.start();
    String url = gone.baseUrl();
    gone.stop();
    assertThat(transport(url, PATIENT).send(Emails.nurture())).isInstanceOf(NotSent.class);
  }

  @Test
  void aHostThatDoesNotExistIsNotSent() {
    assertThat(transport("http://nowhere.invalid", PATIENT).send(Emails.nurture()))
        .isInstanceOf(NotSent.class);
  }

  @Test
  void aRedirectionIsNotFollowed() {
    assertThat(
            send(
                Emails.nurture(),
                aResponse().withStatus(302).withHeader("Location", SENDGRID.baseUrl() + "/x")))
        .isInstanceOf(NotSent.class);
    calledOnce();
  }

  @Test
  void theBodyKeepsEveryRule() throws Exception {
    OutgoingEmail email = Emails.nurture();
    JsonNode body = new ObjectMapper().readTree(SendGridMail.body(email));

    assertThat(body.at("/personalizations")).hasSize(1);
    assertThat(body.at("/personalizations/0/to")).hasSize(1);
    assertThat(body.at("/personalizations/0").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("to", "custom_args");
    assertThat(body.at("/personalizations/0/custom_args").properties()).hasSize(1);
    assertThat(body.at("/personalizations/0/custom_args/leadloop_send_id").asText())
        .isEqualTo(email.sendId().toString());
    assertThat(body.at("/content/0/type").asText()).isEqualTo("text/plain");
    assertThat(body.at("/content/1/type").asText()).isEqualTo("text/html");
    assertThat(body.at("/categories")).hasSize(2);
    assertThat(body.at("/headers").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "X-Leadloop-Send-Id", "List-Unsubscribe", "List-Unsubscribe-Post");
    assertThat(body.has("send_at")).isFalse();
    assertThat(body.at("/tracking_settings").toString())
        .isEqualTo(
            "{\"click_tracking\":{\"enable\":true,\"enable_text\":false},\"open_tracking\":{\"enable\":true},"
                + "\"subscription_tracking\":{\"enable\":false}}");
  }

  @Test
  void theUnsubscribeLinkIsMarkedAsNotToBeTracked() {
    OutgoingEmail email = Emails.nurture();
    assertThat(email.content().html())
        .containsPattern(
            "<a [^>]*clicktracking=\"off\"[^>]*href=\"https://leads\\.sender\\.test/u/[\\w-]+\"");
  }

  @Test
  void noticesAreNotTracked() throws Exception {
    JsonNode tracking =
        new ObjectMapper().readTree(SendGridMail.body(Emails.notice())).at("/tracking_settings");
    assertThat(tracking.at("/click_tracking/enable").asBoolean(true)).isFalse();
    assertThat(tracking.at("/open_tracking/enable").asBoolean(true)).isFalse();
  }
}
