package dev.leadloop.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The class files of the four modules, without their tests. */
final class ProductClasses {
  private ProductClasses() {}

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
}
