package dev.leadloop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.leadloop.api.DecidingApiTest;
import dev.leadloop.backtest.BacktestStore;
import dev.leadloop.backtest.Backtests;
import dev.leadloop.security.Role;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command against a server that runs. */
class BacktestCommandTest extends DecidingApiTest {
  @Autowired private Backtests backtests;
  @Autowired private BacktestStore store;
  @TempDir private Path folder;

  private record Ran(int code, String out, String err) {}

  private Ran run(@Nullable String key, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Streams streams = new Streams(
        new ByteArrayInputStream(new byte[0]), new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
    int code = new CommandLine(new BacktestCommand(streams, key)).execute(arguments);
    return new Ran(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private String here() {
    return "--server=http://localhost:" + port;
  }

  /** Does with what is begun meanwhile what a worker would. */
  private Ran runWhile(Consumer<String> worker, String... arguments) {
    CompletableFuture<Ran> ran = CompletableFuture.supplyAsync(() -> run(key(Role.MARKETING), arguments));
    while (!ran.isDone()) {
      store.running().forEach(open -> worker.accept(open.id()));
    }
    return ran.join();
  }

  private void carryOut(String id) {
    backtests.backtestProgress(id).left().forEach(shard -> backtests.tryShard(id, shard));
    backtests.addUpShards(id);
  }

  @Test
  void itFollowsABacktestToItsEndAndWritesWhoChangesSides() throws IOException {
    String lead = newLead();
    decide(lead);
    Path csv = folder.resolve("changes.csv");
    Ran ran = runWhile(this::carryOut, "1", here(), "--csv=" + csv);
    assertThat(ran.code()).as(ran.err()).isZero();
    JsonNode result = JsonMapper.shared().readTree(ran.out());
    assertThat(result.path("leads").asLong()).isPositive();
    assertThat(result.at("/sides/GAINED").asLong()).as("the version that leads lived by changes nothing").isZero();
    assertThat(ran.err()).contains("\r[").endsWith(" leads" + System.lineSeparator()).contains("] " + result.path("leads"));
    assertThat(Files.readString(csv)).startsWith("lead_id,name,side,at");
  }

  @Test
  void oneThatIsStoppedOrFailsIsNotDone() {
    Ran stopped = runWhile(backtests::stop, "1", here());
    assertThat(stopped.code()).isEqualTo(1);
    assertThat(stopped.err()).contains("was stopped");
    Ran failed = runWhile(id -> backtests.fail(id, "Mend the draft."), "1", here());
    assertThat(failed.code()).isEqualTo(1);
    assertThat(failed.err()).contains("failed. Mend the draft.");
    assertThat(failed.out()).isEmpty();
  }

  @Test
  void whatIsRefusedIsToldWithWhatToDo() throws IOException {
    assertThat(run(null, "1", here())).satisfies(ran -> {
      assertThat(ran.code()).isEqualTo(2);
      assertThat(ran.err()).contains("LEADLOOP_KEY");
    });
    assertThat(run("ll_none", "1", here()).err()).contains("401");
    assertThat(run(key(Role.MARKETING), "d999", here()).err()).contains("There is no policy 'd999'");
    assertThat(run(key(Role.MARKETING), "../../leads", here()).code()).isEqualTo(2);
    assertThat(run(key(Role.MARKETING), "1", here(), "--segment=nobody").err()).contains("segment");
    int nobody;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = free.getLocalPort();
    }
    assertThat(run(key(Role.MARKETING), "1", "--server=http://localhost:" + nobody).err()).contains("cannot be reached");
    HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    other.createContext("/", exchange -> {
      exchange.sendResponseHeaders(200, 5);
      exchange.getResponseBody().write("hello".getBytes(StandardCharsets.UTF_8));
      exchange.close();
    });
    other.start();
    try {
      assertThat(run(key(Role.MARKETING), "1", "--server=http://localhost:" + other.getAddress().getPort()).err())
          .contains("is no Leadloop");
    } finally {
      other.stop(0);
    }
  }
}
