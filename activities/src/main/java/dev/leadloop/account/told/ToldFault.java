package dev.leadloop.account.told;

/** Why what is told of a company cannot be taken; the message follows the field's name and says what to do. */
public final class ToldFault extends Exception {
  private static final long serialVersionUID = 1L;

  private final String field;

  public ToldFault(String field, String message) {
    super(message, null, false, false);
    this.field = field;
  }

  /** As the API names it. */
  public String field() {
    return field;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
