package dev.leadloop.simulation.dryrun;

import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What became of one lead.
 *
 * @param lead its id, or that of its row in a file
 * @param name what people call it
 * @param mql when it first became an MQL; null where it never did
 * @param pql when it first became ready by its use of the product
 * @param sql when it was first handed to sales
 * @param stage where it stood at the end
 * @param score its score at the end
 * @param mails how many it was sent
 */
public record LeadLine(
    String lead, String name, Step mql, Step pql, Step sql, String stage, int score, int fit, int mails) {
  /**
   * A step that a lead took, or did not.
   *
   * @param at when; null where it never did
   * @param why what the decision says of it; what was lacking where it never did
   * @param owner who got it first; null where that is nobody, or no handoff
   */
  public record Step(@Nullable Instant at, String why, @Nullable String owner) {
    /** Whether it was taken. */
    public boolean taken() {
      return at != null;
    }
  }

  /** When it first became any of MQL, PQL and SQL; null where it became none. */
  @Nullable Instant first() {
    return Stream.of(mql, pql, sql).map(Step::at).filter(Objects::nonNull).min(Comparator.naturalOrder()).orElse(null);
  }
}
