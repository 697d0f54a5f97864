package dev.leadloop.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import io.temporal.workflow.WorkflowInterface;
import jakarta.validation.ConstraintValidator;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;

/** Tells what frameworks make and call, by its kind alone. */
final class FrameworkUse {
  private static final String OURS = "dev.leadloop.";
  /** Made by a framework that was told their names or found them. */
  private static final Set<Class<?>> MADE = Set.of(ConstraintValidator.class, SpringBootExceptionReporter.class);

  private final Set<String> usedByPages;
  private final Set<String> lifecycle;

  FrameworkUse(JavaClasses product, Set<String> usedByPages) {
    this.usedByPages = usedByPages;
    this.lifecycle = product.stream().flatMap(one -> one.getMethods().stream())
        .filter(method -> method.isAnnotatedWith(Bean.class))
        .flatMap(method -> {
          Bean bean = method.getAnnotationOfType(Bean.class);
          String type = method.getRawReturnType().getName();
          return Stream.of(type + "." + bean.initMethod() + "()", type + "." + bean.destroyMethod() + "()");
        })
        .collect(Collectors.toSet());
  }

  /** Whether a framework or a page calls it. */
  boolean calls(JavaCodeUnit unit) {
    return annotated(unit) || (unit.isConstructor() ? made(unit.getOwner()) : callsByName(unit));
  }

  private boolean callsByName(JavaCodeUnit unit) {
    boolean fixed = unit.getModifiers().contains(JavaModifier.STATIC);
    return fixed
        ? unit.getName().equals("main")
        : usedByPages.contains(unit.getName()) || lifecycle.contains(unit.getFullName()) || overridesForeign(unit);
  }

  /** Whether its arguments are looked up among the beans. */
  boolean provides(JavaCodeUnit unit) {
    return unit.isConstructor() ? component(unit.getOwner()) : unit.isAnnotatedWith(Bean.class);
  }

  /** Whether its class is a bean by an annotation of its own. */
  static boolean component(JavaClass one) {
    Class<?> type = loaded(one);
    return type != null && AnnotatedElementUtils.hasAnnotation(type, Component.class);
  }

  /** Whether a framework calls a bean of that type though nobody asked for it. */
  boolean setsInMotion(JavaClass bean) {
    Class<?> type = loaded(bean);
    return type != null
        && (AnnotatedElementUtils.hasAnnotation(type, Configuration.class)
            || supertypes(type).anyMatch(one -> foreign(one) && !one.getName().startsWith("java."))
            || bean.getMethods().stream().anyMatch(FrameworkUse::annotated));
  }

  /** Whether a call of one may reach the other where one of their classes extends the other's. */
  static boolean sameCall(JavaCodeUnit one, JavaCodeUnit other) {
    return one.getName().equals(other.getName())
        && one.getRawParameterTypes().size() == other.getRawParameterTypes().size();
  }

  private static boolean made(JavaClass one) {
    Class<?> type = loaded(one);
    return type != null
        && (AnnotatedElementUtils.hasAnnotation(type, Component.class)
            || AnnotatedElementUtils.hasAnnotation(type, ConfigurationProperties.class)
            || MADE.stream().anyMatch(known -> known.isAssignableFrom(type))
            || supertypes(type).anyMatch(known -> known.isAnnotationPresent(WorkflowInterface.class)));
  }

  private static boolean annotated(JavaCodeUnit unit) {
    return unit.getAnnotations().stream().map(annotation -> annotation.getRawType().getName())
        .anyMatch(name -> !name.startsWith(OURS) && !name.startsWith("java.") && !name.startsWith("org.jspecify."));
  }

  private static boolean overridesForeign(JavaCodeUnit unit) {
    return Stream.concat(Stream.of(unit.getOwner()), unit.getOwner().getAllSubclasses().stream())
        .map(FrameworkUse::loaded)
        .filter(Objects::nonNull)
        .flatMap(FrameworkUse::supertypes)
        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()).filter(method -> foreign(type) || annotated(method)))
        .anyMatch(method -> method.getName().equals(unit.getName())
            && method.getParameterCount() == unit.getRawParameterTypes().size());
  }

  /** A method of an interface of ours that a framework reads. */
  private static boolean annotated(Method method) {
    return Arrays.stream(method.getAnnotations()).map(one -> one.annotationType().getName())
        .anyMatch(name -> !name.startsWith(OURS) && !name.startsWith("java."));
  }

  private static Stream<Class<?>> supertypes(Class<?> type) {
    Stream<Class<?>> above = Stream.concat(Stream.ofNullable(type.getSuperclass()), Arrays.stream(type.getInterfaces()));
    return above.flatMap(one -> Stream.concat(Stream.of(one), supertypes(one)));
  }

  private static boolean foreign(Class<?> type) {
    return !type.getName().startsWith(OURS);
  }

  private static @Nullable Class<?> loaded(JavaClass one) {
    try {
      return ClassUtils.forName(one.getName(), FrameworkUse.class.getClassLoader());
    } catch (ClassNotFoundException | LinkageError unknown) {
      return null;
    }
  }
}
