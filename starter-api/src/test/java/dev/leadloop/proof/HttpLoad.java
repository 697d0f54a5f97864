package dev.leadloop.proof;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * Posts JSON over a fixed number of kept-alive connections, each with one request at a time. Reads no more of an answer
 * than it must, so that it takes little of the machine that it shares with what it measures.
 */
final class HttpLoad {
  /**
   * What came of a load.
   *
   * @param accepted answers with 202
   * @param refused all other answers
   */
  record Result(int accepted, int refused, double seconds) {
    double perSecond() {
      return accepted / seconds;
    }
  }

  private final URI base;
  private final String key;
  private final int connections;

  HttpLoad(URI base, String key, int connections) {
    this.base = base;
    this.key = key;
    this.connections = connections;
  }

  /** Posts that many bodies to the path, as fast as they are answered. */
  Result post(String path, int count, IntFunction<String> body) {
    AtomicInteger next = new AtomicInteger();
    AtomicInteger accepted = new AtomicInteger();
    long started = System.nanoTime();
    try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        running.add(threads.submit(() -> drive(path, count, body, next, accepted)));
      }
      for (Future<?> one : running) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("The load could not be sent", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return new Result(accepted.get(), count - accepted.get(), (System.nanoTime() - started) / 1e9);
  }

  private void drive(String path, int count, IntFunction<String> body, AtomicInteger next, AtomicInteger accepted) {
    int i = next.getAndIncrement();
    while (i < count) {
      try (Socket socket = new Socket(base.getHost(), base.getPort())) {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(60_000);
        OutputStream out = socket.getOutputStream();
        InputStream in = new BufferedInputStream(socket.getInputStream(), 8192);
        Answer answer = new Answer(0, false);
        for (; i < count && !answer.last(); i = next.getAndIncrement()) {
          out.write(request(path, body.apply(i)));
          answer = answer(in);
          if (answer.status() == 202) {
            accepted.incrementAndGet();
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private byte[] request(String path, String body) {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    byte[] head = ("POST " + path + " HTTP/1.1\r\nHost: " + base.getAuthority() + "\r\nAuthorization: Bearer " + key
        + "\r\nContent-Type: application/json\r\nContent-Length: " + content.length + "\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
    byte[] all = new byte[head.length + content.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(content, 0, all, head.length, content.length);
    return all;
  }

  /**
   * One answer.
   *
   * @param last whether the server closes the connection after it
   */
  private record Answer(int status, boolean last) {}

  /** Reads one answer to its end. */
  private static Answer answer(InputStream in) throws IOException {
    int status = Integer.parseInt(line(in).split(" ")[1]);
    int length = 0;
    boolean chunked = false;
    boolean last = false;
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring("content-length:".length()).strip());
      }
      last |= lower.startsWith("connection:") && lower.contains("close");
      chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
    }
    if (chunked) {
      for (int size = chunk(in); size > 0; size = chunk(in)) {
        in.skipNBytes(size + 2L);
      }
      line(in);
    } else {
      in.skipNBytes(length);
    }
    return new Answer(status, last);
  }

  private static int chunk(InputStream in) throws IOException {
    return Integer.parseInt(line(in).strip(), 16);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder(64);
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the connection was closed in the middle of an answer");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }
}
