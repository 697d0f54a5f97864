package dev.leadloop.proof;

import dev.leadloop.proof.Product.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What the processes of a product take of their machine; zeros where the operating system does not tell in /proc. */
final class Usage {
  private final Map<String, Long> pids;
  private final Map<String, Double> before;
  private final long started = System.nanoTime();

  private Usage(Map<String, Long> pids) {
    this.pids = pids;
    this.before = seconds(pids);
  }

  /** Begins to measure. */
  static Usage of(Product product) {
    Map<String, Long> pids = new LinkedHashMap<>();
    pids.put("product", product.pid(Part.API));
    pids.put("Temporal", product.pid(Part.TEMPORAL));
    pids.put("PostgreSQL", product.pid(Part.POSTGRESQL));
    pids.put("load", ProcessHandle.current().pid());
    return new Usage(pids);
  }

  /** Prints how many cores each process kept busy since. */
  void print(String what) {
    double time = (System.nanoTime() - started) / 1e9;
    Map<String, Double> now = seconds(pids);
    StringBuilder line = new StringBuilder("  cores busy, " + what + ":");
    now.forEach((name, spent) ->
        line.append(String.format(Locale.ROOT, " %s %.2f", name, (spent - before.getOrDefault(name, 0.0)) / time)));
    System.out.println(line);
  }

  private static Map<String, Double> seconds(Map<String, Long> pids) {
    Map<String, Double> seconds = new LinkedHashMap<>();
    pids.forEach((name, pid) -> seconds.put(name, secondsOf(pid)
        + ProcessHandle.of(pid).filter(process -> name.equals("PostgreSQL")).stream()
            .flatMap(ProcessHandle::children).mapToDouble(child -> secondsOf(child.pid())).sum()));
    return seconds;
  }

  private static double secondsOf(long pid) {
    return ProcessHandle.of(pid).flatMap(process -> process.info().totalCpuDuration())
        .map(spent -> spent.toMillis() / 1e3).orElse(0.0);
  }

  static double residentMegabytes(long pid) {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    if (Files.notExists(status)) {
      return 0;
    }
    try {
      return Files.readAllLines(status).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
          .findFirst().orElse(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
