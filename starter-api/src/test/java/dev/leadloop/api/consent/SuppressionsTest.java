package dev.leadloop.api.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.ApiTest;
import dev.leadloop.security.Role;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SuppressionsTest extends ApiTest {
  private static final Map<String, String> CSV = Map.of("Content-Type", "text/csv");

  private static String someone() {
    return "gone-" + UUID.randomUUID() + "@acme.example";
  }

  private Answer add(String email, String reason) {
    return post("/api/v1/suppressions", key(Role.MANAGER), "{\"email\":\"" + email + "\",\"reason\":\"" + reason + "\"}");
  }

  private Answer lift(String email, String reason) {
    return post("/api/v1/suppressions/lift", key(Role.MARKETING), "{\"email\":\"" + email + "\",\"reason\":\"" + reason + "\"}");
  }

  @Test
  void addressAddedByHandIsListedWithReasonSinceAndByWhom() {
    String email = someone();
    assertThat(add(email.toUpperCase(java.util.Locale.ROOT), "asked_by_phone").json().path("changed").asBoolean()).isTrue();
    assertThat(add(email, "again").json().path("changed").asBoolean()).isFalse();
    JsonNode line = get("/api/v1/suppressions?email=" + email, key(Role.MARKETING)).json().at("/suppressions/0");
    assertThat(line.path("reason").asString()).isEqualTo("asked_by_phone");
    assertThat(line.path("by").asString()).isEqualTo("manager:manager");
    assertThat(line.path("since").asString()).isNotEmpty();
  }

  @Test
  void listIsCutByReasonByWhomAndTimeAndReadPageByPage() {
    String reason = "r" + UUID.randomUUID().toString().replace("-", "");
    for (int i = 0; i < 5; i++) {
      add(someone(), reason);
    }
    String path = "/api/v1/suppressions?limit=2&by=manager:manager&since=2026-01-01T00:00:00Z&reason=" + reason;
    Answer first = get(path, key(Role.ADMIN));
    Answer second = get(path + "&after=" + first.text("next"), key(Role.ADMIN));
    Answer third = get(path + "&after=" + second.text("next"), key(Role.ADMIN));
    assertThat(first.json().path("suppressions")).hasSize(2);
    assertThat(second.json().path("suppressions")).hasSize(2);
    assertThat(third.json().path("suppressions")).hasSize(1);
    assertThat(third.json().path("next").isNull()).isTrue();
    assertThat(get("/api/v1/suppressions?since=2190-01-01T00:00:00Z", key(Role.ADMIN)).json().path("suppressions")).isEmpty();
    assertThat(get("/api/v1/suppressions?after=x", key(Role.ADMIN)).status()).isEqualTo(400);
  }

  @Test
  void onlyANamedPersonWithAReasonLiftsAndBothStayOnRecord() {
    String lead = newLead();
    String email = get("/api/v1/leads/" + lead, key(Role.MANAGER)).json().at("/profile/email").asString();
    add(email, "asked_by_phone");
    assertThat(lift(email, " ").status()).isEqualTo(400);
    assertThat(lift(email, "called back").json().path("changed").asBoolean()).isTrue();
    assertThat(lift(email, "called back").json().path("changed").asBoolean()).isFalse();
    JsonNode history = get("/api/v1/leads/" + lead + "/consent", key(Role.MARKETING)).json().path("address");
    assertThat(history.at("/0/what").asString()).isEqualTo("lifted");
    assertThat(history.at("/0/detail").asString()).isEqualTo("called back");
    assertThat(history.at("/0/by").asString()).isEqualTo("marketing:marketing");
    assertThat(history.at("/1/detail").asString()).isEqualTo("asked_by_phone");
    assertThat(count("select count(*) from inbox where kind = 'suppression_lifted' and lead_id = '" + lead + "'")).isEqualTo(1);
  }

  @Test
  void intakeAndImportNeverLift() {
    String email = someone();
    add(email, "asked_by_phone");
    post("/api/v1/leads", key(Role.MARKETING), "{\"email\":\"" + email + "\",\"consent\":{\"status\":\"given\"}}");
    call("POST", "/api/v1/suppressions/import", key(Role.MARKETING), "email,reason\n" + email + ",\n", CSV);
    JsonNode line = get("/api/v1/suppressions?email=" + email, key(Role.MARKETING)).json().at("/suppressions/0");
    assertThat(line.path("reason").asString()).isEqualTo("asked_by_phone");
  }

  @Test
  void fileIsTakenRowByRowAndComesOutAgain() {
    String tag = UUID.randomUUID().toString();
    String rows =
        IntStream.range(0, 2_500)
            .mapToObj(i -> "x" + i + "-" + tag + "@acme.example," + (i % 2 == 0 ? "Spam Report" : ""))
            .collect(Collectors.joining("\n"));
    Answer first =
        call("POST", "/api/v1/suppressions/import?reason=old_tool", key(Role.MARKETING),
            "\uFEFFE-Mail,Reason\n" + rows + "\nnobody,\n\"x1-" + tag + "@acme.example\",\n", CSV);
    assertThat(first.status()).as(first.body()).isEqualTo(207);
    assertThat(first.text("message")).startsWith("1 of 2502 rows could not be taken");
    assertThat(first.json().at("/faults/0/message").asString()).startsWith("The cell in column 'email'");
    assertThat(first.json().path("rows").asInt()).isEqualTo(2_502);
    assertThat(first.json().path("added").asInt()).isEqualTo(2_500);
    assertThat(first.json().path("already").asInt()).isEqualTo(1);
    assertThat(first.json().path("failed").asInt()).isEqualTo(1);
    assertThat(first.json().at("/faults/0/line").asInt()).isEqualTo(2_502);
    Answer again =
        call("POST", "/api/v1/suppressions/import", key(Role.MARKETING), "email,reason\n" + rows, CSV);
    assertThat(again.status()).as(again.body()).isEqualTo(200);
    assertThat(again.json().path("added").asInt()).isZero();
    Answer export = get("/api/v1/suppressions.csv?reason=spam_report", key(Role.MANAGER));
    assertThat(export.header("Content-Type")).startsWith("text/csv");
    assertThat(export.body().lines().filter(line -> line.contains(tag))).hasSize(1_250)
        .allMatch(line -> line.contains(",spam_report,") && line.endsWith(",marketing:marketing"));
  }

  @Test
  void oneRowIsNotToldOfAsMany() {
    assertThat(send("email\n" + someone() + "\n").text("message")).isEqualTo("The one row is in.");
    assertThat(send("email\n" + someone() + "\n" + someone() + "\n").text("message")).isEqualTo("All 2 rows are in.");
    assertThat(send("email\nnobody\n").text("message")).startsWith("The one row could not be taken as it is. Correct");
  }

  private Answer send(String file) {
    return call("POST", "/api/v1/suppressions/import", key(Role.MARKETING), file, CSV);
  }

  private boolean suppressed(String email) {
    return count("select count(*) from address where suppressed is not null and email_key = '" + email + "'") == 1;
  }

  @Test
  void noOptOutIsLostBehindAQuoteThatIsNotClosed() {
    List<String> gone = IntStream.range(0, 9).mapToObj(i -> someone()).toList();
    for (int open = 0; open < 9; open++) {
      StringBuilder file = new StringBuilder("email,reason\r\n");
      for (int i = 0; i < 9; i++) {
        file.append(i == open ? "\"" : "").append(gone.get(i)).append(i % 3 == 0 ? ",\"moved, away\"\r\n" : ",old_tool\r\n");
      }
      Answer answer = send(file.toString());
      assertThat(answer.status()).as(answer.body()).isEqualTo(207);
      assertThat(answer.json().path("rows").asInt()).isEqualTo(9);
      assertThat(answer.json().path("added").asInt() + answer.json().path("already").asInt()).isEqualTo(8);
      assertThat(answer.json().path("faults")).singleElement().satisfies(fault ->
          assertThat(fault.path("line").asInt()).isNotZero());
      assertThat(answer.json().at("/faults/0/line").asInt()).isEqualTo(open + 2);
      if (open == 0) {
        assertThat(suppressed(gone.get(0))).isFalse();
      }
      assertThat(gone.subList(1, 9)).allMatch(this::suppressed);
    }
    assertThat(suppressed(gone.get(0))).isTrue();
  }

  @Test
  void anAddressWhoseReasonCannotBeReadIsSuppressedAllTheSameAndSaysSo() {
    String one = someone();
    String two = someone();
    Answer answer = send("email,reason\n" + one + ",\"asked\n" + two + ",spam_report\n");
    assertThat(answer.status()).isEqualTo(207);
    assertThat(answer.json().at("/faults/0/line").asInt()).isEqualTo(2);
    assertThat(answer.json().at("/faults/0/message").asString()).endsWith("The address is suppressed all the same.");
    assertThat(suppressed(one)).isTrue();
    assertThat(suppressed(two)).isTrue();
  }

  @Test
  void aFileIsReadWhateverItsSeparatorCharsetLineEndsAndInvisibleBlanks() {
    String one = someone();
    String two = someone();
    Answer answer = send("reason;E-Mail Address\r;" + one + "\u00a0\rSpam Report;\u200b" + two + "\r\r");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.json().path("added").asInt()).isEqualTo(2);
    assertThat(suppressed(one) && suppressed(two)).isTrue();
    String three = someone();
    Answer wide = send(java.net.http.HttpRequest.newBuilder(address("/api/v1/suppressions/import"))
        .header("Authorization", "Bearer " + key(Role.MARKETING)).header("Content-Type", "text/csv")
        .POST(java.net.http.HttpRequest.BodyPublishers.ofByteArray(("email\n" + three)
            .getBytes(java.nio.charset.StandardCharsets.UTF_16)))
        .build());
    assertThat(wide.json().path("added").asInt()).isEqualTo(1);
    assertThat(suppressed(three)).isTrue();
  }

  @Test
  void anAddressWithAHiddenCharacterInsideIsToldByItsName() {
    Answer answer = send("email\ngo\u200bne@acme.example\n");
    assertThat(answer.json().at("/faults/0/message").asString()).contains("U+200B ZERO WIDTH SPACE at position 3");
    assertThat(add("go\u2060ne@acme.example", "asked_by_phone").text("detail")).contains("U+2060 WORD JOINER at position 3");
  }

  @Test
  void aReasonThatIsNoWordIsReplacedAndSaidToBe() {
    String email = someone();
    Answer answer = send("email,reason\n" + email + ",Kunde hat angerufen!\n");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().at("/warnings/0/line").asInt()).isEqualTo(2);
    assertThat(answer.json().at("/warnings/0/message").asString()).contains("'Kunde hat angerufen!'").contains("'imported'");
  }

  @Test
  void exportIsSafeToOpenInASpreadsheetAndComesInAgainAsItWas() {
    String tag = UUID.randomUUID().toString();
    List<String> odd = List.of("=1+1-" + tag, "+x-" + tag, "-y-" + tag);
    odd.forEach(local -> add(local + "@acme.example", "odd_names"));
    String file = get("/api/v1/suppressions.csv?reason=odd_names", key(Role.MANAGER)).body();
    assertThat(file.lines().filter(line -> line.contains(tag))).hasSize(3).allMatch(line -> line.matches("'[=+-].*"));
    jdbc.sql("delete from address where email_key like :tag").param("tag", "%" + tag + "%").update();
    Answer again = call("POST", "/api/v1/suppressions/import", key(Role.MARKETING), file, CSV);
    assertThat(again.json().path("added").asInt()).isEqualTo(3);
    for (String local : odd) {
      assertThat(get("/api/v1/suppressions?email=" + java.net.URLEncoder.encode(local, java.nio.charset.StandardCharsets.UTF_8)
                  + "%40acme.example", key(Role.MANAGER)).json().path("suppressions"))
          .hasSize(1);
    }
  }

  @Test
  void fileWithoutAddressesSaysWhatItNeeds() {
    Answer answer = call("POST", "/api/v1/suppressions/import", key(Role.MARKETING), "name\nx\n", CSV);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("detail")).contains("column 'email'");
  }
}
