package dev.leadloop.handoff;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one of the four questions a sale turns on.
 *
 * @param proofs what that rests on, what was said before what was shown
 */
public record BantFinding(Part part, Standing standing, List<Proof> proofs) {
  /** The four questions. */
  public enum Part {
    BUDGET,
    AUTHORITY,
    NEED,
    TIMELINE;

    /** With a capital letter, as a heading. */
    public String label() {
      return name().charAt(0) + name().substring(1).toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** How far a question is answered. */
  public enum Standing {
    /** They said so. */
    YES,
    /** They said it is not there. */
    NO,
    /** What they did points to it, but they did not say so. */
    HINT,
    /** Nothing known. */
    OPEN
  }

  /**
   * One thing a finding rests on.
   *
   * @param text what they said or did
   * @param source where it is known from, such as "form demo" or "their title"
   * @param at when; null where that is not known
   * @param eventId the signal behind it; null for a fact of the profile
   */
  public record Proof(String text, String source, boolean said, @Nullable Instant at, @Nullable String eventId) {}

  public BantFinding {
    proofs = List.copyOf(proofs);
  }

  /** In one line, such as "approved (form demo)"; "open" where nothing is known. */
  public String inWords() {
    if (proofs.isEmpty()) {
      return "open";
    }
    Proof first = proofs.get(0);
    return first.text() + " (" + first.source() + ")";
  }
}
