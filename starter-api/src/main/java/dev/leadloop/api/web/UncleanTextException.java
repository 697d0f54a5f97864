package dev.leadloop.api.web;

import dev.leadloop.problem.UncleanText;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.exc.MismatchedInputException;

/** A text in a request that cannot be stored. */
final class UncleanTextException extends MismatchedInputException implements UncleanText {
  private static final long serialVersionUID = 1L;

  private final String fault;

  UncleanTextException(JsonParser parser, String fault) {
    super(parser, fault, String.class);
    this.fault = fault;
  }

  @Override
  public String fault() {
    return fault;
  }
}
