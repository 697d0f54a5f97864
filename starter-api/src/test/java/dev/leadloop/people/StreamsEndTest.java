package dev.leadloop.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.Browser;
import dev.leadloop.security.Role;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;

/** A page that listens hears nothing more once its sign-in is over, within seconds and by the rule that ends sessions. */
@DirtiesContext
@Import(PeopleTest.Jumping.class)
class StreamsEndTest extends PeopleTest {
  /** Below the beat at which a stream notices a connection that is gone. */
  private static final int SECONDS = 8;

  private final HttpClient http = HttpClient.newHttpClient();

  /** Listens; what comes is done once the stream is over. */
  private CompletableFuture<Void> listening(Browser browser) throws Exception {
    HttpResponse<InputStream> stream = http.send(
        HttpRequest.newBuilder(address("/inbox/events")).header("Accept", "text/event-stream")
            .header("Cookie", browser.cookieHeader()).build(), BodyHandlers.ofInputStream());
    assertThat(stream.statusCode()).isEqualTo(200);
    assertThat(stream.headers().firstValue("Content-Type")).get().asString().startsWith("text/event-stream");
    return CompletableFuture.runAsync(() -> {
      try (InputStream in = stream.body()) {
        in.transferTo(java.io.OutputStream.nullOutputStream());
      } catch (IOException over) {
        throw new java.io.UncheckedIOException(over);
      }
    });
  }

  private static void ends(CompletableFuture<Void> stream) throws Exception {
    stream.get(SECONDS, TimeUnit.SECONDS);
  }

  @Test
  void theStreamOfWhoeverIsDisabledEndsAndNoOther() throws Exception {
    Invited user = user(Role.MANAGER);
    CompletableFuture<Void> stream = listening(signedIn(user));
    CompletableFuture<Void> others = listening(signedIn(user(Role.MANAGER)));
    put(user, Role.MANAGER, true);
    ends(stream);
    assertThat(others).isNotDone();
  }

  @Test
  void theStreamEndsWithAnotherRoleOrPassword() throws Exception {
    Invited user = user(Role.MANAGER);
    CompletableFuture<Void> asManager = listening(signedIn(user));
    put(user, Role.ADMIN, false);
    ends(asManager);
    CompletableFuture<Void> before = listening(signedIn(user));
    Answer link = post("/api/v1/users/" + user.handle() + "/link", key(Role.ADMIN), "");
    assertThat(before).isNotDone();
    set(link.text("link").substring(link.text("link").indexOf("/sign-in/link/")), PASSWORD + " new");
    ends(before);
  }

  @Test
  void theStreamEndsWhereTheSessionIsSignedInToAgainAndSoDoesTheNextWithTheSignOut() throws Exception {
    Invited user = user(Role.MANAGER);
    Browser browser = signedIn(user);
    String session = browser.cookieHeader();
    CompletableFuture<Void> first = listening(browser);
    browser.signIn(user.email(), PASSWORD);
    assertThat(browser.cookieHeader()).as("a session of another id").isNotEqualTo(session);
    ends(first);
    CompletableFuture<Void> second = listening(browser);
    browser.send("/inbox", "/sign-out", Map.of());
    ends(second);
  }

  @Test
  void aUserOfARepWhoHasLeftIsNeitherInvitedNorEnabledAgain() throws Exception {
    key(Role.SALES);
    assertThat(call("PUT", "/api/v1/reps/parted", key(Role.ADMIN),
        "{\"name\":\"Parted\",\"email\":\"parted@people.example\",\"team\":\"sales\"}", Map.of()).status()).isLessThan(300);
    Answer made = post("/api/v1/users", key(Role.ADMIN), ofParted("one", false));
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    assertThat(post("/api/v1/reps/parted/leave", key(Role.MANAGER), "{}").status()).isLessThan(300);

    String path = "/api/v1/users/" + made.json().at("/user/handle").asString();
    Answer enabled = call("PUT", path, key(Role.ADMIN), ofParted("one", false), Map.of());
    assertThat(enabled.status()).isEqualTo(400);
    assertThat(enabled.body()).contains("repId", "has left");
    Answer again = post("/api/v1/users", key(Role.ADMIN), ofParted("two", false));
    assertThat(again.status()).isEqualTo(400);
    assertThat(again.body()).contains("repId", "has left");
    assertThat(count("select count(*) from app_user where rep_id = 'parted' and disabled_at is null")).isZero();

    assertThat(call("PUT", path, key(Role.ADMIN), ofParted("one", true), Map.of()).status())
        .as("who stays disabled may be changed").isEqualTo(200);
    assertThat(call("PUT", path, key(Role.ADMIN), ofParted("one", false).replace("parted\"", "rep-1\""), Map.of()).status())
        .as("and comes back as a rep who is there").isEqualTo(200);
  }

  private static String ofParted(String who, boolean disabled) {
    return body("Parted " + who, who + "-parted@people.example", Role.SALES, disabled).replace("rep-1", "parted");
  }
}
