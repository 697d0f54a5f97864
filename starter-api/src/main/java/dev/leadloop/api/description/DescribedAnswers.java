package dev.leadloop.api.description;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;

/** Says with which statuses a call may answer, beside those that stand at the call itself. */
final class DescribedAnswers implements OperationCustomizer {
  static final String SCHEME = "key";

  private static final String ANSWERS = ".answer";
  private static final String STATUS = ".status";
  private static final String WEBHOOKS = ".webhook";

  @Override
  public Operation customize(Operation operation, HandlerMethod method) {
    String feature = method.getBeanType().getPackageName();
    boolean open = feature.endsWith(STATUS);
    boolean webhook = feature.endsWith(WEBHOOKS);
    if (exportsCsv(method)) {
      MediaType csv = new MediaType().schema(new StringSchema());
      operation.getResponses().addApiResponse(
          "200", new ApiResponse().description("OK").content(new Content().addMediaType("text/csv", csv)));
    }
    add(operation, "400", "The request cannot be read, or fields or parameters are not known or not valid");
    if (open) {
      add(operation, "401", "No key is needed, but one was sent, and it is not known");
    } else {
      add(operation, "503", "The database cannot be reached; nothing was stored; see Retry-After");
    }
    if (!open && !webhook) {
      operation.setSecurity(List.of(new SecurityRequirement().addList(SCHEME)));
      add(operation, "401", "The key is missing, unknown or revoked");
      add(operation, "403", "The key's role may not make this call");
    }
    if (webhook) {
      add(operation, "401", "The username and the password that are asked for as well are missing or wrong");
      add(operation, "403", "What the call has to prove itself by does not hold");
      add(operation, "404", "This webhook is not set up");
    }
    if (hasPathVariable(operation)) {
      add(operation, "404", "What the path names is not known");
    }
    if (takesBody(method)) {
      add(operation, "413", "The body is too large");
      add(operation, "415", "The body is of another content type");
    }
    if (!method.isVoid()) {
      add(operation, "406", "The Accept header leaves out the one form this is answered in");
    }
    AlsoAnswers more = method.getMethodAnnotation(AlsoAnswers.class);
    for (int status : more == null ? new int[0] : more.value()) {
      add(operation, String.valueOf(status), meaning(status));
    }
    if (feature.endsWith(ANSWERS) && operation.getRequestBody() != null) {
      addVerdicts(operation);
    }
    return operation;
  }

  private static void addVerdicts(Operation operation) {
    ApiResponse decided = operation.getResponses().get("200");
    operation.getResponses().addApiResponse(
        "202",
        new ApiResponse()
            .description("Recorded, not decided within two seconds; Location says where the verdict will be")
            .addHeaderObject(HttpHeaders.LOCATION, DescribedProblems.header("where the verdict will be"))
            .content(decided == null ? null : decided.getContent()));
    for (int status : new int[] {409, 410, 422}) {
      add(operation, String.valueOf(status), meaning(status));
    }
  }

  private static String meaning(int status) {
    return switch (status) {
      case 404 -> "What is named is not known";
      case 409 -> "What is asked for does not fit how things stand";
      case 410 -> "The person asked to be forgotten";
      case 429 -> "That was asked for too often; wait and send it again";
      case 422 -> "What was chosen does not do, or the Idempotency-Key was used before";
      default -> throw new IllegalArgumentException("no words for " + status);
    };
  }

  private static boolean hasPathVariable(Operation operation) {
    return operation.getParameters() != null
        && operation.getParameters().stream().anyMatch(parameter -> "path".equals(parameter.getIn()));
  }

  private static boolean takesBody(HandlerMethod method) {
    return !List.of(mapping(method).method()).contains(RequestMethod.GET);
  }

  /** These write their answer themselves. */
  private static boolean exportsCsv(HandlerMethod method) {
    return method.isVoid() && Arrays.stream(mapping(method).path()).anyMatch(path -> path.endsWith(".csv"));
  }

  private static RequestMapping mapping(HandlerMethod method) {
    return Objects.requireNonNull(AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), RequestMapping.class));
  }

  private static void add(Operation operation, String status, String description) {
    if (operation.getResponses().get(status) == null) {
      operation.getResponses().addApiResponse(status, DescribedProblems.response(status, description));
    }
  }
}
