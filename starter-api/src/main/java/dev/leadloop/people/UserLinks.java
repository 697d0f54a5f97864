package dev.leadloop.people;

import dev.leadloop.email.EmailComposer;
import dev.leadloop.email.transport.EmailSettings;
import dev.leadloop.email.transport.EmailTransport;
import dev.leadloop.email.transport.Mailbox;
import dev.leadloop.email.transport.TransportResult;
import dev.leadloop.security.ApiKeys;
import dev.leadloop.security.PublicAddress;
import dev.leadloop.users.User;
import dev.leadloop.users.UserLinkStore;
import dev.leadloop.users.UserLinkStore.Purpose;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Makes links that set a password once, and brings them to whom they are for. Only the hash of a link is kept. */
@Component
public final class UserLinks {
  /** How long an invitation stands. */
  public static final Duration INVITED_FOR = Duration.ofDays(7);

  /** How long a link for a forgotten password stands. */
  public static final Duration FORGOTTEN_FOR = Duration.ofHours(2);

  /** Under which page links are opened. */
  public static final String PATH = "/sign-in/link/";

  private static final Logger LOG = LoggerFactory.getLogger(UserLinks.class);
  private static final String OUTBOX = "outbox";
  private static final int BYTES = 32;

  private final UserLinkStore store;
  private final EmailComposer composer;
  private final EmailTransport transport;
  private final EmailSettings settings;
  private final PublicAddress address;
  private final SecureRandom random = new SecureRandom();

  UserLinks(
      UserLinkStore store, EmailComposer composer, EmailTransport transport, EmailSettings settings, PublicAddress address) {
    this.store = store;
    this.composer = composer;
    this.transport = transport;
    this.settings = settings;
    this.address = address;
  }

  /** A link that was made, which nobody can read again. */
  public record Made(String token, Purpose purpose, Instant expiresAt) {
    @Override
    public String toString() {
      return "Made[" + purpose + ", " + expiresAt + "]";
    }
  }

  /**
   * What became of a link.
   *
   * @param link to be passed on by whoever made it, shown this once; null where it went by mail
   * @param why no mail went; null where one did
   */
  public record Handed(@Nullable String link, @Nullable String why, Instant expiresAt) {}

  /** Whether mails leave the house, or are written to a folder alone. */
  public boolean mails() {
    return !settings.transport().equals(OUTBOX);
  }

  /** Makes a link in the running transaction; earlier ones of the user open nothing from then on. */
  Made make(User user, String by, Instant now) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    Purpose purpose = user.passwordSet() ? Purpose.PASSWORD : Purpose.INVITATION;
    Instant expires = now.plus(user.passwordSet() ? FORGOTTEN_FOR : INVITED_FOR);
    store.make(ApiKeys.hash(token), user.handle(), purpose, now, by, expires);
    return new Made(token, purpose, expires);
  }

  /** Mails a link, once it is kept; where no mail goes the link is handed back. */
  Handed hand(User user, Made made) {
    String link = address.base() + PATH + made.token();
    if (!mails()) {
      return new Handed(link, "no mail goes out yet (leadloop.email.transport is outbox)", made.expiresAt());
    }
    String fault = mail(user, made, link);
    return new Handed(fault == null ? null : link, fault, made.expiresAt());
  }

  private @Nullable String mail(User user, Made made, String link) {
    boolean invited = made.purpose() == Purpose.INVITATION;
    String subject = invited ? "You are invited to Leadloop" : "A new password for Leadloop";
    String text = (invited
        ? "An administrator made you a user of Leadloop. Set your password by this link:\n\n"
        : "Somebody asked for a new password for you. If it was you, set it by this link:\n\n")
        + "[Set your password](" + link + ")\n\nIt works once, until "
        + made.expiresAt().toString().substring(0, 16).replace('T', ' ') + " UTC. "
        + (invited ? "If you expected none, leave it." : "If it was not you, leave it: nothing has changed.") + "\n";
    TransportResult result;
    try {
      result = transport.send(
          composer.message(UUID.randomUUID(), Mailbox.of(user.email()), subject, "The link works once.", text));
    } catch (RuntimeException failed) {
      // Its message may hold what the mail holds, which nobody is to find in a log.
      LOG.warn("The link for user {} could not be mailed: {}", user.handle(), failed.getClass().getSimpleName());
      return "the mail could not be made";
    }
    return switch (result) {
      case TransportResult.Accepted ignored -> null;
      case TransportResult.Rejected rejected -> "the mail was refused: " + rejected.code() + " " + rejected.reason();
      case TransportResult.NotSent notSent -> "the mail was not sent: " + notSent.reason();
      case TransportResult.Unknown unknown -> "nobody knows whether the mail was sent: " + unknown.reason();
    };
  }
}
