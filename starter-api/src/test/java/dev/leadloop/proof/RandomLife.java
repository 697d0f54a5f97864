package dev.leadloop.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;

/** One lead and the people around it: signals, answers, and the same things said twice, drawn from a seed. */
final class RandomLife implements Runnable {
  private static final List<String> SIGNALS = List.of(
      "ebook_download", "whitepaper_download", "email_open", "email_click", "webinar_attended", "pricing_page_view",
      "pricing_page_view", "case_study_view", "calculator_used", "comparison_guide_download", "demo_requested",
      "contact_sales");
  private static final List<String> REASONS = List.of("no_budget", "not_now", "wrong_person", "bad_fit", "competitor");

  private final ProductClient client;
  private final Acknowledged acknowledged;
  private final String name;
  private final Random random;
  private final BooleanSupplier goesOn;
  private String leadId = "";
  private int said;

  RandomLife(ProductClient client, Acknowledged acknowledged, String name, long seed, BooleanSupplier goesOn) {
    this.client = client;
    this.acknowledged = acknowledged;
    this.name = name;
    this.random = new Random(seed);
    this.goesOn = goesOn;
  }

  @Override
  public void run() {
    comesIn();
    while (goesOn.getAsBoolean()) {
      Waiting.pause(Duration.ofMillis(200 + random.nextInt(2_800)));
      if (random.nextInt(10) < 6) {
        signals();
      } else {
        salesActs();
      }
    }
  }

  private void comesIn() {
    String email = name + "@example.com";
    Map<String, Object> lead = Map.of(
        "email", email, "firstName", "Sam", "company", "Example " + name, "title", "Marketing Director",
        "companySize", 150, "industry", "software", "country", "DE", "source", "webinar");
    for (int time = 0; time <= random.nextInt(2); time++) {
      ProductClient.Answer answer = client.post("/api/v1/leads", lead, "intake-" + name);
      require(answer.status() == 202, "intake", answer);
      leadId = answer.body().path("leadId").asText();
      acknowledged.lead(leadId, email);
    }
  }

  private void signals() {
    List<Map<String, String>> events = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(3); i++) {
      events.add(Map.of("eventId", next(), "leadId", leadId, "type", SIGNALS.get(random.nextInt(SIGNALS.size()))));
    }
    for (int time = 0; time <= random.nextInt(2); time++) {
      ProductClient.Answer answer = client.post("/api/v1/events", Map.of("events", events), null);
      require(answer.status() == 202 && answer.body().path("refused").asInt() == 0, "events", answer);
    }
    events.forEach(event -> acknowledged.signal(leadId, event.get("eventId"), event.get("type")));
  }

  private void salesActs() {
    JsonNode lead = client.get("/api/v1/leads/" + leadId).body();
    switch (lead.path("stage").asText()) {
      case "SQL" -> answerHandoff(lead.path("cycle").asInt());
      case "ACCEPTED" -> answer(random.nextBoolean() ? "contact" : "outcome", Map.of("result", "opportunity"));
      case "OPPORTUNITY" -> answer("outcome", random.nextInt(4) == 0
          ? Map.of("result", "won")
          : Map.of("result", "recycled", "reason", "not_now"));
      case "WON", "LOST", "DISQUALIFIED" -> answer("reopen", Map.of("reason", "not_now"));
      case String waiting -> signals();
    }
  }

  private void answerHandoff(int cycle) {
    switch (random.nextInt(5)) {
      case 0 -> {
        // Two people at once: one wins, the other is told.
        answer("accept", Map.of("cycle", cycle));
        answer("reject", Map.of("cycle", cycle, "reason", "no_budget", "note", "Too late."));
      }
      case 1, 2 -> answer("accept", Map.of("cycle", cycle));
      case 3 -> answer("reject", Map.of("cycle", cycle, "reason", REASONS.get(random.nextInt(REASONS.size()))));
      default -> answer("return", Map.of("cycle", cycle, "reason", "not_now"));
    }
  }

  private void answer(String kind, Map<String, ?> body) {
    String key = next();
    Map<String, ?> sent = kind.equals("contact") ? Map.of() : body;
    for (int time = 0; time <= random.nextInt(2); time++) {
      ProductClient.Answer answer = client.post("/api/v1/leads/" + leadId + "/" + kind, sent, key);
      require(List.of(200, 202, 409, 422).contains(answer.status()), kind, answer);
      acknowledged.answer(leadId, answer.body().path("eventId").asText(), answer.status());
    }
  }

  private String next() {
    return name + "-" + ++said;
  }

  private void require(boolean asExpected, String what, ProductClient.Answer answer) {
    if (!asExpected) {
      throw new AssertionError(name + ": " + what + " was answered " + answer.status() + " " + answer.body());
    }
  }
}
