package dev.leadloop.watching;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.leadloop.worker.start.StartFailure;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Answers those who watch on a port of its own, which a process that serves no pages has as well. */
public final class WatchServer implements SmartLifecycle {
  private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";
  private static final String PLAIN = "text/plain; charset=utf-8";
  private static final int OK = 200;
  private static final int NOT_ALLOWED = 401;
  private static final int NOT_FOUND = 404;
  private static final int WRONG_METHOD = 405;

  private static final Logger LOG = LoggerFactory.getLogger(WatchServer.class);

  private final WatchSettings settings;
  private final PrometheusMeterRegistry meters;
  private @Nullable HttpServer server;
  private @Nullable ExecutorService threads;

  WatchServer(WatchSettings settings, PrometheusMeterRegistry meters) {
    this.settings = settings;
    this.meters = meters;
    if (settings.port() != null && settings.open() && !settings.guarded()) {
      throw new StartFailure("leadloop.management.address lets others than this machine in: set leadloop.management.token"
          + " (LEADLOOP_MANAGEMENT_TOKEN) to a secret of your own, or leave the address out.");
    }
  }

  @Override
  public synchronized void start() {
    if (settings.port() == null || server != null) {
      return;
    }
    try {
      HttpServer starting = HttpServer.create(new InetSocketAddress(settings.address(), settings.port()), 0);
      ExecutorService answering = Executors.newVirtualThreadPerTaskExecutor();
      starting.setExecutor(answering);
      starting.createContext("/", this::answer);
      starting.start();
      server = starting;
      threads = answering;
      LOG.info("Metrics are at http://{}:{}/metrics.", settings.address(), port());
    } catch (IOException e) {
      throw new StartFailure("the port " + settings.port() + " of leadloop.management.port cannot be opened: "
          + e.getMessage() + ".", e);
    }
  }

  /** The port it listens on; -1 where it does not. */
  public synchronized int port() {
    return server == null ? -1 : server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      if (!exchange.getRequestMethod().equals("GET")) {
        say(exchange, WRONG_METHOD, PLAIN, "Only GET is answered here.\n");
      } else if (path.equals("/healthz")) {
        say(exchange, OK, PLAIN, "up\n");
      } else if (!path.equals("/metrics")) {
        say(exchange, NOT_FOUND, PLAIN, "There are /metrics and /healthz here.\n");
      } else if (allowed(exchange.getRequestHeaders().getFirst("Authorization"))) {
        say(exchange, OK, METRICS, meters.scrape(METRICS));
      } else {
        exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
        say(exchange, NOT_ALLOWED, PLAIN, "Send the token of leadloop.management.token as a bearer token.\n");
      }
    }
  }

  private boolean allowed(@Nullable String authorization) {
    if (!settings.guarded()) {
      return true;
    }
    byte[] wanted = ("Bearer " + settings.token()).getBytes(StandardCharsets.UTF_8);
    return authorization != null && MessageDigest.isEqual(wanted, authorization.getBytes(StandardCharsets.UTF_8));
  }

  private static void say(HttpExchange exchange, int status, String type, String words) throws IOException {
    byte[] body = words.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public synchronized void stop() {
    if (server != null) {
      server.stop(0);
      server = null;
    }
    if (threads != null) {
      threads.shutdownNow();
      threads = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return server != null;
  }
}
