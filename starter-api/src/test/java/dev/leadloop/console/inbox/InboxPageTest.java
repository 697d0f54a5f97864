package dev.leadloop.console.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
import dev.leadloop.api.Chromium;
import dev.leadloop.api.DecidingApiTest;
import dev.leadloop.console.PageChecks;
import dev.leadloop.security.Role;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** A rep's day in the inbox, in Chromium: by keys alone, by forms alone, on a phone, and with what comes in meanwhile. */
@TestPropertySource(properties = "spring.application.name=inbox") // It ends whatever waits for an answer.
@Tag("browser")
class InboxPageTest extends DecidingApiTest {
  private static Chromium chromium;

  private final Set<String> own = ConcurrentHashMap.newKeySet();
  private BrowserContext context;
  private Page page;
  private volatile boolean relays;
  private Thread relay;

  @BeforeAll
  static void start() {
    chromium = Chromium.start();
  }

  @AfterAll
  static void stop() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @BeforeEach
  void clear() {
    // What a test before answered may be taken back no more.
    jdbc.sql("update inbox set held_until = now() where decided_seq is null and held_until > now()").update();
    jdbc.sql("update handoff_cycle set ended_at = now(), ended_how = 'WITHDRAWN', ended_by = 'test' where ended_at is null")
        .update();
    relays = true;
    relay = Thread.ofVirtual().start(this::relay);
  }

  @AfterEach
  void leave() throws Exception {
    relays = false;
    relay.join();
    if (context != null) {
      assertThat(PageChecks.keptOut(page)).as("kept out by the content policy, or failed").isEmpty();
      context.close();
    }
  }

  @Override
  protected String handedOver(String company) {
    String lead = super.handedOver(company);
    own.add(lead);
    return lead;
  }

  /**
   * What the relay of a running product does, for the leads of this test alone: what others left held or due would come about in
   * it, and stand before its own.
   */
  private void relay() {
    while (relays) {
      own.stream().filter(this::waits).forEach(this::decide);
      try {
        Thread.sleep(100);
      } catch (InterruptedException stopped) {
        return;
      }
    }
  }

  private boolean waits(String lead) {
    return jdbc.sql(
            """
            select exists (select from inbox where lead_id = :lead and decided_seq is null
                              and (held_until is null or held_until <= clock_timestamp()))""")
        .param("lead", lead).query(Boolean.class).single();
  }

  private void open(Role role, int width, int height, boolean script) {
    context = chromium.browser.newContext(
        new com.microsoft.playwright.Browser.NewContextOptions().setViewportSize(width, height).setJavaScriptEnabled(script));
    PageChecks.watch(context);
    page = context.newPage();
    page.setDefaultTimeout(15_000);
    go("/sign-in");
    page.fill("#username", "me");
    page.fill("#password", key(role));
    page.click("main button[type=submit]");
    page.waitForURL(url -> !url.contains("sign-in"));
  }

  private void go(String path) {
    page.navigate("http://localhost:" + port + path);
  }

