package dev.leadloop.api.description;

import dev.leadloop.finding.QueryNames;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.util.Arrays;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.web.method.HandlerMethod;

/** Names the parameters that a call takes by one of its own that holds them all. */
final class DescribedQueryNames implements OperationCustomizer {
  @Override
  public Operation customize(Operation operation, HandlerMethod method) {
    for (java.lang.reflect.Parameter parameter : method.getMethod().getParameters()) {
      QueryNames names = parameter.getAnnotation(QueryNames.class);
      if (names != null) {
        Arrays.stream(names.value()).forEach(name -> operation.addParametersItem(
            new Parameter().in("query").name(name).required(false).schema(new ArraySchema().items(new StringSchema()))));
      }
    }
    return operation;
  }
}
