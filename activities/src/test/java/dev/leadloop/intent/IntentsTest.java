package dev.leadloop.intent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.account.key.AccountKey;
import dev.leadloop.intent.Intents.Outcome;
import dev.leadloop.intent.Intents.Taken;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What stays of what is told does not depend on the order, the number of times or the portions in which it is told. */
class IntentsTest {
  private static final Instant BEGAN = Instant.parse("2026-10-01T00:00:00Z");

  private IntentRig rig;

  @BeforeEach
  void open() {
    rig = new IntentRig();
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private static ToldSurge surge(String domain, String topic, int score, int day) {
    return new ToldSurge(
        AccountKey.ofDomain(domain).orElseThrow(), topic, score, "bombora", BEGAN.plus(Duration.ofDays(day)));
  }

  @Test
  void eachSurgeIsToldWhatBecameOfIt() {
    assertThat(rig.intents.take(List.of(
            surge("acme.example", "routing", 60, 5), surge("acme.example", "routing", 60, 5),
            surge("acme.example", "routing", 70, 4),
            surge("acme.example", "scoring", 60, 5))))
        .extracting(Taken::outcome)
        .containsExactly(Outcome.FRESH, Outcome.SAME, Outcome.OLDER, Outcome.FRESH);
    assertThat(rig.intents.take(List.of(
            surge("acme.example", "routing", 60, 5), surge("acme.example", "scoring", 61, 5))))
        .extracting(Taken::outcome)
        .containsExactly(Outcome.SAME, Outcome.UPDATED);
    assertThat(rig.intents.take(List.of(surge("acme.example", "routing", 99, 4), surge("acme.example", "scoring", 1, 6))))
        .extracting(Taken::outcome)
        .containsExactly(Outcome.OLDER, Outcome.UPDATED);
    assertThat(rig.surges()).containsExactly(
        "DOMAIN|acme.example|routing|bombora|60|2026-10-06", "DOMAIN|acme.example|scoring|bombora|1|2026-10-07");
  }

  @Test
  void theOrderAndThePortionsDoNotMatter() {
    for (long seed = 1; seed <= 30; seed++) {
      Random random = new Random(seed);
      List<ToldSurge> told = new ArrayList<>();
      for (int i = 0; i < 120; i++) {
        told.add(surge("c" + random.nextInt(3) + ".example", "t" + random.nextInt(4), random.nextInt(101), random.nextInt(10)));
      }
      Map<String, ToldSurge> expected = new TreeMap<>();
      told.forEach(surge -> expected.merge(surge.company().name() + "|" + surge.topic(), surge, (one, other) ->
          Collections.max(List.of(one, other), Comparator.comparing(ToldSurge::at).thenComparing(ToldSurge::score))));
      rig.jdbc.sql("truncate account_surge").update();
      Collections.shuffle(told, random);
      for (int from = 0; from < told.size();) {
        int to = Math.min(told.size(), from + 1 + random.nextInt(40));
        rig.intents.take(told.subList(from, to));
        if (random.nextBoolean()) {
          rig.intents.take(told.subList(from, to));
        }
        from = to;
      }
      assertThat(rig.surges()).as("seed %s", seed).containsExactlyElementsOf(expected.values().stream()
          .map(surge -> "DOMAIN|" + surge.company().name() + "|" + surge.topic() + "|bombora|" + surge.score() + "|"
              + surge.at().toString().substring(0, 10))
          .sorted().toList());
    }
  }

  @Test
  void severalFilesAtOnceEndAsOne() throws Exception {
    List<Callable<List<Taken>>> calls = new ArrayList<>();
    for (int caller = 0; caller < 4; caller++) {
      int score = 50 + caller;
      List<ToldSurge> told = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        told.add(surge("c" + i % 20 + ".example", "t" + i / 20, score, 1));
      }
      Collections.shuffle(told, new Random(caller));
      calls.add(() -> rig.intents.take(told));
    }
    try (ExecutorService callers = Executors.newFixedThreadPool(4)) {
      for (Future<List<Taken>> call : callers.invokeAll(calls)) {
        assertThat(call.get()).hasSize(200);
      }
    }
    assertThat(rig.number("select count(*) from account_surge where score = 53")).isEqualTo(200);
    assertThat(rig.number("select count(*) from account_surge")).isEqualTo(200);
  }

  @Test
  void whatAnAliasNamesCountsForItsAccount() {
    String parent = rig.intents.take(List.of(surge("acme.example", "routing", 60, 5))).getFirst().accountId();
    rig.jdbc.sql("insert into account_alias (kind, name, account_id) values ('DOMAIN', 'globex.example', :id)")
        .param("id", parent).update();
    rig.jdbc.sql("delete from account_dirty").update();
    assertThat(rig.intents.take(List.of(surge("mail.globex.example", "scoring", 60, 5))).getFirst().accountId())
        .isEqualTo(parent);
    assertThat(rig.jdbc.sql("select account_id from account_dirty").query(String.class).list()).containsExactly(parent);
  }
}
