package dev.leadloop.worker.start;

/** Servers that this process started for itself because none were given. Asked only for what was not given. */
public interface LocalServers {

  /** Host and port of the Temporal frontend, once it answers. */
  String temporalTarget();

  /** Where people open Temporal's UI. */
  String temporalUiUrl();

  /** The database, once it answers. */
  DatabaseSettings database(int poolSize);
}
