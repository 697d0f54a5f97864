package dev.leadloop.email.token;

import dev.leadloop.email.token.SignedTokens.Purpose;
import dev.leadloop.lead.LeadId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tokens of the links by which a rep answers a handoff without signing in. Each stands for one lead, one cycle and one
 * rep and lives {@link #LIFE}; that it acts once, and dies with its cycle, is seen to where the answer is recorded.
 */
public final class HandoffTokens {
  /** How long a link works, if its cycle lives that long. */
  public static final Duration LIFE = Duration.ofDays(14);

  private static final Pattern SUBJECT = Pattern.compile("(" + LeadId.FORM + ")/([0-9]{1,9})/([A-Za-z0-9._-]{1,64})");

  private final SignedTokens tokens;
  private final InstantSource clock;

  public HandoffTokens(SignedTokens tokens, InstantSource clock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  /**
   * What a link is for.
   *
   * @param expired whether its time is over; it then shows nothing and acts no more
   */
  public record Link(String leadId, int cycle, String repId, Instant issuedAt, boolean expired) {}

  /** A token for this rep's answer to that handoff. */
  public String issue(String leadId, int cycle, String repId) {
    return tokens.issue(Purpose.HANDOFF, leadId + "/" + cycle + "/" + repId);
  }

  /** What the token is for; empty when it was not issued here or has been altered. */
  public Optional<Link> read(String token) {
    return tokens.verify(Purpose.HANDOFF, token).flatMap(this::link);
  }

  private Optional<Link> link(SignedTokens.Verified verified) {
    Matcher subject = SUBJECT.matcher(verified.subject());
    return subject.matches()
        ? Optional.of(
            new Link(
                subject.group(1),
                Integer.parseInt(subject.group(2)),
                subject.group(3),
                verified.issuedAt(),
                verified.issuedAt().plus(LIFE).isBefore(clock.instant())))
        : Optional.empty();
  }
}
