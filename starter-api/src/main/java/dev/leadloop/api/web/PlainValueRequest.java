package dev.leadloop.api.web;

import org.jspecify.annotations.Nullable;

/**
 * A single value as it was sent, as the text it is kept and compared by: a text itself, a number, true or false.
 *
 * @param text the text; empty where it is none
 * @param fault why it is none, to be read after the field's name; null where it is one
 */
public record PlainValueRequest(String text, @Nullable String fault) {
  static PlainValueRequest of(String text) {
    return new PlainValueRequest(text, null);
  }

  static PlainValueRequest wrong(String fault) {
    return new PlainValueRequest("", fault);
  }
}
