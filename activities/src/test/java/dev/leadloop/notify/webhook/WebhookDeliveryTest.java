package dev.leadloop.notify.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.leadloop.notify.webhook.WebhookQueueStore.Delivery;
import dev.leadloop.notify.webhook.WebhookQueueStore.Message;
import dev.leadloop.outbound.TargetRules;
import dev.leadloop.testing.TestDatabase;
import dev.leadloop.testing.TestPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class WebhookDeliveryTest {
  private static final String BODY = "{\"type\":\"ping\",\"data\":{\"name\":\"Zoë\"}}";

  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
  private final InstantSource clock = () -> Instant.now().plus(ahead.get());
  private final TestDatabase database = TestPostgres.freshDatabase();
  private final JdbcClient jdbc = JdbcClient.create(database.dataSource());
  private final WebhookStore webhooks = new WebhookStore(jdbc);
  private final WebhookQueueStore queue = new WebhookQueueStore(jdbc);
  private final WebhookSecrets secrets = new WebhookSecrets();
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final WebhookClient client = new WebhookClient(new TargetRules(true));
  private final WebhookDelivery delivery = new WebhookDelivery(webhooks, queue, client, clock);
  private final HttpServer server;
  private volatile Answer answer = new Answer(200, Map.of(), "");

  private record Answer(int status, Map<String, String> headers, String body) {}

  private record Received(Map<String, List<String>> headers, String body) {
    String header(String name) {
      return headers.getOrDefault(name, List.of("")).get(0);
    }
  }

  WebhookDeliveryTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void listen() {
    server.createContext("/", this::take);
    server.start();
  }

  @AfterEach
  void close() throws IOException {
    server.stop(0);
    client.close();
    database.close();
  }

  private void take(HttpExchange exchange) throws IOException {
    Answer given = answer;
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Map<String, List<String>> headers = new java.util.TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(exchange.getRequestHeaders());
    received.add(new Received(headers, body));
    given.headers().forEach(exchange.getResponseHeaders()::set);
    byte[] bytes = given.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(given.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private Webhook webhook(Webhook.Kind kind) {
    String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    Webhook webhook =
        new Webhook(
            "wh-" + kind, kind, url, null, new Webhook.Wanted(List.of(), null, null),
            Webhook.Signing.with(kind == Webhook.Kind.STANDARD ? secrets.make() : null), clock.instant(), "test",
            Webhook.Health.WELL);
    webhooks.add(webhook);
    return webhook;
  }

  private void keep(Webhook webhook, String id) {
    assertThat(queue.keep(new Message(webhook.id(), id, "ping", null, BODY, 0), clock.instant())).isTrue();
  }

  private Delivery delivery(Webhook webhook, String id) {
    return queue.deliveries(webhook.id(), null, 50).stream().filter(found -> found.messageId().equals(id)).findFirst()
        .orElseThrow();
  }

  private void later(Duration time) {
    ahead.updateAndGet(time::plus);
  }

  private static boolean verifies(@Nullable String secret, Received message) {
    try {
      new com.standardwebhooks.Webhook(String.valueOf(secret)).verify(message.body(), message.headers());
      return true;
    } catch (EmptyWebhookSecretException | WebhookVerificationException forged) {
      return false;
    }
  }

  @Test
  void signatureIsThatOfTheSpecificationsVector() {
    assertThat(
            WebhookSecrets.signature(
                List.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), "msg_p5jXN8AQM9LWM0D4loKWxJek",
                Instant.ofEpochSecond(1614265330), "{\"test\": 2432232314}"))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    assertThat(secrets.make()).matches("whsec_[A-Za-z0-9+/]{43}=").isNotEqualTo(secrets.make());
  }

  @Test
  void messageArrivesSignedAndOnce() {
    Webhook webhook = webhook(Webhook.Kind.STANDARD);
    keep(webhook, "msg_1");
    assertThat(queue.keep(new Message(webhook.id(), "msg_1", "ping", null, BODY, 0), clock.instant())).isFalse();
    assertThat(delivery.deliverDue()).isEqualTo(1);
    assertThat(delivery.deliverDue()).isZero();
    assertThat(received).singleElement().satisfies(message -> {
      assertThat(message.body()).isEqualTo(BODY);
      assertThat(message.header("webhook-id")).isEqualTo("msg_1");
      assertThat(message.header("Content-Type")).startsWith("application/json");
      assertThat(verifies(webhook.signing().secret(), message)).isTrue();
      assertThat(verifies(secrets.make(), message)).isFalse();
    });
    assertThat(delivery(webhook, "msg_1").state()).isEqualTo("DELIVERED");
    assertThat(jdbc.sql("select body is null from webhook_delivery").query(Boolean.class).single()).isTrue();
  }

  @Test
  void chatChannelGetsNoSignature() {
    keep(webhook(Webhook.Kind.SLACK), "msg_1");
    delivery.deliverDue();
    assertThat(received).singleElement().satisfies(message -> assertThat(message.header("webhook-signature")).isEmpty());
  }

  @Test
  void bothSecretsSignWhileTheReceiverChangesOver() {
    Webhook webhook = webhook(Webhook.Kind.STANDARD);
    String next = secrets.make();
    assertThat(webhooks.rotate(webhook.id(), next, clock.instant().plus(Duration.ofHours(24)))).isTrue();
    keep(webhook, "msg_1");
    delivery.deliverDue();
    assertThat(received.get(0).header("webhook-signature").split(" ")).hasSize(2);
    assertThat(verifies(webhook.signing().secret(), received.get(0))).isTrue();
    assertThat(verifies(next, received.get(0))).isTrue();
    assertThat(webhooks.find(webhook.id()).orElseThrow().signing().secrets(clock.instant().plus(Duration.ofHours(25))))
        .containsExactly(next);
  }

  @Test
  void whatDoesNotArriveIsTriedForDaysUnderOneIdAndThenShownAsFailed() {
    Webhook webhook = webhook(Webhook.Kind.STANDARD);
    keep(webhook, "msg_1");
    answer = new Answer(500, Map.of(), "no\nroom");
    Instant began = clock.instant();
    while (delivery(webhook, "msg_1").state().equals("WAITING")) {
      delivery.deliverDue();
      Instant next = delivery(webhook, "msg_1").nextAt();
      assertThat(delivery.deliverDue()).as("never early").isZero();
      if (next != null) {
        later(Duration.between(clock.instant(), next).plusMillis(5));
      }
    }
    assertThat(received).hasSize(10).extracting(message -> message.header("webhook-id")).containsOnly("msg_1");
    assertThat(Duration.between(began, clock.instant())).isBetween(Duration.ofHours(75), Duration.ofHours(84));
    Delivery given = delivery(webhook, "msg_1");
    assertThat(given.state()).isEqualTo("FAILED");
    assertThat(given.lastError()).isEqualTo("answered 500: no room");
    assertThat(webhooks.find(webhook.id()).orElseThrow().health().failingSince()).isNotNull();
    answer = new Answer(204, Map.of(), "");
    keep(webhook, "msg_2");
    delivery.deliverDue();
    assertThat(webhooks.find(webhook.id()).orElseThrow().health().failingSince()).isNull();
  }

  @Test
  void receiverMayAskForTime() {
    Webhook webhook = webhook(Webhook.Kind.STANDARD);
    keep(webhook, "msg_1");
    answer = new Answer(429, Map.of("Retry-After", "3600"), "");
    delivery.deliverDue();
    assertThat(delivery(webhook, "msg_1").nextAt()).isAfter(clock.instant().plus(Duration.ofMinutes(59)));
  }

  /** Such rows are older than the rule that refuses them, or came by another door than ours. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://hooks.example.com:70000/x", "http://127.0.0.1:0/x", "http://127.0.0.1:4294967376/x", "no address at all",
        "http:///x", "mailto:hooks@example.com", "http://exa mple.com/x", ""
      })
  void messageThatCannotEvenBeSentIsShownAsFailedAndGivenUpInTheEnd(String url) {
    webhooks.add(
        new Webhook(
            "wh-odd", Webhook.Kind.SLACK, url, null, new Webhook.Wanted(List.of(), null, null), Webhook.Signing.with(null),
            clock.instant(), "test", Webhook.Health.WELL));
    Webhook webhook = webhooks.find("wh-odd").orElseThrow();
    keep(webhook, "msg_1");
    delivery.deliverDue();
    Delivery tried = delivery(webhook, "msg_1");
    assertThat(tried.state()).isEqualTo("WAITING");
    assertThat(tried.lastError()).isNotBlank();
    assertThat(tried.lastStatus()).isNull();
    assertThat(tried.nextAt()).isAfter(clock.instant());
    assertThat(webhooks.find("wh-odd").orElseThrow().health().failingSince()).isNotNull();
    for (int tries = 1; tries <= RetrySchedule.PAUSES.size(); tries++) {
      later(Duration.ofHours(30));
      delivery.deliverDue();
    }
    assertThat(delivery(webhook, "msg_1").state()).isEqualTo("FAILED");
    assertThat(received).isEmpty();
  }

  @Test
  void messageThatCannotBeSignedIsShownAsFailed() {
    Webhook webhook = webhook(Webhook.Kind.STANDARD);
    jdbc.sql("update webhook set secret = 'whsec_***'").update();
    keep(webhook, "msg_1");
    delivery.bringNow(webhook.id(), "msg_1");
    assertThat(received).isEmpty();
    assertThat(delivery(webhook, "msg_1").lastError()).isNotBlank().doesNotContain("***");
    assertThat(webhooks.find(webhook.id()).orElseThrow().health().failingSince()).isNotNull();
  }

  @Test
  void redirectIsNotFollowed() {
    Webhook webhook = webhook(Webhook.Kind.STANDARD);
    keep(webhook, "msg_1");
    answer = new Answer(302, Map.of("Location", "http://127.0.0.1:" + server.getAddress().getPort() + "/elsewhere"), "");
    delivery.deliverDue();
    assertThat(received).hasSize(1);
    assertThat(delivery(webhook, "msg_1").lastError()).contains("redirects are not followed");
  }

  @Test
  void endlessAnswerIsNotRead() {
    Webhook webhook = webhook(Webhook.Kind.STANDARD);
    keep(webhook, "msg_1");
    answer = new Answer(400, Map.of(), "x".repeat(5_000_000));
    delivery.deliverDue();
    assertThat(delivery(webhook, "msg_1").lastError()).hasSizeLessThan(400);
  }

  @Test
  void receiverThatIsGoneIsNotCalledAgain() {
    Webhook webhook = webhook(Webhook.Kind.STANDARD);
    keep(webhook, "msg_1");
    keep(webhook, "msg_2");
    answer = new Answer(410, Map.of(), "");
    delivery.bringNow(webhook.id(), "msg_1");
    assertThat(webhooks.find(webhook.id()).orElseThrow().health().offWhy()).contains("410");
    assertThat(queue.keep(new Message(webhook.id(), "msg_3", "ping", null, BODY, 0), clock.instant())).isFalse();
    assertThat(delivery.deliverDue()).isZero();
    assertThat(received).hasSize(1);
  }

  @Test
  void messageOfAProcessThatDiedComesBackByItself() {
    Webhook webhook = webhook(Webhook.Kind.STANDARD);
    keep(webhook, "msg_1");
    assertThat(queue.claim(clock.instant(), Duration.ofMinutes(1), 10)).hasSize(1);
    assertThat(delivery.deliverDue()).isZero();
    later(Duration.ofMinutes(2));
    assertThat(delivery.deliverDue()).isEqualTo(1);
    assertThat(delivery(webhook, "msg_1").state()).isEqualTo("DELIVERED");
  }

  @Test
  void twoProcessesBringEachMessageOnce() throws Exception {
    Webhook webhook = webhook(Webhook.Kind.STANDARD);
    for (int i = 0; i < 60; i++) {
      keep(webhook, "msg_" + i);
    }
    WebhookDelivery other = new WebhookDelivery(webhooks, queue, client, clock);
    Callable<Integer> all = () -> {
      int brought = 0;
      for (int once = delivery.deliverDue(); once > 0; once = other.deliverDue()) {
        brought += once;
      }
      return brought;
    };
    int brought = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      for (Future<Integer> each : threads.invokeAll(List.of(all, all))) {
        brought += each.get();
      }
    }
    assertThat(brought).isEqualTo(60);
    assertThat(received).extracting(message -> message.header("webhook-id")).hasSize(60).doesNotHaveDuplicates();
  }

  @Test
  void whatIsKeptOfAForgottenLeadIsDropped() {
    jdbc.sql("insert into lead (lead_id, created_at, updated_at, erased_at) values ('gone', now(), now(), now())").update();
    Webhook webhook = webhook(Webhook.Kind.STANDARD);
    queue.keep(new Message(webhook.id(), "msg_1", "ping", "gone", BODY, 0), clock.instant());
    delivery.deliverDue();
    assertThat(received).isEmpty();
    assertThat(delivery(webhook, "msg_1").state()).isEqualTo("FAILED");
    later(Duration.ofDays(31));
    assertThat(delivery.tidyUp()).isEqualTo(1);
  }
}
