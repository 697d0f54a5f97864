package dev.leadloop.lead;

/**
 * Who caused a change.
 *
 * @param id the rep's id for a rep, the key's name for an API key, else a word for the part of the system
 */
public record Principal(Kind kind, String id) {
  /** What a principal may be; MARKETING, MANAGER and ADMIN are people or systems holding a key of that role. */
  public enum Kind {
    SYSTEM,
    MARKETING,
    REP,
    MANAGER,
    ADMIN,
    PROVIDER,
    PERSON,
    TEMPORAL
  }

  /** Leadloop itself, acting by policy and clock. */
  public static final Principal SYSTEM = new Principal(Kind.SYSTEM, "leadloop");

  /** Temporal's own UI or command line; which person it was is in the history event. */
  public static final Principal TEMPORAL = new Principal(Kind.TEMPORAL, "temporal");

  /** The lead, acting through a link in a mail. */
  public static final Principal PERSON = new Principal(Kind.PERSON, "lead");

  @Override
  public String toString() {
    return kind.name().toLowerCase(java.util.Locale.ROOT) + ":" + id;
  }
}
