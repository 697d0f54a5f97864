package dev.leadloop.api.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Which names of the query, each with values as often as one likes, a call takes by one parameter that holds them all. */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface QueryNames {
  /** The names. */
  String[] value();
}
