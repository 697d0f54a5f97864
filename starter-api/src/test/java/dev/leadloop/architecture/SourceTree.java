package dev.leadloop.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The Java files of the four modules and of their tests, by the name of the class they hold. */
final class SourceTree {
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final List<String> MODULES = List.of("workflows", "activities", "worker", "starter-api");
  private static final String JAVA = ".java";
  private static final String METHOD = "void %s(";

  private final Map<String, List<Path>> files = new TreeMap<>();

  SourceTree() {
    for (String module : MODULES) {
      try (Stream<Path> all = Files.walk(ROOT.resolve(module).resolve("src"))) {
        all.filter(file -> file.toString().endsWith(JAVA)).forEach(this::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void add(Path file) {
    String name = String.valueOf(file.getFileName());
    files.merge(name.substring(0, name.length() - JAVA.length()), List.of(file), SourceTree::joined);
  }

  private static List<Path> joined(List<Path> some, List<Path> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  /** Those that hold the class; several where packages have one of the same name. */
  List<Path> of(String simpleName) {
    return files.getOrDefault(simpleName, List.of());
  }

  /** What is wrong with a test named as {@code SomeTest#someMethod}; empty where it is there and is run. */
  String fault(String named) {
    String[] parts = named.split("#", 2);
    List<Path> holding = of(parts[0]);
    if (holding.size() != 1) {
      return named + ": there " + (holding.isEmpty() ? "is no such class" : "are several of that name");
    }
    String head = headOf(text(holding.getFirst()), parts[1]);
    boolean run = head.contains("@Test") || head.contains("@ParameterizedTest");
    return head.isEmpty() || !run || head.contains("@Disabled") ? named + ": there is no such test" : "";
  }

  /** Whether `mvn verify` runs it, and not a long stage alone. */
  boolean runInEachBuild(String named) {
    String[] parts = named.split("#", 2);
    String text = text(of(parts[0]).getFirst());
    String head = text.substring(0, Math.max(0, text.indexOf("class " + parts[0]))) + headOf(text, parts[1]);
    return !head.contains("@Tag(\"chaos\")") && !head.contains("@Tag(\"bench\")");
  }

  /** What stands over the method, from the empty line before it. */
  private static String headOf(String text, String method) {
    int place = text.indexOf(METHOD.formatted(method));
    return place < 0 ? "" : text.substring(Math.max(0, text.lastIndexOf("\n\n", place)), place);
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
