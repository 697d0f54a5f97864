package dev.leadloop.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.leadloop.api.LeadloopApplication;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpEntity;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * What callers of the API send ends in {@code Request}, and what they are answered with in {@code Response} or {@code View};
 * so do the records of this module within them. Text, bytes, enumerations and the types of others have the names they have.
 */
class ApiNamesTest {
  private static final List<String> SENT = List.of("Request");
  private static final List<String> ANSWERED = List.of("Response", "View");
  private static final String OURS = "dev.leadloop.";

  private final Collection<JavaClass> product =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          // In a whole build another module's tests come as a jar.
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("dev.leadloop");

  @Test
  void bodiesAreNamedByTheirDirection() {
    List<Class<?>> controllers =
        product.stream()
            .filter(one -> !one.getAnnotations().isEmpty())
            .<Class<?>>map(JavaClass::reflect)
            .filter(one -> AnnotatedElementUtils.hasAnnotation(one, Controller.class))
            .toList();
    assertThat(controllers).hasSizeGreaterThan(30);
    assertThat(misnamed(controllers)).isEmpty();
  }

  @Test
  void whatIsMisnamedIsFound() {
    assertThat(misnamed(List.of(Offender.class)))
        .containsExactly(
            "Answered is answered by Offender.change", "Held is answered by Offender.change",
            "Object is answered by Offender.anything", "Sent is sent to Offender.change",
            "Within is sent to Offender.change");
  }

  private static Set<String> misnamed(Collection<Class<?>> controllers) {
    Set<String> misnamed = new TreeSet<>();
    for (Class<?> controller : controllers) {
      for (Method call : controller.getDeclaredMethods()) {
        if (AnnotatedElementUtils.hasAnnotation(call, RequestMapping.class)) {
          String name = controller.getSimpleName() + "." + call.getName();
          bodies(call).forEach(body -> look(body, SENT, " is sent to " + name, misnamed));
          if (answersItself(controller) || answersItself(call)) {
            look(call.getGenericReturnType(), ANSWERED, " is answered by " + name, misnamed);
          }
        }
      }
    }
    return misnamed;
  }

  private static Stream<Type> bodies(Method call) {
    return Arrays.stream(call.getParameters())
        .filter(
            given ->
                given.isAnnotationPresent(RequestBody.class)
                    || given.isAnnotationPresent(RequestPart.class)
                    || HttpEntity.class.isAssignableFrom(given.getType()))
        .map(Parameter::getParameterizedType);
  }

  /** Others answer with the name of a page. */
  private static boolean answersItself(AnnotatedElement element) {
    return AnnotatedElementUtils.hasAnnotation(element, ResponseBody.class);
  }

  private static void look(Type type, List<String> endings, String where, Set<String> misnamed) {
    Set<Class<?>> seen = new HashSet<>();
    raw(type).forEach(top -> {
      // An answer of any type would pass by here, whatever it is.
      if (top == Object.class || named(top) && !endsIn(endings, top)) {
        misnamed.add(top.getSimpleName() + where);
      }
      parts(top, seen);
    });
    seen.stream()
        .filter(part -> named(part) && isOfTheApi(part) && !endsIn(endings, part))
        .forEach(part -> misnamed.add(part.getSimpleName() + where));
  }

  private static void parts(Class<?> whole, Set<Class<?>> seen) {
    if (named(whole) && seen.add(whole)) {
      if (whole.isRecord()) {
        for (RecordComponent part : whole.getRecordComponents()) {
          raw(part.getGenericType()).forEach(one -> parts(one, seen));
        }
      }
      if (whole.isSealed()) {
        for (Class<?> one : whole.getPermittedSubclasses()) {
          parts(one, seen);
        }
      }
    }
  }

  private static boolean named(Class<?> type) {
    return type.getName().startsWith(OURS) && !type.isEnum();
  }

  /** Of this module, or within a type that is named by its direction itself. */
  private static boolean isOfTheApi(Class<?> type) {
    Class<?> around = type.getEnclosingClass();
    return around != null && endsIn(ANSWERED, around)
        || place(type).equals(place(LeadloopApplication.class))
        || place(type).equals(place(ApiNamesTest.class));
  }

  private static Object place(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }

  private static boolean endsIn(List<String> endings, Class<?> type) {
    return endings.stream().anyMatch(type.getSimpleName()::endsWith);
  }

  /** The classes that a type is made of, such as {@code List} and {@code String} of a list of texts. */
  private static Stream<Class<?>> raw(Type type) {
    return switch (type) {
      case Class<?> one -> Stream.of(one.isArray() ? one.getComponentType() : one);
      case ParameterizedType of ->
          Stream.concat(raw(of.getRawType()), Arrays.stream(of.getActualTypeArguments()).flatMap(ApiNamesTest::raw));
      case WildcardType any -> Arrays.stream(any.getUpperBounds()).flatMap(ApiNamesTest::raw);
      default -> Stream.of(Object.class);
    };
  }

  /** Names what it takes and gives as it likes, so that a check that has gone blind is noticed. */
  @RestController
  static final class Offender {
    @PostMapping("/change")
    ResponseEntity<List<Answered>> change(@RequestBody Sent sent) {
      throw new UnsupportedOperationException(sent.toString());
    }

    @PostMapping("/honest")
    HonestView honest(@RequestBody HonestRequest sent) {
      throw new UnsupportedOperationException(sent.toString());
    }

    @GetMapping("/anything")
    ResponseEntity<?> anything() {
      throw new UnsupportedOperationException();
    }

    record Sent(Within within) {}

    record Within(String text) {}

    record Answered(List<Held> held) {}

    record Held(String text) {}

    record HonestRequest(String text) {}

    record HonestView(String text) {}
  }
}
