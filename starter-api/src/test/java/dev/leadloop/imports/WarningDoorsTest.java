package dev.leadloop.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.ApiTest;
import dev.leadloop.intake.LeadDetails;
import dev.leadloop.intake.warning.IntakeWarnings;
import dev.leadloop.intake.warning.IntakeWarnings.Warning;
import dev.leadloop.intake.warning.NamesInForce;
import dev.leadloop.policy.names.PolicyNames;
import dev.leadloop.security.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** The same odd things by every door there is: each says the same of them, and takes them. */
class WarningDoorsTest extends ApiTest {
  private static final String IMPORTS = "/api/v1/imports";
  private static final String BOUNDARY = "part-of-a-form";
  private static final Map<String, String> CSV = Map.of("Content-Type", "text/csv");

  @Autowired private ImportBatches batches;
  @Autowired private NamesInForce inForce;

  private String word = "";

  @BeforeEach
  void newWord() {
    word = "w" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
  }

  private PolicyNames names() {
    return inForce.newest();
  }

  private Answer lead(String fields) {
    Answer answer = post("/api/v1/leads", key(Role.MARKETING), "{\"email\":\"" + word + "@acme.example\"," + fields + "}");
    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    return answer;
  }

  private Answer events(String... events) {
    Answer answer = post("/api/v1/events", key(Role.MARKETING), "{\"events\":[" + String.join(",", events) + "]}");
    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    assertThat(answer.json().path("accepted").asInt()).as(answer.body()).isEqualTo(events.length);
    return answer;
  }

  private String event(int n, String fields) {
    return "{\"eventId\":\"" + word + n + "\",\"email\":\"" + word + "@acme.example\"," + fields + "}";
  }

  private Answer imported(String csv, String mapping) {
    String body = part("file\"; filename=\"fair.csv", csv) + part("mapping", mapping) + "--" + BOUNDARY + "--\r\n";
    Answer staged = call("POST", IMPORTS, key(Role.MARKETING), body,
        Map.of("Content-Type", "multipart/form-data; boundary=" + BOUNDARY));
    if (staged.status() != 202) {
      return staged;
    }
    String importId = staged.text("importId");
    while (!batches.importBatch(importId).finished()) {
      assertThat(importId).isNotEmpty();
    }
    return get(IMPORTS + "/" + importId, key(Role.MARKETING));
  }

  private static String part(String name, String content) {
    return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + content + "\r\n";
  }

  /** What was said, and what was meant. */
  private static List<String> said(JsonNode warnings) {
    return warnings.valueStream()
        .map(warning -> warning.path("message").asString() + " <- "
            + (warning.path("nearest").isNull() ? "" : warning.path("nearest").asString()))
        .toList();
  }

  private static List<String> said(List<Warning> warnings) {
    return warnings.stream()
        .map(warning -> warning.message() + " <- " + (warning.nearest() == null ? "" : warning.nearest())).toList();
  }

