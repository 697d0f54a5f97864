package dev.leadloop.orders;

import dev.leadloop.text.IntakeLimits;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A time as an order may name it: none long before or long after what anybody works on. */
@Constraint(validatedBy = Plausible.Check.class)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
public @interface Plausible {
  /** What to tell whoever gave another. */
  String message() default "must lie between the years 1990 and 2200";

  /** As every constraint has. */
  Class<?>[] groups() default {};

  /** As every constraint has. */
  Class<? extends Payload>[] payload() default {};

  /** Checks it. */
  final class Check implements ConstraintValidator<Plausible, Instant> {
    @Override
    public boolean isValid(@Nullable Instant given, ConstraintValidatorContext context) {
      return given == null || IntakeLimits.plausible(given);
    }
  }
}
