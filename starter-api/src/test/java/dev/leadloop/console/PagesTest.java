package dev.leadloop.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
import dev.leadloop.api.Chromium;
import dev.leadloop.api.DecidingApiTest;
import dev.leadloop.email.token.ConfirmationTokens;
import dev.leadloop.email.token.HandoffTokens;
import dev.leadloop.email.token.UnsubscribeTokens;
import dev.leadloop.security.Role;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * What every page owes to whoever reads it, on a phone and on a desktop, in light and in dark: a language, a title, one
 * main heading and none skipped, a label for every field, text that stands out, targets that can be hit, no scrolling
 * sideways, and a mark on what has the focus.
 */
@Tag("browser")
class PagesTest extends DecidingApiTest {
  private static final String FAULTS =
      """
      () => {
        const faults = [];
        const seen = e => e.getClientRects().length > 0 && !e.closest('[aria-hidden=true]');
        const name = e => e.tagName.toLowerCase() + (e.id ? '#' + e.id : '') + ' "' + e.textContent.trim().slice(0, 30) + '"';
        if (document.documentElement.lang !== 'en') faults.push('no language');
        if (!document.title.includes(' · ') && !document.title.includes('Leadloop')) faults.push('title says not whose page it \
      is');
        if (document.querySelectorAll('h1').length !== 1) faults.push('not one h1');
        let level = 0;
        for (const h of [...document.querySelectorAll('h1,h2,h3,h4')].filter(seen)) {
          if (+h.tagName[1] > level + 1) faults.push('skipped to ' + name(h));
          level = +h.tagName[1];
        }
        const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
        ids.filter((id, n) => ids.indexOf(id) !== n).forEach(id => faults.push('id twice: ' + id));
        for (const field of document.querySelectorAll('input:not([type=hidden]), select, textarea')) {
          if (![...field.labels].some(label => label.textContent.trim()) && !field.ariaLabel?.trim())
            faults.push('no label: ' + field.name);
          const help = field.getAttribute('aria-describedby');
          if (help && !document.getElementById(help)) faults.push('help is missing: ' + help);
        }
        for (const target of [...document.querySelectorAll('button, summary, select, textarea, input, \
      label.choice')].filter(seen)) {
          const box = (target.closest('label.choice') || target).getBoundingClientRect();
          if (box.width < 24 || box.height < 24) faults.push('too small: ' + name(target));
        }
        if (document.documentElement.scrollWidth > innerWidth) faults.push('scrolls sideways');
        const rgb = text => text.match(/[0-9.]+/g).map(Number);
        const light = ([r, g, b]) => [r, g, b].map(c => c / 255)
          .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
          .reduce((sum, c, n) => sum + c * [0.2126, 0.7152, 0.0722][n], 0);
        const ground = e => {
          for (; e; e = e.parentElement) {
            const colour = rgb(getComputedStyle(e).backgroundColor);
            if (colour.length < 4 || colour[3] === 1) return colour;
          }
          return [255, 255, 255];
        };
        for (const e of [...document.body.querySelectorAll('*')].filter(seen)) {
          if (![...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())) continue;
          const style = getComputedStyle(e);
          const [a, b] = [light(rgb(style.color)), light(ground(e))];
          const large = parseFloat(style.fontSize) >= 24 || parseFloat(style.fontSize) >= 18.66 && +style.fontWeight >= 700;
          const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
          if (ratio < (large ? 3 : 4.5)) faults.push('faint (' + ratio.toFixed(1) + '): ' + name(e));
        }
        return faults;
      }""";
  private static final String UNMARKED =
      """
      () => {
        const style = getComputedStyle(document.activeElement);
        return document.activeElement === document.body ? 'end'
          : style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2 ? document.activeElement.outerHTML : '';
      }""";

  /** A folder for a picture of each page, for whoever wants to look at them. */
  private static final @Nullable String PICTURES = System.getProperty("leadloop.pages.pictures");

  private static Chromium chromium;

  @Autowired private UnsubscribeTokens unsubscribe;
  @Autowired private ConfirmationTokens confirmations;
  @Autowired private HandoffTokens handoffs;

  private BrowserContext context;
  private Page page;

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
  void open() {
    context = chromium.browser.newContext();
    PageChecks.watch(context);
    PageChecks.agree(context);
    page = context.newPage();
  }

  @AfterEach
  void leave() {
    context.close();
  }

  private void go(String path) {
    page.navigate("http://localhost:" + port + path);
  }

  /** Presses a button of the page and waits for the next one. */
  private void press(String button) {
    page.evaluate("document.documentElement.setAttribute('data-left', '')");
    page.click("button:has-text('" + button + "')");
    page.waitForSelector("html:not([data-left])");
    page.waitForLoadState();
  }

  private void signIn(Role role) {
    go("/sign-in");
    page.fill("#username", "me");
    page.fill("#password", key(role));
    press("Sign in");
  }

  private String email(String lead) {
    return jdbc.sql("select email_key from lead where lead_id = :lead").param("lead", lead).query(String.class).single();
  }

