package dev.leadloop.email.transport;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of handing a message over. Reasons are one line, without the recipient's address. */
public sealed interface TransportResult {

  /**
   * The provider has taken the message.
   *
   * @param providerMessageId the provider's own name for it
   */
  record Accepted(String providerMessageId) implements TransportResult {}

  /**
   * The provider will never take this message.
   *
   * @param code HTTP status or SMTP reply code
   */
  record Rejected(int code, String reason) implements TransportResult {}

  /**
   * The message has certainly not been taken and may be sent again later.
   *
   * @param retryAfter how long to wait, when the provider said so
   * @param signIn whether our own name, password, key or sender was refused, so that no mail goes out until that is mended
   */
  record NotSent(String reason, @Nullable Duration retryAfter, boolean signIn) implements TransportResult {
    /** One that was not sent for another reason. */
    public NotSent(String reason, @Nullable Duration retryAfter) {
      this(reason, retryAfter, false);
    }
  }

  /**
   * The message may or may not have been taken: only the provider's events can tell, and it is not
   * sent again blindly.
   */
  record Unknown(String reason) implements TransportResult {}
}
