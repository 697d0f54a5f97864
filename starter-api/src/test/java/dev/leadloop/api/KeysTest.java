package dev.leadloop.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.security.Role;
import java.util.Map;
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
  void salesKeyBelongsToOneKnownRep() {
    assertThat(post("/api/v1/keys", key(Role.ADMIN), "{\"name\":\"s\",\"role\":\"SALES\"}").text("detail")).contains("'repId'");
    assertThat(post("/api/v1/keys", key(Role.ADMIN), "{\"name\":\"s\",\"role\":\"SALES\",\"repId\":\"rep-none\"}").text("detail"))
        .contains("PUT /api/v1/reps");
    assertThat(post("/api/v1/keys", key(Role.ADMIN), "{\"name\":\"s\",\"role\":\"BOSS\"}").text("detail"))
        .contains("MARKETING, SALES, MANAGER, ADMIN");
  }

  @Test
  void repsAndTeamsAreKeptByAnAdministrator() {
    String admin = key(Role.ADMIN);
    assertThat(call("PUT", "/api/v1/reps/rep-9", admin, "{\"name\":\"N\",\"email\":\"n@vendor.example\",\"team\":\"none\"}", Map.of()).text("detail"))
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