  private void keepPicture(String name) {
    if (PICTURES != null) {
      String file = name.toLowerCase(Locale.ROOT).replace(' ', '-') + ".png";
      page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(PICTURES, file)).setFullPage(true));
    }
  }

  /** Looks at the page as it is now, whatever can be opened on it opened. */
  private void owesNothing(String what) {
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)");
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      for (int width : new int[] {390, 1280}) {
        page.setViewportSize(width, 844);
        keepPicture(what + "-" + scheme + "-" + width);
        assertThat((List<?>) page.evaluate(FAULTS)).as("%s, %s, %d px wide", what, scheme, width).isEmpty();
        assertThat(scheme == ColorScheme.LIGHT ? PageChecks.barriers(page) : PageChecks.contrasts(page))
            .as("%s, %s, %d px wide, by axe", what, scheme, width).isEmpty();
      }
    }
    assertThat(PageChecks.keptOut(page)).as(what + ": kept out by the content policy").isEmpty();
    page.evaluate("document.activeElement.blur()");
    for (int n = 0; n < 80; n++) {
      page.keyboard().press("Tab");
      Object unmarked = page.evaluate(UNMARKED);
      if ("end".equals(unmarked)) {
        break;
      }
      assertThat(unmarked).as(what + ": has the focus and does not show it").isEqualTo("");
    }
  }

  @Test
  void pagesBehindTheLinksOfAMail() {
    String lead = newLead();
    String path = "/u/" + unsubscribe.issue(lead, email(lead));
    go(path);
    owesNothing("choices");
    page.uncheck("text=Invitations to webinars");
    press("Save my choice");
    owesNothing("choices saved");
    assertThat(page.textContent("[role=status]")).contains("Saved", "Guides and how-tos; Customer stories")
        .doesNotContain("Invitations to webinars");
    press("Unsubscribe from all");
    owesNothing("unsubscribed");
    page.click("text=See what you get");
    owesNothing("stopped");
    press("Send me e-mails again");
    owesNothing("back");
    go("/u/none");
    owesNothing("link that does not work");
  }

  @Test
  void pageThatAsksForConfirmation() {
    String lead = newLead();
    go("/confirm/" + confirmations.issue(lead, email(lead)));
    owesNothing("confirmation asked");
    press("Yes, I agree");
    owesNothing("confirmed");
    assertThat(page.textContent("main")).contains("Example Company will write to you");
    go("/confirm/none");
    owesNothing("link that does not work");
  }

  @Test
  void hostedForm() {
    go("/f/contact");
    owesNothing("form");
    String before = page.inputValue("#more input[name=more]");
    page.fill("#email", "dana@acme.example");
    page.press("#email", "Tab");
    page.waitForSelector("#more input[name=more]:not([value=" + before + "])",
        new Page.WaitForSelectorOptions().setState(WaitForSelectorState.ATTACHED));
    owesNothing("form that asks by what was filled in");
    page.evaluate("document.querySelector('form').noValidate = true");
    page.fill("#email", "nonsense");
    page.waitForTimeout(2_100);
    press("Send");
    assertThat(page.evaluate("document.activeElement.id")).as("where to correct it").isEqualTo("email");
    assertThat(page.getAttribute("#email", "aria-invalid")).isEqualTo("true");
    assertThat(page.textContent("[role=alert]")).contains("Nothing was sent yet");
    owesNothing("form to be corrected");
    page.fill("#email", "pages@acme.example");
    page.waitForTimeout(2_100);
    press("Send");
    owesNothing("form sent");
    assertThat(page.textContent("main").split("Thank you", -1)).as("thanks are said once").hasSize(2);
    go("/f/none");
    owesNothing("no such form");
  }

  @Test
  void linkOfANotice() {
    String lead = handedOver();
    go("/h/" + handoffs.issue(lead, 1, "rep-1"));
    owesNothing("handoff");
    press("Accept");
    owesNothing("handoff answered");
    go("/h/none");
    owesNothing("link that does not work");
  }

  @Test
  void pagesOfWhoHasSignedIn() {
    String lead = handedOver();
    go("/sign-in");
    owesNothing("sign-in");
    signIn(Role.MANAGER);
    owesNothing("list");
    go("/leads/" + lead);
    owesNothing("lead");
    page.selectOption("#pauseReason", "waiting_for_us");
    page.evaluate("document.querySelector('#pauseUntil').removeAttribute('max')");
    page.fill("#pauseUntil", "2099-03-01T10:00");
    press("Stop the answer time");
    assertThat(page.evaluate("document.activeElement.textContent")).as("what has the focus").asString()
        .contains("a pause may last until");
    owesNothing("pause refused");
    page.fill("#pauseUntil", "");
    press("Stop the answer time");
    owesNothing("paused");
    go("/policies");
    owesNothing("drafts of the policy");
    go("/leads/none");
    owesNothing("no such lead");
  }

  @Test
  void pagesOfAccounts() {
    String told =
        "{\"domain\":\"seen-by-pages.example\",\"company\":\"Seen by Pages\",\"topic\":\"%s\",\"score\":%d,"
            + "\"source\":\"bombora\"}";
    String account = post("/api/v1/accounts/intent", key(Role.MARKETING),
            "{\"surges\":[" + told.formatted("crm software", 83) + "," + told.formatted("lead routing", 64) + "]}")
        .json().at("/surges/0/accountId").asString();
    String lead = post("/api/v1/leads", key(Role.MARKETING),
            "{\"email\":\"dana@seen-by-pages.example\",\"firstName\":\"Dana\",\"title\":\"Marketing Director\"}").text("leadId");
    decide(lead);
    call("POST", "/api/v1/accounts/intent/files?name=week.csv", key(Role.MARKETING),
        "domain,topic,score\nseen-by-pages.example,forecasting,61\n", Map.of("Content-Type", "text/csv"));
    signIn(Role.MANAGER);
    go("/accounts");
    owesNothing("accounts");
    go("/accounts/" + account);
    page.fill("#name", "labs-seen-by-pages.example");
    press("Join it to this account");
    assertThat(page.textContent("main [role=status]")).contains("is part of this account now");
    owesNothing("account");
    press("Take labs-seen-by-pages.example out again");
    assertThat(page.textContent("main [role=status]")).contains("no part of this account any more");
    page.fill("#name", "gmail.com");
    press("Join it to this account");
    owesNothing("alias refused");
    go("/accounts/none");
    owesNothing("no such account");
  }
}
