package dev.leadloop.console;

import org.jspecify.annotations.Nullable;

/**
 * Why a form was refused, to be shown beside it with what was filled in.
 *
 * @param form the form's name
 */
public record Refused(String form, String message, OrderForm sent) {

  /** Whether it is about the form of that name. */
  public boolean at(String name) {
    return form.equals(name);
  }

  /** What was filled into the form of that name; null where it is about another. */
  public @Nullable OrderForm sentBy(String name) {
    return at(name) ? sent : null;
  }
}
