package dev.leadloop.console.home;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.leadloop.api.Browser;
import dev.leadloop.api.Chromium;
import dev.leadloop.api.DecidingApiTest;
import dev.leadloop.console.PageChecks;
import dev.leadloop.email.ScriptedSmtpServer;
import dev.leadloop.email.transport.EmailSettings;
import dev.leadloop.email.transport.EmailSettings.Smtp;
import dev.leadloop.email.transport.EmailSettings.SmtpSecurity;
import dev.leadloop.email.transport.Mailbox;
import dev.leadloop.lead.LeadId;
import dev.leadloop.local.process.DataFolder;
import dev.leadloop.pages.LinkedPages;
import dev.leadloop.pages.PlainWords;
import dev.leadloop.sample.SampleErasing;
import dev.leadloop.sample.SampleFlow;
import dev.leadloop.sample.SampleScript;
import dev.leadloop.security.Role;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** An administrator of an empty installation goes through the four steps, and each ticks itself off by what really is there. */
@Tag("browser")
@TestPropertySource(properties = "spring.application.name=first-steps")
@Import(FirstStepsTest.MailServer.class)
@DirtiesContext
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FirstStepsTest extends DecidingApiTest {
  private static final @Nullable String PICTURES = System.getProperty("leadloop.pages.pictures");

  @Autowired private ScriptedSmtpServer server;
  @Autowired private SampleFlow flow;
  @Autowired private SampleErasing erasing;

  /** A mail server that takes whatever comes, and the settings that name it. No stereotype, so that no other test takes it up. */
  static class MailServer {
    @Bean(destroyMethod = "close")
    ScriptedSmtpServer server() throws IOException {
      return new ScriptedSmtpServer(Map.of());
    }

    @Bean
    @Primary
    EmailSettings smtpSettings(DataFolder folder, ScriptedSmtpServer server) {
      return new EmailSettings(
          "smtp", new Mailbox("hello@vendor.test", "Vendor"), null, URI.create("http://localhost"), "Vendor",
          "Vendor, 1 Example Street", null, folder.at("outbox"),
          new Smtp("localhost", server.port(), null, null, SmtpSecurity.NONE),
          new EmailSettings.SendGrid(null, EmailSettings.SendGrid.GLOBAL));
    }
  }

  @BeforeEach
  void nobodyIsThereYet() {
    jdbc.sql("update rep set active = false").update();
  }

  @Test
  void fourStepsTickThemselvesOffAndWhoAskedBeforeAnybodyWasThereIsOffered() {
    try (Chromium chromium = Chromium.start(); BrowserContext context = chromium.browser.newContext()) {
      PageChecks.watch(context);
      Page page = context.newPage();
      page.navigate(address("/sign-in").toString());
      page.fill("#username", "me");
      page.fill("#password", key(Role.ADMIN));
      page.click("main button[type=submit]");
      page.waitForURL(address("/").toString());
      assertThat(page.textContent(".first-steps summary")).contains("0 of 4 done");
      assertThat(page.textContent(".losses")).contains("No rep and no manager is set up");
      picture(page, "home-empty");

      String lead = handedOver();
      page.reload();
      assertThat(page.textContent(".losses")).contains("1 lead waits in the managers' queue, with no rep.");
      assertThat(page.textContent("#lead")).contains("The first lead came in on");
      assertThat(page.textContent(".first-steps summary")).contains("1 of 4 done");

      add(page, "Kim Lee", "kim@vendor.test", "rep");
      assertThat(page.textContent("#people")).contains("No manager is set up");
      decide(lead);
      assertThat(jdbc.sql("select owner from lead_status where lead_id = ?").param(lead).query(String.class).single())
          .as("who asked before anybody was there").isEqualTo("kim-lee");
      add(page, "Head of sales", "head@vendor.test", "manager");
      assertThat(page.textContent("#people")).contains("1 rep and 1 manager");
      assertThat(page.isVisible(".losses")).as(page.textContent("main")).isFalse();
      picture(page, "home-half");

      page.fill("#mail-to", "nobody");
      page.evaluate("document.querySelector('#mail-to').form.noValidate = true");
      page.click("#mail button");
      assertThat(page.textContent("p.refused")).contains("'to'");
      page.fill("#mail-to", "me@vendor.test");
      page.click("#mail button");
      assertThat(page.textContent("p.done")).contains("The mail server took the test mail to me@vendor.test");
      assertThat(server.messages()).as("mails that came to the server").isEqualTo(1);
      assertThat(page.textContent("#mail")).contains("A test mail was taken on");

      page.click("#policy button");
      assertThat(page.textContent("#policy")).contains("Leads live by version 1, which").contains("kept on");
      assertThat(page.textContent(".first-steps summary")).contains("All four are done");
      assertThat(page.getAttribute(".first-steps > details", "open")).as("folded away").isNull();
      page.click(".first-steps > details > summary");
      assertThat(page.isVisible("#people h3")).as("opened again").isTrue();
      picture(page, "home-done");
      assertThat(PageChecks.barriers(page)).isEmpty();
      assertThat(PageChecks.keptOut(page)).isEmpty();
    }
  }

  @Test
  @Order(1)
  void everyListOfAnEmptyInstallationSaysWhatWillBeHereAndHowItComes() throws Exception {
    Browser admin = new Browser(port);
    admin.signIn("me", key(Role.ADMIN));
    for (String path : List.of(
        "/leads", "/accounts", "/leads/answers", "/leads/attention", "/inbox", "/inbox/mine", "/inbox/answered", "/policies",
        "/settings/users", "/settings/audit?to=2020-01-01")) {
      String body = admin.open(path).body();
      int empty = body.indexOf("empty\"");
      assertThat(empty).as(path).isPositive();
      String said = body.substring(empty, body.indexOf("</p>", empty) < 0 ? body.length() : body.indexOf("</p>", empty));
      assertThat(said.split("\\s+").length).as(path + " says only: " + said).isGreaterThan(8);
    }
  }

  @Test
  void onlyAdministratorsSeeTheStepsAndManagersWhereLeadsWouldBeLost() throws Exception {
    Browser boss = new Browser(port);
    boss.signIn("boss", key(Role.MANAGER));
    assertThat(boss.open("/").body()).contains("class=\"card refused losses\"").doesNotContain("First steps");
    assertThat(get("/api/v1/attention", key(Role.MANAGER)).json().at("/losses/0/cause").asString())
        .isEqualTo("NO_REP_OR_MANAGER");
    assertThat(new Browser(port).open("/").body()).doesNotContain("losses").doesNotContain("First steps");
  }

  @Test
  void sampleDataComesInFlowsAndGoesWithoutATrace() throws Exception {
    String real = handedOver();
    Map<String, String> before = record();
    try (Chromium chromium = Chromium.start(); BrowserContext context = chromium.browser.newContext()) {
      PageChecks.watch(context);
      PageChecks.agree(context);
      Page page = context.newPage();
      page.navigate(address("/sign-in").toString());
      page.fill("#username", "me");
      page.fill("#password", key(Role.ADMIN));
      page.click("main button[type=submit]");
      page.waitForURL(address("/").toString());
      page.click("#sample button");
      assertThat(page.textContent("#sample")).contains("0 fictional leads are here");
      assertThat(page.textContent(".losses")).as("no sample rep is there for real leads").contains("No rep and no manager");
      flow();
      page.reload();
      assertThat(page.textContent("#sample"))
          .contains(SampleScript.COMPANIES + " fictional leads are here. All they were to do is done");
      picture(page, "home-sample");
      for (String stage : new String[] {"WON", "LOST", "SQL", "NURTURING"}) {
        assertThat(count("select count(*) from lead_status join lead using (lead_id) where email_key like '%@sample-%.example'"
            + " and stage = '" + stage + "'")).as(stage).isPositive();
      }
      assertThat(count("select count(*) from handoff_cycle join lead using (lead_id)"
          + " where (email_key like '%@sample-%.example') <> (owner like 'sample-%')")).as("who has whose leads").isZero();
      assertThat(get("/api/v1/journal?limit=1000", key(Role.ADMIN)).body()).contains(real).doesNotContain("sample");
      assertThat(post("/api/v1/sample-data", key(Role.ADMIN), "{\"speed\":7}").status()).isEqualTo(400);
      page.navigate(address("/leads?source=sample").toString());
      assertThat(page.textContent("p.gap.sample")).contains("Sample data is in");
      assertThat(page.textContent("main")).contains("Sample Harbour");
      picture(page, "leads-sample");
      speakToPeople();
      assertThat(post("/api/v1/users", key(Role.ADMIN),
          "{\"name\":\"Looks around\",\"email\":\"around@vendor.test\",\"role\":\"SALES\",\"repId\":\"sample-north\"}").status())
          .as("somebody looks around as a rep of the sample").isEqualTo(201);
      page.navigate(address("/").toString());
      page.click("#sample button.danger");
      assertThat(page.textContent("#sample")).contains("being taken out");
      assertThat(post("/api/v1/sample-data", key(Role.ADMIN), "{\"speed\":60}").status())
          .as("not before it is gone").isEqualTo(409);
      List<LeadId> ended = new ArrayList<>();
      int turns = 0;
      while (erasing.goOn(ended::add)) {
        turns++;
      }
      assertThat(turns).as("some leads at a time").isGreaterThan(2);
      assertThat(ended).as("workflows").hasSize(SampleScript.COMPANIES);
      page.reload();
      assertThat(page.textContent("#sample")).contains("Put sample data in");
      assertThat(page.isVisible("p.gap.sample")).isFalse();
      assertThat(PageChecks.keptOut(page)).isEmpty();
    }
    assertThat(record()).isEqualTo(before);
    assertThat(jdbc.sql("select action || ' ' || target || ' ' || detail from audit where target = 'sample-data'"
            + " order by audit_id").query(String.class).list())
        .containsExactly("sample_data_put_in sample-data {\"speed\": 60}", "sample_data_removed sample-data {}");
  }

  /** No page shows a word of programs, over leads of every stage and of every kind of history. */
  private void speakToPeople() throws Exception {
    Browser admin = new Browser(port);
    admin.signIn("root", key(Role.ADMIN));
    List<String> paths = new ArrayList<>(new LinkedPages().found(admin).values());
    jdbc.sql("(select distinct on (stage) lead_id from lead_status) union"
            + " (select distinct on (type) lead_id from lifecycle_event order by type)").query(String.class).list()
        .forEach(lead -> paths.add("/leads/" + lead));
    paths.addAll(List.of("/measures/drop-off?by=stage,to_stage", "/measures/rejections?by=reason", "/settings/audit?days=365"));
    Map<String, Set<String>> missed = new TreeMap<>();
    for (String path : paths) {
      missed.put(path, PlainWords.missed(admin.open(path).body()));
    }
    missed.values().removeIf(Set::isEmpty);
    assertThat(paths).hasSizeGreaterThan(50);
    assertThat(missed).isEmpty();
  }

  /** As far as it would come in half a day, with every decision made. */
  private void flow() {
    jdbc.sql("update sample_step set due_at = due_at - interval '2 days'").update();
    while (flow.takeDue() > 0) {
      jdbc.sql("select distinct lead_id from inbox where decided_seq is null").query(String.class).list().forEach(this::decide);
    }
  }

  /** Every table with what it holds, but for the audit, which only grows. */
  private Map<String, String> record() {
    Map<String, String> held = new TreeMap<>();
    jdbc.sql("select table_name from information_schema.tables where table_schema = current_schema()"
            + " and table_type = 'BASE TABLE' and table_name not in ('audit', 'api_key')")
        .query(String.class).list()
        .forEach(table -> held.put(table, jdbc.sql(
                "select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from " + table + " t")
            .query(String.class).single()));
    return held;
  }

  private static void add(Page page, String name, String email, String as) {
    page.fill("#person-name", name);
    page.fill("#person-email", email);
    page.selectOption("#person-as", as);
    page.click("#people button");
    assertThat(page.textContent("p.done")).contains(name + " is added");
  }

  private static void picture(Page page, String name) {
    if (PICTURES == null) {
      return;
    }
    for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      for (int width : new int[] {1400, 390}) {
        page.setViewportSize(width, 900);
        String file = name + "-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT) + ".png";
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(PICTURES, file)).setFullPage(true));
      }
    }
    page.setViewportSize(1400, 900);
  }
}
