package dev.leadloop.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.ApiTest;
import dev.leadloop.security.Role;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A stranger's mail costs a stranger's time and nobody else's. */
class HostileMailTest extends ApiTest {
  private static final Duration OTHERS_WAIT = Duration.ofSeconds(5);
  private static final int AT_ONCE = 60;
  private static final int MEBIBYTE = 1024 * 1024;
  /** Each took up to a minute of a core when expressions read HTML, or is as slow as can be for a parser. */
  private static final List<String> WORST =
      List.of("\u2039", "<a ", "<!--", "<p><b><i><u>", "<a><b><i>", " \r\n", "<table><tr><td>", "&#", ">");

  private static byte[] mail(String unit, String type, int size) {
    String head =
        "From: stranger@elsewhere.example\r\nTo: hello@example.com\r\nMessage-ID: <" + UUID.randomUUID()
            + "@elsewhere.example>\r\nContent-Type: " + type + "; charset=utf-8\r\n\r\n";
    return (head + unit.repeat((size - head.length()) / unit.length())).getBytes(StandardCharsets.UTF_8);
  }

  private Answer posted(byte[] mail) {
    return send(
        HttpRequest.newBuilder(address("/webhooks/mail/inbound/" + INBOUND_SECRET))
            .header("Content-Type", "message/rfc822")
            .POST(BodyPublishers.ofByteArray(mail))
            .build());
  }

  @Test
  void intakeAndHealthAnswerWhileManyOfTheWorstMailsAreRead() throws Exception {
    post("/api/v1/leads", key(Role.MARKETING), "{\"email\":\"first-" + UUID.randomUUID() + "@acme.example\"}");
    List<Duration> waits = new ArrayList<>();
    List<Answer> answers = new ArrayList<>();
    try (ExecutorService strangers = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<Answer>> mails = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        byte[] mail = mail(WORST.get(i % WORST.size()), i % 2 == 0 ? "text/html" : "text/plain", 2 * MEBIBYTE);
        mails.add(strangers.submit(() -> posted(mail)));
      }
      do {
        long before = System.nanoTime();
        assertThat(get("/healthz", NO_KEY).status()).isEqualTo(200);
        waits.add(Duration.ofNanos(System.nanoTime() - before));
        before = System.nanoTime();
        String lead = "{\"email\":\"intake-" + UUID.randomUUID() + "@acme.example\"}";
        assertThat(post("/api/v1/leads", key(Role.MARKETING), lead).status()).isEqualTo(202);
        waits.add(Duration.ofNanos(System.nanoTime() - before));
      } while (mails.stream().anyMatch(mail -> !mail.isDone()));
      for (Future<Answer> mail : mails) {
        answers.add(mail.get());
      }
    }
    assertThat(answers).allSatisfy(answer -> {
      assertThat(answer.status()).as(answer.body()).isIn(200, 503);
      assertThat(answer.status() == 503).isEqualTo(!answer.header("Retry-After").isEmpty());
    });
    Collections.sort(waits);
    System.out.printf(
        "worst mails at once: %d, of them turned away %d; others waited %d ms at most, %d ms in the middle, of %d%n", AT_ONCE,
        answers.stream().filter(answer -> answer.status() == 503).count(), waits.getLast().toMillis(),
        waits.get(waits.size() / 2).toMillis(), waits.size());
    assertThat(waits.getLast()).isLessThan(OTHERS_WAIT);
    assertThat(answers).anySatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
    assertThat(posted(mail("hello ", "text/plain", 2_000)).status()).as("afterwards").isEqualTo(200);
  }

  /** A connection that broke while it wrote would tell it nothing, and it would send the same again. */
  @Test
  void whoeverIsRefusedBeforeTheBodyWasReadStillReadsTheAnswer() {
    byte[] mail = mail("hello ", "text/plain", 20 * MEBIBYTE);
    for (int i = 0; i < 5; i++) {
      Answer answer = send(
          HttpRequest.newBuilder(address("/webhooks/mail/inbound/not-the-secret-of-anybody"))
              .POST(BodyPublishers.ofByteArray(mail))
              .build());
      assertThat(answer.status()).as(answer.body()).isBetween(400, 499);
    }
  }

  @Test
  void mailIsTakenWhateverTypeItsPipeGivesIt() {
    for (String type : List.of("message/rfc822", "text/plain", "application/octet-stream", "application/x-www-form-urlencoded")) {
      Answer answer =
          send(
              HttpRequest.newBuilder(address("/webhooks/mail/inbound/" + INBOUND_SECRET))
                  .header("Content-Type", type)
                  .POST(BodyPublishers.ofByteArray(mail("a=b&c=d ", "text/plain", 1_000)))
                  .build());
      assertThat(answer.status()).as(type + answer.body()).isEqualTo(200);
    }
  }
}
