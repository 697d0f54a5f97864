package dev.leadloop.local;

import java.nio.file.Path;

/** A process that starts the local stack and waits to be killed. */
public final class LocalStackProcess {

  private LocalStackProcess() {}

  public static void main(String[] arguments) throws InterruptedException {
    TestTools.stack(Path.of(arguments[0]), port(arguments[1]), port(arguments[2]), port(arguments[3])).start();
    System.out.println("UP");
    Thread.sleep(Long.MAX_VALUE);
  }

  private static int port(String argument) {
    return Integer.parseInt(argument);
  }
}
