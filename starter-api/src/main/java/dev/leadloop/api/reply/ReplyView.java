package dev.leadloop.api.reply;

import dev.leadloop.doubt.ReplyDoubtStore;
import dev.leadloop.doubt.ReplyDoubtStore.Doubt;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An answer that may ask to stop.
 *
 * @param leadId who answered; null where it is nobody known
 * @param email the address that rests while it is open
 * @param from who wrote it, as the mail says; it may have been written from another address
 * @param text what was written, without what it answers
 * @param because the line that gave the doubt; null where there was nothing to read
 * @param state open, settled, or moot where the address was suppressed or allowed mail again without it
 * @param meant stop or answer, as said by a named person; null before
 * @param settledBy who said it
 */
record ReplyView(
    long id,
    @Nullable String leadId,
    String email,
    @Nullable String from,
    @Nullable String subject,
    @Nullable String text,
    @Nullable String because,
    Instant openedAt,
    String state,
    @Nullable String meant,
    @Nullable String settledBy,
    @Nullable Instant settledAt) {

  /** The view of an answer as it stands. */
  static ReplyView of(Doubt doubt) {
    ReplyDoubtStore.Reply reply = doubt.reply();
    ReplyDoubtStore.Settled settled = doubt.settled();
    return new ReplyView(
        doubt.id(),
        doubt.lead() == null ? null : doubt.lead().value(),
        doubt.emailKey(),
        reply.sender(),
        reply.subject(),
        reply.text(),
        reply.because(),
        doubt.openedAt(),
        doubt.open() ? "open" : settled == null ? "moot" : "settled",
        settled == null ? null : settled.asksToStop() ? "stop" : "answer",
        settled == null ? null : settled.by(),
        settled == null ? null : settled.at());
  }
}
