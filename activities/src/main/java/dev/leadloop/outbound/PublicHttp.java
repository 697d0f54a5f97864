package dev.leadloop.outbound;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.io.Closer;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** Calls other servers: addresses that the rules allow alone, no redirects, no cookies, and never for longer than a limit. */
public final class PublicHttp implements AutoCloseable {
  private static final Duration LONGEST = Duration.ofSeconds(999_999);

  private final Limits limits;
  private final CloseableHttpClient http;
  private final ScheduledExecutorService deadlines;

  /**
   * How long and how many calls there may be.
   *
   * @param step how long one step of a call, such as connecting or an answer's next bytes, may take
   * @param whole how long a whole call may take
   * @param connections how many at a time
   * @param perServer how many of them to one server
   */
  public record Limits(Duration step, Duration whole, int connections, int perServer) {}

  /** Reads an answer; what it leaves unread is nobody's business. */
  @FunctionalInterface
  public interface AnswerReader<T> {
    /** Reads as much of it as is wanted. */
    T read(ClassicHttpResponse answer) throws IOException;
  }

  /**
   * A client that keeps to those rules.
   *
   * @param name as its threads are called
   */
  public PublicHttp(String name, TargetRules rules, Limits limits) {
    this(name, new PublicDns(rules), limits);
  }

  PublicHttp(String name, PublicDns dns, Limits limits) {
    this.limits = limits;
    this.deadlines =
        Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name(name + "-deadlines").daemon().factory());
    Timeout step = Timeout.of(limits.step());
    this.http =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setDnsResolver(dns)
                    .setMaxConnTotal(limits.connections())
                    .setMaxConnPerRoute(limits.perServer())
                    .setDefaultConnectionConfig(ConnectionConfig.custom().setConnectTimeout(step).setSocketTimeout(step).build())
                    .build())
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setResponseTimeout(step)
                    .setConnectionRequestTimeout(step)
                    .setRedirectsEnabled(false)
                    .build())
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableCookieManagement()
            .disableAuthCaching()
            .disableContentCompression()
            .setUserAgent("Leadloop")
            .build();
  }

  /**
   * Makes one call.
   *
   * @throws IOException where it came to no answer; the message says why
   */
  public <T> T call(HttpUriRequestBase request, AnswerReader<T> reader) throws IOException {
    AtomicBoolean late = new AtomicBoolean();
    // Each step has its own patience; this is for a server that answers a byte at a time.
    ScheduledFuture<?> deadline = deadlines.schedule(
        () -> {
          late.set(true);
          request.cancel();
        },
        limits.whole().toMillis(), TimeUnit.MILLISECONDS);
    try {
      return read(request, http.executeOpen(RoutingSupport.determineHost(request), request, null), reader);
    } catch (IOException | HttpException | IllegalStateException failed) {
      throw new IOException(late.get() ? "took longer than " + inWords(limits.whole()) : reason(failed), failed);
    } finally {
      deadline.cancel(false);
    }
  }

  private static <T> T read(HttpUriRequestBase request, ClassicHttpResponse response, AnswerReader<T> reader) throws IOException {
    try {
      return reader.read(response);
    } finally {
      // To close an answer is to read it to its end: one that was not is cut off first. Where it was, this does nothing.
      request.cancel();
      Closer.closeQuietly(response);
    }
  }

  /**
   * How long the server asks to be left alone, in seconds or until a date by its own clock (RFC 9110, 10.2.3); null where it
   * says nothing of the kind.
   */
  public static @Nullable Duration retryAfter(ClassicHttpResponse response) {
    Header header = response.getFirstHeader("Retry-After");
    String seconds = header == null ? "" : header.getValue().strip();
    return seconds.matches("[0-9]{1,6}") ? Duration.ofSeconds(Long.parseLong(seconds)) : untilDate(response);
  }

  private static @Nullable Duration untilDate(ClassicHttpResponse response) {
    Instant until = DateUtils.parseStandardDate(response, "Retry-After");
    Instant now = DateUtils.parseStandardDate(response, "Date");
    if (until == null || now == null) {
      return null;
    }
    Duration asked = Duration.between(now, until);
    return asked.isNegative() ? Duration.ZERO : asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
  }

  private static String inWords(Duration time) {
    return time.toMillis() % 1_000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }

  private static String reason(Exception failed) {
    String message = failed.getMessage();
    return message == null ? failed.getClass().getSimpleName() : message;
  }

  @Override
  public void close() throws IOException {
    deadlines.shutdownNow();
    http.close();
  }
}
