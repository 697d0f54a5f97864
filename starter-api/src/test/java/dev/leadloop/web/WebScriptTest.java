package dev.leadloop.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ElementHandle;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.ColorScheme;
import com.sun.net.httpserver.HttpServer;
import dev.leadloop.api.ApiTest;
import dev.leadloop.api.Chromium;
import dev.leadloop.email.token.SignedTokens;
import dev.leadloop.email.token.SignedTokens.Purpose;
import dev.leadloop.email.token.UnsubscribeTokens;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The script on a company's page and the hosted pages, in a real browser. */
@Tag("browser")
class WebScriptTest extends ApiTest {
  private static final String PAGE =
      """
      <!DOCTYPE html><title>Acme</title>
      <script>window.leadloop=window.leadloop||function(){(leadloop.q=leadloop.q||[]).push(arguments)}</script>
      <script src="http://127.0.0.1:%1$d/w.js" defer></script>
      <script>if (location.hash == '#agreed') leadloop('consent', true)</script>
      <a id="form" href="http://127.0.0.1:%1$d/f/contact">Talk to us</a>
      <a id="unnamed" rel="noopener noreferrer" referrerpolicy="no-referrer" \
      href="http://127.0.0.1:%1$d/f/contact?utm_source=x">Talk</a>%2$s""";

  private static volatile int leadloopPort;
  private static HttpServer site;
  private static Chromium chromium;

  @Autowired private SignedTokens tokens;
  @Autowired private UnsubscribeTokens unsubscribe;

  private BrowserContext context;
  private Page page;
  private final List<String> told = new CopyOnWriteArrayList<>();

  @DynamicPropertySource
  static void site(DynamicPropertyRegistry registry) throws IOException {
    site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    site.createContext("/", exchange -> {
      byte[] html = page(exchange.getRequestURI().getPath()).getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/html;charset=UTF-8");
      exchange.sendResponseHeaders(200, html.length);
      exchange.getResponseBody().write(html);
      exchange.close();
    });
    site.start();
    registry.add("leadloop.web.origins", () -> "http://localhost:" + site.getAddress().getPort());
  }

  /**
   * Pages with the script, with the form in a frame beside it, and with the form in a frame alone; we are another site to them.
   */
  private static String page(String path) {
    String form = "http://127.0.0.1:" + leadloopPort + "/f/contact";
    String frame = "<iframe id='frame' src='" + form + "'></iframe>";
    if (path.startsWith("/plain")) {
      return "<!DOCTYPE html><title>Acme</title>"
          + (path.endsWith("/told") ? frame.replace("src", "referrerpolicy='unsafe-url' src") : frame);
    }
    return PAGE.formatted(leadloopPort, path.startsWith("/framed") ? frame : "");
  }

  @BeforeAll
  static void open() {
    chromium = Chromium.start();
  }

  @AfterAll
  static void close() {
    if (chromium != null) {
      chromium.close();
    }
    site.stop(0);
  }

  @BeforeEach
  void visit() {
    leadloopPort = port;
    visit(chromium.browser.newContext());
  }

  private void visit(BrowserContext with) {
    context = with;
    page = context.newPage();
    page.onRequest((Request request) -> {
      if (request.url().endsWith("/w")) {
        told.add(String.valueOf(request.postData()));
      }
    });
  }

  @AfterEach
  void leave() {
    context.close();
  }

  private String url(String path) {
    return "http://localhost:" + site.getAddress().getPort() + path;
  }

  private String stored() {
    return String.valueOf(page.evaluate("localStorage.getItem('leadloop')"));
  }

  /** Fills the form in and sends it. */
  private void send(Frame form, String address) {
    form.fill("[name=email]", address);
    form.fill("[name='answers.need']", "A demo");
    form.check("[name=agree]");
    pause(2_200);
    form.click("button[type=submit]");
    form.waitForSelector("text=Thank you");
  }

  private Frame frame() {
    ElementHandle frame = page.waitForSelector("#frame");
    return Objects.requireNonNull(frame.contentFrame());
  }

  /** What is kept of the form with the signal that sending it is. */
  private String kept(String address) {
    return jdbc.sql("select body ->> 'properties' from inbox join lead using (lead_id) where email_key = :key and label ="
        + " 'contact_sales'")
        .param("key", address).query(String.class).single();
  }

  private void eventually(String sql, int wanted) {
    long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (count(sql) != wanted && System.nanoTime() < until) {
      page.waitForTimeout(50);
    }
    assertThat(count(sql)).as(sql).isEqualTo(wanted);
  }

