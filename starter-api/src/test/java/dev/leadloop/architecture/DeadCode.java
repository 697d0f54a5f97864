package dev.leadloop.architecture;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaParameterizedType;
import com.tngtech.archunit.core.domain.JavaStaticInitializer;
import com.tngtech.archunit.core.domain.JavaType;
import java.beans.Introspector;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;

/**
 * Finds in the code of the product what no other code of it uses: it is there for tests alone, or for nobody. What a framework
 * calls by its kind is used, and so is what a page names.
 */
final class DeadCode {
  private static final Set<String> OF_EVERY_ENUM = Set.of("values", "valueOf");

  private final JavaClasses product;
  private final Set<String> usedByPages;
  private final FrameworkUse frameworks;

  /** Looks at these classes, of which pages use members of those names, and beans of those with an @ before them. */
  DeadCode(JavaClasses product, Set<String> usedByPages) {
    this.product = product;
    this.usedByPages = usedByPages;
    this.frameworks = new FrameworkUse(product, usedByPages);
  }

  /** Constructors and methods that nothing calls. */
  List<String> uncalled() {
    return product.stream()
        .filter(one -> !one.isAnonymousClass() && !one.isAnnotation())
        .flatMap(one -> one.getCodeUnits().stream())
        .filter(unit -> written(unit) && !frameworks.calls(unit) && !called(unit))
        .map(unit -> unit.getFullName())
        .sorted()
        .toList();
  }

  /** Records and enums that nothing names. */
  List<String> unnamed() {
    return product.stream()
        .filter(one -> one.isRecord() || one.isEnum())
        .filter(one -> one.getDirectDependenciesToSelf().stream().allMatch(use -> within(use.getOriginClass(), one)))
        .map(JavaClass::getName)
        .sorted()
        .toList();
  }

  /** Beans of ours that are given to nobody and do nothing by themselves. */
  List<String> idleBeans() {
    List<JavaClass> wanted = product.stream()
        .flatMap(one -> one.getCodeUnits().stream())
        .filter(frameworks::provides)
        .flatMap(unit -> unit.getParameterTypes().stream())
        .flatMap(DeadCode::raw)
        .distinct()
        .toList();
    Stream<JavaClass> made = product.stream().flatMap(one -> one.getMethods().stream())
        .filter(method -> method.isAnnotatedWith(Bean.class)).map(JavaMethod::getRawReturnType);
    return Stream.concat(made, product.stream().filter(FrameworkUse::component))
        .filter(bean -> product.contain(bean.getName()) && !frameworks.setsInMotion(bean))
        .filter(bean -> wanted.stream().noneMatch(type -> bean.isAssignableTo(type.getName())))
        .filter(bean -> !usedByPages.contains("@" + Introspector.decapitalize(bean.getSimpleName())))
        .map(JavaClass::getName)
        .distinct()
        .sorted()
        .toList();
  }

  /** Written by somebody, for others than its own class. */
  private static boolean written(JavaCodeUnit unit) {
    Set<JavaModifier> modifiers = unit.getModifiers();
    JavaClass owner = unit.getOwner();
    boolean given = unit instanceof JavaStaticInitializer
        || owner.isEnum() && (unit.isConstructor() || OF_EVERY_ENUM.contains(unit.getName()))
        || owner.isRecord() && (unit.isConstructor() ? canonical(unit) : component(unit));
    return !given && !modifiers.contains(JavaModifier.PRIVATE) && !modifiers.contains(JavaModifier.SYNTHETIC)
        && !modifiers.contains(JavaModifier.BRIDGE);
  }

  private static boolean canonical(JavaCodeUnit unit) {
    return components(unit.getOwner()).map(field -> field.getRawType().getName()).sorted().toList()
        .equals(unit.getRawParameterTypes().stream().map(JavaClass::getName).sorted().toList());
  }

  private static boolean component(JavaCodeUnit unit) {
    return unit.getRawParameterTypes().isEmpty()
        && components(unit.getOwner()).anyMatch(field -> field.getName().equals(unit.getName()));
  }

  private static Stream<com.tngtech.archunit.core.domain.JavaField> components(JavaClass record) {
    return record.getFields().stream().filter(field -> !field.getModifiers().contains(JavaModifier.STATIC));
  }

  private static boolean called(JavaCodeUnit unit) {
    return family(unit).flatMap(DeadCode::accesses).anyMatch(access -> !access.getOrigin().equals(unit));
  }

  private static Stream<? extends JavaAccess<?>> accesses(JavaCodeUnit unit) {
    Set<? extends JavaAccess<?>> references = switch (unit) {
      case JavaMethod method -> method.getReferencesToSelf();
      case JavaConstructor constructor -> constructor.getReferencesToSelf();
      default -> Set.of();
    };
    return Stream.concat(unit.getCallsOfSelf().stream(), references.stream());
  }

  /** It, what it overrides and what overrides it: a call of one may be a call of another. */
  private static Stream<JavaCodeUnit> family(JavaCodeUnit unit) {
    if (unit.isConstructor() || unit.getModifiers().contains(JavaModifier.STATIC)) {
      return Stream.of(unit);
    }
    JavaClass owner = unit.getOwner();
    Set<JavaClass> others = Stream.concat(Stream.of(owner), owner.getAllSubclasses().stream())
        .flatMap(one -> Stream.concat(one.getAllClassesSelfIsAssignableTo().stream(), Stream.of(one)))
        .collect(Collectors.toSet());
    return others.stream().flatMap(one -> one.getMethods().stream()).filter(one -> FrameworkUse.sameCall(one, unit))
        .map(one -> one);
  }

  private static Stream<JavaClass> raw(JavaType type) {
    Stream<JavaClass> itself = Stream.of(type.toErasure());
    return type instanceof JavaParameterizedType generic
        ? Stream.concat(itself, generic.getActualTypeArguments().stream().flatMap(DeadCode::raw))
        : itself;
  }

  private static boolean within(JavaClass one, JavaClass outer) {
    return one.equals(outer) || one.getEnclosingClass().filter(enclosing -> within(enclosing, outer)).isPresent();
  }
}
