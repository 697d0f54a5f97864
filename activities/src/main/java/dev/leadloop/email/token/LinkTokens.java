package dev.leadloop.email.token;

import dev.leadloop.email.token.SignedTokens.Purpose;
import dev.leadloop.email.token.SignedTokens.Verified;
import java.util.Optional;
import java.util.UUID;

/**
 * Tokens of the links and the picture by which we see ourselves that a mail was read, where no
 * provider tells us. A click token holds its target, so that nobody can have us lead anywhere else.
 */
public final class LinkTokens {

  /** The link in every mail that no person can see. */
  public static final int HIDDEN = 0;

  /** Longer targets are left as they are: a token has its limit. */
  private static final int LONGEST_TARGET = 600;

  private final SignedTokens tokens;

  public LinkTokens(SignedTokens tokens) {
    this.tokens = tokens;
  }

  /**
   * A followed link.
   *
   * @param link its number in the mail, from 1; {@link #HIDDEN} for the one no person can see
   * @param target where it leads, a complete web address
   */
  public record Click(UUID sendId, int link, String target) {}

  /** A token for a link; empty where the target is too long or no web address. */
  public Optional<String> click(Click click) {
    boolean web = click.target().startsWith("https://") || click.target().startsWith("http://");
    return web && click.target().length() <= LONGEST_TARGET
        ? Optional.of(
            tokens.issue(
                Purpose.CLICK, click.sendId() + " " + click.link() + " " + click.target()))
        : Optional.empty();
  }

  /** The link of a token; empty when it was not issued here or has been altered. */
  public Optional<Click> verifyClick(String token) {
    return tokens
        .verify(Purpose.CLICK, token)
        .map(Verified::subject)
        .map(subject -> subject.split(" ", 3))
        .map(parts -> new Click(UUID.fromString(parts[0]), Integer.parseInt(parts[1]), parts[2]));
  }

  /** A token for the picture of a mail. */
  public String open(UUID sendId) {
    return tokens.issue(Purpose.OPEN, sendId.toString());
  }

  /** The send of a picture's token; empty when it was not issued here or has been altered. */
  public Optional<UUID> verifyOpen(String token) {
    return tokens.verify(Purpose.OPEN, token).map(Verified::subject).map(UUID::fromString);
  }
}
