package dev.leadloop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.policyfile.PolicyCatalog;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SimulateCommandTest {
  private static final String STARTER = PolicyCatalog.starter();
  private static final String MAPPING =
      """
      {"system": "crm", "handoff": true,
       "columns": {"Id": "externalId", "E-Mail": "email", "Title": "title", "Employees": "companySize", "Country": "country"},
       "signals": [{"type": "ebook_download", "when": {"column": "E-book", "equals": "yes"}},
                   {"type": "webinar_attended", "when": {"column": "Webinar", "equals": "yes"}},
                   {"type": "pricing_page_view", "count": {"column": "Pricing", "atMost": 3}},
                   {"type": "demo_requested", "when": {"column": "Demo", "equals": "yes"}}]}
      """;
  private static final String HEAD = "Id,E-Mail,Title,Employees,Country,E-book,Webinar,Pricing,Demo\n";

  @TempDir Path folder;
  private String policy = "";
  private String mapping = "";

  @BeforeEach
  void files() throws IOException {
    policy = file("policy.yaml", STARTER);
    mapping = file("mapping.json", MAPPING);
  }

  private record Ended(int code, String out, String err) {}

  private static Ended run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code = Commands.run(
        new Streams(
            new ByteArrayInputStream(new byte[0]), new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8)),
        arguments);
    return new Ended(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** On a Monday at which mail may go everywhere in question, unless it is said otherwise. */
  private Ended simulate(String leads, String... more) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("--policy", policy);
    options.put("--leads", leads);
    options.put("--mapping", mapping);
    options.put("--from", "2026-03-02T14:00:00Z");
    List<String> arguments = new ArrayList<>(List.of("simulate"));
    List<String> given = Arrays.asList(more);
    options.forEach((name, value) -> arguments.addAll(given.contains(name) ? List.of() : List.of(name, value)));
    arguments.addAll(given);
    return run(arguments.toArray(String[]::new));
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  /** A row, and what the starter policy makes of it in a day, reckoned by hand. */
  private record Row(int id, String title, int employees, String country, boolean ebook, boolean webinar, int pricing,
      boolean demo) {
    static Row random(int id, Random random) {
      return new Row(id, random.nextBoolean() ? "CEO" : "Accountant", random.nextBoolean() ? 5 : 200, random.nextBoolean() ? "DE"
          : "US",
          random.nextBoolean(), random.nextInt(3) == 0, random.nextInt(4), random.nextInt(6) == 0);
    }

    String csv() {
      return id + ",lead" + id + "@company" + id + ".example.com," + title + "," + employees + "," + country + "," + yes(ebook)
          + ","
          + yes(webinar) + "," + pricing + "," + yes(demo) + "\n";
    }

    int fit() {
      return 15 + 10 + (title.equals("CEO") ? 35 : 0) + (employees == 200 ? 25 : 0);
    }

    /** "" for nurtured only, else the stages it comes to. */
    Set<String> becomes(int mqlScore) {
      Set<String> stages = new TreeSet<>();
      int score = 0;
      for (int seen = 0; seen < (ebook ? 1 : 0) + (webinar ? 1 : 0) + pricing; seen++) {
        int prices = Math.max(0, seen + 1 - (ebook ? 1 : 0) - (webinar ? 1 : 0));
        score = (ebook ? 10 : 0) + (webinar && (!ebook || seen > 0) ? 15 : 0) + 25 * prices + (prices >= 2 ? 15 : 0)
            + (webinar && prices >= 1 ? 10 : 0);
        if (score >= 120 && fit() >= 40) {
          stages.add("SQL");
          return stages;
        }
        if (score >= mqlScore && fit() >= 25) {
          stages.add("MQL");
        }
      }
      if (demo && fit() >= 25) {
        stages.add("SQL");
      }
      return stages;
    }

    private static String yes(boolean is) {
      return is ? "yes" : "no";
    }
  }

  private static List<Row> rows(int count) {
    Random random = new Random(7);
    List<Row> rows = new ArrayList<>();
    for (int id = 1; id <= count; id++) {
      rows.add(Row.random(id, random));
    }
    return rows;
  }

  private String leads(List<Row> rows) throws IOException {
    StringBuilder csv = new StringBuilder(HEAD);
    rows.forEach(row -> csv.append(row.csv()));
    return file("leads.csv", csv.toString());
  }

  private static JsonNode json(Ended ended) {
    assertThat(ended.code()).as(ended.err()).isZero();
    return JsonMapper.builder().build().readTree(ended.out());
  }

  @Test
  void countsAreThoseReckonedByHand() throws IOException {
    List<Row> rows = rows(200);
    JsonNode counts = json(simulate(leads(rows), "--days", "1", "--json")).at("/policy/counts");
    assertThat(counts.get("lead").asInt()).isEqualTo(200);
    assertThat(counts.get("mql").asInt()).isEqualTo((int) rows.stream().filter(r -> r.becomes(60).contains("MQL")).count());
    assertThat(counts.get("sql").asInt()).isEqualTo((int) rows.stream().filter(r -> r.becomes(60).contains("SQL")).count());
    assertThat(counts.get("offered").asInt()).isEqualTo(counts.get("sql").asInt());
    assertThat(counts.get("sent").asInt()).as("the first mail goes in the first hour, to whoever is nurtured")
        .isEqualTo((int) rows.stream().filter(r -> r.becomes(60).isEmpty()).count()).isPositive();
  }

  @Test
  void aPolicyDoesNotDifferFromItself() throws IOException {
    JsonNode result = json(simulate(leads(rows(60)), "--diff", policy, "--days", "60", "--json"));
    assertThat(result.get("changes")).isEmpty();
    assertThat(result.get("changed").toString()).isEqualTo("{\"side\":0,\"time\":0,\"owner\":0}");
    assertThat(result.at("/policy/counts")).isEqualTo(result.at("/against/counts"));
  }

  @Test
  void ofAnotherThresholdItListsExactlyTheLeadsThatChangeSides() throws IOException {
    List<Row> rows = rows(200);
    policy = file("lower.yaml", STARTER.replace("- { by: score, score: 60, fit: 25 }", "- { by: score, score: 45, fit: 25 }"));
    String before = file("before.yaml", STARTER);
    JsonNode result = json(simulate(leads(rows), "--diff", before, "--days", "1", "--json", "--out", folder.resolve("out")
        .toString()));
    TreeMap<String, String> found = new TreeMap<>();
    result.get("changes").forEach(change -> found.put(change.get("name").asString(), change.get("what").asString()));
    TreeMap<String, String> expected = new TreeMap<>();
    for (Row row : rows) {
      if (row.becomes(45).contains("MQL") && !row.becomes(60).contains("MQL")) {
        expected.put("lead" + row.id() + "@company" + row.id() + ".example.com", "becomes MQL");
      }
    }
    assertThat(found).isEqualTo(expected).isNotEmpty();
    assertThat(result.get("changes").valueStream().map(change -> change.get("why").asString()))
        .allMatch(why -> why.contains("of 45") && (why.contains("before: score came to")
        || why.contains("it went to sales before")));
    assertThat(Files.readAllLines(folder.resolve("out/changes.csv"))).hasSize(expected.size() + 1);
    assertThat(Files.readAllLines(folder.resolve("out/leads.csv"))).hasSize(201);
  }

  @Test
  void theSameSeedGivesTheSameBytesWithOneThreadOrTwo() throws IOException {
    String leads = leads(rows(150));
    List<Object> first = everything(leads, "--threads", "1");
    assertThat(everything(leads, "--threads", "2")).isEqualTo(first);
    assertThat(everything(leads, "--threads", "2")).isEqualTo(first);
    assertThat(everything(leads, "--threads", "1", "--seed", "2")).isNotEqualTo(first);
  }

  private List<Object> everything(String leads, String... more) throws IOException {
    Path out = folder.resolve("out");
    List<String> arguments = new ArrayList<>(List.of("--days", "90", "--json", "--diff", policy, "--out", out.toString()));
    arguments.addAll(List.of(more));
    List<Object> all = new ArrayList<>();
    all.add(simulate(leads, arguments.toArray(String[]::new)).out().replaceFirst("\"seed\" : .", ""));
    for (String name : List.of("leads.csv", "events.csv", "days.csv", "reps.csv", "changes.csv")) {
      all.add(Files.readString(out.resolve(name)));
    }
    return all;
  }

  @Test
  void whatTheFileTellsIsReplayedAtItsTimes() throws IOException {
    mapping = file("replay.json",
        """
        {"system": "crm", "columns": {"E-Mail": "email", "Title": "title", "Employees": "companySize", "Seen": "touchedAt"},
         "signals": [{"type": "demo_requested", "occurredAt": {"column": "Asked"}}]}
        """);
    String leads = file("replay.csv", "E-Mail,Title,Employees,Seen,Asked\n"
        + "a@one.example.com,CEO,200,2026-03-03T10:00:00Z,2026-03-10T15:00:00Z\n"
        + "b@two.example.com,CEO,200,2026-05-30T10:00:00Z,2026-06-10T15:00:00Z\n");
    assertThat(json(simulate(leads, "--days", "30", "--json", "--sales", "never")).at("/policy/counts/sql").asInt(0))
        .as("imported, it hands nobody over").isZero();
    Ended replayed = simulate(
        leads, "--days", "30", "--json", "--sales", "never", "--engagement", "replay", "--out", folder.resolve("out").toString());
    assertThat(json(replayed).at("/policy/counts/sql").asInt()).isEqualTo(1);
    assertThat(json(replayed).at("/policy/counts/lead").asInt()).as("who comes later does not count").isEqualTo(1);
    assertThat(Files.readAllLines(folder.resolve("out/leads.csv")).stream().filter(line -> line.contains("a@one")).toList())
        .singleElement().asString().contains("2026-03-10T15:00:00Z");
    assertThat(json(replayed).at("/policy/counts/escalated").asInt()).as("nobody answers").isPositive();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
      "--days 0 | 'days' is from 1 to 730, and is 0",
      "--days 10000 | 'days' is from 1 to 730, and is 10000",
      "--sales recorded | give its address with --server",
      "--segment enterprise | give its address with --server",
      "--from yesterday | 2026-03-02T08:00:00Z",
      "--zone Moon/Base | Europe/Berlin",
      "--reps -1 | 'reps' is from 0 to 1000",
      "--policy missing.yaml | missing.yaml:1: error: the file cannot be read",
      "--charset klingon | The charset 'klingon' is not known"})
  void whatCannotBePlayedIsToldWithWhatToDo(String options, String told) throws IOException {
    Ended ended = simulate(leads(rows(3)), options.strip().split(" "));
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains(told.strip().replace("'reps'", "'--reps'"));
    assertThat(ended.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "'' | The file is empty",
      "'Id,E-Mail\n1,a@b.example.com\n' | has no column 'Title'",
      "'Id,E-Mail,Title,Employees,Country,E-book,Webinar,Pricing,Demo\n' | There is no lead to play",
      "'Id,E-Mail,Title,Employees,Country,E-book,Webinar,Pricing,Demo\n1,nobody,,,,,,,\n' | There is no lead to play. 1 row"
      + " of the file cannot be taken",
      "'Id,E-Mail,Title,Employees,Country,E-book,Webinar,Pricing,Demo\n1,\"a@b.example.com,,,,,,,\n' | never closed"})
  void filesThatHoldNoLeadAreToldApart(String file, String told) throws IOException {
    Ended ended = simulate(file("hostile.csv", file));
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains(told.strip());
  }
}
