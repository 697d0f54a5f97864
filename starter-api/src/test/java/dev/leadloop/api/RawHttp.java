package dev.leadloop.api;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** Sends bytes as they are to a server, also such as no HTTP client would, and reads what it says. */
final class RawHttp {
  private static final int PATIENCE_MILLIS = 20_000;

  private RawHttp() {}

  /** What was answered; the status is 0 where the first line was none. */
  record Said(int status, String contentType, String body) {}

  /** Latin-1 text as bytes, so that each char is the byte of its number. */
  static byte[] bytes(String latin1) {
    return latin1.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Sends the bytes and reads to the end of the connection. */
  static Said send(int port, byte[] request) {
    byte[] answer = new byte[0];
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      try {
        socket.getOutputStream().write(request);
        socket.getOutputStream().flush();
      } catch (SocketException refusedBeforeTheEnd) {
        // What it said so far can still be read.
      }
      answer = read(socket.getInputStream());
    } catch (IOException gone) {
      throw new AssertionError("the server did not answer", gone);
    }
    return parse(new String(answer, StandardCharsets.UTF_8));
  }

  private static byte[] read(InputStream in) throws IOException {
    java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
    byte[] some = new byte[8_192];
    try {
      for (int got = in.read(some); got >= 0; got = in.read(some)) {
        all.write(some, 0, got);
      }
    } catch (SocketException reset) {
      // It closed while we were still sending.
    }
    return all.toByteArray();
  }

  /** Sizes count bytes, but each ends a line of its own, and our bodies have none that look like one. */
  private static String unchunked(String body) {
    return body.replaceAll("(?:^|\\r\\n)[0-9a-f]+\\r\\n", "");
  }

  private static Said parse(String answer) {
    int end = answer.indexOf("\r\n\r\n");
    String head = end < 0 ? answer : answer.substring(0, end);
    int status = head.startsWith("HTTP/1.1 ") ? Integer.parseInt(head.substring(9, 12)) : 0;
    String type =
        head.lines()
            .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("content-type:"))
            .map(line -> line.substring(13).strip())
            .findFirst()
            .orElse("");
    String body = end < 0 ? "" : answer.substring(end + 4);
    return new Said(status, type,
        head.toLowerCase(java.util.Locale.ROOT).contains("transfer-encoding: chunked") ? unchunked(body) : body);
  }
}
