package dev.leadloop.console.leads;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.leadloop.api.Chromium;
import dev.leadloop.api.DecidingApiTest;
import dev.leadloop.console.PageChecks;
import dev.leadloop.security.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The list of leads in Chromium, by the keyboard alone: find as one types, go down the list, open, come back. */
@Tag("browser")
class LeadListByKeysTest extends DecidingApiTest {
  private static Chromium chromium;

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

  private String named(String first, String address) {
    return post("/api/v1/leads", key(Role.MARKETING),
        "{\"email\":\"" + address + "\",\"firstName\":\"" + first + "\",\"lastName\":\"Keys\"}").text("leadId");
  }

  @Test
  void leadIsFoundAndOpenedWithoutAMouse() {
    String older = named("Örjan", "orjan@keys-one.example");
    String newer = named("Orjana", "orjana@keys-two.example");
    named("Someone", "someone@keys-three.example");
    try (BrowserContext context = chromium.browser.newContext()) {
      PageChecks.watch(context);
      Page page = context.newPage();
      page.navigate("http://localhost:" + port + "/sign-in");
      page.keyboard().press("Tab");
      page.focus("#username");
      page.keyboard().type("me");
      page.keyboard().press("Tab");
      page.keyboard().type(key(Role.MANAGER));
      page.keyboard().press("Enter");
      page.waitForURL(url -> url.endsWith("/leads"));
      page.keyboard().press("/");
      assertThat(page.evaluate("document.activeElement.id")).isEqualTo("q");
      page.keyboard().type("orjan");
      page.waitForURL(url -> url.endsWith("/leads?q=orjan"));
      page.waitForFunction("() => document.querySelectorAll('#found tbody tr').length === 2");
      assertThat(page.textContent("#found [role=status]")).isEqualTo("2 found");
      assertThat(page.evaluate("document.activeElement.id")).as("goes on typing").isEqualTo("q");
      assertThat(PageChecks.barriers(page)).isEmpty();
      page.keyboard().press("Escape");
      page.keyboard().press("j");
      assertThat(page.getAttribute("tr[data-selected] a", "href")).isEqualTo("/leads/" + newer);
      page.keyboard().press("j");
      page.keyboard().press("j");
      assertThat(page.getAttribute("tr[data-selected] a", "href")).as("the last stays chosen").isEqualTo("/leads/" + older);
      page.keyboard().press("k");
      page.keyboard().press("j");
      page.keyboard().press("Enter");
      page.waitForURL(url -> url.endsWith("/leads/" + older));
      page.goBack();
      page.waitForURL(url -> url.endsWith("/leads?q=orjan"));
      assertThat(page.inputValue("#q")).isEqualTo("orjan");
      page.keyboard().press("?");
      assertThat(page.isVisible("#keys")).isTrue();
      page.keyboard().press("Escape");
      assertThat(page.isVisible("#keys")).isFalse();
      page.keyboard().press("g");
      page.keyboard().press("a");
      page.waitForURL(url -> url.endsWith("/accounts"));
      assertThat(PageChecks.keptOut(page)).isEmpty();
    }
  }

  @Test
  void schemeIsChosenAndKept() {
    try (BrowserContext context = chromium.browser.newContext()) {
      PageChecks.watch(context);
      Page page = context.newPage();
      page.navigate("http://localhost:" + port + "/sign-in");
      page.fill("#username", "me");
      page.fill("#password", key(Role.MANAGER));
      page.click("main button[type=submit]");
      page.waitForURL(url -> url.endsWith("/leads"));
      page.click("[data-theme-switch]");
      page.click("[data-theme-switch]");
      assertThat(page.getAttribute("html", "data-theme")).isEqualTo("dark");
      String dark = (String) page.evaluate("getComputedStyle(document.body).backgroundColor");
      page.reload();
      assertThat(page.evaluate("getComputedStyle(document.body).backgroundColor")).isEqualTo(dark);
      page.click("[data-theme-switch]");
      assertThat(page.getAttribute("html", "data-theme")).isNull();
      assertThat(page.evaluate("getComputedStyle(document.body).backgroundColor")).isNotEqualTo(dark);
      assertThat(PageChecks.keptOut(page)).isEmpty();
    }
  }
}
