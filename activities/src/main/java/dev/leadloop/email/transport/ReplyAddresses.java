package dev.leadloop.email.transport;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Addresses that say which mail an answer or a bounce is about: the mailbox of the settings with a signed token behind a
 * plus sign, such as {@code reply+q2x...@example.com}. The token is the send id and a MAC cut to ten bytes, in letters and
 * digits that survive servers which change upper to lower case, and short enough for a local part.
 */
public final class ReplyAddresses {
  private static final String ALGORITHM = "HmacSHA256";
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int ID_LENGTH = 2 * Long.BYTES;
  private static final int MAC_LENGTH = 10;
  private static final int TOKEN_LENGTH = (8 * (ID_LENGTH + MAC_LENGTH) + 4) / 5;

  private final @Nullable Mailbox replies;
  private final @Nullable Mailbox bounces;
  private final SecretKeySpec key;

  /**
   * Addresses of these mailboxes.
   *
   * @param replies takes answers (leadloop.email.reply-address); null leaves the settings' reply-to as it is
   * @param bounces takes what mail servers return (leadloop.email.bounce-address); null leaves it to the sender's address
   * @param key at least 32 random bytes
   * @throws IllegalArgumentException where a mailbox is too long for a token, or the key too short
   */
  public ReplyAddresses(@Nullable Mailbox replies, @Nullable Mailbox bounces, byte[] key) {
    this.replies = checked(replies);
    this.bounces = checked(bounces);
    if (key.length < 32) {
      throw new IllegalArgumentException("The key that signs reply addresses must be at least 32 bytes long.");
    }
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  /** Where answers to this mail go; empty where no mailbox takes them. */
  public Optional<Mailbox> replyTo(UUID send) {
    return Optional.ofNullable(replies).map(mailbox -> Mailbox.of(tagged(mailbox, send)));
  }

  /** Where mail servers return this mail to; empty where no mailbox takes that. */
  public Optional<String> bounceTo(UUID send) {
    return Optional.ofNullable(bounces).map(mailbox -> tagged(mailbox, send));
  }

  /** The mail an address was made for; empty where it was not made here. */
  public Optional<UUID> sendOf(String address) {
    int at = address.lastIndexOf('@');
    int plus = address.lastIndexOf('+', Math.max(0, at));
    if (at < 0 || plus < 0 || at - plus - 1 != TOKEN_LENGTH) {
      return Optional.empty();
    }
    byte[] bytes = decode(address.substring(plus + 1, at).toLowerCase(Locale.ROOT));
    if (bytes.length != ID_LENGTH + MAC_LENGTH) {
      return Optional.empty();
    }
    ByteBuffer id = ByteBuffer.wrap(bytes, 0, ID_LENGTH);
    UUID send = new UUID(id.getLong(), id.getLong());
    boolean ours = MessageDigest.isEqual(mac(send), Arrays.copyOfRange(bytes, ID_LENGTH, bytes.length));
    return ours ? Optional.of(send) : Optional.empty();
  }

  private String tagged(Mailbox mailbox, UUID send) {
    String address = mailbox.address();
    int at = address.lastIndexOf('@');
    byte[] bytes =
        ByteBuffer.allocate(ID_LENGTH + MAC_LENGTH)
            .putLong(send.getMostSignificantBits())
            .putLong(send.getLeastSignificantBits())
            .put(mac(send))
            .array();
    return address.substring(0, at) + "+" + encode(bytes) + address.substring(at);
  }

  private byte[] mac(UUID send) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update("reply".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      ByteBuffer id = ByteBuffer.allocate(ID_LENGTH);
      id.putLong(send.getMostSignificantBits()).putLong(send.getLeastSignificantBits());
      return Arrays.copyOf(mac.doFinal(id.array()), MAC_LENGTH);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("Every Java has HMAC-SHA256, this one does not", missing);
    }
  }

  private static @Nullable Mailbox checked(@Nullable Mailbox mailbox) {
    int room = 64 - TOKEN_LENGTH - 1;
    if (mailbox != null && mailbox.address().lastIndexOf('@') > room) {
      throw new IllegalArgumentException(
          "The part of " + mailbox.address() + " before the @ must have at most " + room
              + " characters: a token of " + TOKEN_LENGTH + " is put behind it.");
    }
    return mailbox;
  }

  private static String encode(byte[] bytes) {
    StringBuilder text = new StringBuilder(TOKEN_LENGTH);
    int bits = 0;
    int held = 0;
    for (byte next : bytes) {
      held = held << 8 | next & 0xff;
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        text.append(ALPHABET.charAt(held >> bits & 31));
      }
      held &= (1 << bits) - 1;
    }
    return bits == 0 ? text.toString() : text.append(ALPHABET.charAt(held << 5 - bits & 31)).toString();
  }

  private static byte[] decode(String text) {
    ByteBuffer bytes = ByteBuffer.allocate(text.length() * 5 / 8);
    int bits = 0;
    int held = 0;
    for (int i = 0; i < text.length(); i++) {
      int value = ALPHABET.indexOf(text.charAt(i));
      if (value < 0) {
        return new byte[0];
      }
      held = held << 5 | value;
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        bytes.put((byte) (held >> bits));
        held &= (1 << bits) - 1;
      }
    }
    return held == 0 ? bytes.array() : new byte[0];
  }
}
