package dev.leadloop.cli;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Starts a command without waiting for the hundred and more libraries that only the server needs. The packaged product looks
 * for each class in one library after another by their names; for a command, those that it needs are asked first.
 */
public final class CommandStart {
  /** What the names of the files begin with that a command finds its classes in, those with most of them first. */
  static final List<String> NEEDED = List.of("classes", "picocli-", "leadloop-workflows-", "leadloop-activities-",
      "snakeyaml-engine-", "jollyday-", "jaxb-", "jakarta.xml.bind-", "fastcsv-", "slf4j-", "logback-");

  /** The settings of the server that are given without a value and have no point in their names. */
  private static final Set<String> FLAGS = Set.of("--debug", "--trace");

  private CommandStart() {}

  /**
   * Whether these are the words of a command, right or wrong, rather than settings of the server alone, such as
   * {@code --server.port=8081}: a word that is misspelt is never taken for the wish to start one.
   */
  public static boolean isMeant(String... arguments) {
    return Arrays.stream(arguments).anyMatch(argument -> !isSetting(argument));
  }

  private static boolean isSetting(String argument) {
    return argument.isBlank() || argument.startsWith("-D")
        || argument.startsWith("--") && (argument.indexOf('=') > 0 || argument.indexOf('.') > 0 || FLAGS.contains(argument));
  }

  /** Carries a command out with the streams of this process; returns the code to exit with. */
  public static int run(String... arguments) {
    if (!(CommandStart.class.getClassLoader() instanceof URLClassLoader packaged)) {
      return Commands.run(arguments);
    }
    try (URLClassLoader quick = new URLClassLoader(neededFirst(packaged.getURLs()), packaged.getParent())) {
      Thread.currentThread().setContextClassLoader(quick);
      Class<?> commands = quick.loadClass(Commands.class.getName());
      return (int) commands.getMethod("run", String[].class).invoke(null, (Object) arguments);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** All of them, those that commands need first. */
  static URL[] neededFirst(URL[] all) {
    URL[] sorted = all.clone();
    Arrays.sort(sorted, Comparator.comparingInt(CommandStart::place));
    return sorted;
  }

  private static int place(URL url) {
    String name = fileName(url.getPath());
    for (int i = 0; i < NEEDED.size(); i++) {
      if (name.startsWith(NEEDED.get(i))) {
        return i;
      }
    }
    return NEEDED.size();
  }

  /** The last name of {@code nested:/app.jar/!BOOT-INF/lib/picocli-4.7.7.jar!/}, and of folders such as {@code classes/}. */
  private static String fileName(String path) {
    int end = path.length();
    while (end > 0 && (path.charAt(end - 1) == '/' || path.charAt(end - 1) == '!')) {
      end--;
    }
    return path.substring(path.lastIndexOf('/', end - 1) + 1, end);
  }
}