  private void picture(String name) {
    String folder = System.getProperty("leadloop.pages.pictures");
    if (folder != null) {
      for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        page.screenshot(new Page.ScreenshotOptions()
            .setPath(Path.of(folder, "inbox-" + name + "-" + scheme.name().toLowerCase(Locale.ROOT) + ".png")));
      }
    }
  }

  private String stage(String lead) {
    return get("/api/v1/leads/" + lead, key(Role.MANAGER)).text("stage");
  }

  private String title() {
    return page.locator("#beside h2[data-focus]").textContent();
  }

  private void shows(String title) {
    page.locator("#beside h2[data-focus]", new Page.LocatorOptions().setHasText(title)).waitFor();
  }

  private void toast(String words) {
    page.locator(".toast", new Page.LocatorOptions().setHasText(Pattern.compile(words))).first().waitFor();
  }

  @Test
  void aRepComesHomeToTheInboxAndAnswersThreeHandoffsByKeysAlone() {
    String harbour = handedOver("Example Harbour");
    String mill = handedOver("Example Mill");
    String quarry = handedOver("Example Quarry");
    open(Role.SALES, 1280, 860, true);
    assertThat(page.url()).endsWith("/inbox");
    assertThat(page.title()).startsWith("(3) Inbox");
    shows("Example Harbour");
    picture("wide");
    page.keyboard().press("r");
    page.locator("details[data-menu=r][open]").waitFor();
    picture("reject");
    page.keyboard().press("Escape");
    page.keyboard().press("a");
    page.keyboard().press("a");
    shows("Example Mill");
    toast("Accepted Example Harbour");
    picture("undo");
    page.keyboard().press("r");
    page.keyboard().press("2");
    shows("Example Quarry");
    page.keyboard().press("s");
    page.keyboard().press("1");
    toast("Snoozed Example Quarry");
    assertThat(stage(harbour)).as("while it may be taken back").isEqualTo("SQL");
    toast("Accepted; first contact is due .+");
    page.waitForCondition(() -> stage(mill).equals("NURTURING") && stage(harbour).equals("ACCEPTED"));
    page.waitForCondition(() -> count(
        "select count(*) from inbox where lead_id = '" + quarry + "' and kind = 'snooze' and verdict->>'applied' = 'true'") == 1);
    page.waitForCondition(() -> page.title().startsWith("(1) Inbox"));
    go("/inbox/answered");
    assertThat(page.locator(".own-answers").textContent()).contains("Example Harbour", "Example Mill", "Example Quarry");
    picture("answered");
    assertThat(PageChecks.barriers(page)).isEmpty();
    go("/inbox/mine");
    assertThat(page.locator("#own-contact + ul, section:has(#own-contact)").first().textContent()).contains("Example Harbour");
    picture("mine");
    assertThat(PageChecks.barriers(page)).isEmpty();
  }

  @Test
  void whatIsTakenBackIsThereAgainAndNothingCameOfIt() {
    String lead = handedOver("Example Harbour");
    handedOver("Example Mill");
    open(Role.SALES, 1280, 860, true);
    shows("Example Harbour");
    page.keyboard().press("a");
    page.keyboard().press("a");
    shows("Example Mill");
    toast("Accepted Example Harbour");
    page.keyboard().press("u");
    shows("Example Harbour");
    toast("Taken back Example Harbour");
    page.waitForCondition(() -> count("select count(*) from inbox where lead_id = '" + lead + "' and kind = 'accept'") == 0);
    page.waitForTimeout(9_500);
    assertThat(stage(lead)).isEqualTo("SQL");
    assertThat(page.locator("#waiting [data-row]").count()).isEqualTo(2);
  }

  @Test
  void aNewOneAppearsByItselfAndTheTitleCountsIt() {
    handedOver("Example Harbour");
    open(Role.SALES, 1280, 860, true);
    shows("Example Harbour");
    page.evaluate("() => { window.stayed = true; }");
    handedOver("Example Mill");
    page.locator("#waiting [data-row]", new Page.LocatorOptions().setHasText("Example Mill")).waitFor();
    page.waitForCondition(() -> page.title().startsWith("(2) Inbox"));
    handedOver("Example Quarry");
    page.waitForCondition(() -> page.title().startsWith("(3) Inbox"));
    assertThat(page.evaluate("() => window.stayed")).as("no reload").isEqualTo(true);
    assertThat(title()).as("what is being read stays").isEqualTo("Example Harbour");
  }

  @Test
  void oneThatIsAnsweredElsewhereGivesWay() {
    String lead = handedOver("Example Harbour");
    handedOver("Example Mill");
    open(Role.SALES, 1280, 860, true);
    shows("Example Harbour");
    assertThat(post("/api/v1/leads/" + lead + "/accept", key(Role.MANAGER), "{\"cycle\":1}").status()).isEqualTo(200);
    shows("Example Mill");
    assertThat(page.locator("#waiting [data-row]").count()).isEqualTo(1);
  }

  @Test
  void aReasonThatNeedsANoteAsksForItAndTheRefusalStandsInWords() {
    String lead = handedOver("Example Harbour");
    open(Role.SALES, 1280, 860, true);
    shows("Example Harbour");
    page.keyboard().press("r");
    Locator needs = page.locator("details[data-menu=r] [data-note]").first();
    page.keyboard().press(String.valueOf(needs.getAttribute("data-key")));
    assertThat(page.evaluate("() => document.activeElement.tagName")).isEqualTo("TEXTAREA");
    page.keyboard().type("aa, they merged with a rival");
    page.keyboard().press("Control+Enter");
    toast("Rejected Example Harbour");
    assertThat(count("select count(*) from inbox where lead_id = '" + lead + "' and note = 'aa, they merged with a rival'"))
        .isEqualTo(1);
  }

  @Test
  void withoutAScriptFormsAndLinksDoTheSame() {
    String lead = handedOver("Example Harbour");
    handedOver("Example Mill");
    open(Role.SALES, 1280, 860, false);
    page.click("#waiting a:has-text('Example Harbour')");
    shows("Example Harbour");
    page.click("#beside button:has-text('Accept')");
    shows("Example Mill");
    page.locator(".toast button:has-text('Undo')").press("Enter");
    shows("Example Harbour");
    page.click("#beside summary:has-text('Reject')");
    page.click("#beside [data-menu=r] button:has-text('budget') >> nth=0");
    shows("Example Mill");
    page.waitForCondition(() -> stage(lead).equals("NURTURING"));
  }

  @Test
  void onAPhoneTheListLeadsToTheRecord() {
    handedOver("Example Harbour");
    handedOver("Example Mill");
    open(Role.SALES, 390, 844, true);
    assertThat(page.locator("#beside").isVisible()).isFalse();
    picture("phone-list");
    page.click("#waiting a:has-text('Example Mill')");
    page.locator("#beside h2[data-focus]").waitFor(
        new Locator.WaitForOptions().setState(WaitForSelectorState.VISIBLE));
    assertThat(title()).isEqualTo("Example Mill");
    assertThat(page.locator("#waiting").isVisible()).isFalse();
    picture("phone");
    assertThat(page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")).isEqualTo(true);
    assertThat(PageChecks.barriers(page)).isEmpty();
    page.click(".inbox-back a");
    page.locator("#waiting").waitFor();
  }

  @Test
  void aManagerSeesEverybodysOrOneRepsAndMayAnswer() {
    handedOver("Example Harbour");
    open(Role.MANAGER, 1280, 860, true);
    go("/inbox");
    shows("Example Harbour");
    assertThat(page.locator("#waiting").textContent()).contains("With First (rep-1)");
    page.selectOption("#of", "rep-1");
    page.waitForURL(url -> url.contains("of=rep-1"));
    shows("Example Harbour");
    picture("manager");
  }

  @Test
  void nothingSeriousIsFoundInEitherSchemeWideOrNarrow() {
    handedOver("Example Harbour");
    open(Role.SALES, 1280, 860, true);
    for (int width : new int[] {390, 900, 1440}) {
      page.setViewportSize(width, 860);
      for (String path : List.of("/inbox", "/inbox/mine", "/inbox/answered", "/inbox/hours")) {
        go(path);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        assertThat(PageChecks.barriers(page)).as("%s at %d", path, width).isEmpty();
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        assertThat(PageChecks.contrasts(page)).as("%s at %d in the dark", path, width).isEmpty();
      }
    }
    go("/inbox/hours");
    picture("hours");
  }
}
