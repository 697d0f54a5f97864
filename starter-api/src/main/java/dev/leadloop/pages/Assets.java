package dev.leadloop.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * The files that pages load, all served by the product itself. Ours are put together from {@code web/console} in the order of
 * their names, so that a feature adds a file there and nothing else; of a library only what is named here is served.
 */
@Component
public class Assets {
  private static final String WEBJARS = "META-INF/resources/webjars/";
  private static final String DESIGN = WEBJARS + "tabler__core/1.4.0/dist/css/tabler.min.css";
  private static final Map<String, String> LIBRARIES =
      Map.of(
          "htmx.js", WEBJARS + "htmx.org/2.0.10/dist/htmx.min.js",
          "chart.js", WEBJARS + "chart.js/4.5.1/dist/chart.umd.min.js",
          "sse.js", WEBJARS + "htmx-ext-sse/2.2.2/sse.js",
          "reader.css", "web/reader/reader.css",
          "mark.svg", "web/images/mark.svg",
          "icons.svg", "web/images/icons.svg");

  private final PathMatchingResourcePatternResolver resources = new PathMatchingResourcePatternResolver();
  private final Map<String, Asset> byName = new LinkedHashMap<>();

  Assets() {
    // What stands in a layer gives way to what stands in none, whatever its selectors: ours need not shout.
    keep(Asset.of("console.css", "@layer library {\n" + styles(one(DESIGN)) + "\n}\n" + all("web/console/*.css")));
    keep(Asset.of("console.js", all("web/console/*.js")));
    LIBRARIES.forEach((name, path) -> keep(Asset.of(name, one(path))));
  }

  /**
   * The address of a file, which changes with its content.
   *
   * @param name such as "console.css"
   * @throws IllegalArgumentException where there is none of that name, which is a fault of the template
   */
  public String url(String name) {
    Asset asset = byName.get(name);
    if (asset == null) {
      throw new IllegalArgumentException("no asset is called " + name + "; there are " + byName.keySet());
    }
    return asset.address();
  }

  Optional<Asset> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  private void keep(Asset asset) {
    byName.put(asset.address().substring(asset.address().lastIndexOf('/') + 1), asset);
  }

  /** A map for debugging is not served, nor is a charset told within a layer. */
  private static String styles(String text) {
    return text.replace("@charset \"UTF-8\";", "").replaceAll("/\\*# sourceMappingURL=[^*]*\\*/", "");
  }

  private String all(String pattern) {
    try {
      List<Resource> found = new ArrayList<>(Arrays.asList(resources.getResources("classpath:" + pattern)));
      found.sort(Comparator.comparing(one -> String.valueOf(one.getFilename())));
      return found.stream().map(Assets::text).collect(Collectors.joining("\n"));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private String one(String path) {
    return text(resources.getResource("classpath:" + path)).replaceAll("(?m)^//# sourceMappingURL=.*$", "");
  }

  private static String text(Resource resource) {
    try {
      return resource.getContentAsString(StandardCharsets.UTF_8);
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }
}
