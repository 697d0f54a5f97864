package dev.leadloop.api.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.ApiTest;
import dev.leadloop.security.Role;
import org.junit.jupiter.api.Test;

class PolicyReviewTest extends ApiTest {

  @Test
  void bothSidesCloseAReviewEachWithAWord() {
    long id =
        jdbc.sql(
                """
                insert into policy_review (kind, policy_version, opened_at, window_from, answers, rejected, usual_share,
                                           chance, reasons, rules)
                select 'ALARM', max(version), now(), now(), 40, 24, 0.25, 0.0001,
                       '[{"what": "No need (no_need)", "times": 20}]', '[{"what": "ebook downloaded", "times": 22}]'
                  from policy_version returning review_id""")
            .query(Long.class)
            .single();
    assertThat(get("/api/v1/policy-reviews", key(Role.MARKETING)).body()).contains("No need (no_need)", "\"times\":22");
    assertThat(get("/api/v1/policy-reviews", key(Role.SALES)).status()).isEqualTo(403);
    String path = "/api/v1/policy-reviews/" + id + "/close";
    assertThat(post(path, key(Role.MARKETING), "{}").text("detail")).contains("'word'");
    assertThat(post(path, key(Role.ADMIN), "{\"word\":\"ok\"}").text("detail")).contains("'side' is needed");
    assertThat(post(path, key(Role.MARKETING), "{\"word\":\"ok\",\"side\":\"sales\"}").text("detail"))
        .contains("you speak for marketing");
    Answer first = post(path, key(Role.MARKETING), "{\"word\":\"Ebooks count half.\"}");
    assertThat(first.status()).as(first.body()).isEqualTo(200);
    assertThat(first.json().path("closedAt").isNull()).isTrue();
    assertThat(post(path, key(Role.MARKETING), "{\"word\":\"again\"}").status()).isEqualTo(409);
    Answer second = post(path, key(Role.MANAGER), "{\"word\":\"We answer faster.\"}");
    assertThat(second.json().path("closedAt").isNull()).isFalse();
    assertThat(second.json().at("/marketing/word").asString()).isEqualTo("Ebooks count half.");
    assertThat(post("/api/v1/policy-reviews/999999/close", key(Role.MANAGER), "{\"word\":\"x\"}").status()).isEqualTo(404);
  }
}
