package dev.leadloop.lead;

/**
 * Who caused a change.
 *
 * @param id the rep's id for a rep, {@link #USER} and the handle for whoever signed in by name, the key's name for an API key,
 *     else a word for the part of the system
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

  /** Before the handle of a user; the name of a key never begins so. */
  public static final String USER = "user/";

  /** Before the id of a connector, which acts for the system behind it. */
  public static final String CONNECTOR = "connector/";

  /** Leadloop itself, acting by policy and clock. */
  public static final Principal SYSTEM = new Principal(Kind.SYSTEM, "leadloop");

  /** Temporal's own UI or command line; which person it was is in the history event. */
  public static final Principal TEMPORAL = new Principal(Kind.TEMPORAL, "temporal");

  /** The lead, acting through a link in a mail. */
  public static final Principal PERSON = new Principal(Kind.PERSON, "lead");

  /**
   * The principal that wrote itself so, such as {@code rep:rep-2}.
   *
   * @throws IllegalArgumentException where the text names no kind of principal
   */
  public static Principal parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("'" + text + "' names no principal");
    }
    return new Principal(Kind.valueOf(text.substring(0, colon).toUpperCase(java.util.Locale.ROOT)), text.substring(colon + 1));
  }

  /**
   * Who that is, as people say it.
   *
   * @param rep the name of the rep or manager of an id; the id itself where it is none of theirs
   */
  public String inWords(java.util.function.UnaryOperator<String> rep) {
    return switch (kind) {
      case SYSTEM -> id.startsWith(CONNECTOR) ? "connector " + id.substring(CONNECTOR.length()) : "Leadloop";
      case REP -> rep.apply(id);
      case PERSON -> "the lead";
      case PROVIDER -> "mail provider " + id;
      case TEMPORAL -> "someone in Temporal";
      case MARKETING -> named("marketing", rep);
      case MANAGER -> named("a manager", rep);
      case ADMIN -> named("an administrator", rep);
    };
  }

  /** A person by name, with what the person is; a key by its own name. */
  private String named(String kindOf, java.util.function.UnaryOperator<String> names) {
    String name = names.apply(id);
    if (id.startsWith(USER)) {
      return (name.equals(id) ? id.substring(USER.length()) : name) + ", " + kindOf;
    }
    return kind == Kind.MANAGER && !name.equals(id) ? name : kindOf + ", key " + id;
  }

  @Override
  public String toString() {
    return kind.name().toLowerCase(java.util.Locale.ROOT) + ":" + id;
  }
}
