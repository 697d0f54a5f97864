package dev.leadloop.proof;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/** Leads that come in one after the other: most read one e-book and are nurtured, some ask for a demo and wait for sales. */
final class IncomingLeads implements Runnable {
  private final ProductClient client;
  private final Acknowledged acknowledged;
  private final Random random;
  private final BooleanSupplier goesOn;
  private final Set<String> readers = ConcurrentHashMap.newKeySet();
  private int number;

  IncomingLeads(ProductClient client, Acknowledged acknowledged, long seed, BooleanSupplier goesOn) {
    this.client = client;
    this.acknowledged = acknowledged;
    this.random = new Random(seed);
    this.goesOn = goesOn;
  }

  @Override
  public void run() {
    while (goesOn.getAsBoolean()) {
      comeIn(1);
      Waiting.pause(Duration.ofMillis(1_000 + random.nextInt(3_000)));
    }
  }

  void comeIn(int count) {
    for (int i = 0; i < count; i++) {
      comesIn("lead-" + ++number, number % 5 == 0 ? "demo_requested" : "ebook_download");
    }
  }

  private void comesIn(String name, String type) {
    String email = name + "@example.com";
    String lead = good(client.post("/api/v1/leads", Map.of(
        "email", email, "company", "Example " + name, "title", "Marketing Director", "companySize", 150, "industry", "software",
        "country", "DE"), "intake-" + name)).body().path("leadId").asText();
    acknowledged.lead(lead, email);
    good(client.post("/api/v1/events", Map.of("events", List.of(Map.of("eventId", name, "leadId", lead, "type", type))), null));
    acknowledged.signal(lead, name, type);
    if (type.equals("ebook_download")) {
      readers.add(lead);
    }
  }

  private static ProductClient.Answer good(ProductClient.Answer answer) {
    if (answer.status() != 202 || answer.body().path("refused").asInt() != 0) {
      throw new AssertionError("answered " + answer.status() + " " + answer.body());
    }
    return answer;
  }

  /** Those who read one e-book and did nothing else. */
  Set<String> readers() {
    return readers;
  }
}
