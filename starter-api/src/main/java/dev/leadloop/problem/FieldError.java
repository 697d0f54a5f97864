package dev.leadloop.problem;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.http.ProblemDetail;
import tools.jackson.databind.DatabindException;

/** A field and what is wrong with it, to be read after the field's name. */
public record FieldError(String field, String message) {
  private static final int NAMED_IN_SENTENCE = 5;
  private static final int LISTED = 50;
  private static final int LONGEST_NAME = 100;

  /** What validation says of its own way through a map or a list, and a name that is empty. */
  private static final Pattern INSIDE = Pattern.compile("\\.?<[a-z ]*(?:key|value|element)>|<[A-Z]>|\\[]");

  public FieldError {
    field = INSIDE.matcher(field).replaceAll("");
    field = field.length() <= LONGEST_NAME ? field : field.substring(0, LONGEST_NAME) + "…";
    message = Sentence.brief(message);
  }

  /** The document for a request with such fields. */
  public static ProblemDetail document(List<FieldError> errors) {
    String sentence =
        errors.stream()
            .limit(NAMED_IN_SENTENCE)
            .map(error -> "'" + error.field() + "' " + error.message())
            .collect(Collectors.joining("; "));
    ProblemDetail document = Problem.INVALID.with(Sentence.ended(Problem.NOTHING_STORED + "Correct and send again: " + sentence));
    document.setProperty("errors", errors.stream().limit(LISTED).toList());
    return document;
  }

  /** What is wrong with a value that was read, by its field. */
  public static FieldError of(DatabindException fault) {
    return JsonFaults.field(fault).orElseGet(() -> new FieldError("", "is not what belongs here; see /v3/api-docs"));
  }

  /** Ends a call because of one field. */
  public static ProblemException in(String field, String message) {
    return new ProblemException(document(List.of(new FieldError(field, message))));
  }
}
