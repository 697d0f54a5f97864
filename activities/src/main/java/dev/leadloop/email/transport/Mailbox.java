package dev.leadloop.email.transport;

import dev.leadloop.email.address.EmailAddresses;
import org.jspecify.annotations.Nullable;

/**
 * An e-mail address with the name shown beside it.
 *
 * @param address in the one form of {@link EmailAddresses}; any valid form may be given
 * @param name shown to the reader, without control characters; null or blank when there is none
 */
public record Mailbox(String address, @Nullable String name) {

  /**
   * @throws IllegalArgumentException when the address is not valid or the name would break a header
   */
  public Mailbox {
    address = EmailAddresses.require(address);
    name = name == null || name.isBlank() ? null : name.strip();
    if (name != null) {
      EmailRules.requireOneLine("The name beside an e-mail address", name);
    }
  }

  /** A mailbox without a name. */
  public static Mailbox of(String address) {
    return new Mailbox(address, null);
  }

  /** The part after the at sign. */
  public String domain() {
    return address.substring(address.lastIndexOf('@') + 1);
  }
}
