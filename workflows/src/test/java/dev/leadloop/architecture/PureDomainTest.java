package dev.leadloop.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Holds what the domain may know: an allow-list of packages, no clock and no chance. */
class PureDomainTest {

  private static final String TEMPORAL = "dev.leadloop.temporal..";

  /** What pure code may use; widen it only with something that gives the same answer every time. */
  private static final String[] ALLOWED = {
    "dev.leadloop..", "java.lang..", "java.util", "java.util.function", "java.util.stream", "java.util.regex",
    "java.time..", "java.math", "java.text", "java.nio.charset", "java.security", "org.jspecify.annotations",
    "com.fasterxml.jackson.annotation", "com.google.common.net"
  };

  /** Rules kept as data are read from the class path, which is the same for everyone. */
  private static final DescribedPredicate<JavaClass> READING_A_RESOURCE =
      belongToAnyOf(InputStream.class, IOException.class, UncheckedIOException.class);

  private static final Set<String> CLOCK_AND_CHANCE = Set.of(
      "java.lang.System.currentTimeMillis", "java.lang.System.nanoTime", "java.lang.System.getenv",
      "java.lang.System.getProperty", "java.lang.Math.random", "java.lang.Thread.sleep", "java.util.UUID.randomUUID",
      "java.time.ZoneId.systemDefault", "java.util.Locale.getDefault", "java.util.TimeZone.getDefault");

  private static final List<String> CHANCE_TYPES =
      List.of("java.util.Random", "java.security.SecureRandom", "java.util.concurrent.ThreadLocalRandom");

  private static final ArchRule ONLY_ALLOWED_PACKAGES =
      classes().that(not(resideInAPackage(TEMPORAL))).should()
          .onlyDependOnClassesThat(resideInAnyPackage(ALLOWED).or(READING_A_RESOURCE));

  private static final ArchRule DOMAIN_IGNORES_TEMPORAL =
      noClasses().that(not(resideInAPackage(TEMPORAL))).should().dependOnClassesThat()
          .resideInAnyPackage("io.temporal..", TEMPORAL);

  private static final ArchRule NO_CLOCK_NO_CHANCE =
      noClasses().should().accessTargetWhere(readsClockOrChance());

  private final JavaClasses production =
      new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.leadloop");

  @Test
  void domainUsesOnlyAllowedPackages() {
    ONLY_ALLOWED_PACKAGES.allowEmptyShould(true).check(production);
  }

  @Test
  void onlyTheTemporalPackageKnowsTemporal() {
    DOMAIN_IGNORES_TEMPORAL.allowEmptyShould(true).check(production);
  }

  @Test
  void nothingReadsTheClockOrRollsDice() {
    NO_CLOCK_NO_CHANCE.allowEmptyShould(true).check(production);
  }

  @Test
  void rulesFindAnOffender() {
    JavaClasses offender = new ClassFileImporter().importClasses(Offender.class);
    assertThat(ONLY_ALLOWED_PACKAGES.evaluate(offender).hasViolation()).isTrue();
    assertThat(DOMAIN_IGNORES_TEMPORAL.evaluate(offender).hasViolation()).isTrue();
    assertThat(NO_CLOCK_NO_CHANCE.evaluate(offender).getFailureReport().getDetails()).hasSize(2);
  }

  private static DescribedPredicate<JavaAccess<?>> readsClockOrChance() {
    return DescribedPredicate.describe("read the clock or chance", access -> {
      String owner = access.getTargetOwner().getName();
      String name = access.getName();
      return (owner.startsWith("java.time.") && name.equals("now"))
          || (owner.equals("java.time.Clock") && name.startsWith("system"))
          || CHANCE_TYPES.contains(owner)
          || CLOCK_AND_CHANCE.contains(owner + "." + name);
    });
  }

  /** Breaks every rule above, so that a rule that has gone blind is noticed. */
  static final class Offender {
    final io.temporal.common.RetryOptions options = io.temporal.common.RetryOptions.getDefaultInstance();

    String now() {
      return Instant.now() + UUID.randomUUID().toString();
    }
  }
}
