package dev.leadloop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.DecidingApiTest;
import dev.leadloop.dryrun.Simulations;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.security.Role;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SimulateOnServerTest extends DecidingApiTest {
  /** Days at whose end nothing is due, at whatever hour it is begun. */
  private static final String NO_STEP_ENDS = "10";

  private static final String LOWER =
      PolicyCatalog.starter().replace("{ by: score, score: 60, fit: 25 }", "{ by: score, score: 20, fit: 25 }");

  @Autowired private Simulations simulations;
  @TempDir private Path folder;
  private Thread player;

  private record Ended(int code, String out, String err) {}

  @BeforeEach
  void playWhatIsOrdered() {
    player = Thread.ofPlatform().daemon().start(() -> {
      while (!Thread.interrupted()) {
        simulations.next();
        try {
          Thread.sleep(50);
        } catch (InterruptedException ended) {
          return;
        }
      }
    });
  }

  @AfterEach
  void end() throws InterruptedException {
    player.interrupt();
    player.join();
  }

  private static Ended run(@Nullable String key, List<String> arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code = Commands.run(
        new Streams(new ByteArrayInputStream(new byte[0]), new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8)),
        key, arguments.toArray(String[]::new));
    return new Ended(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private Ended simulate(String... more) {
    List<String> arguments = new ArrayList<>(List.of("simulate", "--server", "http://localhost:" + port));
    arguments.addAll(List.of(more));
    return run(key(Role.MARKETING), arguments);
  }

  private String looked(String country) {
    String lead = post("/api/v1/leads", key(Role.MARKETING), "{\"email\":\"" + UUID.randomUUID() + "@there.example\","
        + "\"title\":\"CEO\",\"companySize\":200,\"country\":\"" + country + "\",\"source\":\"fair\"}").text("leadId");
    post("/api/v1/events", key(Role.MARKETING), "{\"events\":[{\"eventId\":\"" + UUID.randomUUID() + "\",\"leadId\":\"" + lead
        + "\",\"type\":\"pricing_page_view\"}]}");
    decide(lead);
    return lead;
  }

  private static JsonNode json(Ended ended) {
    assertThat(ended.code()).as(ended.err()).isZero();
    return JsonMapper.builder().build().readTree(ended.out());
  }

  @Test
  void leadsOnRecordArePlayedByADraftAndByAFileAlike() throws IOException {
    String german = looked("DE");
    looked("FR");
    String draft = call("POST", "/api/v1/policies/drafts", key(Role.MARKETING), LOWER, Map.of("Content-Type", "application/yaml"))
        .text("draftId");
    Path out = folder.resolve("out");
    Ended byDraft = simulate("--policy", draft, "--diff", "1", "--segment", "{\"fact\":\"country\",\"in\":[\"DE\"]}", "--days",
        NO_STEP_ENDS, "--sales", "never", "--json", "--out", out.toString());
    JsonNode result = json(byDraft);
    assertThat(result.at("/policy/said").asString()).isEqualTo("draft " + draft);
    assertThat(result.get("changes").valueStream().map(change -> change.get("lead").asString())).contains(german);
    assertThat(byDraft.err()).contains("/simulations/");
    assertThat(Files.readString(out.resolve("changes.csv"))).contains(german, "becomes MQL");
    assertThat(Files.readString(out.resolve("leads.csv"))).contains(german);
    String file = Files.writeString(folder.resolve("lower.yaml"), LOWER).toString();
    JsonNode byFile = json(simulate("--policy", file, "--diff", "1", "--segment", "fact: country\nin: [DE]", "--days",
        NO_STEP_ENDS, "--sales", "never", "--json"));
    assertThat(byFile.at("/policy/counts")).isEqualTo(result.at("/policy/counts"));
    assertThat(byFile.get("changed")).isEqualTo(result.get("changed"));
    assertThat(simulate("--days", "2").out()).as("the version in force over all leads, as text").contains("all leads, 2 days");
  }

  @Test
  void theLeadsOfAFileAreSentAndItsColumnsGuessed() throws IOException {
    String leads = Files.writeString(folder.resolve("leads.csv"),
        "Email;Job Title;Employees;Country\na@one.example;CEO;200;DE\nb@two.example;Intern;10;Frankreich\n").toString();
    Ended ended = simulate("--leads", leads, "--days", "3", "--json");
    assertThat(json(ended).at("/policy/counts/lead").asInt()).isPositive();
    assertThat(ended.err()).contains("is guessed", "\"separator\":\";\"");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "--policy 99999 | must be a version from 1 to",
      "--policy d99999 | names a draft that is not there",
      "--segment nobody | is not one of [enterprise",
      "--diff lower.yaml | is a version, such as 3, or a draft",
      "--sales sometimes | never, in-time or recorded",
      "--days 0 | from 1 to 730",
      "--leads missing.csv | missing.csv cannot be read",
      "--leads a --segment b | either '--leads' or '--segment'"})
  void whatIsRefusedIsToldWithWhatToDo(String options, String told) {
    Ended ended = simulate(options.strip().split(" "));
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains(told.strip());
    assertThat(ended.out()).isEmpty();
  }

  @Test
  void aServerThatIsNotThereAndAKeyThatIsNotKnownAreToldApart() {
    assertThat(run("x", List.of("simulate", "--server", "http://localhost:1")).err()).contains("cannot be reached", "--server");
    List<String> here = List.of("simulate", "--server", "http://localhost:" + port);
    assertThat(run(null, here).err()).contains("LEADLOOP_KEY");
    assertThat(run("none-such", here).err()).contains("does not know the key");
    assertThat(run(key(Role.SALES), here).err()).contains("needs the role MARKETING");
    assertThat(run(key(Role.SALES), here).code()).isEqualTo(2);
    assertThat(run("x", List.of("simulate", "--server", "nowhere")).err()).contains("is an address such as");
    assertThat(run("x", List.of("simulate", "--sever", "x")).code()).isEqualTo(64);
  }
}
