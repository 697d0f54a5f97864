package dev.leadloop.email;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * An SMTP server that answers as it is told: by command (CONNECT, MAIL, RCPT, DATA, and "." for the
 * end of the message) a reply, or RESET to break the connection, or SILENCE to say nothing.
 */
public final class ScriptedSmtpServer implements AutoCloseable {

  public static final String RESET = "RESET";
  static final String SILENCE = "SILENCE";

  private final ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
  private final Map<String, String> script;
  private final AtomicInteger messages = new AtomicInteger();
  private final AtomicReference<String> sender = new AtomicReference<>("");

  public ScriptedSmtpServer(Map<String, String> script) throws IOException {
    this.script = script;
    Thread.ofVirtual().start(this::serve);
  }

  public int port() {
    return socket.getLocalPort();
  }

  /** The last MAIL command. */
  public String sender() {
    return sender.get();
  }

  /** How many whole messages have arrived. */
  public int messages() {
    return messages.get();
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket client = socket.accept()) {
        talk(client);
      } catch (IOException gone) {
        // The client or the test has gone away: wait for the next.
      }
    }
  }

  private void talk(Socket client) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
    OutputStream out = client.getOutputStream();
    reply(out, script.getOrDefault("CONNECT", "220 ready"));
    boolean inMessage = false;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (inMessage && !line.equals(".")) {
        continue;
      }
      String command = inMessage ? "." : line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
      if (inMessage) {
        messages.incrementAndGet();
      } else if (command.equals("MAIL")) {
        sender.set(line);
      }
      String answer = script.getOrDefault(command, usual(command));
      if (answer.equals(RESET)) {
        client.setSoLinger(true, 0);
        return;
      }
      if (!answer.equals(SILENCE)) {
        reply(out, answer);
      }
      inMessage = command.equals("DATA") && answer.startsWith("354");
    }
  }

  private static String usual(String command) {
    return switch (command) {
      case "DATA" -> "354 go on";
      case "QUIT" -> "221 bye";
      default -> "250 ok";
    };
  }

  private static void reply(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
