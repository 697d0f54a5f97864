package dev.leadloop.bulkorders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.Browser;
import dev.leadloop.api.DecidingApiTest;
import dev.leadloop.bulk.BulkOrders;
import dev.leadloop.security.Role;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** One order for many leads: foreseen and given by the rules of the single orders, once, by two doors. */
class BulkOrdersTest extends DecidingApiTest {
  @Autowired private BulkOrders bulk;

  private String lead(String source) {
    String lead = post("/api/v1/leads", key(Role.MARKETING),
        "{\"email\":\"" + UUID.randomUUID() + "@many.example\",\"source\":\"" + source + "\"}").text("leadId");
    decide(lead);
    return lead;
  }

  private String bare(String source) {
    String lead = post("/api/v1/leads", key(Role.MARKETING),
        "{\"system\":\"shop\",\"externalId\":\"" + UUID.randomUUID() + "\",\"source\":\"" + source + "\"}").text("leadId");
    decide(lead);
    return lead;
  }

  private static String ids(List<String> leads) {
    return leads.stream().map(lead -> "\"" + lead + "\"").collect(Collectors.joining(",", "\"leadIds\":[", "]"));
  }

  private void carryOut(String id, List<String> leads) {
    while (!bulk.giveNext(id, 2).finished()) {
      assertThat(bulk.giveNext(id, 0).given()).isLessThan(leads.size());
    }
    leads.forEach(this::decide);
  }

  private JsonNode shown(String id) {
    return get("/api/v1/bulk-orders/" + id, key(Role.MANAGER)).json();
  }

  @Test
  void whatThePreviewForetellsIsWhatEachLeadDecides() {
    String source = "many" + UUID.randomUUID();
    List<String> leads = List.of(lead(source), lead(source), bare(source), handedOver());
    String order = "{" + ids(leads) + ",\"sequence\":\"recycle-general\"";
    JsonNode preview =
        post("/api/v1/bulk-orders/nurture", key(Role.MARKETING), order + ",\"preview\":true}").json().path("preview");
    assertThat(preview.path("taken").asInt()).as(preview.toString()).isEqualTo(2);
    assertThat(preview.at("/passedOver").valueStream().map(one -> one.path("why").asString() + one.path("leads").asInt()))
        .containsExactlyInAnyOrder("no-address1", "not-nurtured1");
    assertThat(count("select count(*) from inbox where event_id like 'bulk-%' and lead_id = '" + leads.get(0) + "'")).isZero();

    Answer given = post("/api/v1/bulk-orders/nurture", key(Role.MARKETING), order + ",\"expected\":4}");
    assertThat(given.status()).as(given.body()).isEqualTo(202);
    String id = given.json().at("/order/id").asString();
    carryOut(id, leads);
    JsonNode done = shown(id);
    assertThat(done.path("state").asString()).isEqualTo("DONE");
    assertThat(done.path("done").asInt()).as(done.toString()).isEqualTo(2);
    assertThat(done.at("/passedOver").valueStream().map(one -> one.path("why").asString()))
        .containsExactlyInAnyOrder("no-address", "not-nurtured");
    assertThat(get("/api/v1/bulk-orders/" + id + "/results?result=passed-over", key(Role.MANAGER)).json().path("results"))
        .hasSize(2);
    assertThat(jdbc.sql("select detail ->> 'leads' from audit where target = :target and action = 'bulk_order_given'")
        .param("target", "bulk-order/" + id).query(String.class).single()).isEqualTo("4");
  }

  @Test
  void sentAgainItIsTheSameAndReachesNobodyTwice() {
    String source = "twice" + UUID.randomUUID();
    List<String> leads = List.of(lead(source), lead(source), lead(source));
    String order = "{\"filter\":{\"source\":\"" + source + "\"},\"reason\":\"asked_by_phone\"}";
    String key = "again-" + source;
    String id = post("/api/v1/bulk-orders/suppress", key(Role.MANAGER), order, key).json().at("/order/id").asString();
    assertThat(bulk.giveNext(id, 2).given()).isEqualTo(2);
    assertThat(bulk.giveNext(id, 2).state()).as("a run that was lost goes on where the record stands").isEqualTo("DONE");
    assertThat(bulk.giveNext(id, 2).given()).isEqualTo(3);
    leads.forEach(this::decide);
    assertThat(count("select count(*) from address a join lead l using (email_key) where a.suppressed = 'asked_by_phone'"
        + " and l.source = '" + source + "'")).isEqualTo(3);
    assertThat(count("select count(*) from audit where action = 'suppression_added' and detail ->> 'bulkOrder' = '" + id + "'"))
        .isEqualTo(3);
    Answer again = post("/api/v1/bulk-orders/suppress", key(Role.MANAGER), order, key);
    assertThat(again.json().at("/order/id").asString()).isEqualTo(id);
    Answer other = post("/api/v1/bulk-orders/suppress", key(Role.MANAGER), order.replace("phone", "mail"), key);
    assertThat(other.status()).as(other.body()).isEqualTo(422);
    JsonNode foreseen = post("/api/v1/bulk-orders/suppress", key(Role.MANAGER),
        order.replace("\"reason\"", "\"preview\":true,\"reason\""))
        .json().path("preview");
    assertThat(foreseen.path("taken").asInt()).as(foreseen.toString()).isZero();
    assertThat(foreseen.at("/passedOver/0/why").asString()).isEqualTo("suppressed-before");
  }

