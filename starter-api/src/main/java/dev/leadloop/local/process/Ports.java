package dev.leadloop.local.process;

import dev.leadloop.worker.start.StartFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;

/** Asks whether a port of the loopback interface can be had, before a server is told to take it. */
public final class Ports {

  private static final long PAUSE_MILLIS = 100;

  private Ports() {}

  /** Fails with a sentence that names the setting, unless the port is free now or within {@code patience}. */
  public static void requireFree(int port, String purpose, String setting, String variable, Duration patience) {
    if (port < 1 || port > 65_535) {
      throw new StartFailure(setting + " must be a port from 1 to 65535, not " + port + ".");
    }
    long deadline = System.nanoTime() + patience.toNanos();
    while (!isFree(port)) {
      if (System.nanoTime() >= deadline) {
        throw new StartFailure("port " + port + ", wanted for " + purpose + ", is taken by another program: stop that, or"
            + " choose another port with " + setting + " (" + variable + ").");
      }
      Processes.pause(PAUSE_MILLIS);
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
