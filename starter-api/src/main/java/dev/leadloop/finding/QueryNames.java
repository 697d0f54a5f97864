package dev.leadloop.finding;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Which names of the query a call takes by one parameter that holds them all: each with values as often as one likes where that
 * is a {@code MultiValueMap}, and with one where it is a {@code Map}.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface QueryNames {
  /** The names. */
  String[] value();
}
