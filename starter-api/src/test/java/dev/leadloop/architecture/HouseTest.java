package dev.leadloop.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The house: no package of a module goes round in a circle with others, and each uses what {@code house.txt} allows it, no
 * more and no less. Where a new use is meant, {@code -Dleadloop.house.write=true} writes the list anew, for its reader to judge.
 */
class HouseTest {
  private static final Path ALLOWED = Path.of("src/test/resources/architecture/house.txt");
  private static final String OURS = "dev.leadloop";
  private static final Pattern MODULE =
      Pattern.compile("/(?:leadloop-)?(workflows|activities|worker|starter-api)(?:/target/|-[0-9])");
  private static final Set<String> ANYBODYS =
      Set.of("java.lang", "java.util", "java.time", "java.math", "java.text", "org.jspecify.annotations");

  private static final JavaClasses PRODUCT = ProductClasses.imported();

  private static final int MOST = 12;

  /** Rows of a table, what is stored, bodies of calls, settings and pages: each component is a field of that, however many. */
  private static final List<String> FIELD_BY_FIELD =
      List.of("Row", "Columns", "Payload", "Request", "Response", "View", "Policy", "Properties", "Settings", "Page");

  @ParameterizedTest
  @ValueSource(strings = {"workflows", "activities", "worker", "starter-api"})
  void noPackagesGoRoundInCircles(String module) {
    JavaClasses classes = PRODUCT.that(DescribedPredicate.describe("of " + module, one -> module(one).equals(module)));
    assertThat(classes).as("classes of " + module).hasSizeGreaterThan(10);
    slices().assignedFrom(new Packages()).should().beFreeOfCycles().check(classes);
  }

  @Test
  void eachPackageUsesWhatItIsAllowed() throws IOException {
    String uses = written(uses(PRODUCT));
    if (Boolean.getBoolean("leadloop.house.write")) {
      Files.createDirectories(ALLOWED.getParent());
      Files.writeString(ALLOWED, uses);
    }
    assertThat(uses).as("what each package uses, against " + ALLOWED).isEqualTo(Files.readString(ALLOWED));
  }

  @Test
  void aCircleAndAUseAreFound() {
    JavaClasses tests = new ClassFileImporter().importClasses(HouseTest.class, SourceTree.class);
    assertThat(uses(tests).get("starter-api/architecture")).contains("com.tngtech.archunit", "org.junit.jupiter");
    JavaClasses circle = new ClassFileImporter().importClasses(OneEnd.class, OtherEnd.class);
    assertThat(
            slices().assignedFrom(new ByName()).should().beFreeOfCycles().evaluate(circle).hasViolation())
        .isTrue();
  }

  @Test
  void recordsAreAFewThings() {
    assertThat(wide(PRODUCT)).as("more than " + MOST + " components: name the few things they are").isEmpty();
  }

  @Test
  void aWideRecordIsFound() {
    JavaClasses both = new ClassFileImporter().importClasses(Wide.class, WideRow.class);
    assertThat(wide(both)).containsExactly(Wide.class.getName() + " has 13");
  }

  private static Set<String> wide(JavaClasses classes) {
    Set<String> wide = new TreeSet<>();
    for (JavaClass one : classes) {
      long components = one.getFields().stream().filter(field -> !field.getModifiers().contains(JavaModifier.STATIC)).count();
      if (one.isRecord() && components > MOST && FIELD_BY_FIELD.stream().noneMatch(one.getSimpleName()::endsWith)) {
        wide.add(one.getName() + " has " + components);
      }
    }
    return wide;
  }

  private static Map<String, Set<String>> uses(JavaClasses classes) {
    Map<String, Set<String>> uses = new TreeMap<>();
    for (JavaClass one : classes) {
      Set<String> used = uses.computeIfAbsent(name(one), added -> new TreeSet<>());
      for (Dependency dependency : one.getDirectDependenciesFromSelf()) {
        String other = name(dependency.getTargetClass().getBaseComponentType());
        if (!other.isEmpty() && !ANYBODYS.contains(other)) {
          used.add(other);
        }
      }
      used.remove(name(one));
    }
    return uses;
  }

  private static String written(Map<String, Set<String>> uses) {
    StringBuilder text = new StringBuilder();
    uses.forEach((of, used) -> {
      text.append(of).append('\n');
      used.forEach(one -> text.append("  ").append(one).append('\n'));
    });
    return text.toString();
  }

  /** Module and package of ours, the first three names of another's package; two of Java's own, nothing for primitive types. */
  private static String name(JavaClass one) {
    String name = one.getPackageName();
    if (name.equals(OURS) || name.startsWith(OURS + ".")) {
      return module(one) + "/" + (name.equals(OURS) ? "" : name.substring(OURS.length() + 1));
    }
    List<String> parts = List.of(name.split("\\."));
    int most = name.startsWith("java") || name.startsWith("io.temporal") ? 2 : 3;
    return String.join(".", parts.subList(0, Math.min(most, parts.size())));
  }

  private static String module(JavaClass one) {
    Matcher module = MODULE.matcher(one.getSource().map(source -> source.getUri().toString()).orElse(""));
    return module.find() ? module.group(1) : "?";
  }

  private static final class Packages implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass one) {
      return SliceIdentifier.of(one.getPackageName());
    }

    @Override
    public String getDescription() {
      return "packages";
    }
  }

  private static final class ByName implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass one) {
      return SliceIdentifier.of(one.getSimpleName());
    }

    @Override
    public String getDescription() {
      return "classes";
    }
  }

  /** Goes round with the other end. */
  private record OneEnd(List<OtherEnd> others, OtherEnd first) {}

  private record OtherEnd(OneEnd first) {}

  /** More than a record may have, and the same as a row. */
  private record Wide(
      int a, int b, int c, int d, int e, int f, int g, int h, int i, int j, int k, int l, int m) {}

  private record WideRow(
      int a, int b, int c, int d, int e, int f, int g, int h, int i, int j, int k, int l, int m) {}
}
