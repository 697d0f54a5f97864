package dev.leadloop.proof;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadloop.proof.LeadPlaces.Place;
import dev.leadloop.temporal.rollout.PolicyRolloutWorkflow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One rollout after the other, drawn from a seed: read as a plan, begun, paused and resumed, or stopped, by calls and by
 * Temporal's own signals. After each it is looked whether every lead stands where the plan and the rollout say.
 */
final class RolloutLife implements Runnable {
  private static final Duration DONE = Duration.ofMinutes(4);
  private static final Duration STILL = Duration.ofSeconds(4);
  /** At once, for as many leads as there are here. */
  private static final int FAST = 6_000;
  /** Some ten seconds for twenty leads. */
  private static final int SLOW = 120;

  private final Product product;
  private final ProductClient admin;
  private final LeadPlaces places;
  private final Random random;
  private final BooleanSupplier goesOn;
  private final List<String> findings = new CopyOnWriteArrayList<>();
  private final Map<String, Integer> times = new TreeMap<>();

  /** What was chosen for leads whose step is gone. */
  private record Choice(Map<String, String> steps, String otherwise) {}

  RolloutLife(Product product, ProductClient admin, LeadPlaces places, long seed, BooleanSupplier goesOn) {
    this.product = product;
    this.admin = admin;
    this.places = places;
    this.random = new Random(seed);
    this.goesOn = goesOn;
  }

  /** What was not as it must be. */
  List<String> findings() {
    return findings;
  }

  /** What was done how often. */
  Map<String, Integer> times() {
    return times;
  }

  @Override
  public void run() {
    while (goesOn.getAsBoolean()) {
      int newest = newest();
      one(random.nextInt(4) == 0 ? 1 + random.nextInt(newest) : newest, random.nextInt(3));
      Waiting.pause(Duration.ofMillis(500));
    }
  }

  /** The last one, which brings all leads to the newest version; returns it. */
  int end() {
    int newest = newest();
    one(newest, 0);
    return newest;
  }

  private int newest() {
    return places.ask(record -> record.sql("select max(version) from policy_version").query(Integer.class).single());
  }

  private void one(int version, int how) {
    PolicyTraits traits = places.traits(version);
    Map<String, Place> before = places.now();
    Choice choice = choice(before, traits);
    String chosen = "?otherwise=" + choice.otherwise() + choice.steps().entrySet().stream()
        .map(step -> "&steps=" + step.getKey() + ":" + step.getValue()).reduce("", String::concat);
    JsonNode plan = admin.get(path(version, "") + chosen).body();
    ProductClient.Answer begun = admin.post(path(version, ""), Map.of(
        "planId", plan.path("planId").asText(), "perMinute", how == 0 ? FAST : SLOW, "steps", choice.steps(), "otherwise",
        choice.otherwise()), null);
    if (!begun.good()) {
      // Another plan by then: somebody came in under a version published meanwhile.
      times.merge("refused", 1, Integer::sum);
      return;
    }
    if (how == 0) {
      await(version, "DONE");
      times.merge("done", 1, Integer::sum);
    } else {
      Waiting.pause(Duration.ofMillis(random.nextInt(6_000)));
      halted(version, how == 1 ? "pause" : "stop", before);
    }
    look(version, traits, choice, before, how == 2);
  }

  private static String path(int version, String what) {
    return "/api/v1/policies/" + version + "/rollout" + what;
  }

  private Choice choice(Map<String, Place> before, PolicyTraits traits) {
    Map<String, String> steps = new TreeMap<>();
    if (random.nextBoolean()) {
      before.values().stream().filter(Place::open).map(Place::place).filter(Objects::nonNull).filter(place -> !traits.has(place))
          .forEach(place -> steps.put(place, "nurture/case-study"));
    }
    return new Choice(steps, List.of("next", "next", "start", "start", "end").get(random.nextInt(5)));
  }

