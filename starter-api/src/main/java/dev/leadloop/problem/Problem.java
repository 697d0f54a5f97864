package dev.leadloop.problem;

import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** The kinds of error; the slug of each is part of the interface and never changes. */
public enum Problem {
  MALFORMED("malformed-request", HttpStatus.BAD_REQUEST, "The request cannot be read"),
  INVALID("invalid-fields", HttpStatus.BAD_REQUEST, "Some fields are not valid"),
  UNAUTHORIZED("key-needed", HttpStatus.UNAUTHORIZED, "A key that is known is needed"),
  CREDENTIALS("credentials-needed", HttpStatus.UNAUTHORIZED, "A username and a password are needed"),
  FORBIDDEN("role-not-allowed", HttpStatus.FORBIDDEN, "Your role may not do this"),
  NOT_OWNER("not-owner", HttpStatus.FORBIDDEN, "This lead belongs to someone else"),
  BAD_SIGNATURE("bad-signature", HttpStatus.FORBIDDEN, "The signature does not hold"),
  ORIGIN("origin-not-allowed", HttpStatus.FORBIDDEN, "Pages of this origin may not tell of visits"),
  NOT_FOUND("not-found", HttpStatus.NOT_FOUND, "There is nothing here"),
  UNKNOWN_LEAD("unknown-lead", HttpStatus.NOT_FOUND, "This lead is not known"),
  METHOD_NOT_ALLOWED("method-not-allowed", HttpStatus.METHOD_NOT_ALLOWED, "This method does not work here"),
  NOT_ACCEPTABLE("not-acceptable", HttpStatus.NOT_ACCEPTABLE, "The answer is not to be had in that format"),
  IDENTITY_CONFLICT("identity-conflict", HttpStatus.CONFLICT, "The request names two known leads"),
  NAME_TAKEN("name-taken", HttpStatus.CONFLICT, "This name is taken"),
  CYCLE_OVER("cycle-over", HttpStatus.CONFLICT, "This handoff is over"),
  NO_HANDOFF("no-handoff", HttpStatus.CONFLICT, "There is no such handoff"),
  REFUSED("order-refused", HttpStatus.CONFLICT, "This does not fit how things stand"),
  SET_ASIDE("set-aside", HttpStatus.CONFLICT, "This could not be decided"),
  ERASED("lead-erased", HttpStatus.GONE, "This lead was erased"),
  TOO_LARGE("too-large", HttpStatus.CONTENT_TOO_LARGE, "The request is too large"),
  MEDIA_TYPE("media-type", HttpStatus.UNSUPPORTED_MEDIA_TYPE, "This content type is not taken here"),
  IDEMPOTENCY_MISMATCH(
      "idempotency-mismatch", HttpStatus.UNPROCESSABLE_CONTENT, "The key was used for another request"),
  BAD_REASON("bad-reason", HttpStatus.UNPROCESSABLE_CONTENT, "The reason does not do"),
  NOTE_NEEDED("note-needed", HttpStatus.UNPROCESSABLE_CONTENT, "A note is needed"),
  BAD_TIME("bad-time", HttpStatus.UNPROCESSABLE_CONTENT, "The time does not do"),
  BAD_AMOUNT("bad-amount", HttpStatus.UNPROCESSABLE_CONTENT, "The amount does not do"),
  BAD_CHOICE("bad-choice", HttpStatus.UNPROCESSABLE_CONTENT, "This cannot be chosen"),
  TOO_OFTEN("too-often", HttpStatus.TOO_MANY_REQUESTS, "That was too often"),
  WEBHOOK_CLOSED("webhook-closed", HttpStatus.NOT_FOUND, "This webhook is not set up"),
  UNAVAILABLE("unavailable", HttpStatus.SERVICE_UNAVAILABLE, "This does not work just now"),
  DATABASE_DOWN("database-unavailable", HttpStatus.SERVICE_UNAVAILABLE, "The database cannot be reached"),
  OUT_OF_ORDER("out-of-order", HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong here");

  /** Begins what is told about a request that would have stored something. */
  static final String NOTHING_STORED = "Nothing was stored. ";

  /** What a page says of a lead that there is none of, or none that whoever looks may look at. */
  public static final String NO_LEAD_ON_PAGES =
      "There is no lead at this address, or none that you may look at. Look for it in the list of leads.";

  private static final String TYPE_PREFIX = "urn:leadloop:problem:";

  private final String slug;
  private final HttpStatus status;
  private final String title;

  Problem(String slug, HttpStatus status, String title) {
    this.slug = slug;
    this.status = status;
    this.title = title;
  }

  /** The HTTP status it is answered with. */
  public HttpStatus status() {
    return status;
  }

  /** A document of this kind that says what is wrong and what to do; what it repeats of a request it repeats in brief. */
  public ProblemDetail with(String detail) {
    ProblemDetail document = ProblemDetail.forStatusAndDetail(status, Sentence.brief(detail));
    document.setType(URI.create(TYPE_PREFIX + slug));
    document.setTitle(title);
    return document;
  }

  /** An exception that is answered with such a document. */
  public ProblemException because(String detail) {
    return new ProblemException(with(detail));
  }

  /** Whether a document is of this kind. */
  public boolean isOf(ProblemDetail document) {
    return URI.create(TYPE_PREFIX + slug).equals(document.getType());
  }

  /** Ends a call about a lead that the record does not know. */
  public static ProblemException unknownLead() {
    return UNKNOWN_LEAD.because(
        "No lead has this id. Find it with GET /api/v1/leads by 'email', or by 'system' and 'externalId'.");
  }

  /** The document while the database cannot be reached. */
  public static ProblemDetail databaseDown() {
    return DATABASE_DOWN.with(
        NOTHING_STORED + "Send the same request again after the time in Retry-After; with the same"
            + " Idempotency-Key or event ids it is safe to repeat.");
  }

  /** The document for a defect of ours. */
  public static ProblemDetail outOfOrder() {
    return OUT_OF_ORDER.with(
        "This is a defect of the server, not of the request. It is in the server's log under this time;"
            + " send the request again, and tell an administrator if it stays.");
  }

  /** The document where nothing is known but the status a request was ended with. */
  public static ProblemDetail ofStatus(int status) {
    return switch (status) {
      case 401 -> UNAUTHORIZED.with("Send the header 'Authorization: Bearer <key>' with a key, or sign in.");
      case 403 -> FORBIDDEN.with("Your role may not do this, or the page was open for too long: load it again.");
      case 404 ->
          NOT_FOUND.with("Look at the address again: the calls are listed at /v3/api-docs, and the pages begin at the root.");
      case 405 -> METHOD_NOT_ALLOWED.with("Use another method. The calls are listed at /v3/api-docs.");
      case 413 -> TOO_LARGE.with("Send less at a time.");
      case 500 -> outOfOrder();
      case 503 -> UNAVAILABLE.with("Send the same request again after the time in Retry-After.");
      // Versions of HTTP and ways of transfer that the server does not know are the sender's to change as well.
      default -> MALFORMED.with(
          "Send a request line and headers as HTTP/1.1 has them, together of at most 8 KB, with every character of the address"
              + " that is no letter, no digit and none of - . _ ~ percent-encoded.");
    };
  }
}
