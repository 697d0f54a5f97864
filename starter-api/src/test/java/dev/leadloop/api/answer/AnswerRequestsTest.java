package dev.leadloop.api.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.answer.AnswerRequests.AnswerRequest;
import dev.leadloop.orders.Order;
import jakarta.validation.Constraint;
import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AnswerRequestsTest {

  static List<Class<?>> requests() {
    return List.of(AnswerRequest.class.getPermittedSubclasses());
  }

  @ParameterizedTest
  @MethodSource("requests")
  void fieldsAreCheckedAndDescribedByTheLimitsOfTheOrder(Class<?> request) throws ReflectiveOperationException {
    Class<?> order = asked(request).getClass();
    assertThat(names(request)).isEqualTo(names(order));
    for (RecordComponent field : order.getRecordComponents()) {
      assertThat(constraints(request, field.getName())).as(field.getName()).isEqualTo(constraints(order, field.getName()));
    }
  }

  @Test
  void everyOrderHasItsCall() throws ReflectiveOperationException {
    Set<Class<?>> asked = new HashSet<>();
    for (Class<?> request : requests()) {
      asked.add(asked(request).getClass());
    }
    assertThat(asked).containsExactlyInAnyOrder(Order.class.getPermittedSubclasses());
  }

  private static Order asked(Class<?> request) throws ReflectiveOperationException {
    Constructor<?> made = request.getDeclaredConstructors()[0];
    return ((AnswerRequest) made.newInstance(new Object[made.getParameterCount()])).asOrder();
  }

  private static List<String> names(Class<?> type) {
    return Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList();
  }

  private static Set<Annotation> constraints(Class<?> type, String field) throws NoSuchFieldException {
    Set<Annotation> found = new HashSet<>(List.of(type.getDeclaredField(field).getAnnotations()));
    found.removeIf(one -> !one.annotationType().isAnnotationPresent(Constraint.class));
    return found;
  }
}
