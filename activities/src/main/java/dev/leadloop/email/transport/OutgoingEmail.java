package dev.leadloop.email.transport;

import dev.leadloop.email.template.RenderedEmail;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One message to one person, complete: a transport adds nothing to it but its own envelope.
 *
 * <p>There is exactly one recipient, and the only thing a provider learns beside the message is the
 * send id.
 *
 * @param sendId opaque id of this send in the ledger; the same id is the same message
 * @param from sender
 * @param to recipient
 * @param replyTo where answers go, when not to the sender
 * @param content subject and both parts
 * @param unsubscribe present on every nurture mail, absent on notices to our own people
 * @param categories labels of sequence and step for the provider's statistics; never about the
 *     person
 */
public record OutgoingEmail(
    UUID sendId,
    Mailbox from,
    Mailbox to,
    @Nullable Mailbox replyTo,
    RenderedEmail content,
    @Nullable Unsubscribe unsubscribe,
    List<String> categories) {

  /** Name of the custom argument under which a provider's events bring the send id back. */
  public static final String SEND_ID_ARGUMENT = "leadloop_send_id";

  /**
   * @throws IllegalArgumentException when a rule of {@link EmailRules} is broken; the message says
   *     which
   */
  public OutgoingEmail {
    categories = List.copyOf(categories);
    EmailRules.check(content, unsubscribe, categories);
  }

  /**
   * What others than the reader may see of it later: the link that leaves by itself belongs to the reader alone, so what makes
   * it theirs is taken out.
   */
  public RenderedEmail forOthers() {
    if (unsubscribe == null) {
      return content;
    }
    String way = unsubscribe.url().toString();
    String shown = way.substring(0, way.lastIndexOf('/') + 1) + "...";
    return content.with(content.subject(), content.text().replace(way, shown), content.html().replace(way, shown));
  }

  /**
   * How the reader leaves (RFC 2369 and RFC 8058).
   *
   * @param url shows a page on GET and unsubscribes on POST; no address inside
   * @param mailto a mailto URI that does the same by mail, when there is a mailbox for it
   */
  public record Unsubscribe(URI url, @Nullable URI mailto) {}
}
