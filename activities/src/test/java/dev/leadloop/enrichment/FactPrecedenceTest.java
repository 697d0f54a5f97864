package dev.leadloop.enrichment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.intake.FoundFacts;
import dev.leadloop.intake.IntakeRequest;
import dev.leadloop.intake.LeadDetails;
import dev.leadloop.lead.LeadId;
import dev.leadloop.record.ExternalId;
import dev.leadloop.record.LeadRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whose word stands, held against a model that knows nothing of marks: it looks back over all that happened to a fact. */
class FactPrecedenceTest {
  private static final List<String> FIELDS = List.of("company", "companySize", "industry", "country", "title", "answers.budget");
  private static final int LIVES = 120;
  private static final int STEPS = 14;

  /** One thing that happened to a fact; a value of null took it away. */
  private record Word(boolean said, @Nullable String value, Instant at, String by) {}

  @Test
  void whatIsSaidStandsOverWhatIsFoundInEveryOrder() {
    try (EnrichmentWorld world = new EnrichmentWorld(Duration.ofSeconds(3))) {
      for (int life = 0; life < LIVES; life++) {
        long seed = 7_000L + life;
        live(world, new Random(seed), seed);
      }
    }
  }

  private static void live(EnrichmentWorld world, Random random, long seed) {
    FoundFacts found = new FoundFacts(world.jdbc, world.inbox, InstantSource.system());
    String email = EnrichmentWorld.email("acme.example");
    ExternalId crm = new ExternalId("crm", email);
    Map<String, List<Word>> words = new HashMap<>();
    FIELDS.forEach(field -> words.put(field, new ArrayList<>()));
    Instant base = Instant.parse("2026-03-01T00:00:00Z");
    LeadId lead = say(world, email, crm, pick(random, words, base, "entry"), false);
    for (int step = 0; step < STEPS; step++) {
      Instant now = base.plusSeconds(step + 1);
      if (random.nextBoolean()) {
        // By form, import or another system's id: the merge of two tellings is the same door.
        say(world, random.nextBoolean() ? email : null, crm, pick(random, words, now, "said"), random.nextInt(4) == 0);
      } else {
        // Answers come out of order, from two providers.
        Instant at = base.plusSeconds(random.nextInt(STEPS));
        String by = random.nextBoolean() ? "file" : "service";
        Map<String, String> facts = values(random);
        facts.forEach((field, value) -> word(words, field).add(new Word(false, value, at, by)));
        world.transaction.executeWithoutResult(status -> found.take(
            found.hold(List.of(lead)).get(0), new FoundFacts.Answer(by, at, facts), false));
      }
      check(world.lead(lead), words, "seed " + seed + ", step " + step);
    }
  }

  private static List<Word> word(Map<String, List<Word>> words, String field) {
    return words.computeIfAbsent(field, f -> new ArrayList<>());
  }

  private static Map<String, String> pick(Random random, Map<String, List<Word>> words, Instant at, String by) {
    Map<String, String> facts = values(random);
    facts.forEach((field, value) -> word(words, field).add(new Word(true, value, at, by)));
    return facts;
  }

  private static Map<String, String> values(Random random) {
    Map<String, String> facts = new HashMap<>();
    for (String field : FIELDS) {
      if (random.nextInt(3) == 0) {
        facts.put(field, String.valueOf(1 + random.nextInt(4)));
      }
    }
    return facts;
  }

  private static LeadId say(
      EnrichmentWorld world, @Nullable String email, ExternalId crm, Map<String, String> facts, boolean imported) {
    return EnrichmentWorld.accepted(world.intake.intake(new IntakeRequest(
        new LeadDetails(
            email, crm,
            new LeadDetails.Facts(
                null, null, facts.get("company"), facts.get("title"),
                facts.get("companySize") == null ? null : Integer.valueOf(facts.get("companySize")), facts.get("industry"),
                facts.get("country"), null,
                facts.get("answers.budget") == null ? Map.of() : Map.of("budget", facts.get("answers.budget"))),
            LeadDetails.Touch.NONE, Map.of()),
        EnrichmentWorld.SITE, null, imported, null)));
  }

  private static void check(LeadRecord lead, Map<String, List<Word>> words, String when) {
    words.forEach((field, all) -> {
      Word stands = stands(all);
      assertThat(lead.profile().fact(field)).as(field + ", " + when)
          .isEqualTo(stands == null ? null : stands.value());
      boolean marked = lead.enriched().found().containsKey(field);
      assertThat(marked).as("mark of " + field + ", " + when).isEqualTo(stands != null && !stands.said());
      if (marked && stands != null) {
        assertThat(lead.enriched().found().get(field).at()).isEqualTo(stands.at());
        assertThat(lead.enriched().found().get(field).provider()).isEqualTo(stands.by());
      }
    });
  }

  /** The last word of a person where there is one, else the newest of those found, the later written of two as new. */
  private static @Nullable Word stands(List<Word> all) {
    Word said = null;
    Word found = null;
    for (Word word : all) {
      if (word.said()) {
        said = word;
      } else if (found == null || !word.at().isBefore(found.at())) {
        found = word;
      }
    }
    return said != null ? said : found;
  }
}