  @Test
  void nothingIsKeptOrSentBeforeConsentAndItEndsWithIt() {
    page.navigate(url("/pricing"));
    page.waitForTimeout(300);
    assertThat(stored()).isEqualTo("null");
    assertThat(context.cookies()).isEmpty();
    assertThat(told).isEmpty();
    page.evaluate("leadloop('consent', true)");
    String visitor = stored();
    assertThat(visitor).matches("[0-9a-f]{32}");
    eventually("select count(*) from visit_event where visitor_id = '" + visitor + "'", 2);
    page.evaluate("leadloop('consent', false)");
    assertThat(stored()).isEqualTo("null");
    int before = told.size();
    page.evaluate("leadloop('page')");
    page.waitForTimeout(200);
    assertThat(told).hasSize(before);
  }

  @Test
  void whoeverAskedNotToBeTrackedIsNotWhateverThePageSays() {
    context.addInitScript("Object.defineProperty(navigator, 'globalPrivacyControl', {value: true})");
    page.navigate(url("/#agreed"));
    page.evaluate("leadloop('consent', true)");
    page.waitForTimeout(300);
    assertThat(stored()).isEqualTo("null");
    assertThat(told).isEmpty();
  }

  @Test
  void viewsReturnsAndTimeOnPageJoinTheLeadWhenTheFormSaysWho() {
    String address = "seen-" + UUID.randomUUID() + "@acme.example";
    page.clock().install();
    page.navigate(url("/blog/one#agreed"));
    String visitor = stored();
    page.clock().fastForward(42_000);
    page.navigate(url("/pricing#agreed"));
    assertThat(stored()).as("recognised").isEqualTo(visitor);
    eventually("select count(*) from visit_event where visitor_id = '" + visitor + "'", 4);
    page.click("#form");
    page.waitForURL("**/f/contact");
    send(page.mainFrame(), address);
    String signals =
        "select count(*) from inbox join lead using (lead_id) where email_key = '" + address + "' and label = ";
    eventually(signals + "'blog_view'", 1);
    eventually(signals + "'pricing_page_view'", 1);
    eventually(signals + "'session_start'", 1);
    eventually(signals + "'contact_sales'", 1);
    assertThat(count(signals + "'time_on_page' and body::text like '%\"seconds\": \"42\"%'")).isEqualTo(1);
  }

  @Test
  void aFormInAFrameOfAnotherSiteKeepsTheVisitsWheneverTheVisitorAgrees() {
    for (boolean late : new boolean[] {false, true}) {
      String address = "framed-" + UUID.randomUUID() + "@acme.example";
      page.navigate(url("/pricing#agreed"));
      if (late) {
        page.evaluate("leadloop('consent', false)");
      }
      page.navigate(url(late ? "/framed/late?name=kim" : "/framed/now?name=kim#agreed"));
      Frame form = frame();
      form.fill("[name=email]", address);
      if (late) {
        assertThat(form.inputValue("[name=v]")).as("nothing is told before consent").isEmpty();
        page.evaluate("leadloop('consent', true)");
      }
      eventually("select count(*) from visit_event where visitor_id = '" + stored() + "' and type = 'page_view'", 1);
      assertThat(form.inputValue("[name=email]")).as("nothing typed is lost").isEqualTo(address);
      send(form, address);
      String joined = "select count(*) from inbox join lead using (lead_id) where email_key = '" + address + "' and label = ";
      eventually(joined + "'page_view'", 1);
      eventually(joined + "'pricing_page_view'", late ? 0 : 1);
      assertThat(kept(address)).contains("\"page\": \"" + (late ? "/framed/late" : "/framed/now") + "\"", url(""))
          .doesNotContain("kim");
    }
  }

  @Test
  void aFormInAFrameForgetsWhoWithdrewAndIsToldByTheScriptOfItsOwnPageAlone() {
    page.navigate(url("/framed/x#agreed"));
    Frame form = frame();
    form.waitForFunction("v => document.querySelector('[name=v]').value == v", stored());
    for (String told : List.of("'<b>'", "{}", "null", "['" + "a".repeat(32) + "', 1]", "'" + "A".repeat(32) + "'")) {
      page.evaluate("document.getElementById('frame').contentWindow.postMessage({leadloopVisitor: " + told
          + ", page: '/'}, '*')");
    }
    form.evaluate("v => window.postMessage({leadloopVisitor: v, page: '/'}, '*')", "a".repeat(32));
    page.waitForTimeout(200);
    assertThat(form.inputValue("[name=v]")).isEqualTo(stored());
    page.evaluate("leadloop('consent', false)");
    form.waitForFunction("() => document.querySelector('[name=v]').value == ''");
    assertThat(form.inputValue("[name=on]")).as("the site alone is known again").isEqualTo(url("/"));
  }

