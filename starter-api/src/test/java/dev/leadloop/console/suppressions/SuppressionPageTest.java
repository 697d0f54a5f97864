package dev.leadloop.console.suppressions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.ApiTest;
import dev.leadloop.api.Browser;
import dev.leadloop.security.Role;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

/** Addresses are suppressed, found and lifted by pages, by the rules of the calls; and mail is counted by who receives it. */
class SuppressionPageTest extends ApiTest {
  private Browser person(Role role) throws Exception {
    Browser browser = new Browser(port);
    browser.signIn("", key(role));
    return browser;
  }

  private static Document page(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Jsoup.parse(answer.body());
  }

  @Test
  void addressIsSuppressedFoundAndLiftedWithAReason() throws Exception {
    Browser browser = person(Role.MANAGER);
    String address = "one-" + System.nanoTime() + "@paged.example";
    Document added = page(browser.send("/suppressions", "/suppressions", Map.of("address", address.toUpperCase(Locale.ROOT),
        "reason",
        "Asked by phone")));
    assertThat(added.select(".done").text()).isEqualTo(address + " gets no mail any more.");
    Document found = page(browser.open("/suppressions?email=" + address));
    assertThat(found.select("#found tbody tr")).hasSize(1);
    assertThat(found.select("#found tbody tr").text()).contains(address, "asked by phone");
    assertThat(browser.open("/suppressions/export?email=" + address).body()).contains(address + ",asked_by_phone");
    HttpResponse<String> unsaid = browser.send("/suppressions", "/suppressions/lift", Map.of("address", address, "why", " "));
    assertThat(unsaid.statusCode()).isEqualTo(400);
    assertThat(unsaid.body()).contains("why mail is allowed again");
    assertThat(page(browser.send("/suppressions", "/suppressions/lift",
        Map.of("address", address, "why", "Asked for it on 2 March.")))
        .select(".done").text()).startsWith(address + " may be mailed again");
    assertThat(page(browser.open("/suppressions?email=" + address)).select("#found").text())
        .contains("No such address is suppressed");
    assertThat(page(browser.open("/suppressions?email=nobody")).select("#found").text()).contains("'nobody'");
  }

  @Test
  void manyAreTakenAndWhatIsNoAddressIsNamed() throws Exception {
    String one = "a-" + System.nanoTime() + "@paged.example";
    String other = "b-" + System.nanoTime() + "@paged.example";
    Document taken = page(person(Role.MARKETING).send("/suppressions", "/suppressions/many",
        Map.of("many", one + ",\n" + other + "\nnot-an-address\n" + one, "reason", "old_list")));
    assertThat(taken.select(".waits").text()).contains("2 addresses are suppressed now, 1 was before, and 1 could not be taken",
        "not-an-address:");
    assertThat(count("select count(*) from address where suppressed = 'old_list' and email_key in ('" + one + "', '" + other
        + "')"))
        .isEqualTo(2);
    assertThat(person(Role.MANAGER).send("/suppressions", "/suppressions/many", Map.of("many", one, "reason", "x"))
        .statusCode()).isEqualTo(403);
  }

  @Test
  void mailIsCountedByReceivingDomainAndPassedThresholdsAreSaid() throws Exception {
    String lead = newLead();
    String domain = "d" + System.nanoTime() + ".example";
    for (int i = 0; i < 100; i++) {
      UUID mail = sentMail(lead, "p" + i + "@" + domain);
      event(mail, i < 6 ? "HARD_BOUNCE" : "DELIVERED");
      if (i == 50) {
        event(mail, "SPAM_REPORT");
      }
    }
    for (int i = 0; i < 6; i++) {
      event(sentMail(lead, "q" + i + "@" + domain), "DELIVERED");
    }
    Document page = page(person(Role.MARKETING).open("/deliverability?days=7"));
    Element line = page.select("main tbody tr[data-row]:has(td:contains(" + domain + "))").first();
    assertThat(line).isNotNull();
    assertThat(line.select("td").eachText()).containsExactly(
        domain + " far too many complaints too many bounces", "106", "94.3%", "5.7% 6", "0", "1.0% 1", "0");
    assertThat(page.select("main a[href*=support.google.com]")).isNotEmpty();
    assertThat(person(Role.MANAGER).open("/deliverability/export?days=7").body()).contains(domain + ",,106,100,6,0,1,0");
  }

  private void event(UUID mail, String kind) {
    jdbc.sql("insert into provider_event (event_id, kind, send_id, occurred_at, received_at, body, applied_at)"
            + " values (:id, :kind, :mail, now(), now(), '{}', now())")
        .param("id", UUID.randomUUID().toString()).param("kind", kind).param("mail", mail).update();
  }
}
