package dev.leadloop.bounce;

/** A code of the table: an enhanced status (RFC 3463) or, without dots, a reply code (RFC 5321); it may end with {@code *}. */
record Code(String text) {

  boolean isEnhanced() {
    return text.indexOf('.') > 0;
  }

  boolean fits(String given) {
    return text.endsWith("*") ? given.startsWith(text.substring(0, text.length() - 1)) : given.equals(text);
  }
}
