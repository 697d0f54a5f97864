package dev.leadloop.mime;

import java.util.List;
import java.util.Map;

/**
 * A mail taken apart.
 *
 * @param headers by lower-case name, the first of each, unfolded and otherwise as they were sent
 * @param root what it holds
 */
public record MimeMail(Map<String, String> headers, MimePart root) {
  /** Headers that say whom a mail was sent to, the surest first. */
  private static final List<String> SENT_TO = List.of("delivered-to", "x-original-to", "envelope-to", "to", "cc");

  public MimeMail {
    headers = Map.copyOf(headers);
  }

  /** Reads a mail as far as it can be read; never fails. */
  public static MimeMail of(byte[] mime) {
    return new MimeWalk().walk(mime);
  }

  /** The headers in this text, with or without anything below them. */
  public static Map<String, String> headers(String text) {
    return new MimeWalk().headers(text);
  }

  /** A header; empty where there is none. */
  public String header(String name) {
    return headers.getOrDefault(name, "");
  }

  /** Every address in the headers that may name whom a mail was sent to. */
  public static List<String> recipients(Map<String, String> headers) {
    return SENT_TO.stream()
        .filter(headers::containsKey)
        .flatMap(name -> AddressHeader.addresses(headers.getOrDefault(name, "")).stream())
        .toList();
  }
}
