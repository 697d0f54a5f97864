package dev.leadloop.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadloop.csv.CsvText;
import dev.leadloop.simulation.dryrun.DryRunReport;
import dev.leadloop.store.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Has a running server play policies over the leads that it has on record, or over those of a file, and follows it. */
final class PlayedThere {
  private static final String PATH = "/api/v1/simulations";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern ON_RECORD = Pattern.compile("d?[1-9][0-9]{0,8}");
  private static final int LARGEST_FILE = 12 << 20;
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Option(names = "--server", paramLabel = "URL",
      description = {"plays it on that running server, such as http://localhost:8080, over the leads it has on record;",
          "a key of role MARKETING, MANAGER or ADMIN stands in the environment variable LEADLOOP_KEY"})
  @Nullable URI server;

  @Option(names = "--segment", paramLabel = "NAME|CONDITION",
      description = "with --server: the leads of that segment of the policy, or those of whom a condition holds, alone")
  @Nullable String segment;

  /** Whether a word names what a server has, and no file. */
  static boolean isOnRecord(@Nullable String policy) {
    return policy == null || ON_RECORD.matcher(policy).matches();
  }

  /**
   * Plays it.
   *
   * @param document the policy of a file that is tried; null where the server has it
   */
  DryRunReport play(SimulateOptions options, @Nullable String document, @Nullable String key, Streams streams)
      throws IOException, InterruptedException {
    ServerCalls calls = ServerCalls.of(Objects.requireNonNull(server), key);
    JsonNode run = calls.post(PATH, asked(options, document, streams));
    String id = run.path("simulationId").asText();
    streams.err().println("Dry run " + id + ": " + server.resolve("/simulations/" + id));
    JsonNode ended = followed(calls, run, streams);
    String state = ended.path("state").asText();
    if (!state.equals("done")) {
      throw new IllegalArgumentException(state.equals("stopped") ? "Somebody stopped the dry run."
          : "The dry run came to nothing: " + ended.path("failure").asText());
    }
    DryRunReport report = Json.read(ended.path("result").toString(), DryRunReport.class);
    if (options.out != null) {
      WrittenTables.result(report, Path.of(options.out));
    }
    return report;
  }

  private static JsonNode followed(ServerCalls calls, JsonNode begun, Streams streams) throws IOException, InterruptedException {
    ProgressBar bar = new ProgressBar(streams.err(), streams.watched());
    JsonNode run = begun;
    Instant heard = Instant.now();
    while (run.path("state").asText().matches("waiting|running")) {
      bar.at(run.path("done").asLong(), run.path("total").asLong(), "of the lives are played");
      Thread.sleep(LOOK.toMillis());
      try {
        run = calls.get(PATH + "/" + begun.path("simulationId").asText());
        heard = Instant.now();
      } catch (ServerCalls.Failed failed) {
        if (!failed.away() || heard.plus(PATIENCE).isBefore(Instant.now())) {
          throw failed;
        }
      }
    }
    bar.end();
    return run;
  }

  private ObjectNode asked(SimulateOptions options, @Nullable String document, Streams streams) throws IOException {
    if (!isOnRecord(options.against)) {
      throw new IllegalArgumentException(
          "'--diff' with --server is a version, such as 3, or a draft, such as d4. A document is sent"
          + " as a draft first, by POST /api/v1/policies/drafts or on the page Policy.");
    }
    ObjectNode body = JSON.createObjectNode();
    put(body, "policy", document == null ? options.policy : null);
    put(body, "document", document);
    put(body, "against", options.against);
    body.put("days", options.days).put("seed", options.seed).put("sales", options.sales)
        .put("engagement", options.engagement.name().toLowerCase(Locale.ROOT));
    if (options.leads != null) {
      if (segment != null) {
        throw new IllegalArgumentException("Give either '--leads' or '--segment': the leads of a file, or those on record.");
      }
      leads(body, options, Path.of(options.leads), streams);
    } else if (segment != null) {
      body.set("segment", condition(segment));
    }
    return body;
  }

  private static void leads(ObjectNode body, SimulateOptions options, Path leads, Streams streams) throws IOException {
    body.set("mapping", JSON.readTree(PlayedHere.mapping(options, leads, streams)));
    try (InputStream file = Files.newInputStream(leads)) {
      byte[] bytes = file.readNBytes(LARGEST_FILE + 1);
      if (bytes.length > LARGEST_FILE) {
        throw new IllegalArgumentException("'--leads' has more than " + (LARGEST_FILE >> 20)
            + " MiB, which no server takes. Play a"
            + " part of it, or play it here, without --server.");
      }
      Charset charset = CsvText.charset(options.charset);
      body.put("csv", new String(bytes, charset == null ? StandardCharsets.UTF_8 : charset));
    }
  }

  /** A condition as JSON, or what only the server can tell: a name, or a condition as policies write them. */
  private static JsonNode condition(String text) {
    try {
      JsonNode read = JSON.readTree(text);
      return read.isObject() ? read : JSON.getNodeFactory().textNode(text);
    } catch (JsonProcessingException otherwise) {
      return JSON.getNodeFactory().textNode(text);
    }
  }

  private static void put(ObjectNode body, String name, @Nullable String value) {
    if (value != null) {
      body.put(name, value);
    }
  }
}
