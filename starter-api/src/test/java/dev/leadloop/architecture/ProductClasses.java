package dev.leadloop.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The class files of the four modules, without their tests. */
final class ProductClasses {
  private ProductClasses() {}

  /** What is in them, read once for all tests. */
  static JavaClasses imported() {
    return Imported.ALL;
  }

  static List<Resource> all() {
    try {
      return Arrays.stream(new PathMatchingResourcePatternResolver().getResources("classpath*:dev/leadloop/**/*.class"))
          .filter(ProductClasses::isNoTest)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isNoTest(Resource file) {
    String place = file.getDescription();
    return !place.contains("test-classes") && !place.contains("-tests.jar");
  }

  private static final class Imported {
    private static final JavaClasses ALL =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            // In a whole build another module's tests come as a jar.
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("dev.leadloop");
  }
}
