package dev.leadloop.console.dryrun;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.leadloop.dryrun.DryRunOrder;
import dev.leadloop.policies.DryRunDesk.Sent;
import dev.leadloop.policies.DryRunDesk.Wish;
import dev.leadloop.problem.FieldError;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the form of an order says.
 *
 * @param policy a version or a draft
 * @param against likewise; empty for no comparison
 * @param who {@link #ALL}, {@link #SEGMENT} or {@link #FILE}
 * @param segment name of a segment, or a condition
 * @param read the import whose mapping a file is read by; empty for a guess
 * @param days as given
 * @param replay whether the leads of a file do what it tells at the time it tells
 */
record DryRunForm(
    String policy, String against, String who, String segment, String read, String charset, String days, String seed,
    String sales, boolean replay) {
  static final String ALL = "all";
  static final String SEGMENT = "segment";
  static final String FILE = "file";

  /** What arrives may lack any field. */
  record Arrived(
      @Nullable String policy, @Nullable String against, @Nullable String who, @Nullable String segment, @Nullable String read,
      @Nullable String charset, @Nullable String days, @Nullable String seed, @Nullable String sales, @Nullable String replay) {
    DryRunForm filled() {
      return new DryRunForm(
          text(policy), text(against), who == null || who.isBlank() ? ALL : who, text(segment), text(read), text(charset),
          days == null || days.isBlank() ? String.valueOf(DryRunOrder.USUAL_DAYS) : days.strip(),
          seed == null || seed.isBlank() ? String.valueOf(DryRunOrder.USUAL_SEED) : seed.strip(),
          sales == null || sales.isBlank() ? "in-time" : sales, replay != null);
    }

    private static String text(@Nullable String given) {
      return Objects.requireNonNullElse(given, "").strip();
    }
  }

  /**
   * What is wished by it.
   *
   * @param file where the leads are those of a file
   */
  Wish wish(@Nullable Sent file) {
    JsonNode condition = who.equals(SEGMENT) ? TextNode.valueOf(segment) : null;
    if (who.equals(SEGMENT) && segment.isEmpty()) {
      throw FieldError.in("segment", "is empty: choose a segment of the policy, or write a condition");
    }
    return new Wish(
        policy.isEmpty() ? null : policy, null, against.isEmpty() ? null : against, condition, who.equals(FILE) ? file : null,
        (int) number("days", days, 9), number("seed", seed, 18), sales, replay && who.equals(FILE) ? "replay" : null);
  }

  private static long number(String field, String given, int digits) {
    if (given.length() > digits || !given.matches("[0-9]{1,18}")) {
      throw FieldError.in(field, "is a whole number");
    }
    return Long.parseLong(given);
  }
}