  @Test
  void whatCannotBeMeantIsRefused() {
    String lead = newLead();
    for (String wrong : List.of(
        "{\"reason\":\"x_y\"}>is needed, and not both", "{\"leadIds\":[],\"reason\":\"x_y\"}>names no lead",
        "{\"leadIds\":[\"" + UUID.randomUUID() + "\"],\"reason\":\"x_y\"}>no lead has this id",
        "{\"filter\":{\"stagee\":\"SQL\"},\"reason\":\"x_y\"}>did you mean 'stage'",
        "{\"leadIds\":[\"" + lead + "\"],\"reason\":\"X Y\"}>word",
        "{\"leadIds\":[\"" + lead + "\"],\"reason\":\"x_y\",\"expected\":3}>you were shown 3")) {
      String[] parts = wrong.split(">", 2);
      Answer refused = post("/api/v1/bulk-orders/reopen", key(Role.MANAGER), parts[0]);
      assertThat(refused.status()).as(wrong + refused.body()).isBetween(400, 409);
      assertThat(refused.body()).as(wrong).contains(parts[1]);
    }
    assertThat(post("/api/v1/bulk-orders/nurture", key(Role.MARKETING),
        "{\"leadIds\":[\"" + lead + "\"],\"sequence\":\"nurtur\"}")
        .body()).contains("did you mean 'nurture'");
    assertThat(get("/api/v1/bulk-orders/none", key(Role.MANAGER)).status()).isEqualTo(404);
  }

  @Test
  void repsOfTheSampleTakeNoRealLeadInThePreviewEither() {
    String mine = handedOver();
    jdbc.sql("insert into rep (rep_id, name, email, team_id, manager) select 'of-the-sample', 'Sample', 'rep@sample-one.example',"
        + " team_id, false from rep limit 1 on conflict do nothing").update();
    String order = "{" + ids(List.of(mine)) + ",\"toRep\":\"of-the-sample\"";
    JsonNode preview =
        post("/api/v1/bulk-orders/reassign", key(Role.MANAGER), order + ",\"preview\":true}").json().path("preview");
    assertThat(preview.path("taken").asInt()).as(preview.toString()).isZero();
    String id = post("/api/v1/bulk-orders/reassign", key(Role.MANAGER), order + "}").json().at("/order/id").asString();
    carryOut(id, List.of(mine));
    assertThat(shown(id).at("/passedOver/0/why").asString()).isNotEmpty().isEqualTo(preview.at("/passedOver/0/why").asString());
    jdbc.sql("delete from rep where rep_id = 'of-the-sample'").update();
  }

  @Test
  void managerReassignsTheTickedOnesOnPagesWithoutAScript() throws Exception {
    String mine = handedOver();
    String other = lead("page" + UUID.randomUUID());
    Browser manager = new Browser(port);
    manager.signIn("me", key(Role.MANAGER));
    Document list = Jsoup.parse(manager.open("/leads").body());
    assertThat(list.select("form.list button[formaction]").eachAttr("formaction"))
        .containsExactly("/leads/bulk/orders/reassign", "/leads/bulk/orders/reopen", "/leads/bulk/orders/suppress");
    String token = "_csrf=" + list.select("form.list input[name=_csrf]").val() + "&";
    HttpResponse<String> looked = manager.sendRaw("/leads/bulk/orders/reassign", token + "lead=" + mine + "&lead=" + other);
    Document preview = Jsoup.parse(looked.body());
    assertThat(preview.select(".preview .tile b").eachText()).as(looked.body()).containsExactly("1", "1");
    assertThat(preview.select(".whys").text()).contains("never handed to sales");
    String form = preview.select("form.card input[type=hidden]").stream()
        .map(one -> one.attr("name") + "=" + one.attr("value")).collect(Collectors.joining("&"));
    String first = manager.sendRaw("/leads/bulk/orders/reassign", form + "&give=true").uri().getPath();
    assertThat(manager.sendRaw("/leads/bulk/orders/reassign", form + "&give=true").uri().getPath())
        .as("sent twice").isEqualTo(first);
    String id = first.substring(first.lastIndexOf('/') + 1);
    carryOut(id, List.of(mine, other));
    Document became = Jsoup.parse(manager.open("/leads/bulk/" + id).body());
    assertThat(became.select("#became .tile b").eachText()).containsExactly("1", "1", "0");
    assertThat(became.select("#became").attr("hx-get")).as("nothing moves any more").isEmpty();
    assertThat(manager.open("/leads/bulk/" + id + "/results.csv").body()).contains(mine, "passed-over");
    assertThat(manager.open("/leads/bulk").body()).contains("reassign to whom routing chooses");
    HttpResponse<String> csv = manager.sendRaw("/leads/export", token + "lead=" + mine);
    assertThat(csv.body()).contains(mine).doesNotContain(other);
    Browser rep = new Browser(port);
    rep.signIn("me", key(Role.SALES));
    Document own = Jsoup.parse(rep.open("/leads").body());
    assertThat(own.select("form.list button[formaction]")).isEmpty();
    assertThat(rep.sendRaw("/leads/export", "_csrf=" + own.select("form.list input[name=_csrf]").val() + "&lead=" + other).body())
        .doesNotContain(other);
  }

  @Test
  void stoppedOneGoesNoFurther() {
    String source = "stop" + UUID.randomUUID();
    List<String> leads = List.of(lead(source), lead(source), lead(source));
    String id = post("/api/v1/bulk-orders/reopen", key(Role.MANAGER), "{" + ids(leads) + ",\"reason\":\"new_product\"}").json()
        .at("/order/id").asString();
    bulk.giveNext(id, 1);
    assertThat(post("/api/v1/bulk-orders/" + id + "/stop", key(Role.MANAGER), "{}").text("state")).isEqualTo("STOPPED");
    assertThat(bulk.giveNext(id, 2).given()).isEqualTo(1);
    assertThat(shown(id).path("stoppedBy").asString()).startsWith("manager:");
  }
}
