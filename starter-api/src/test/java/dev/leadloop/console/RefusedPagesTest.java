package dev.leadloop.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.Browser;
import dev.leadloop.api.DecidingApiTest;
import dev.leadloop.security.Role;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever is refused a page is told so in words about pages, and that nothing was changed only where something was sent. */
class RefusedPagesTest extends DecidingApiTest {
  private Browser rep() throws Exception {
    Browser rep = new Browser(port);
    rep.signIn("", key(Role.SALES));
    return rep;
  }

  @ParameterizedTest
  @ValueSource(strings = {"/policies", "/leads/answers"})
  void pageOfAnotherRoleIsNotYoursToSee(String path) throws Exception {
    HttpResponse<String> refused = rep().open(path);
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("<title>Not yours to see · Leadloop</title>", "<h1>Not yours to see</h1>")
        .doesNotContain("Nothing was changed", "form has expired");
  }

  @Test
  void whatWasSentInVainChangedNothing() throws Exception {
    HttpResponse<String> refused = rep().send("/leads", "/policies/1/withdraw", Map.of());
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("<h1>Nothing was changed</h1>").doesNotContain("Not yours to see");
  }

  @Test
  void leadOfAnotherAndNoLeadAtAllAreOneAndSpokenOfAsPages() throws Exception {
    String foreign = post("/api/v1/leads", key(Role.MARKETING), "{\"email\":\"foreign@refused.example\"}").json()
        .path("leadId").asString();
    assertThat(foreign).isNotEmpty();
    List<String> bodies = new ArrayList<>();
    for (String id : List.of(foreign, "01a223f3-e2f5-7d4b-a959-24195fd8e0f7", "no-id")) {
      HttpResponse<String> refused = rep().open("/leads/" + id);
      assertThat(refused.statusCode()).isEqualTo(404);
      assertThat(refused.body()).contains("none that you may look at", "list of leads").doesNotContain("GET ");
      bodies.add(Jsoup.parse(refused.body()).select("main").text());
    }
    assertThat(bodies).hasSize(3).containsOnly(bodies.get(0));
    assertThat(get("/api/v1/leads/" + foreign, key(Role.SALES)).json().path("detail").asString()).contains("GET /api/v1/leads");
  }
}
