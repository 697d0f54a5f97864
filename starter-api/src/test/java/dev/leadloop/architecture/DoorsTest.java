package dev.leadloop.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** Calls and pages are two doors to one house: they share what an order is, and neither goes through the other. */
class DoorsTest {
  private static final String API = "dev.leadloop.api..";
  private static final String CONSOLE = "dev.leadloop.console..";
  private static final String[] SHARED = {"dev.leadloop.orders..", "dev.leadloop.replies..", "dev.leadloop.why.."};

  private final JavaClasses production = ProductClasses.imported();

  @Test
  void pageKnowsNothingOfCallsNorCallOfPages() {
    noClasses().that().resideInAPackage(CONSOLE).should().dependOnClassesThat().resideInAPackage(API).check(production);
    noClasses().that().resideInAPackage(API).should().dependOnClassesThat().resideInAPackage(CONSOLE).check(production);
  }

  @Test
  void whatBothShareKnowsNoDoor() {
    knowsNoDoor(SHARED).check(production);
  }

  @Test
  void doorIsNoticed() {
    assertThatThrownBy(() -> knowsNoDoor(CONSOLE).check(production)).isInstanceOf(AssertionError.class);
  }

  private static ArchRule knowsNoDoor(String... packages) {
    return noClasses().that().resideInAnyPackage(packages).should().dependOnClassesThat()
        .resideInAnyPackage(
            API, CONSOLE, "dev.leadloop.problem..", "jakarta.servlet..", "org.springframework.web..",
            "org.springframework.http..", "io.swagger..");
  }
}
