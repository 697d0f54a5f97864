package dev.leadloop.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.ColorScheme;
import com.sun.net.httpserver.HttpServer;
import dev.leadloop.email.SignedTokens;
import dev.leadloop.email.SignedTokens.Purpose;
import dev.leadloop.email.UnsubscribeTokens;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
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
      <script src="http://localhost:%d/w.js" defer></script>
      <script>if (location.hash == '#agreed') leadloop('consent', true)</script>
      <a id="form" href="http://localhost:%d/f/contact">Talk to us</a>%s""";

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
      byte[] html = PAGE.formatted(leadloopPort, leadloopPort, framed(exchange.getRequestURI().getPath())).getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/html;charset=UTF-8");
      exchange.sendResponseHeaders(200, html.length);
      exchange.getResponseBody().write(html);
      exchange.close();
    });
    site.start();
    registry.add("leadloop.web.origins", () -> "http://localhost:" + site.getAddress().getPort());
  }

  /** A page with the form in a frame, and one that shows somebody else's page in a frame of that address. */
  private static String framed(String path) {
    return path.startsWith("/framed") ? "<iframe id='frame' src='http://localhost:" + leadloopPort + "/f/contact'></iframe>" : "";
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
    page.waitForURL("**/f/contact?v=" + visitor);
    page.fill("[name=email]", address);
    page.fill("[name='answers.need']", "A demo");
    page.check("[name=agree]");
    pause(2_200);
    page.click("button[type=submit]");
    page.waitForSelector("text=Thank you");
    String signals =
        "select count(*) from inbox join lead using (lead_id) where email_key = '" + address + "' and label = ";
    eventually(signals + "'blog_view'", 1);
    eventually(signals + "'pricing_page_view'", 1);
    eventually(signals + "'session_start'", 1);
    eventually(signals + "'contact_sales'", 1);
    assertThat(count(signals + "'time_on_page' and body::text like '%\"seconds\": \"42\"%'")).isEqualTo(1);
  }

  @Test
  void aFormInAFrameKeepsTheVisitsWheneverTheVisitorAgrees() {
    for (boolean late : new boolean[] {false, true}) {
      String address = "framed-" + UUID.randomUUID() + "@acme.example";
      page.navigate(url("/pricing#agreed"));
      String visitor = stored();
      if (late) {
        page.evaluate("leadloop('consent', false)");
      }
      page.navigate(url(late ? "/framed/late" : "/framed/now#agreed"));
      FrameLocator form = page.frameLocator("#frame");
      form.locator("[name=email]").fill(address);
      form.locator("[name='answers.need']").fill("A demo");
      form.locator("[name=agree]").check();
      if (late) {
        page.evaluate("leadloop('consent', true)");
        visitor = stored();
      }
      eventually("select count(*) from visit_event where visitor_id = '" + visitor + "' and type = 'page_view'", 1);
      assertThat(form.locator("[name=email]").inputValue()).as("nothing typed is lost").isEqualTo(address);
      pause(2_200);
      form.locator("button[type=submit]").click();
      form.locator("text=Thank you").waitFor();
      eventually("select count(*) from inbox join lead using (lead_id) where email_key = '" + address + "' and label = 'page_view'", 1);
    }
  }

  @Test
  void aFormInAFrameForgetsWhoWithdrewAndIsToldByTheScriptAlone() {
    page.navigate(url("/framed/x#agreed"));
    FrameLocator form = page.frameLocator("#frame");
    form.locator("[name=email]").fill("x@acme.example");
    page.waitForTimeout(300);
    assertThat(form.locator("[name=v]").inputValue()).isEqualTo(stored());
    page.evaluate("document.getElementById('frame').contentWindow.postMessage({leadloopVisitor: '<b>'}, '*')");
    page.waitForTimeout(200);
    assertThat(form.locator("[name=v]").inputValue()).isEqualTo(stored());
    page.evaluate("leadloop('consent', false)");
    page.waitForTimeout(300);
    assertThat(form.locator("[name=v]").inputValue()).isEmpty();
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
    String mailed = unsubscribe.issue(newLead());
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
