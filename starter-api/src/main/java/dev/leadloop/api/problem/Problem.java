package dev.leadloop.api.problem;

import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** The kinds of error; the slug of each is part of the interface and never changes. */
public enum Problem {
  MALFORMED("malformed-request", HttpStatus.BAD_REQUEST, "The request cannot be read"),
  INVALID("invalid-fields", HttpStatus.BAD_REQUEST, "Some fields are not valid"),
  UNAUTHORIZED("key-needed", HttpStatus.UNAUTHORIZED, "A key is needed"),
  CREDENTIALS("credentials-needed", HttpStatus.UNAUTHORIZED, "A username and a password are needed"),
  FORBIDDEN("role-not-allowed", HttpStatus.FORBIDDEN, "Your role may not do this"),
  NOT_OWNER("not-owner", HttpStatus.FORBIDDEN, "This lead belongs to someone else"),
  BAD_SIGNATURE("bad-signature", HttpStatus.FORBIDDEN, "The signature does not hold"),
  NOT_FOUND("not-found", HttpStatus.NOT_FOUND, "There is nothing here"),
  UNKNOWN_LEAD("unknown-lead", HttpStatus.NOT_FOUND, "This lead is not known"),
  METHOD_NOT_ALLOWED("method-not-allowed", HttpStatus.METHOD_NOT_ALLOWED, "This method does not work here"),
  NOT_ACCEPTABLE("not-acceptable", HttpStatus.NOT_ACCEPTABLE, "The answer is not to be had in that format"),
  IDENTITY_CONFLICT("identity-conflict", HttpStatus.CONFLICT, "The request names two known leads"),
  CYCLE_OVER("cycle-over", HttpStatus.CONFLICT, "This handoff is over"),
  REFUSED("order-refused", HttpStatus.CONFLICT, "The order does not fit the lead's stage"),
  ERASED("lead-erased", HttpStatus.GONE, "This lead was erased"),
  TOO_LARGE("too-large", HttpStatus.CONTENT_TOO_LARGE, "The request is too large"),
  MEDIA_TYPE("media-type", HttpStatus.UNSUPPORTED_MEDIA_TYPE, "This content type is not taken here"),
  IDEMPOTENCY_MISMATCH(
      "idempotency-mismatch", HttpStatus.UNPROCESSABLE_CONTENT, "The key was used for another request"),
  BAD_REASON("bad-reason", HttpStatus.UNPROCESSABLE_CONTENT, "The reason does not do"),
  BAD_CHOICE("bad-choice", HttpStatus.UNPROCESSABLE_CONTENT, "This cannot be chosen"),
  WEBHOOK_CLOSED("webhook-closed", HttpStatus.SERVICE_UNAVAILABLE, "This webhook is not set up"),
  DATABASE_DOWN("database-unavailable", HttpStatus.SERVICE_UNAVAILABLE, "The database cannot be reached"),
  OUT_OF_ORDER("out-of-order", HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong here");

  private static final String TYPE_PREFIX = "urn:leadloop:problem:";

  private final String slug;
  private final HttpStatus status;
  private final String title;

  Problem(String slug, HttpStatus status, String title) {
    this.slug = slug;
    this.status = status;
    this.title = title;
  }

  /** The stable name, as it ends the document's {@code type}. */
  public String slug() {
    return slug;
  }

  /** The HTTP status it is answered with. */
  public HttpStatus status() {
    return status;
  }

  /** A document of this kind that says what is wrong and what to do. */
  public ProblemDetail with(String detail) {
    ProblemDetail document = ProblemDetail.forStatusAndDetail(status, detail);
    document.setType(URI.create(TYPE_PREFIX + slug));
    document.setTitle(title);
    return document;
  }

  /** An exception that is answered with such a document. */
  public ProblemException because(String detail) {
    return new ProblemException(with(detail));
  }

  /** Ends a call about a lead that the record does not know. */
  public static ProblemException unknownLead() {
    return UNKNOWN_LEAD.because(
        "No lead has this id. Find it with GET /api/v1/leads?email=... or ?system=...&externalId=...");
  }

  /** The document while the database cannot be reached. */
  public static ProblemDetail databaseDown() {
    return DATABASE_DOWN.with(
        "Nothing was stored. Send the same request again after the time in Retry-After; with the same"
            + " Idempotency-Key or event ids it is safe to repeat.");
  }
}
