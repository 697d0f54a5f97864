package dev.leadloop.api.answer;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.parameters.Parameter;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;

/** Says that an answer may come without a key; a parameter that is no plain header would be described as required. */
@Component
class DescribedKey implements OperationCustomizer {
  @Override
  public Operation customize(Operation operation, HandlerMethod method) {
    if (method.getBeanType() == AnswerController.class) {
      for (Parameter parameter : operation.getParameters()) {
        if (Keyed.HEADER.equals(parameter.getName())) {
          parameter.setRequired(false);
        }
      }
    }
    return operation;
  }
}
