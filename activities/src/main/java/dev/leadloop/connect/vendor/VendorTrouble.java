package dev.leadloop.connect.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A call that did not do what it was to do. */
public final class VendorTrouble extends Exception {
  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final int status;
  private final @Nullable Duration rest;
  private final transient JsonNode body;

  /** What kind of trouble it is, and so what is to be done. */
  public enum Kind {
    /** We were too fast: rest and go on. */
    LIMIT,
    /** The credential does not work: a person must see to it. */
    CREDENTIAL,
    /** It is away or broken: try again later. */
    AWAY,
    /** It does not want what the call held. */
    REFUSED
  }

  VendorTrouble(Kind kind, int status, String words, @Nullable Duration rest, JsonNode body) {
    super(words);
    this.kind = kind;
    this.status = status;
    this.rest = rest;
    this.body = body;
  }

  /** It did not answer, or not to be understood. */
  public static VendorTrouble away(String words) {
    return new VendorTrouble(Kind.AWAY, 0, words, null, MissingNode.getInstance());
  }

  /** The same, as it is to be understood where the status alone says it wrong. */
  public VendorTrouble as(Kind other, String words, @Nullable Duration longer) {
    return new VendorTrouble(other, status, words, longer, body);
  }

  public Kind kind() {
    return kind;
  }

  /** The HTTP status; 0 where there was no answer. */
  public int status() {
    return status;
  }

  /** How long it wants to be left alone; null where it did not say. */
  public @Nullable Duration rest() {
    return rest;
  }

  /** Its answer; a missing node where that was no JSON. */
  public JsonNode body() {
    return body;
  }

  /** Its words. */
  public String words() {
    return String.valueOf(getMessage());
  }
}
