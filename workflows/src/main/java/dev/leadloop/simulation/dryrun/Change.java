package dev.leadloop.simulation.dryrun;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A lead of which two policies make something different.
 *
 * @param lead its id, or that of its row in a file
 * @param kind the weightiest of what differs
 * @param what says it in words, such as "becomes SQL" or "becomes MQL no more"
 * @param before what the policy compared with made of it
 * @param now what the policy that is tried makes of it
 * @param why what the decisions say of both
 */
public record Change(String lead, String name, Kind kind, String what, LeadLine before, LeadLine now, String why) {
  /** How weighty a change is. */
  public enum Kind {
    /** It becomes something that it did not, or no more what it did. */
    SIDE("changes sides"),
    /** It becomes the same at another time. */
    TIME("earlier or later"),
    /** It goes to another rep, at the same time. */
    OWNER("to another rep");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** What people call it. */
    public String words() {
      return words;
    }

    /** The word for programs, such as {@code side}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What differs between two lines of one lead; null where nothing does. */
  static @Nullable Change between(LeadLine before, LeadLine now) {
    List<Difference> found = new ArrayList<>();
    add(found, "MQL", before.mql(), now.mql());
    add(found, "PQL", before.pql(), now.pql());
    add(found, "SQL", before.sql(), now.sql());
    if (found.isEmpty()) {
      return null;
    }
    Kind kind = found.stream().map(Difference::kind).min(Kind::compareTo).orElseThrow();
    List<Difference> told = found.stream().filter(one -> one.kind() == kind).toList();
    return new Change(
        now.lead(), now.name(), kind, String.join(", ", told.stream().map(Difference::what).toList()), before, now,
        String.join("; ", told.stream().map(Difference::why).distinct().toList()));
  }

  private record Difference(Kind kind, String what, String why) {}

  private static void add(List<Difference> found, String name, LeadLine.Step before, LeadLine.Step now) {
    Instant then = before.at();
    Instant at = now.at();
    String both = "now: " + now.why() + "; before: " + before.why();
    if (then == null && at == null) {
      return;
    }
    if (then == null || at == null) {
      found.add(new Difference(Kind.SIDE, at == null ? "becomes " + name + " no more" : "becomes " + name, both));
    } else if (!then.equals(at)) {
      found.add(new Difference(Kind.TIME, name + (at.isBefore(then) ? " earlier" : " later"), both));
    } else if (!Objects.equals(before.owner(), now.owner())) {
      found.add(new Difference(
          Kind.OWNER, "goes to " + now.owner(), "now: to " + now.owner() + "; before: to " + before.owner()));
    }
  }
}