  /** Once it has answered, or its workflow has it, nobody is moved. */
  private void halted(int version, String what, Map<String, Place> before) {
    String state = what.equals("pause") ? "PAUSED" : "STOPPED";
    if (random.nextBoolean()) {
      admin.post(path(version, "/" + what), Map.of(), null);
    } else {
      signal(version, what);
    }
    String reached = await(version, state);
    Map<String, Place> then = places.now();
    Waiting.pause(STILL);
    Map<String, Place> later = places.now();
    before.keySet().stream().filter(lead -> version(then, lead) != version(later, lead))
        .forEach(lead -> findings.add("lead " + lead + " moved to " + version + " after it was " + reached));
    times.merge(what, 1, Integer::sum);
    if (what.equals("pause")) {
      admin.post(path(version, "/resume"), Map.of(), null);
      await(version, "DONE");
    }
  }

  private static int version(Map<String, Place> all, String lead) {
    return Objects.requireNonNull(all.get(lead)).version();
  }

  /** Its run may be over by then, or not begun again yet. */
  private void signal(int version, String what) {
    String path = path(version, "/progress");
    Waiting.until(DONE, () -> {
      if (List.of("DONE", "PAUSED", "STOPPED").contains(admin.get(path).body().path("state").asText())) {
        return "";
      }
      try (Engine engine = new Engine(product)) {
        engine.client().newUntypedWorkflowStub(PolicyRolloutWorkflow.workflowId(version)).signal(what);
        Waiting.pause(Duration.ofSeconds(1));
      } catch (RuntimeException down) {
        // It is asked again.
      }
      return "no " + what + " of " + version;
    });
  }

  /** Waits until it is in that state, or done, with nothing under way. */
  private String await(int version, String state) {
    String[] reached = {""};
    Waiting.until(DONE, () -> {
      JsonNode progress = admin.get(path(version, "/progress")).body();
      reached[0] = progress.path("state").asText();
      boolean there = reached[0].equals(state) || reached[0].equals("DONE");
      return there && progress.path("waiting").asInt() == 0 ? "" : "not " + state + ": " + progress;
    });
    return reached[0];
  }

  private void look(int version, PolicyTraits traits, Choice choice, Map<String, Place> before, boolean stopped) {
    Map<String, Place> after = places.now();
    int moved = 0;
    String gone = null;
    for (Place was : before.values()) {
      Place is = Objects.requireNonNull(after.get(was.leadId()));
      if (was.handoff() == null && is.handoff() != null) {
        // It asked for sales meanwhile.
        continue;
      }
      boolean stays = !was.open() || (stopped && is.version() != version);
      String place = stays ? was.place() : expected(was.place(), traits, choice);
      if (is.version() != (stays ? was.version() : version) || !Objects.equals(is.place(), place)) {
        findings.add("after " + (stopped ? "a stop of " : "") + version + " with " + choice + ", " + was + " is " + is);
      }
      moved += stays || was.version() == version ? 0 : 1;
      gone = !stays && was.version() != version && was.place() != null && !traits.has(was.place()) ? was.leadId() : gone;
    }
    times.merge("leads moved", moved, Integer::sum);
    if (gone != null) {
      why(gone, version);
    }
  }

  /** No lead here has had a mail yet: behind the last one is the beginning. */
  private static @Nullable String expected(@Nullable String place, PolicyTraits traits, Choice choice) {
    if (place == null || traits.has(place)) {
      return place;
    }
    String named = choice.steps().get(place);
    return named != null ? named : choice.otherwise().equals("end") ? null : traits.begins();
  }

  private void why(String lead, int version) {
    String because = admin.get("/api/v1/leads/" + lead + "/why").body().path("because").toString();
    if (!because.contains("policy version " + version + " has no step") && !because.contains("as the rollout says")) {
      findings.add("/why of lead " + lead + " does not say where the rollout to " + version + " has put it: " + because);
    }
    times.merge("places gone", 1, Integer::sum);
  }
}
