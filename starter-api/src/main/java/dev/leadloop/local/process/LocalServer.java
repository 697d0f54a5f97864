package dev.leadloop.local.process;

/** A server kept running by this process. */
public interface LocalServer {

  /** Its name, for people. */
  String name();

  /** Adopts the one that a kill left behind, or starts a new one; returns once it answers. */
  void start();

  /** Whether its process runs. */
  boolean isAlive();

  /** Ends it in good order. */
  void stop();
}
