package dev.leadloop.api.web;

import dev.leadloop.security.Caller;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.Map;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.HandlerMethod;

/** Describes the calls at /v3/api-docs: bearer keys, and problems as every call answers them. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {
  private static final String SCHEME = "key";
  private static final String PROBLEM = "Problem";

  static {
    SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class);
  }

  @Bean
  OpenAPI description() {
    return new OpenAPI()
        .info(
            new Info()
                .title("Leadloop")
                .version("v1")
                .description(
                    "Leads in, decisions out. A 202 means that what was sent is stored for good; an error is an RFC 9457"
                        + " document whose type is stable and whose detail says what to do."))
        .components(
            new Components()
                .addSecuritySchemes(
                    SCHEME,
                    new SecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .description("A key made with POST /api/v1/keys."))
                .addSchemas(PROBLEM, problem()));
  }

  @Bean
  OperationCustomizer problemsOfEveryCall() {
    return (operation, method) -> {
      if (!isOpen(method)) {
        operation.addSecurityItem(new SecurityRequirement().addList(SCHEME));
        add(operation, "400", "The request cannot be read, or fields or parameters are not known or not valid");
        add(operation, "401", "The key is missing, unknown or revoked");
        add(operation, "403", "The key's role may not make this call");
        add(operation, "503", "The database cannot be reached; nothing was stored; see Retry-After");
      }
      if (method.getBeanType().getPackageName().endsWith(".answer")) {
        add(operation, "404", "The lead is not known");
        if (operation.getRequestBody() != null) {
          add(operation, "202", "Recorded, not decided within two seconds; Location says where the verdict will be");
          add(operation, "409", "The handoff is over, or the order does not fit the lead's stage");
          add(operation, "422", "The reason or the choice does not do, or the Idempotency-Key was used before");
        }
      }
      return operation;
    };
  }

  private static boolean isOpen(HandlerMethod method) {
    return method.getBeanType().getPackageName().endsWith(".status");
  }

  private static void add(io.swagger.v3.oas.models.Operation operation, String status, String description) {
    if (operation.getResponses().get(status) != null) {
      return;
    }
    ApiResponse response = new ApiResponse().description(description);
    if (!"202".equals(status)) {
      response.content(
          new Content()
              .addMediaType(
                  "application/problem+json",
                  new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM))));
    }
    operation.getResponses().addApiResponse(status, response);
  }

  private static Schema<?> problem() {
    Schema<Object> problem = new ObjectSchema();
    problem.setDescription("RFC 9457 problem details; errors names fields.");
    problem.addProperty("type", new StringSchema().example("urn:leadloop:problem:cycle-over"));
    problem.addProperty("title", new StringSchema());
    problem.addProperty("status", new IntegerSchema());
    problem.addProperty("detail", new StringSchema().description("what is wrong and what to do"));
    problem.addProperty("instance", new StringSchema());
    problem.setExample(
        Map.of(
            "type", "urn:leadloop:problem:cycle-over",
            "title", "This handoff is over",
            "status", 409,
            "detail", "Nothing was changed: handoff 1 is over: accepted by rep:rep-2 at 2026-03-02T09:30:00Z."));
    return problem;
  }
}
