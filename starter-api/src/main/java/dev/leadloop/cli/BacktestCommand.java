package dev.leadloop.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Has a running server try a policy on recorded lives, and follows it. */
@Command(name = "backtest",
    description = {"Tries a version or a draft on the lives that a running server has on record.",
        "Exits with 0 when it is done, 1 where it was stopped or failed, 2 where the server refuses it or cannot be reached."},
    mixinStandardHelpOptions = true, exitCodeOnInvalidInput = Commands.WRONG_USAGE)
final class BacktestCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int NOT_DONE = 1;
  private static final int REFUSED = 2;
  /** A minute or two of looks. */
  private static final int MOST_MISSED = 120;
  private static final int BAR = 40;
  private static final Duration LOOK = Duration.ofMillis(500);

  private final Streams streams;
  private final @Nullable String key;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

  @Parameters(paramLabel = "POLICY", description = "a version, such as 3, or a draft, such as d4")
  private String policy = "";

  @Option(names = "--server", paramLabel = "URL", description = "the server's address; http://localhost:8080 as it comes")
  private URI server = URI.create("http://localhost:8080");

  @Option(names = "--against", paramLabel = "VERSION", description = "compared with that version, and not with what happened")
  private @Nullable Integer against;

  @Option(names = "--from", paramLabel = "DAY", description = "leads that came in from that day on")
  private @Nullable String from;

  @Option(names = "--to", paramLabel = "DAY", description = "leads that came in until that day")
  private @Nullable String to;

  @Option(names = "--segment", paramLabel = "NAME", description = "leads of that segment of the policy alone")
  private @Nullable String segment;

  @Option(names = "--csv", paramLabel = "FILE", description = "writes which leads change sides, and why, to that file")
  private @Nullable Path csv;

  BacktestCommand(Streams streams, @Nullable String key) {
    this.streams = streams;
    this.key = key;
  }

  @Override
  public Integer call() throws InterruptedException {
    PrintStream err = new PrintStream(streams.err(), true, StandardCharsets.UTF_8);
    if (key == null || key.isBlank()) {
      err.println("Give a key of role MARKETING, MANAGER or ADMIN in the environment variable LEADLOOP_KEY.");
      return REFUSED;
    }
    try {
      JsonNode backtest = followed(ask("POST", "/api/v1/policies/" + inPath(policy) + "/backtest", asked()), err);
      if (!backtest.path("state").asText().equals("DONE")) {
        err.println("The backtest " + backtest.path("backtestId").asText()
            + (backtest.path("failure").isTextual() ? " failed. " + backtest.path("failure").asText() : " was stopped."));
        return NOT_DONE;
      }
      streams.out().println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(backtest.path("result")));
      if (csv != null) {
        Files.writeString(csv, text("GET", "/api/v1/backtests/" + backtest.path("backtestId").asText() + "/changes.csv", null));
      }
      return 0;
    } catch (ConnectException | HttpTimeoutException away) {
      err.println("The server at " + server + " cannot be reached. Give its address by --server.");
      return REFUSED;
    } catch (JsonProcessingException noLeadloop) {
      err.println("What answers at " + server + " is no Leadloop. Give the server's address by --server.");
      return REFUSED;
    } catch (IOException | IllegalArgumentException refused) {
      err.println(refused.getMessage() == null ? "The server at " + server + " cannot be reached." : refused.getMessage());
      return REFUSED;
    }
  }

  /** Follows it to its end; a server that is away for a while is waited for, since the backtest goes on. */
  private JsonNode followed(JsonNode begun, PrintStream err) throws IOException, InterruptedException {
    JsonNode backtest = begun;
    int missed = 0;
    while (backtest.path("state").asText().equals("RUNNING")) {
      err.print('\r' + bar(backtest.path("leadsDone").asLong(), backtest.path("leads").asLong()));
      Thread.sleep(LOOK.toMillis());
      try {
        backtest = ask("GET", "/api/v1/backtests/" + inPath(backtest.path("backtestId").asText()), null);
        missed = 0;
      } catch (ConnectException | HttpTimeoutException away) {
        if (++missed == MOST_MISSED) {
          throw away;
        }
      }
    }
    err.println('\r' + bar(backtest.path("leadsDone").asLong(), backtest.path("leads").asLong()));
    return backtest;
  }

  private static String inPath(String word) {
    return URLEncoder.encode(word, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private String asked() throws JsonProcessingException {
    ObjectNode body = JSON.createObjectNode();
    if (against != null) {
      body.put("against", against);
    }
    put(body, "from", from);
    put(body, "to", to);
    put(body, "segment", segment);
    return JSON.writeValueAsString(body);
  }

  private static void put(ObjectNode body, String name, @Nullable String value) {
    if (value != null) {
      body.put(name, value);
    }
  }

  private JsonNode ask(String method, String path, @Nullable String body) throws IOException, InterruptedException {
    return JSON.readTree(text(method, path, body));
  }

  private String text(String method, String path, @Nullable String body) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(server.resolve(path))
        .timeout(Duration.ofMinutes(1))
        .header("Authorization", "Bearer " + key)
        .header("Content-Type", "application/json")
        .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
        .build();
    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IOException("The server refuses it (" + answer.statusCode() + "): " + detail(answer.body()));
    }
    return answer.body();
  }

  private static String detail(String body) {
    try {
      return JSON.readTree(body).path("detail").asText(body);
    } catch (JsonProcessingException noProblem) {
      return body;
    }
  }

  /** How far it is, as a bar with the count. */
  static String bar(long done, long all) {
    int full = all == 0 ? BAR : (int) (Math.min(done, all) * BAR / all);
    return String.format(Locale.ROOT, "[%s%s] %,d of %,d leads", "=".repeat(full), " ".repeat(BAR - full), done, all);
  }
}
