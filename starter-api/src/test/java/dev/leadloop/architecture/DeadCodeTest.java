package dev.leadloop.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** The product has nothing that it does not use itself: a test goes through the door that the product uses. */
class DeadCodeTest {
  private static final Pattern MEMBER = Pattern.compile("\\.([a-z][A-Za-z0-9]{1,60})");

  private static final Pattern BEAN = Pattern.compile("@[a-z][A-Za-z]*(?=[.])");
  private static final String NEVER = "never";

  private static final DeadCode PRODUCT = new DeadCode(ProductClasses.imported(), usedByPages());

  @Test
  void everyConstructorAndMethodIsCalledByTheProduct() {
    assertThat(PRODUCT.uncalled()).isEmpty();
  }

  @Test
  void everyRecordAndEnumIsNamedByTheProduct() {
    assertThat(PRODUCT.unnamed()).isEmpty();
  }

  @Test
  void everyBeanIsGivenToSomebodyOrIsCalledByAFramework() {
    assertThat(PRODUCT.idleBeans()).isEmpty();
  }

  @Test
  void whatIsUsedByNobodyIsFound() {
    JavaClasses classes = new ClassFileImporter().importClasses(
        Door.class, Kept.class, Orphan.class, Wiring.class, Idle.class, Wanted.class, Wanting.class, Listening.class);
    DeadCode found = new DeadCode(classes, Set.of("shown"));
    assertThat(found.uncalled()).map(name -> name.replaceFirst(".*\\$", ""))
        .containsExactly("Door.<init>(int)", "Door.lonely()", "Kept.<init>(int)", "Kept.again(int)", "Wanted.<init>()");
    assertThat(found.unnamed()).map(name -> name.replaceFirst(".*\\$", "")).containsExactly("Orphan");
    assertThat(found.idleBeans()).map(name -> name.replaceFirst(".*\\$", "")).containsExactly("Door", "Idle", "Wanting");
  }

  private static Set<String> usedByPages() {
    Set<String> names = new TreeSet<>();
    try {
      for (Resource page : new PathMatchingResourcePatternResolver().getResources("classpath*:templates/**/*.html")) {
        String text = page.getContentAsString(StandardCharsets.UTF_8);
        MEMBER.matcher(text).results().forEach(found -> names.add(found.group(1)));
        BEAN.matcher(text).results().forEach(found -> names.add(found.group()));
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    assertThat(names).hasSizeGreaterThan(100);
    return names;
  }

  /** Has two members too many. */
  static final class Door implements Comparable<Door> {
    Door() {}

    Door(int number) {
      this();
    }

    void lonely() {}

    String shown() {
      return new Kept(1, "one").word();
    }

    @Override
    public int compareTo(Door other) {
      return 0;
    }
  }

  record Kept(int number, String word) {
    Kept(int number) {
      this(number, "");
    }

    int again(int times) {
      return again(times - 1);
    }
  }

  record Orphan(int number) {}

  /** In no run of the product, although whoever scans these packages sees it. */
  @Configuration
  @Profile(NEVER)
  static class Wiring {
    @Bean
    Door door() {
      return new Door();
    }

    @Bean
    Idle idle(Wanted wanted) {
      return new Idle();
    }
  }

  static class Idle {}

  static class Wanted {}

  @Component
  @Profile(NEVER)
  static class Wanting {
    Wanting(Wanted wanted) {}
  }

  @Component
  @Profile(NEVER)
  static class Listening {
    @EventListener
    void heard(String word) {}
  }
}
