package dev.leadloop.problem;

import dev.leadloop.naming.NearestName;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says what is wrong with a JSON body, by field where one can be named. */
final class JsonFaults {
  private JsonFaults() {}

  /** What is wrong with one field; empty where it is no field's fault. */
  static Optional<FieldError> field(@Nullable Throwable cause) {
    return switch (cause) {
      case UnrecognizedPropertyException unknown -> Optional.of(new FieldError(path(unknown), unknownName(unknown)));
      case JacksonException said when said instanceof UncleanText unclean ->
          Optional.of(new FieldError(path(said), unclean.fault()));
      case InvalidNullException nothing ->
          Optional.of(new FieldError(path(nothing), "has an entry without a value; leave it out"));
      case MismatchedInputException mismatched when !mismatched.getPath().isEmpty() ->
          Optional.of(new FieldError(path(mismatched), wrongType(mismatched)));
      case InputCoercionException large when large.getInputType() == JsonToken.VALUE_NUMBER_INT ->
          Optional.of(new FieldError(path(large), "is a larger number than any that is taken"));
      case null, default -> Optional.empty();
    };
  }

  static ProblemDetail document(@Nullable Throwable cause) {
    Optional<FieldError> field = field(cause);
    if (field.isPresent()) {
      return FieldError.document(List.of(field.get()));
    }
    if (cause instanceof StreamConstraintsException) {
      return Problem.MALFORMED.with(
          "The body is nested too deep, or a name or a number in it is too long. Send what the description at /v3/api-docs has.");
    }
    if (cause instanceof JacksonException syntax && syntax.getLocation() != null) {
      return Problem.MALFORMED.with(
          "The body is not the JSON that belongs here: see line " + syntax.getLocation().getLineNr() + ", column "
              + syntax.getLocation().getColumnNr() + ".");
    }
    return Problem.MALFORMED.with("Send a JSON body with the header 'Content-Type: application/json'.");
  }

  /** What is wrong with a value that is not of the type, to be read after the field's name. */
  static String wrongValue(@Nullable Class<?> type, @Nullable Object value) {
    Object[] constants = type == null ? null : type.getEnumConstants();
    if (constants != null && value == null) {
      return "is not one of " + List.of(constants);
    }
    return constants == null
        ? "is not " + describe(type)
        : NearestName.among(String.valueOf(value), Arrays.stream(constants).map(String::valueOf).toList());
  }

  private static String describe(@Nullable Class<?> type) {
    if (type == null) {
      return "valid";
    }
    return Map.of(
            "Instant", "a time such as 2026-03-01T09:30:00Z",
            "Integer", "a whole number",
            "int", "a whole number",
            "Boolean", "true or false",
            "BigDecimal", "a number",
            "LocalDate", "a day such as 2026-03-01",
            "String", "text",
            "List", "a list")
        .getOrDefault(type.getSimpleName(), "valid");
  }

  private static String wrongType(MismatchedInputException mismatched) {
    return mismatched instanceof InvalidFormatException format
        ? wrongValue(format.getTargetType(), format.getValue())
        : wrongValue(mismatched.getTargetType(), null);
  }

  private static String unknownName(UnrecognizedPropertyException unknown) {
    Collection<Object> known = Optional.ofNullable(unknown.getKnownPropertyIds()).orElse(List.of());
    List<String> names = known.stream().map(String::valueOf).sorted().toList();
    return NearestName.to(unknown.getPropertyName(), names)
        .map(nearest -> "is not known; did you mean '" + nearest + "'?")
        .orElse("is not known; known are " + String.join(", ", names));
  }

  private static String path(JacksonException fault) {
    StringBuilder path = new StringBuilder();
    for (JacksonException.Reference step : fault.getPath()) {
      if (step.getPropertyName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
      }
    }
    return path.isEmpty() ? "body" : path.toString();
  }
}
