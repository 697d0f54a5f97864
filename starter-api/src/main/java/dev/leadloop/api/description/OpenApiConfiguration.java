package dev.leadloop.api.description;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leadloop.security.Caller;
import dev.leadloop.security.PublicAddress;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Describes the calls at /v3/api-docs: bearer keys, what each call may answer, and an example of every answer. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

  static {
    SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class);
  }

  @Bean
  OpenAPI description(PublicAddress address) {
    return new OpenAPI()
        .servers(List.of(new Server().url(address.said() ? address.base() : "/")))
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
                    DescribedAnswers.SCHEME,
                    new SecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .description("A key made with POST /api/v1/keys."))
                .addSchemas(DescribedProblems.SCHEMA, DescribedProblems.schema()));
  }

  @Bean
  ModelResolver modelResolver(ObjectMapperProvider json) {
    ObjectMapper mapper = json.jsonMapper();
    return new ModelResolver(mapper, new SchemaNames()).openapi31(true);
  }

  @Bean
  PlainValueModel plainValueModel() {
    return new PlainValueModel();
  }

  @Bean
  RecordModels recordModels() {
    return new RecordModels();
  }

  @Bean
  OperationCustomizer describedAnswers() {
    return new DescribedAnswers();
  }

  @Bean
  OperationCustomizer describedQueryNames() {
    return new DescribedQueryNames();
  }

  @Bean
  OpenApiCustomizer describedPatterns() {
    return new DescribedPatterns();
  }

  @Bean
  OpenApiCustomizer describedExamples() {
    return new DescribedExamples();
  }
}