  @ParameterizedTest
  @CsvSource({
      "country, Germny", "country, Atlantis of old", "country, unknown", "industry, Sofware", "answers.language, Germna",
      "answers.locale, Klingonish", "answers.country_code, Frnce", "answers.buget, yes", "answers.Needs, urgent",
      "answers.accountOwner, north", "answers.timeline, this quater", "answers.need, urgnet", "answers.authority, I decides",
      "answers.budget, Aproved"
  })
  void aFactThatCountsForNothing(String field, String value) {
    boolean answer = field.startsWith("answers.");
    String name = answer ? field.substring("answers.".length()) : field;
    LeadDetails.Facts facts = new LeadDetails.Facts(
        null, null, null, null, null, field.equals("industry") ? value : null, field.equals("country") ? value : null, null,
        answer ? Map.of(name, value) : Map.of());
    List<Warning> rule = IntakeWarnings.facts(facts, names());
    assertThat(rule).hasSize(1);

    String json = "\"" + name + "\":\"" + value + "\"";
    JsonNode api = lead(answer ? "\"answers\":{" + json + "}" : json).json().path("warnings");
    assertThat(said(api)).isEqualTo(said(rule));
    assertThat(api.at("/0/field").asString()).isEqualTo(field);
    assertThat(api.at("/0/value").asString()).isEqualTo(value);

    Answer column = imported("Mail,X\n" + word + "1@acme.example," + value + "\n" + word + "2@acme.example," + value + "\n",
        "{\"columns\":{\"Mail\":\"email\",\"X\":\"" + field + "\"}}");
    boolean byName = said(column.json().path("warnings")).equals(said(rule));
    if (byName) {
      assertThat(column.json().at("/warnings/0/field").asString()).isEqualTo("columns.\"X\"");
      assertThat(column.json().path("rowWarnings")).isEmpty();
    } else {
      assertThat(column.json().path("rowWarnings")).hasSize(1);
      assertThat(column.json().at("/rowWarnings/0/message").asString()).isEqualTo(rule.get(0).toString());
      assertThat(column.json().at("/rowWarnings/0/rows").asInt()).isEqualTo(2);
      assertThat(column.json().at("/rowWarnings/0/line").asInt()).isEqualTo(2);
    }
    assertThat(byName).isEqualTo(rule.get(0).message().contains("reads"));

    Answer constant = imported("Mail\n" + word + "3@acme.example\n",
        "{\"columns\":{\"Mail\":\"email\"},\"constants\":{\"" + field + "\":\"" + value + "\"}}");
    assertThat(said(constant.json().path("warnings"))).isEqualTo(said(rule));
    assertThat(constant.json().at("/warnings/0/field").asString()).isEqualTo("constants." + field);
    assertThat(constant.json().path("warned").asInt()).isZero();
    assertThat(count("select count(*) from lead where email_key like '" + word + "%'")).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource({"Europe/Berlin, true", "America/Sao_Paulo, true", "+01:00, true", "UTC, false", "Z, false", "Etc/Greenwich, false",
      "Europe/London, true"})
  void aPastInAnotherTimeZoneThanTheOrganisations(String zone, boolean other) {
    String told = "{\"timeZone\":\"" + zone + "\",\"columns\":{\"Mail\":\"email\"}";
    String csv = "Mail,Won\n" + word + "@acme.example,2018-03-01\n";
    JsonNode past = imported(csv, told + ",\"history\":[{\"stage\":\"won\",\"at\":{\"column\":\"Won\"}}]}").json();
    assertThat(past.path("warnings").valueStream().map(one -> one.path("field").asString()))
        .isEqualTo(other ? List.of("timeZone") : List.of());
    assertThat(past.path("warnings").valueStream().map(one -> one.path("message").asString()))
        .allMatch(message -> message.contains("UTC"));
    assertThat(imported(csv, told + "}").json().path("warnings")).as("nothing is told of its past").isEmpty();
  }

  @Test
  void aPastAndSourcesWithoutWhenTheLeadsCame() {
    String told = "{\"columns\":{\"Mail\":\"email\",\"Came\":\"%s\"},\"constants\":{\"source\":\"fair\"}"
        + ",\"history\":[{\"stage\":\"won\",\"at\":{\"column\":\"Won\"}}]}";
    String csv = "Mail,Won,Came\n" + word + "@acme.example,2018-03-01,2018-02-01\n";
    JsonNode without = imported(csv, told.formatted("title")).json();
    assertThat(without.path("warnings").valueStream().map(one -> one.path("message").asString())).singleElement().asString()
        .contains("told without 'touchedAt'", "has no source");
    assertThat(imported(csv, told.formatted("touchedAt")).json().path("warnings")).isEmpty();
  }

  @Test
  void aReasonThatTheCatalogueLacks() {
    String reason = names().reasons().stream().sorted().findFirst().orElseThrow();
    String slip = reason.substring(0, reason.length() - 1) + "q";
    String history = """
        {"columns":{"Mail":"email"},"history":[
          {"stage":"lost","at":{"column":"Lost"},"reason":"%s"},
          {"stage":"disqualified","at":{"column":"Out"},"reason":{"column":"Why","values":{"x":"%s","y":"%s","z":null}}}]}""";
    String csv = "Mail,Lost,Out,Why\n" + word + "@acme.example,2018-03-01,,\n";
    JsonNode right = imported(csv, history.formatted(reason, reason, reason)).json();
    assertThat(right.path("warnings")).isEmpty();
    assertThat(right.path("created").asInt()).isOne();
    JsonNode wrong = imported(csv.replace(word, word + "2"), history.formatted(slip, reason, slip)).json();
    assertThat(wrong.path("failed").asInt()).isOne();
    assertThat(wrong.path("warnings").valueStream().map(one -> one.path("field").asString()))
        .containsExactly("history[0].reason", "history[1].reason");
    assertThat(wrong.path("warnings").valueStream().map(one -> one.path("nearest").asString())).containsOnly(reason);
  }

  @Test
  void aTypeOfSignalWithoutARule() {
    lead("\"firstName\":\"Kim\"");
    List<String> rule = said(IntakeWarnings.signal("pricing_page_veiw", Map.of(), names()));
    assertThat(rule).hasSize(1).first().asString().endsWith("<- pricing_page_view");
    String odd = "\"type\":\"pricing_page_veiw\",\"properties\":{\"topics\":\"x\"}";
    assertThat(said(events(event(1, odd)).json().at("/events/0/warnings"))).isEqualTo(rule);
    JsonNode batch = events(event(2, odd), event(3, "\"type\":\"pricing_page_view\""), event(4, odd)).json().path("events");
    assertThat(batch.valueStream().map(one -> said(one.path("warnings")))).containsExactly(rule, List.of(), rule);
    Answer mapped = imported("Mail\n" + word + "5@acme.example\n",
        "{\"columns\":{\"Mail\":\"email\"},\"signals\":[{\"type\":\"pricing_page_view\"},{\"type\":\"pricing_page_veiw\"}]}");
    assertThat(said(mapped.json().path("warnings"))).isEqualTo(rule);
    assertThat(mapped.json().at("/warnings/0/field").asString()).isEqualTo("signals[1].type");
  }

  @ParameterizedTest
  @CsvSource({"Features, invite, properties.feature", "seat, 12, properties.seats", "topics, security, properties.topic",
      "seats, ten, ''", "feature, invites, invite", "feature, colleage_invited, colleague_invited"})
  void aPropertyThatNoRuleReadsOrCanCount(String name, String value, String nearest) {
    lead("\"firstName\":\"Kim\"");
    JsonNode warnings = events(event(1, "\"type\":\"product_event\",\"properties\":{\"" + name + "\":\"" + value
        + "\",\"plan\":\"gold\",\"utm_source\":\"ad\"}")).json().at("/events/0/warnings");
    assertThat(said(warnings)).hasSize(1).isEqualTo(said(IntakeWarnings.signal("product_event", Map.of(name, value), names())));
    assertThat(warnings.at("/0/field").asString()).isEqualTo("properties." + name);
    assertThat(warnings.at("/0/nearest").asString("")).isEqualTo(nearest);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2190-01-01T00:00:00Z", "1995-06-01T00:00:00Z"})
  void aTimeThatHasNotComeOrIsLongGone(String time) {
    List<String> rule = said(IntakeWarnings.time("at", Instant.parse(time), Instant.now()).stream().toList());
    assertThat(rule).hasSize(1);
    String message = rule.get(0).substring(0, rule.get(0).indexOf(" <-"));
    assertThat(said(lead("\"consent\":{\"status\":\"given\",\"at\":\"" + time + "\"}").json().path("warnings"))).isEqualTo(rule);
    assertThat(said(events(event(1, "\"type\":\"blog_view\",\"occurredAt\":\"" + time + "\"")).json().at("/events/0/warnings")))
        .isEqualTo(rule);
    String surge = "\"domain\":\"" + word + ".example\",\"topic\":\"crm\",\"score\":60,\"source\":\"x\",\"at\":\"" + time + "\"";
    assertThat(said(post("/api/v1/accounts/intent", key(Role.MARKETING), "{\"surges\":[{" + surge + "}]}").json()
        .at("/surges/0/warnings"))).isEqualTo(rule);
    JsonNode file = call("POST", "/api/v1/accounts/intent/files", key(Role.MARKETING),
        "Domain,Topic,Score,Date\n" + word + ".example,crm,61," + time + "\n"
            + word + "2.example,crm,61," + time + "\n", CSV).json();
    assertThat(file.at("/warnings/0/message").asString()).contains(message);
    assertThat(file.at("/warnings/0/rows").asInt()).isEqualTo(2);
    assertThat(file.path("warned").asInt()).isEqualTo(2);
    JsonNode rows = imported("Mail,Since,Seen\n" + word + "1@acme.example," + time + "," + time + "\n",
        """
        {"columns":{"Mail":"email","Since":"touchedAt"},"constants":{"source":"fair"},
         "signals":[{"type":"blog_view","occurredAt":{"column":"Seen"}}]}""").json();
    assertThat(rows.path("rowWarnings")).as(rows.toString()).hasSize(2)
        .allSatisfy(warned -> assertThat(warned.path("message").asString()).contains(message));
    JsonNode constants = imported("Mail\n" + word + "2@acme.example\n",
        "{\"columns\":{\"Mail\":\"email\"},\"constants\":{\"source\":\"fair\",\"touchedAt\":\"" + time + "\"},"
            + "\"signals\":[{\"type\":\"blog_view\",\"occurredAt\":\"" + time + "\"}]}").json();
    assertThat(said(constants.path("warnings"))).containsExactly(rule.get(0), rule.get(0));
  }

  @Test
  void aSignalThatEveryRuleLooksLessFarBackThan() {
    lead("\"firstName\":\"Kim\"");
    String time = Instant.now().minus(Duration.ofDays(400)).truncatedTo(ChronoUnit.SECONDS).toString();
    List<String> rule = said(IntakeWarnings.occurred(
        "occurredAt", "blog_view", Instant.parse(time), names(), Instant.now()).stream().toList());
    assertThat(rule).singleElement().asString().contains("is older than the ", "counts for nothing");
    String message = rule.get(0).substring(0, rule.get(0).indexOf(" <-"));
    assertThat(said(events(event(1, "\"type\":\"blog_view\",\"occurredAt\":\"" + time + "\"")).json()
        .at("/events/0/warnings"))).isEqualTo(rule);
    JsonNode rows = imported("Mail,Seen\n" + word + "1@acme.example," + time + "\n",
        "{\"columns\":{\"Mail\":\"email\"},\"signals\":[{\"type\":\"blog_view\",\"occurredAt\":{\"column\":\"Seen\"}}]}").json();
    assertThat(rows.at("/rowWarnings/0/message").asString()).as(rows.toString()).contains(message);
    JsonNode constants = imported("Mail\n" + word + "2@acme.example\n",
        "{\"columns\":{\"Mail\":\"email\"},\"signals\":[{\"type\":\"blog_view\",\"occurredAt\":\"" + time + "\"}]}").json();
    assertThat(said(constants.path("warnings"))).isEqualTo(rule);
  }

  /** The control. */
  @Test
  void whatTheStarterPolicyKnowsGivesNoWarningByAnyDoor() {
    String answers = "\"budget\":\"yes\",\"authority\":\"i decide\",\"need\":\"urgent\",\"timeline\":\"now\",\"language\":\"de\","
        + "\"account_owner\":\"north\",\"phone\":\"1\",\"city\":\"Mumbai\"";
    assertThat(lead("\"industry\":\"Software\",\"country\":\"Deutschland\",\"title\":\"CEO\",\"companySize\":120,\"consent\":"
        + "{\"status\":\"given\",\"at\":\"2026-01-01T00:00:00Z\"},\"answers\":{" + answers + "}").json()
            .path("warnings")).isEmpty();
    List<String> types = names().signalTypes().stream().sorted().toList();
    Instant yesterday = Instant.now().minus(Duration.ofDays(1));
    String[] events = IntStream.range(0, types.size())
        .mapToObj(n -> event(n, "\"type\":\"" + types.get(n) + "\",\"occurredAt\":\"" + yesterday + "\",\"properties\":{"
            + "\"feature\":\"invite\",\"seats\":\"12\",\"topic\":\"security\",\"page\":\"/x\",\"seconds\":\"30\","
            + "\"form\":\"f\"}"))
        .toArray(String[]::new);
    assertThat(types).hasSizeGreaterThan(35);
    assertThat(events(events).json().path("events").valueStream().map(one -> one.path("warnings").size()))
        .hasSize(types.size()).containsOnly(0);
    JsonNode imported = imported("Mail,Land,Branche,Lang,Need,Since\n"
            + word + "1@acme.example,Deutschland,Software,de-AT,urgent,2026-02-03\n" + word + "2@acme.example,USA,Retail,,,\n",
        "{\"columns\":{\"Mail\":\"email\",\"Land\":\"country\",\"Branche\":\"industry\",\"Lang\":\"answers.language\",\"Need\":"
            + "\"answers.need\",\"Since\":\"touchedAt\"},\"constants\":{\"source\":\"fair\",\"companySize\":\"1000\"},"
            + "\"signals\":["
            + types.stream().map(type -> "{\"type\":\"" + type + "\"}").collect(Collectors.joining(",")) + "]}").json();
    assertThat(imported.path("rowsDone").asInt()).as(imported.toString()).isEqualTo(2);
    assertThat(imported.path("failed").asInt()).as(imported.toString()).isZero();
    assertThat(imported.path("warnings")).isEmpty();
    assertThat(imported.path("rowWarnings")).isEmpty();
    assertThat(imported.path("warned").asInt()).isZero();
    JsonNode file = call("POST", "/api/v1/accounts/intent/files", key(Role.MARKETING),
        "Domain,Topic,Score\n" + word + ".example,anything,61\n", CSV).json();
    assertThat(file.path("warnings")).isEmpty();
  }

  @Test
  void tenThousandTypesNobodyKnowsAreToldBoundedAndCountedInFull() {
    int many = 10_000;
    String signals = IntStream.range(0, many).mapToObj(n -> "{\"type\":\"pricing_page_veiw" + n + "\",\"when\":{\"column\":\"X\","
        + "\"equals\":\"never\"}}").collect(Collectors.joining(","));
    Answer answer = imported("Mail,X\n" + word + "@acme.example,\n",
        "{\"columns\":{\"Mail\":\"email\"},\"signals\":[" + signals + "]}");
    assertThat(answer.json().path("rowsDone").asInt()).as(answer.body()).isEqualTo(1);
    assertThat(answer.json().path("warnings")).hasSize(100);
    assertThat(answer.json().path("moreWarnings").asInt()).isEqualTo(many - 100);
    assertThat(answer.body()).hasSizeLessThan(50_000);
  }

  @Test
  void tenThousandValuesNobodyKnowsAreToldBoundedAndCountedInFull() {
    int many = 10_000;
    String rows = IntStream.range(0, many).mapToObj(n -> word + n + "@acme.example,Germny" + n + "\n")
        .collect(Collectors.joining());
    long began = System.nanoTime();
    Answer answer = imported("Mail,Land\n" + rows + word + "@acme.example,Frnce\n" + word + "x@acme.example,Frnce\n",
        "{\"columns\":{\"Mail\":\"email\",\"Land\":\"country\"}}");
    System.out.printf("%,d unknown countries: %d ms%n", many, Duration.ofNanos(System.nanoTime() - began).toMillis());
    JsonNode shown = answer.json();
    assertThat(shown.path("rowWarnings")).hasSize(100);
    assertThat(shown.at("/rowWarnings/0/message").asString()).contains("Frnce");
    assertThat(shown.at("/rowWarnings/0/rows").asInt()).isEqualTo(2);
    assertThat(shown.path("moreRowWarnings").asInt()).isEqualTo(many + 1 - 100);
    assertThat(shown.path("warned").asInt()).isEqualTo(many + 2);
    assertThat(answer.body()).hasSizeLessThan(50_000);
    assertThat(get(shown.at("/links/warnings").asString(), key(Role.MARKETING)).body().lines()).hasSize(many + 3);
  }

  @Test
  void hostileNamesAndValuesAreRefusedOrToldShort() {
    String long1 = "n".repeat(1_000_000);
    Answer name = post("/api/v1/leads", key(Role.MARKETING),
        "{\"email\":\"" + word + "@acme.example\",\"answers\":{\"" + long1 + "\":\"x\"}}");
    assertThat(name.status()).isIn(400, 413);
    assertThat(name.body()).hasSizeLessThan(10_000);
    lead("\"answers\":{\"language\":\"" + "x".repeat(2_000) + "\"}").json().path("warnings").forEach(warning ->
        assertThat(warning.path("value").asString()).hasSize(200));
    JsonNode events = post("/api/v1/events", key(Role.MARKETING), "{\"events\":["
        + event(1, "\"type\":\"product_event\",\"properties\":{\"seats\":\"" + "9".repeat(500) + "\"}") + ","
        + event(2, "\"type\":\"product_event\",\"properties\":{\"se\\u0000ats\":\"1\"}") + ","
        + event(3, "\"type\":\"product_event\",\"properties\":{\"" + "s".repeat(65) + "\":\"1\"}") + "]}").json();
    assertThat(events.at("/events/0/warnings/0/value").asString("")).hasSizeLessThanOrEqualTo(200);
    assertThat(events.toString()).hasSizeLessThan(10_000);
    for (String field : List.of("answers." + long1, "answers.bu\\u0007get", "answers.\\u202ebudget")) {
      Answer mapped = imported("Mail,X\n" + word + "@acme.example,1\n",
          "{\"columns\":{\"Mail\":\"email\",\"X\":\"" + field + "\"}}");
      assertThat(mapped.status()).isIn(200, 400);
      assertThat(mapped.body()).hasSizeLessThan(20_000);
    }
  }
}
