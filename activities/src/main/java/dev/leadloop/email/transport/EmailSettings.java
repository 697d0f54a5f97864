package dev.leadloop.email.transport;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How mail leaves and what every mail says of its sender.
 *
 * @param transport {@code outbox}, {@code smtp} or {@code sendgrid} (leadloop.email.transport)
 * @param from sender of every mail (leadloop.email.from-address, from-name)
 * @param replyTo where answers go, when not to the sender (leadloop.email.reply-to)
 * @param publicUrl address under which the reader reaches this product (leadloop.public-url)
 * @param senderCompany the company's name as readers know it (leadloop.email.company)
 * @param postalAddress one line for the footer, required by law in many countries
 *     (leadloop.email.postal-address)
 * @param unsubscribeMailbox a mailbox that takes unsubscribe requests, when there is one
 * @param outboxFolder where the outbox transport writes
 */
public record EmailSettings(
    String transport,
    Mailbox from,
    @Nullable Mailbox replyTo,
    URI publicUrl,
    String senderCompany,
    String postalAddress,
    @Nullable Mailbox unsubscribeMailbox,
    Path outboxFolder,
    Smtp smtp,
    SendGrid sendGrid) {

  /** How the connection to an SMTP server is protected. */
  public enum SmtpSecurity {
    /** Plain at first, TLS before anything that matters; required, never skipped. */
    STARTTLS,
    /** TLS from the first byte. */
    TLS,
    /** None: for a server on this machine. */
    NONE
  }

  /** An SMTP server (leadloop.smtp.*); unused while host is null. */
  public record Smtp(
      @Nullable String host,
      int port,
      @Nullable String username,
      @Nullable String password,
      SmtpSecurity security) {

    @Override
    public String toString() {
      return "Smtp[" + host + ":" + port + ", " + security + "]";
    }
  }

  /** SendGrid's API (leadloop.sendgrid.*); unused while the key is null. */
  public record SendGrid(@Nullable String apiKey, URI baseUrl) {

    /** SendGrid's own address; accounts of the EU region use api.eu.sendgrid.com. */
    public static final URI GLOBAL = URI.create("https://api.sendgrid.com");

    @Override
    public String toString() {
      return "SendGrid[" + baseUrl + "]";
    }
  }
}
