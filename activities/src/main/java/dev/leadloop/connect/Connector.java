package dev.leadloop.connect;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Another system that is kept in step.
 *
 * @param mapping YAML
 * @param sealed its secrets as they are kept
 * @param dropped fields of the mapping that the other side does not have
 */
public record Connector(
    String id,
    String kind,
    String mapping,
    Sealed sealed,
    State state,
    Instant createdAt,
    String createdBy,
    List<String> dropped,
    Standing standing) {

  public Connector {
    dropped = List.copyOf(dropped);
  }

  /** Whether it works. */
  public enum State {
    /** Not begun: nothing is noted for it. */
    NEW,
    RUNNING,
    /** What changes is noted and waits. */
    PAUSED
  }

  /**
   * Secrets that only the vault can open.
   *
   * @param credential null where none was given
   * @param signing what their webhooks are signed with; null where none was given
   */
  public record Sealed(@Nullable String credential, @Nullable String signing) {
    @Override
    public String toString() {
      return "Sealed[]";
    }
  }

  /**
   * Where it stands.
   *
   * @param filled whether every lead has had its first turn noted
   * @param readAfter where the first full read goes on; null at its beginning
   * @param readDone whether it is over
   * @param pollAfter up to where changes over there were asked for; null where they were not yet
   * @param pollAt when they are asked for again; null for now
   * @param restUntil until when the other side wants to be left alone; null where it does not
   * @param troubles how often it was away, one after another
   * @param alarm what a person must see to; null where all is well
   */
  public record Standing(
      boolean filled,
      @Nullable String readAfter,
      boolean readDone,
      @Nullable String pollAfter,
      @Nullable Instant pollAt,
      @Nullable Instant restUntil,
      int troubles,
      @Nullable String alarm,
      @Nullable Instant alarmAt) {}
}
