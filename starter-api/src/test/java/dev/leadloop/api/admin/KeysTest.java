package dev.leadloop.api.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.ApiTest;
import dev.leadloop.security.Role;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class KeysTest extends ApiTest {

  @Test
  void keyIsShownOnceAndKeptAsAHash() {
    Answer made = post("/api/v1/keys", key(Role.ADMIN), "{\"name\":\"website\",\"role\":\"MARKETING\"}");
    assertThat(made.status()).isEqualTo(201);
    String key = made.text("key");
    assertThat(key).hasSizeGreaterThan(40);
    assertThat(made.header("Cache-Control")).contains("no-store");
    assertThat(get("/api/v1/leads", key).status()).isEqualTo(200);
    assertThat(get("/api/v1/keys", key(Role.MANAGER)).body()).contains("website").doesNotContain(key);
    String rows = jdbc.sql("select string_agg(k::text, ' ') from api_key k").query(String.class).single();
    assertThat(rows).contains(made.text("keyId")).doesNotContain(key);
  }

  @Test
  void revokedKeyOpensNothing() {
    Answer made = post("/api/v1/keys", key(Role.ADMIN), "{\"name\":\"gone\",\"role\":\"MANAGER\"}");
    String path = "/api/v1/keys/" + made.text("keyId");
    assertThat(get("/api/v1/leads", made.text("key")).status()).isEqualTo(200);
    assertThat(call("DELETE", path, key(Role.ADMIN), null, Map.of()).status()).isEqualTo(204);
    assertThat(get("/api/v1/leads", made.text("key")).status()).isEqualTo(401);
    assertThat(call("DELETE", path, key(Role.ADMIN), null, Map.of()).status()).isEqualTo(404);
  }

  @Test
  void twoKeysNeverShareANameNotEvenAfterOneWasRevoked() {
    Answer made = post("/api/v1/keys", key(Role.ADMIN), "{\"name\":\"Shop-1\",\"role\":\"MARKETING\"}");
    assertThat(made.status()).isEqualTo(201);
    for (String name : List.of("Shop-1", "shop-1", "SHOP-1")) {
      Answer second = post("/api/v1/keys", key(Role.ADMIN), "{\"name\":\"" + name + "\",\"role\":\"MANAGER\"}");
      assertThat(second.status()).as(name).isEqualTo(409);
      assertThat(second.problem()).isEqualTo("name-taken");
      assertThat(second.text("detail")).contains("Nothing was made", name);
    }
    call("DELETE", "/api/v1/keys/" + made.text("keyId"), key(Role.ADMIN), null, Map.of());
    assertThat(post("/api/v1/keys", key(Role.ADMIN), "{\"name\":\"Shop-1\",\"role\":\"MARKETING\"}").status()).isEqualTo(409);
    for (String ours : List.of("admin", "Admin", "console", "CONSOLE")) {
      assertThat(post("/api/v1/keys", key(Role.ADMIN), "{\"name\":\"" + ours + "\",\"role\":\"ADMIN\"}").status()).as(ours)
          .isEqualTo(409);
    }
    assertThat(count("select count(*) - count(distinct lower(name)) from api_key")).isZero();
  }

  @Test
  void ofManyWhoAskForOneNameAtOnceOneGetsIt() throws Exception {
    String admin = key(Role.ADMIN);
    try (ExecutorService callers = Executors.newFixedThreadPool(12)) {
      List<Integer> statuses = new ArrayList<>();
      Callable<Integer> asking =
          () -> post("/api/v1/keys", admin, "{\"name\":\"contested\",\"role\":\"MANAGER\"}").status();
      for (Future<Integer> each : callers.invokeAll(Collections.nCopies(12, asking))) {
        statuses.add(each.get());
      }
      assertThat(statuses).containsOnlyOnce(201).filteredOn(status -> status == 409).hasSize(11);
    }
    assertThat(count("select count(*) from api_key where name = 'contested'")).isEqualTo(1);
    assertThat(count("select count(*) from audit where action = 'key_made' and detail->>'name' = 'contested'")).isEqualTo(1);
  }

  @Test
  void salesKeyBelongsToOneKnownRep() {
    assertThat(post("/api/v1/keys", key(Role.ADMIN), "{\"name\":\"s\",\"role\":\"SALES\"}").text("detail")).contains("'repId'");
    assertThat(post("/api/v1/keys", key(Role.ADMIN), "{\"name\":\"s\",\"role\":\"SALES\",\"repId\":\"rep-none\"}").text("detail"))
        .contains("PUT /api/v1/reps");
    assertThat(post("/api/v1/keys", key(Role.ADMIN), "{\"name\":\"s\",\"role\":\"BOSS\"}").text("detail"))
        .contains("MARKETING, SALES, MANAGER, ADMIN");
    assertThat(post("/api/v1/keys", key(Role.ADMIN), "{\"name\":\"s\",\"role\":\"MANAGER\",\"holder\":\"ROBOT\"}").text("detail"))
        .contains("PERSON, SYSTEM");
    assertThat(post("/api/v1/keys", key(Role.ADMIN),
        "{\"name\":\"of-a-rep\",\"role\":\"SALES\",\"repId\":\"rep-1\"}").text("holder"))
        .isEqualTo("PERSON");
  }

  @Test
  void repsAndTeamsAreKeptByAnAdministrator() {
    String admin = key(Role.ADMIN);
    assertThat(call("PUT", "/api/v1/reps/rep-9", admin, "{\"name\":\"N\",\"email\":\"n@vendor.example\",\"team\":\"none\"}",
        Map.of()).text("detail"))
        .contains("PUT /api/v1/teams");
    assertThat(call("PUT", "/api/v1/teams/north", admin, "{\"name\":\"North\"}", Map.of()).status()).isEqualTo(200);
    Answer put =
        call(
            "PUT",
            "/api/v1/reps/rep-9",
            admin,
            "{\"name\":\"N\",\"email\":\"n@vendor.example\",\"team\":\"north\",\"absentFrom\":\"2026-08-01T00:00:00Z\","
                + "\"absentUntil\":\"2026-08-20T00:00:00Z\"}",
            Map.of());
    assertThat(put.status()).as(put.body()).isEqualTo(200);
    assertThat(put.json().path("active").asBoolean()).isTrue();
    assertThat(get("/api/v1/reps", key(Role.SALES)).body()).contains("rep-9", "2026-08-20T00:00:00Z");
    assertThat(get("/api/v1/teams", key(Role.SALES)).body()).contains("North");
  }
}
