package dev.leadloop.console.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.leadloop.api.Browser;
import dev.leadloop.api.DecidingApiTest;
import dev.leadloop.security.Role;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockAsyncContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Pages that are told of changes: two hundred at once, some of whom never read, each until its sign-in ends. */
class InboxStreamsTest extends DecidingApiTest {
  private static final int MANY = 200;

  @Autowired private InboxStreams streams;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();

  @AfterEach
  void hangUp() throws Exception {
    for (Listener one : listeners) {
      one.socket.close();
    }
  }

  /** A page that listens, on a bare connection; what is said to it is kept line by line. */
  private final class Listener {
    final Socket socket = new Socket("localhost", port);
    final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    Listener(String cookie, String path, String more, boolean reads) throws IOException {
      socket.setReceiveBufferSize(2_048);
      socket.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: localhost:" + port + "\r\nAccept: text/event-stream\r\n"
          + "Connection: close\r\n"
          + "Cookie: " + cookie + "\r\n" + more + "\r\n").getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      listeners.add(this);
      if (reads) {
        Thread.ofVirtual().start(this::read);
      }
    }

    private void read() {
      try (BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          lines.add(line);
        }
        lines.add("closed");
      } catch (IOException over) {
        lines.add("closed");
      }
    }

    /** The first line that begins so; null where none comes in time. */
    String line(String start, int seconds) throws InterruptedException {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
      while (System.nanoTime() < end) {
        String line = lines.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (line != null && line.startsWith(start)) {
          return line;
        }
      }
      return null;
    }
  }

  private Browser signedIn(Role role) throws Exception {
    Browser browser = new Browser(port);
    assertThat(browser.signIn("me", key(role)).statusCode()).isEqualTo(200);
    return browser;
  }

  /** A rep of one's own, since only so many pages of one person listen. */
  private String repsCookie(String rep) throws Exception {
    reps.save(new dev.leadloop.desk.RepStore.Rep(
        rep, rep, rep + "@vendor.example", "sales", false, false, null, null, dev.leadloop.desk.RepStore.Work.FULL));
    Browser browser = new Browser(port);
    String key = keys.create(rep + "-key-" + System.nanoTime(), Role.SALES, rep, dev.leadloop.keys.KeyHolder.PERSON).key();
    assertThat(browser.signIn("me", key).statusCode()).isEqualTo(200);
    return browser.cookieHeader();
  }

  @Test
  void twoHundredPagesHearOfAChangeWithinSecondsThoughSomeNeverRead() throws Exception {
    List<Listener> reading = new ArrayList<>();
    List<String> cookies = new ArrayList<>();
    for (int n = 0; n * InboxStreams.OF_ONE_PERSON < MANY; n++) {
      cookies.add(repsCookie("listener-" + n));
    }
    for (int n = 0; n < MANY; n++) {
      boolean reads = n % 10 != 0;
      Listener one = new Listener(cookies.get(n / InboxStreams.OF_ONE_PERSON), "/inbox/events", "", reads);
      if (reads) {
        reading.add(one);
      }
    }
    for (Listener one : reading) {
      assertThat(one.line("event: changed", 10)).as("what it does not know yet").isNotNull();
    }
    assertThat(streams.size()).as("with those of other tests whose end is not noticed yet").isGreaterThanOrEqualTo(MANY);
    assertThat(connections()).as("connections to the database that are taken").isLessThan(5);

    String lead = handedOver("Example Queue");
    long began = System.nanoTime();
    jdbc.sql("update handoff_cycle set queue = true, owner = 'queue' where lead_id = :lead and ended_at is null")
        .param("lead", lead).update();
    for (Listener one : reading) {
      assertThat(one.line("event: changed", 5)).isNotNull();
    }
    long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    System.out.printf("%d pages, of whom %d never read, heard of a change within %d ms%n", MANY, MANY - reading.size(), took);
    assertThat(took).isLessThan(5_000);
    assertThat(get("/api/v1/handoffs?leadId=" + lead, key(Role.MANAGER)).status()).isEqualTo(200);
  }

  private int connections() throws Exception {
    return jdbc.sql("select count(*) from pg_stat_activity where datname = current_database() and state <> 'idle'")
        .query(Integer.class).single();
  }

  @Test
  void aPageThatComesBackHearsOnlyOfWhatItHasNotSeen() throws Exception {
    String cookie = signedIn(Role.SALES).cookieHeader();
    String lead = handedOver("Example Harbour");
    Thread.sleep(1_500);
    String id = String.valueOf(new Listener(cookie, "/inbox/events", "", true).line("id: ", 10)).substring(4);
    Listener back = new Listener(cookie, "/inbox/events?seen=elsewhere", "Last-Event-ID: " + id + "\r\n", true);
    assertThat(back.line("event: changed", 3)).as("nothing is new").isNull();
    assertThat(post("/api/v1/leads/" + lead + "/accept", key(Role.SALES), "{}").status()).isEqualTo(200);
    assertThat(back.line("event: changed", 5)).isNotNull();
  }

  @Test
  void aRepHearsNothingOfAColleaguesInbox() throws Exception {
    String mine = signedIn(Role.SALES).cookieHeader();
    String theirs = repsCookie("colleague");
    Listener own = new Listener(mine, "/inbox/events", "", true);
    Listener other = new Listener(theirs, "/inbox/events?of=rep-1", "", true);
    assertThat(own.line("event: changed", 10)).isNotNull();
    other.line("event: changed", 3);
    handedOver("Example Secret");
    assertThat(own.line("event: changed", 5)).isNotNull();
    assertThat(other.line("event: changed", 3)).as("of what is rep-1's").isNull();
    assertThat(own.lines).noneMatch(line -> line.contains("Secret"));
  }

  @Test
  void signingOutAndEndingTheKeyEndTheStream() throws Exception {
    Browser browser = signedIn(Role.SALES);
    Listener leaving = new Listener(browser.cookieHeader(), "/inbox/events", "", true);
    assertThat(leaving.line("event: changed", 10)).isNotNull();
    browser.send("/inbox", "/sign-out", java.util.Map.of());
    assertThat(leaving.line("closed", 5)).isNotNull();

    String cookie = repsCookie("revoked");
    Listener revoked = new Listener(cookie, "/inbox/events", "", true);
    assertThat(revoked.line("event: changed", 10)).isNotNull();
    jdbc.sql("update api_key set revoked_at = now() where rep_id = 'revoked'").update();
    keys.forget();
    assertThat(revoked.line("closed", (int) InboxStream.BEAT.toSeconds() + 5)).isNotNull();
  }

  @Test
  void whoLeavesWhileTheStreamIsEndingIsBorne() {
    AtomicInteger asked = new AtomicInteger();
    AsyncContext ending = new MockAsyncContext(new MockHttpServletRequest(), new MockHttpServletResponse()) {
      @Override
      public void complete() {
        asked.incrementAndGet();
        throw new IllegalStateException("[COMPLETING]");
      }
    };
    InboxStreams.Gone gone = new InboxStreams.Gone();
    assertThatCode(() -> gone.onError(new AsyncEvent(ending, new IOException("Broken pipe")))).doesNotThrowAnyException();
    assertThatCode(() -> gone.onTimeout(new AsyncEvent(ending))).doesNotThrowAnyException();
    assertThat(asked).hasValue(2);
  }

  @Test
  void onePersonHasSoManyAndStrangersAndBrowsersThatAskForAPageHaveNone() throws Exception {
    String cookie = repsCookie("greedy");
    for (int n = 0; n < InboxStreams.OF_ONE_PERSON; n++) {
      assertThat(new Listener(cookie, "/inbox/events", "", true).line("HTTP/1.1 200", 10)).isNotNull();
    }
    assertThat(new Listener(cookie, "/inbox/events", "", true).line("HTTP/1.1 204", 10)).isNotNull();
    assertThat(new Listener("JSESSIONID=none", "/inbox/events", "", true).line("HTTP/1.1 302", 10)).isNotNull();
    assertThat(signedIn(Role.SALES).open("/inbox/events").uri().getPath()).isEqualTo("/inbox");
  }
}
