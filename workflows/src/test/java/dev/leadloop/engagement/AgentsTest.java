package dev.leadloop.engagement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many machines are found, and how many people are taken for one. */
class AgentsTest {
  private static final Path LIST =
      Path.of(System.getProperty("leadloop.shared", "../../shared"), "data", "lists", "crawler-user-agents.json");

  @Test
  void atLeastNineteenOfTwentyCrawlersAreFound() throws IOException {
    assumeTrue(Files.exists(LIST), "the list of crawlers is not here (" + LIST + "); -Dleadloop.shared names its folder");
    List<String> agents = new ArrayList<>();
    for (JsonNode crawler : new ObjectMapper().readTree(LIST.toFile())) {
      crawler.path("instances").forEach(instance -> agents.add(instance.asText()));
    }
    long found = agents.stream().filter(Agents::machine).count();
    double recall = 100.0 * found / agents.size();
    System.out.printf("machines found by their agent: %d of %d (%.1f %%)%n", found, agents.size(), recall);
    assertThat(agents).hasSizeGreaterThan(2_000);
    assertThat(recall).isGreaterThanOrEqualTo(95);
  }

  @Test
  void noMailProgramOrBrowserIsTakenForAMachine() throws IOException {
    List<String> people = people();
    List<String> alarms = people.stream().filter(Agents::machine).toList();
    System.out.printf("people taken for machines by their agent: %d of %d%n", alarms.size(), people.size());
    assertThat(people).hasSizeGreaterThanOrEqualTo(60);
    assertThat(alarms).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "Mozilla/5.0",
    "Mozilla/4.0 (compatible; BarracudaCentral)",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/120.0.0.0 Safari/537.36",
    "python-requests/2.32.3",
    "Go-http-client/2.0",
    "Mozilla/5.0 (compatible; proofpoint-urldefense)"
  })
  void proxiesAndScannersOfMailAreMachines(String agent) {
    assertThat(Agents.machine(agent)).isTrue();
  }

  private static List<String> people() throws IOException {
    try (InputStream file = AgentsTest.class.getResourceAsStream("agents-of-people.txt")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8).lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    }
  }
}
