package dev.leadloop.api.answer;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** A giver whose key, if there is one, can be kept; described by the header it comes in. */
@Parameter(name = Keyed.HEADER, in = ParameterIn.HEADER, schema = @Schema(type = "string", pattern = Keyed.FORM))
@Constraint(validatedBy = Keyed.Check.class)
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@interface Keyed {
  /** Where the key is sent. */
  String HEADER = "Idempotency-Key";

  /** The form of a key. */
  String FORM = "[A-Za-z0-9._~:@-]{1,128}";

  /** What to tell whoever gave another. */
  String message() default "may have 1 to 128 letters, digits and . _ ~ : @ -";

  /** As every constraint has. */
  Class<?>[] groups() default {};

  /** As every constraint has. */
  Class<? extends Payload>[] payload() default {};

  /** Checks it. */
  final class Check implements ConstraintValidator<Keyed, Giver> {
    @Override
    public boolean isValid(@Nullable Giver giver, ConstraintValidatorContext context) {
      return giver == null || giver.key() == null || giver.key().matches(FORM);
    }
  }
}
