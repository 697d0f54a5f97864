package dev.leadloop.api;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The Chromium of this machine, driven by Playwright; without one the test is skipped, and fails where CI=true. */
public final class Chromium implements AutoCloseable {
  private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome", "chrome");

  private final Playwright playwright;
  public final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  public static Chromium start() {
    Optional<Path> binary = find();
    if (binary.isEmpty()) {
      String why = "needs Chromium on PATH (Debian: apt-get install chromium), or its path in CHROMIUM";
      return "true".equals(System.getenv("CI")) ? fail(why) : abort(why);
    }
    Playwright playwright =
        Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    Browser browser =
        playwright
            .chromium()
            .launch(new LaunchOptions().setExecutablePath(binary.get()).setArgs(List.of("--no-sandbox", "--disable-gpu")));
    return new Chromium(playwright, browser);
  }

  private static Optional<Path> find() {
    String given = System.getenv("CHROMIUM");
    Stream<Path> candidates =
        given != null
            ? Stream.of(Path.of(given))
            : Arrays.stream(String.valueOf(System.getenv("PATH")).split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)));
    return candidates.filter(Files::isExecutable).findFirst();
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
