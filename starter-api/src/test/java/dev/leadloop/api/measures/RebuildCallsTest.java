package dev.leadloop.api.measures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.DecidingApiTest;
import dev.leadloop.measures.rebuild.Rebuilding;
import dev.leadloop.security.Role;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Facts that were lost come back by one call, and its progress can be read. */
class RebuildCallsTest extends DecidingApiTest {
  @Autowired private Rebuilding rebuilding;

  @Test
  void factsThatWereLostComeBackByOneCall() {
    finish();
    String lead = newLead();
    decide(lead);
    assertThat(facts(lead)).isEqualTo(2);
    jdbc.sql("delete from measure_visit where lead_id = :lead").param("lead", lead).update();
    Answer ordered = post("/api/v1/measures/rebuild", key(Role.ADMIN), "");
    assertThat(ordered.status()).isEqualTo(202);
    assertThat(ordered.json().path("orderedBy").asString()).isEqualTo("admin:root");
    assertThat(ordered.json().path("leads").asInt()).isPositive();
    int run = ordered.json().path("run").asInt();
    assertThat(post("/api/v1/measures/rebuild", key(Role.ADMIN), "").json().path("run").asInt())
        .as("it is under way").isEqualTo(run);
    assertThat(get("/api/v1/measures/rebuild", key(Role.ADMIN)).text("finishedAt")).isEmpty();
    finish();
    Answer over = get("/api/v1/measures/rebuild", key(Role.ADMIN));
    assertThat(over.text("finishedAt")).isNotEmpty();
    assertThat(over.json().path("changed").asInt()).isPositive();
    assertThat(over.json().path("looked").asInt()).isEqualTo(over.json().path("leads").asInt());
    assertThat(facts(lead)).isEqualTo(2);
    assertThat(post("/api/v1/measures/rebuild", key(Role.ADMIN), "").json().path("run").asInt()).isEqualTo(run + 1);
    finish();
  }

  /** Also what other tests of this server ordered. */
  private void finish() {
    while (rebuilding.latest().filter(one -> one.finishedAt() == null).isPresent()) {
      rebuilding.some();
    }
  }

  private int facts(String lead) {
    return count("select (select count(*) from measure_lead where lead_id = '" + lead + "')"
        + " + (select count(*) from measure_visit where lead_id = '" + lead + "')");
  }
}
