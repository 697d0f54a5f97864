package dev.leadloop.store;

/** How every session of the product's database is set. */
public final class SessionSettings {
  /**
   * No question of the product takes so long that compiling its plan pays; it takes longer than the question. And what was
   * grouped is not taken for a few values over and over, for which rows would be looked up one by one.
   */
  public static final String SQL = "set jit = off; set enable_memoize = off";

  private SessionSettings() {}
}
