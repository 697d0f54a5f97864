package dev.leadloop.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** The command lines of one section of the page on Temporal's own tools, run by a shell against a product. */
final class ShownLines {
  /** What a line came to; the output holds both streams. */
  public record Finished(int exitCode, String output) {}

  private static final Path PAGE = Path.of("..", "workflows", "docs", "TEMPORAL.md");
  private static final String LEAD = "<leadId>";

  private final List<String> lines;
  private final Product product;

  private ShownLines(List<String> lines, Product product) {
    this.lines = lines;
    this.product = product;
  }

  /** The lines inside the fences of the section with that heading. */
  static ShownLines under(String heading, Product product) throws IOException {
    List<String> found = new ArrayList<>();
    boolean inSection = false;
    boolean inFence = false;
    for (String line : Files.readAllLines(PAGE)) {
      if (line.startsWith("```")) {
        inFence = !inFence;
      } else if (!inFence && line.startsWith("#")) {
        inSection = line.strip().equals(heading);
      } else if (inFence && inSection && !line.isBlank()) {
        found.add(line.strip());
      }
    }
    if (found.isEmpty()) {
      throw new AssertionError(PAGE + " has no lines to run under '" + heading + "'");
    }
    return new ShownLines(found, product);
  }

  /** The first line that holds those words. */
  String lineWith(String words) {
    return lines.stream().filter(line -> line.contains(words)).findFirst()
        .orElseThrow(() -> new AssertionError(PAGE + " shows no line with '" + words + "'"));
  }

  Finished runLineWith(String words, String leadId) {
    return run(lineWith(words), leadId);
  }

  /** Runs the line for that lead; only where to find the tool and the server comes from outside. */
  Finished run(String line, String leadId) {
    ProcessBuilder shell = new ProcessBuilder("sh", "-c", line.replace(LEAD, leadId)).redirectErrorStream(true);
    shell.environment().put("TEMPORAL_ADDRESS", product.temporalTarget());
    Path tool = Path.of(TemporalTool.command(product.home())).getParent();
    if (tool != null) {
      shell.environment().merge("PATH", tool.toString(), (path, ours) -> ours + ":" + path);
    }
    try {
      Process process = shell.start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      return new Finished(process.waitFor(), Objects.requireNonNull(output));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
