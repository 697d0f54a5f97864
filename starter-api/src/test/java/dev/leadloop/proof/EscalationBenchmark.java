package dev.leadloop.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.proof.Product.Layout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How punctual escalation is when many handoffs fall due within a minute: everything runs on one machine, against the
 * real dev server and a real PostgreSQL.
 */
@Tag("bench")
class EscalationBenchmark {
  private static final int HANDOFFS = Scale.of(2_000);
  private static final int CHUNK = 50;
  /** Answer times there are classes for, in seconds. */
  private static final List<Integer> TIMES = IntStream.rangeClosed(1, 90).map(n -> 10 * n).boxed().toList();
  private static final int SPREAD = 60;
  /**
   * A handoff with its notice takes the engine some five times what an intake does; none may fall due before the last is made.
   */
  private static final int HANDOFF_OVER_INTAKE = 7;
  private static final Duration PATIENCE = Duration.ofMinutes(20);

  @Test
  void escalationIsPunctualUnderManyOpenHandoffs(@TempDir Path folder) {
    Figures figures = new Figures();
    try (Product product = new Product(folder.resolve("home"), Layout.ONE_PROCESS, policy(folder))) {
      product.start();
      SalesTeam.open(new ProductClient(product.api(), Product.ADMIN_KEY));
      Record record = new Record(product.database());
      HttpLoad load = new HttpLoad(product.api(), Product.ADMIN_KEY, 16);
      String batch = Leads.batch();
      long started = System.nanoTime();
      load.post("/api/v1/leads", HANDOFFS, i -> Leads.intake(batch, i));
      record.awaitDecided(PATIENCE);
      double intake = seconds(started);
      handOver(load, record, batch, 60 + HANDOFF_OVER_INTAKE * intake);
      long open = record.jdbc().sql("select count(*) from handoff_cycle where ended_at is null").query(Long.class).single();
      long early = fired(record);
      assertThat(open).as("handoffs open before the first falls due").isEqualTo(HANDOFFS);
      assertThat(early).as("steps fired before the last handoff was made").isZero();
      Waiting.until(PATIENCE, () -> fired(record) < HANDOFFS ? fired(record) + " of " + HANDOFFS + " escalated" : "");
      report(figures, record);
    } finally {
      figures.print(HANDOFFS + " handoffs falling due within a minute ("
          + Runtime.getRuntime().availableProcessors() + " cores)");
    }
  }

  /** Hands over a few at a time, each with the answer time that lets it fall due somewhere in the same minute. */
  private static void handOver(HttpLoad load, Record record, String batch, double firstDueIn) {
    Random random = new Random(20_260_302);
    long started = System.nanoTime();
    for (int from = 0; from < HANDOFFS; from += CHUNK) {
      int first = from;
      double elapsed = seconds(started);
      List<Integer> within = IntStream.range(0, CHUNK).mapToObj(i -> time(firstDueIn + SPREAD * random.nextDouble() - elapsed))
          .toList();
      load.post("/api/v1/events", Math.min(CHUNK, HANDOFFS - from),
          i -> Leads.event(batch, first + i, "ask-" + batch + "-" + (first + i), "ask_within_" + within.get(i)));
      record.awaitDecided(PATIENCE);
    }
  }

  private static int time(double seconds) {
    int rounded = (int) (10 * Math.round(seconds / 10));
    return Math.max(TIMES.get(0), Math.min(TIMES.get(TIMES.size() - 1), rounded));
  }

  private static long fired(Record record) {
    return record.jdbc().sql("select count(*) from lifecycle_event where type = 'rung_fired'").query(Long.class).single();
  }

  private static void report(Figures figures, Record record) {
    List<Double> late = record.jdbc().sql("""
        select extract(epoch from at - (entry->>'dueAt')::timestamptz)::double precision as late
          from lifecycle_event where type = 'rung_fired' order by 1""").query(Double.class).list();
    double spread = record.jdbc().sql("""
        select extract(epoch from max((entry->>'dueAt')::timestamptz) - min((entry->>'dueAt')::timestamptz))::double precision
          from lifecycle_event where type = 'rung_fired'""").query(Double.class).single();
    double p99 = late.get((int) Math.ceil(late.size() * 0.99) - 1);
    figures.add("due times spread over", spread, "s");
    figures.add("escalated after its time: median", late.get(late.size() / 2), "s");
    figures.add("  99th percentile", p99, "s", "at most 5");
    figures.add("  the latest", late.get(late.size() - 1), "s");
    figures.add("  the earliest", late.get(0), "s", "never early");
    assertThat(late).as("each once").hasSize(HANDOFFS);
    assertThat(late.get(0)).as("never early").isNotNegative();
    assertThat(p99).as("99th percentile of how late a step fired").isLessThanOrEqualTo(5);
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  /** The starter policy with a class of answer time for each of {@link #TIMES}, asked for by a signal of its own. */
  private static Map<String, String> policy(Path folder) {
    String signals = lines("    - { signal: ask_within_%d, points: 0, label: asks }");
    String classes = lines("  - { id: within-%d, triggers: [ask_within_%<d], answer-within: %<ds, calendar: always,"
        + " first-contact-within: 1d, ladder: [{ at: 100, do: escalate }] }");
    String yaml = PolicyCatalog.starter()
        .replaceFirst("(?m)^  rules:\n", "  rules:\n" + signals)
        .replaceFirst("(?m)^  direct-intent:\n", "  direct-intent:\n" + lines("    - ask_within_%d"))
        .replaceFirst("(?m)^sla:\n", "sla:\n" + classes);
    try {
      Path file = Files.writeString(folder.resolve("policy.yaml"), yaml);
      return Map.of("leadloop.policy", file.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String lines(String form) {
    return TIMES.stream().map(time -> String.format(Locale.ROOT, form, time) + "\n").collect(Collectors.joining());
  }
}
