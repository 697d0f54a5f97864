package dev.leadloop.api.description;

import dev.leadloop.problem.Problem;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;

/** Problems as the description shows them. */
final class DescribedProblems {
  static final String SCHEMA = "Problem";

  private DescribedProblems() {}

  /** What is answered with that status. */
  static ApiResponse response(String status, String description) {
    Schema<?> schema = new Schema<>().$ref("#/components/schemas/" + SCHEMA);
    MediaType document = new MediaType().schema(schema).example(example(status));
    ApiResponse response =
        new ApiResponse().description(description).content(new Content().addMediaType("application/problem+json", document));
    switch (status) {
      case "401" -> response.addHeaderObject(HttpHeaders.WWW_AUTHENTICATE, header("how to say who calls"));
      case "503" -> response.addHeaderObject(HttpHeaders.RETRY_AFTER, header("seconds after which to try again"));
      default -> { }
    }
    return response;
  }

  static Header header(String description) {
    return new Header().description(description).required(true).schema(new StringSchema());
  }

  static Schema<?> schema() {
    Schema<Object> problem = new ObjectSchema();
    problem.setDescription("RFC 9457 problem details. Some kinds have more properties, such as errors, code or lead.");
    problem.addProperty("type", new StringSchema().description("stable; ends with the kind of problem"));
    problem.addProperty("title", new StringSchema());
    problem.addProperty("status", new IntegerSchema());
    problem.addProperty("detail", new StringSchema().description("what is wrong and what to do"));
    problem.addProperty("instance", new StringSchema().description("the path that was called"));
    problem.addProperty("errors", new ArraySchema().items(new Schema<>()).description("each thing that is wrong"));
    problem.setRequired(List.of("type", "title", "status", "detail"));
    return problem;
  }

  private static Map<String, Object> example(String status) {
    ProblemDetail document = kind(status);
    Map<String, Object> example = new LinkedHashMap<>();
    example.put("type", String.valueOf(document.getType()));
    example.put("title", String.valueOf(document.getTitle()));
    example.put("status", document.getStatus());
    example.put("detail", String.valueOf(document.getDetail()));
    return example;
  }

  private static ProblemDetail kind(String status) {
    return switch (status) {
      case "400" -> Problem.INVALID.with("Correct and send again: 'limit' must be at most 200.");
      case "401" -> Problem.UNAUTHORIZED.with("This key is not known, or it was revoked. Ask an administrator for another.");
      case "403" -> Problem.FORBIDDEN.with(
          "This call is for the role ADMIN; your key has the role SALES. Use a key of that role, or ask an administrator for"
              + " one.");
      case "404" -> Problem.unknownLead().document();
      case "406" -> Problem.NOT_ACCEPTABLE.with("Ask for application/json in the Accept header.");
      case "409" -> Problem.CYCLE_OVER.with(
          "Nothing was changed: handoff 1 is over: accepted by rep:rep-2 at 2026-03-02T09:30:00Z.");
      case "410" -> Problem.ERASED.with("This person asked to be forgotten and is not taken up again. Nothing was stored.");
      case "413" -> Problem.TOO_LARGE.with("Nothing was stored. A body may have 2097152 bytes. Send less at a time.");
      case "415" -> Problem.MEDIA_TYPE.with("Send the body with the content type application/json.");
      case "422" -> Problem.BAD_REASON.with(
          "Nothing was changed: 'dull' is not a reason of the catalogue; use one of [not_now, no_budget].");
      case "429" -> Problem.TOO_OFTEN.with("It was asked about this lead within the last 60 seconds. Wait for the answer.");
      case "503" -> Problem.databaseDown();
      default -> throw new IllegalArgumentException("no call answers with " + status);
    };
  }
}