  @Test
  void aPlainFrameKeepsTheSiteItStoodOnAndThePageWhereTheBrowserTellsIt() {
    for (boolean told : new boolean[] {false, true}) {
      String address = "plain-" + UUID.randomUUID() + "@acme.example";
      page.navigate(url(told ? "/plain/told?name=kim" : "/plain/alone?name=kim"));
      send(frame(), address);
      assertThat(kept(address)).contains("\"site\": \"" + url("") + "\"").doesNotContain("kim");
      assertThat(kept(address).contains("\"page\": \"/plain/told\"")).isEqualTo(told);
      assertThat(context.cookies()).isEmpty();
    }
    context.setExtraHTTPHeaders(Map.of("DNT", "1"));
    page.navigate(url("/plain/told"));
    assertThat(frame().inputValue("[name=on]")).as("Do Not Track").isEmpty();
  }

  @Test
  void aLinkThatHidesWhereItIsHandsTheNumberOverAndTheAddressDoesNotKeepIt() {
    page.navigate(url("/pricing#agreed"));
    String visitor = stored();
    page.click("#unnamed");
    page.waitForURL("**/f/contact?utm_source=x");
    assertThat(page.inputValue("[name=v]")).isEqualTo(visitor);
    assertThat(page.inputValue("[name=on]")).isEqualTo(url("/"));
  }

  /** The stranger has a number of his own, or another's, and wants it in the form of somebody else. */
  @Test
  void aStrangersNumberComesIntoNobodysForm() throws IOException {
    String strange = UUID.randomUUID().toString().replace("-", "");
    String form = "http://127.0.0.1:" + port + "/f/contact";
    HttpServer stranger = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    stranger.createContext("/", exchange -> {
      byte[] html =
          ("<a id='link' referrerpolicy='unsafe-url' href='" + form + "?v=" + strange + "'>x</a><iframe id='frame' src='" + form
          + "'></iframe><form method='post' action='" + form + "'><input name='v' value='" + strange
          + "'><input name='on' value='"
          + url("/pricing") + "'><button>x</button></form>").getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/html;charset=UTF-8");
      exchange.sendResponseHeaders(200, html.length);
      exchange.getResponseBody().write(html);
      exchange.close();
    });
    stranger.start();
    try {
      for (String how : List.of("#link", "button")) {
        page.navigate("http://localhost:" + stranger.getAddress().getPort() + "/" + url("/"));
        page.click(how);
        page.waitForSelector("[name=email]");
        assertThat(page.inputValue("[name=v]")).as(how).isEmpty();
        assertThat(page.inputValue("[name=on]")).as(how).isEmpty();
      }
      page.navigate("http://localhost:" + stranger.getAddress().getPort() + "/");
      assertThat(frame().querySelector("[name=email]")).as("no frame of a stranger's").isNull();
      page.navigate(form + "?v=" + strange);
      assertThat(page.inputValue("[name=v]")).as("pasted").isEmpty();
      assertThat(page.url()).isEqualTo(form);
    } finally {
      stranger.stop(0);
    }
  }

  @Test
  void clickFromAMailTellsWhoItIsAndLeavesNoTraceInTheAddress() {
    String lead = newLead();
    page.navigate(url("/pricing?ll=" + tokens.issue(Purpose.VISIT, lead) + "&x=1#agreed"));
    eventually("select count(*) from inbox where lead_id = '" + lead + "' and label = 'pricing_page_view'", 1);
    assertThat(page.url()).endsWith("/pricing?x=1#agreed");
  }

  @Test
  void pagesOfReadersFitAPhoneAndADesktopInBothColourSchemes() {
    String mailed = unsubscribe.issue(newLead(), "reader@acme.example");
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      for (int width : new int[] {360, 1280}) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        page.setViewportSize(width, 800);
        for (String path : List.of("/u/" + mailed, "/f/contact", "/f/none", "/confirm/none")) {
          page.navigate("http://localhost:" + port + path);
          assertThat(page.evaluate("document.documentElement.scrollWidth - innerWidth")).as(path + " at " + width).isEqualTo(0);
        }
      }
    }
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
