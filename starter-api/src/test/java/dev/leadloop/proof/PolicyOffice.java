package dev.leadloop.proof;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadloop.proof.PolicyActs.Yes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;

/**
 * Marketing and sales at work on their policy, drawn from a seed: drafts, second thoughts, approvals of many at once, of people
 * who may not, and of what is old by then; and an administrator who publishes what was published before.
 */
final class PolicyOffice implements Runnable {
  private static final String DRAFTS = "/api/v1/policies/drafts";
  /** Names of keys, which people are known by. */
  private static final Map<String, String> PEOPLE =
      Map.of("writer", "MARKETING", "editor", "MARKETING", "north", "MANAGER", "south", "MANAGER", "chief", "ADMIN");

  private final ProductClient admin;
  private final PolicyActs acts;
  private final Random random;
  private final BooleanSupplier goesOn;
  private final Map<String, ProductClient> people = new HashMap<>();
  private int marks;

  PolicyOffice(ProductClient admin, PolicyActs acts, long seed, BooleanSupplier goesOn) {
    this.admin = admin;
    this.acts = acts;
    this.random = new Random(seed);
    this.goesOn = goesOn;
    PEOPLE.forEach((name, role) -> people.put(name, admin.as(admin
        .post("/api/v1/keys", Map.of("name", name, "role", role, "holder", "PERSON"), null).body().path("key").asText())));
  }

  @Override
  public void run() {
    try (ExecutorService hands = Executors.newFixedThreadPool(PEOPLE.size() + 1)) {
      while (goesOn.getAsBoolean()) {
        draft(hands);
        Waiting.pause(Duration.ofMillis(random.nextInt(1_500)));
      }
    }
  }

  private void draft(ExecutorService hands) {
    ProductClient author = one(List.of("writer", "north"));
    JsonNode sent = good(author.yaml("POST", DRAFTS, another(), null));
    String id = sent.path("draftId").asText();
    if (random.nextInt(3) == 0) {
      approve("writer", "marketing", id, sent.path("revision").asInt(), sent.path("against").asInt());
      sent = good(author.yaml("PUT", DRAFTS + "/" + id, another(), null));
    }
    int revision = sent.path("revision").asInt();
    int against = sent.path("against").asInt();
    List<Runnable> all = new ArrayList<>(List.of(
        () -> approve("writer", "marketing", id, revision, against), () -> approve("editor", "marketing", id, revision, against),
        () -> approve("north", "sales", id, revision, against), () -> approve("south", "sales", id, revision, against),
        () -> {
          approve("chief", "marketing", id, revision, against);
          approve("chief", "sales", id, revision, against);
        }));
    if (random.nextInt(4) == 0) {
      all = new ArrayList<>(all.subList(0, 2));
    } else if (random.nextInt(3) == 0) {
      all.add(() -> withdraw(id));
    }
    if (random.nextInt(3) == 0) {
      int version = 1 + random.nextInt(against);
      String key = "again-" + id;
      all.add(() -> again(key, version));
    }
    together(hands, all);
  }

  private String another() {
    return PolicyTraits.random(++marks, random).document();
  }

  private ProductClient one(List<String> names) {
    return person(names.get(random.nextInt(names.size())));
  }

  private ProductClient person(String name) {
    return Objects.requireNonNull(people.get(name));
  }

  private static void together(ExecutorService hands, List<Runnable> all) {
    List<Future<?>> under = all.stream().<Future<?>>map(hands::submit).toList();
    for (Future<?> one : under) {
      try {
        one.get();
      } catch (Exception failed) {
        throw new AssertionError(failed.getMessage(), failed);
      }
    }
  }

  /** An answer that was lost may have been a yes that counts: asked again, it is refused then. */
  private void approve(String name, String side, String id, int revision, int against) {
    ProductClient.Answer answer = person(name).post(DRAFTS + "/" + id + "/approve",
        Map.of("revision", revision, "against", against, "side", side), null);
    if (answer.status() == 409) {
      return;
    }
    JsonNode draft = good(answer);
    acts.approved(new Yes(id, side, name, revision, against));
    if (draft.path("version").isInt()) {
      acts.published(id, draft.path("version").asInt());
    }
  }

  private void withdraw(String id) {
    if (person("south").post(DRAFTS + "/" + id + "/withdraw", Map.of(), null).good()) {
      acts.withdrawn(id);
    }
  }

  /** The same order twice, as a system that lost the answer would. */
  private void again(String key, int version) {
    String document = admin.get("/api/v1/policies/" + version).body().asText();
    for (int time = 0; time < 2; time++) {
      JsonNode published = good(admin.yaml("POST", "/api/v1/policies", document, key));
      acts.republished(key, PolicyTraits.of(document).mark(), published.path("version").asInt());
    }
  }

  private static JsonNode good(ProductClient.Answer answer) {
    if (!answer.good()) {
      throw new AssertionError("answered " + answer.status() + " " + answer.body());
    }
    return answer.body();
  }
}
