package dev.leadloop.console.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.ApiTest;
import dev.leadloop.api.Browser;
import dev.leadloop.security.Role;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** A file is sent, guessed, shown as it would come in and started, by the mapping that the call takes. */
class ImportPageTest extends ApiTest {
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
  private static final String FILE = """
      Contact ID;First Name;Work e-mail;Company;Employees;Country;Created;Customer since;Amount;Deal Currency;Opt out;E-book
      A-1;Kim;kim@guessed.example;Acme;120;Germany;13.02.2024;01.03.2024;1200.50;EUR;no;Yes
      A-2;Sam;sam@guessed.example;Bolt;n/a;France;14.02.2024;;;;yes;No
      A-3;Alex;alex at cog;Cog;30;Frnce;15.02.2024;;;;no;No
      """;

  private Browser person() throws Exception {
    Browser browser = new Browser(port);
    browser.signIn("", key(Role.MARKETING));
    return browser;
  }

  private static HttpResponse<String> upload(Browser browser, String file) throws Exception {
    return browser.upload("/imports/new", "/imports", "file", file.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends the form of the wizard as it stands, but for the fields that are given: by their id, or by their name. */
  private static HttpResponse<String> send(Browser browser, Document wizard, String path, String... changes) throws Exception {
    List<String> sent = new ArrayList<>();
    for (Element field : wizard.select("form.mapping [name]")) {
      boolean off = List.of("radio", "checkbox").contains(field.attr("type")) && !field.hasAttr("checked");
      String value = field.tagName().equals("select") ? field.select("option[selected]").attr("value")
          : field.tagName().equals("textarea") ? field.text() : field.attr("value");
      for (int i = 0; i < changes.length; i += 2) {
        if (changes[i].equals(field.id())) {
          value = changes[i + 1];
        }
      }
      if (!off && field.tagName().matches("select|textarea|input")) {
        sent.add(field.attr("name") + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
      }
    }
    Matcher token = TOKEN.matcher(wizard.outerHtml());
    assertThat(token.find()).isTrue();
    return browser.sendRaw(path, String.join("&", sent));
  }

  private static String chosen(Document wizard, String column) {
    int row = wizard.select(".by-columns tbody tr td:first-child").eachText().indexOf(column);
    return wizard.select("#target-" + row + " option[selected]").attr("value") + wizard.select("#format-" + row).attr("value");
  }

  @Test
  void columnsAreGuessedByTheirNamesAndCellsAndRowsAreShownAsTheyBecome() throws Exception {
    Browser browser = person();
    HttpResponse<String> sent = upload(browser, FILE);
    assertThat(sent.uri().getPath()).as(sent.body()).endsWith("/mapping");
    Document wizard = Jsoup.parse(sent.body());
    assertThat(chosen(wizard, "Contact ID")).isEqualTo("externalId");
    assertThat(chosen(wizard, "Work e-mail")).as("one cell is no address, and most are").isIn("email", "");
    assertThat(chosen(wizard, "Created")).isEqualTo("touchedAtdd.MM.yyyy");
    assertThat(chosen(wizard, "Customer since")).isEqualTo("past:wondd.MM.yyyy");
    assertThat(chosen(wizard, "Deal Currency")).isEqualTo("currency");
    assertThat(chosen(wizard, "Opt out")).isEqualTo("doNotEmail");
    int email = wizard.select(".by-columns tbody tr td:first-child").eachText().indexOf("Work e-mail");
    int ebook = wizard.select(".by-columns tbody tr td:first-child").eachText().indexOf("E-book");
    String id = sent.uri().getPath().split("/", -1)[2];
    Document changed = Jsoup.parse(send(browser, wizard, "/imports/" + id + "/mapping", "target-" + email, "email", "target-"
        + ebook,
        "did:ebook_download", "format-" + ebook, "Yes").body());
    assertThat(changed.select("#becomes .no").eachText()).as(changed.select("#becomes").text())
        .anySatisfy(said -> assertThat(said).contains("Work e-mail"));
    assertThat(changed.select("#becomes .chip").eachText()).contains("2 rows come in", "1 row cannot", "ebook download",
        "Won on 2024-03-01, 1200.5 EUR", "Company size 120");
    assertThat(count("select count(*) from lead where email = 'kim@guessed.example'")).as("nothing came in yet").isZero();

    HttpResponse<String> mapping = send(browser, changed, "/imports/" + id + "/mapping.json");
    assertThat(mapping.headers().firstValue("Content-Disposition").orElse("")).contains("attachment");
    HttpResponse<String> started = send(browser, changed, "/imports/" + id + "/start");
    assertThat(started.uri().getPath()).isEqualTo("/imports/" + id);
    assertThat(send(browser, changed, "/imports/" + id + "/start").uri().getPath()).as("sent twice").isEqualTo("/imports/" + id);
    String kept = jdbc.sql("select mapping from import_job where import_id = :id and not draft").param("id", id)
        .query(String.class)
        .single();
    JsonMapper json = JsonMapper.shared();
    assertThat(json.readTree(kept)).isEqualTo(json.readTree(mapping.body()));
    assertThat(get("/api/v1/imports/" + id, key(Role.MANAGER)).json().path("rowsTotal").asInt()).isEqualTo(3);
    assertThat(call("POST", "/api/v1/imports?mapping=" + URLEncoder.encode(mapping.body(), StandardCharsets.UTF_8),
        key(Role.MARKETING), FILE, Map.of("Content-Type", "text/csv")).status()).as("the call takes it").isEqualTo(202);
  }

  /** What is chosen for the values of a column is what the mapping says, and what rows become by it. */
  @Test
  void wordsForYesAndBandsOfNumbersAreSetWhereTheValuesStand() throws Exception {
    Browser browser = person();
    HttpResponse<String> sent = upload(browser, """
        Work e-mail;Employees;Opt out
        kim@values.example;51-200;oui
        sam@values.example;51-200;oui
        alex@values.example;1,000+;non
        robin@values.example;many;yes
        """);
    Document wizard = Jsoup.parse(sent.body());
    List<String> columns = wizard.select(".by-columns tbody tr:has([name=target]) td:first-child").eachText();
    int size = columns.indexOf("Employees");
    int out = columns.indexOf("Opt out");
    String preview = sent.uri().getPath();
    wizard = Jsoup.parse(send(browser, wizard, preview, "target-" + columns.indexOf("Work e-mail"), "email",
        "target-" + size, "companySize", "target-" + out, "doNotEmail").body());
    assertThat(values(wizard)).contains("oui 2 'oui' is neither yes nor no.", "yes 1 yes: no mail")
        .anySatisfy(value -> assertThat(value).startsWith("51-200 2 '51-200' "));
    wizard = Jsoup.parse(send(browser, wizard, preview, field(wizard, "oui"), "yes", field(wizard, "non"), "no",
        field(wizard, "many"), "5000", "decimal", ".").body()
        .replace("id=\"middle-" + size + "\"", "checked id=\"middle-" + size + "\""));
    assertThat(values(wizard)).contains("oui 2 yes: no mail", "non 1 no: mail may go", "many 1 5000");
    wizard = Jsoup.parse(send(browser, wizard, preview).body());
    assertThat(values(wizard)).contains("51-200 2 125", "1,000+ 1 1000", "many 1 5000");
    assertThat(wizard.select("#becomes .chip").eachText()).contains("4 rows come in", "gets no mail", "Company size 125");
    var columnsKept = JsonMapper.shared().readTree(send(browser, wizard, preview + ".json").body()).path("columns");
    assertThat(columnsKept.at("/Opt out/values").toString()).isEqualTo("{\"oui\":\"yes\",\"non\":\"no\"}");
    assertThat(columnsKept.at("/Employees/values/51-200").asString()).isEqualTo("125");
    wizard = Jsoup.parse(send(browser, wizard, preview, "target-" + out, "companySize", "target-" + size, "").body());
    assertThat(values(wizard)).as("words of another kind of target are let go")
        .contains("oui 2 'oui' is not a whole number; write it in digits, such as 1000.")
        .noneSatisfy(value -> assertThat(value).startsWith("51-200"));
  }

  private static List<String> values(Document wizard) {
    return wizard.select(".column-values tbody tr").stream()
        .map(row -> row.child(0).text() + " " + row.child(1).text() + " " + row.child(3).text()).toList();
  }

  private static String field(Document wizard, String cell) {
    return wizard.select(".column-values tbody tr").stream().filter(row -> row.child(0).text().equals(cell))
        .map(row -> row.child(2).select("select, input").attr("id")).findFirst().orElseThrow();
  }

  @Test
  void draftIsNoImportUntilItIsStartedAndCanBeThrownAway() throws Exception {
    Browser browser = person();
    HttpResponse<String> sent = upload(browser, "Name,Town\nKim,Berlin\n");
    String id = sent.uri().getPath().split("/", -1)[2];
    Document wizard = Jsoup.parse(sent.body());
    assertThat(wizard.select("#becomes").text()).contains("No column is mapped to email or externalId");
    assertThat(wizard.select("#becomes button[disabled]")).isNotEmpty();
    assertThat(get("/api/v1/imports/" + id, key(Role.MANAGER)).status()).isEqualTo(404);
    assertThat(browser.open("/imports").body()).contains(id);
    HttpResponse<String> refused = send(browser, wizard, "/imports/" + id + "/start");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(browser.send("/imports/" + id + "/mapping", "/imports/" + id + "/discard", Map.of()).body())
        .contains("thrown away");
    assertThat(count("select count(*) from import_row where import_id = '" + id + "'")).isZero();
    assertThat(browser.open("/imports/" + id).statusCode()).isEqualTo(404);
  }

  @Test
  void fileThatCannotBeReadIsRefusedWithWhatToDo() throws Exception {
    HttpResponse<String> refused = upload(person(), "");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(Jsoup.parse(refused.body()).select("[role=alert]").text()).contains("The file is empty");
  }
}
