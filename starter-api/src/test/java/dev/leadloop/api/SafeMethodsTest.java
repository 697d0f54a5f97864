package dev.leadloop.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadloop.email.token.ConfirmationTokens;
import dev.leadloop.email.token.HandoffTokens;
import dev.leadloop.email.token.LinkTokens;
import dev.leadloop.email.token.UnsubscribeTokens;
import dev.leadloop.security.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

class SafeMethodsTest extends ApiTest {
  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  private RequestMappingHandlerMapping mappings;

  @Autowired private UnsubscribeTokens tokens;
  @Autowired private HandoffTokens handoffs;
  @Autowired private LinkTokens links;
  @Autowired private ConfirmationTokens confirmations;

  @Test
  void readingNeverChangesAnything() throws Exception {
    readEverything("");
  }

  /** A call that forgot that it only reads. */
  static final class SeededBug {
    private final JdbcClient jdbc;
    private final String method;

    SeededBug(JdbcClient jdbc, String method) {
      this.jdbc = jdbc;
      this.method = method;
    }

    @ResponseBody
    public String act(HttpServletRequest request) {
      if (request.getMethod().equals(method)) {
        jdbc.sql("insert into team values (:id, 'seeded')").param("id", "seeded-" + method).update();
      }
      return "";
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "OPTIONS"})
  void theWatchNoticesACallThatChangesSomethingByReading(String method) throws Exception {
    RequestMappingInfo bug =
        RequestMappingInfo.paths("/f/seeded-bug")
            .methods(RequestMethod.GET, RequestMethod.HEAD, RequestMethod.OPTIONS)
            .options(mappings.getBuilderConfiguration())
            .build();
    mappings.registerMapping(
        bug, new SeededBug(jdbc, method), SeededBug.class.getMethod("act", HttpServletRequest.class));
    try {
      assertThatThrownBy(() -> readEverything("/f/seeded"))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("I17: reading changed")
          .hasMessageContaining("team");
    } finally {
      mappings.unregisterMapping(bug);
      jdbc.sql("delete from team where name = 'seeded'").update();
    }
  }

  /** Reads at every address there is that begins so, by everyone who may. */
  private void readEverything(String beginning) throws Exception {
    Browser person = new Browser(port);
    person.signIn("", key(Role.ADMIN));
    Map<String, String> session = Map.of("Cookie", person.cookieHeader());
    String lead = newLead();
    String token = tokens.issue(lead, "reader@acme.example");
    String handoff = handoffs.issue(lead, 1, "rep-1");
    key(Role.ADMIN);
    TreeSet<String> patterns = new TreeSet<>();
    mappings.getHandlerMethods().keySet().forEach(info -> patterns.addAll(info.getPatternValues()));
    assertThat(patterns).contains("/u/{token}", "/h/{token}", "/api/v1/leads/{id}/accept", "/leads/{id}", "/leads/{id}/accept");
    patterns.removeIf(pattern -> !pattern.startsWith(beginning));
    Map<String, String> before = contents();
    for (String pattern : patterns) {
      String path =
          pattern.replace("/h/{token}", "/h/" + handoff).replace("{token}", token).replace("{id}", lead)
              .replace("{version}", "1").replaceAll("\\{[a-zA-Z]+}", "x");
      for (String method : List.of("GET", "HEAD", "OPTIONS")) {
        assertThat(call(method, path, key(Role.ADMIN), null, session).status()).as(method + " " + path).isLessThan(600);
      }
    }
    assertThat(call("GET", "/leads/" + lead, NO_KEY, null, session).status()).isEqualTo(200);
    assertThat(changed(before)).as("I17: reading changed").isEmpty();
  }

  /** A followed link is by its nature a GET: it is noted as a signal, and nothing else may come of it (I17). */
  @Test
  void followedLinkNotesASignalAndNothingElseAndHeadDoesNotCount() {
    String lead = newLead();
    UUID send = sent(lead);
    String click = "/c/" + links.click(new LinkTokens.Click(send, 1, "https://own.test/guide?a=1")).orElseThrow();
    String open = "/o/" + links.open(send);
    Map<String, String> browser = Map.of("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
    Map<String, String> before = contents();
    for (String path : List.of(click, open)) {
      call("HEAD", path, NO_KEY, null, browser);
      call("OPTIONS", path, NO_KEY, null, browser);
    }
    assertThat(changed(before)).isEmpty();
    Answer followed = call("GET", click, NO_KEY, null, browser);
    assertThat(followed.status()).isEqualTo(302);
    assertThat(call("HEAD", click, NO_KEY, null, browser).header("Location")).isEqualTo(followed.header("Location"));
    assertThat(followed.header("Location")).isEqualTo("https://own.test/guide?a=1");
    assertThat(call("GET", open, NO_KEY, null, browser).header("Content-Type")).isEqualTo("image/gif");
    assertThat(changed(before)).containsExactly("inbox", "mail_hit", "measure_click");
    assertThat(jdbc.sql("select label from inbox where lead_id = :lead and kind = 'signal' order by label").param("lead", lead)
            .query(String.class).list())
        .containsExactly("email_click", "email_open");
    database.gone = true;
    assertThat(call("GET", click, NO_KEY, null, browser).status()).as("the reader gets there whatever is down").isEqualTo(302);
    database.gone = false;
    assertThat(get("/c/bm90IGEgdG9rZW4", NO_KEY).status()).isEqualTo(404);
  }

  private UUID sent(String lead) {
    UUID send = UUID.randomUUID();
    jdbc.sql(
            """
            insert into send (send_id, lead_id, sequence, sequence_version, step, occurrence, effect_seq, effect_n, state,
                              reserved_at, settled_at)
            values (:id, :lead, 'nurture', 1, 'guide', 1, 1, 0, 'ACCEPTED', now(), now() - interval '1 hour')""")
        .param("id", send)
        .param("lead", lead)
        .update();
    return send;
  }

  /** With every token good, by strangers, by each role's key and in each role's session. */
  @Test
  void headAndOptionsChangeNothingOnAnyPathForAnybody() throws Exception {
    String lead = newLead();
    String email = jdbc.sql("select email_key from lead where lead_id = :lead").param("lead", lead).query(String.class).single();
    UUID send = sent(lead);
    Map<String, String> good =
        Map.of(
            "/u/{token}", "/u/" + tokens.issue(lead, email),
            "/h/{token}", "/h/" + handoffs.issue(lead, 1, "rep-1"),
            "/confirm/{token}", "/confirm/" + confirmations.issue(lead, email),
            "/c/{token}", "/c/" + links.click(new LinkTokens.Click(send, 1, "https://own.test/guide")).orElseThrow(),
            "/o/{token}", "/o/" + links.open(send),
            "/f/{formId}", "/f/contact",
            "/webhooks/mail/inbound/{secret}", "/webhooks/mail/inbound/" + INBOUND_SECRET,
            "/webhooks/sendgrid/inbound/{secret}", "/webhooks/sendgrid/inbound/" + INBOUND_SECRET);
    TreeSet<String> paths = new TreeSet<>(Set.of("/sign-in", "/sign-out", "/error", "/favicon.ico"));
    mappings.getHandlerMethods().keySet().stream()
        .flatMap(info -> info.getPatternValues().stream())
        .map(pattern -> good.getOrDefault(pattern, pattern))
        .map(path -> path.replace("{id}", lead).replace("{version}", "1").replaceAll("\\{[a-zA-Z]+}", "x"))
        .forEach(paths::add);
    assertThat(paths).hasSizeGreaterThan(60).noneMatch(path -> path.contains("{")).containsAll(good.values());
    List<Map<String, String>> callers = new ArrayList<>(List.of(Map.of()));
    List<Browser> people = new ArrayList<>();
    for (Role role : Role.values()) {
      callers.add(Map.of("Authorization", "Bearer " + key(role)));
    }
    for (Role role : Role.OF_PEOPLE) {
      Browser person = new Browser(port);
      person.signIn("", key(role));
      people.add(person);
      callers.add(Map.of("Cookie", person.cookieHeader()));
    }
    Map<String, String> before = contents();
    int calls = bell.calls.get();
    for (Map<String, String> caller : callers) {
      for (String path : paths) {
        call("HEAD", path, NO_KEY, null, caller);
        call("OPTIONS", path, NO_KEY, null, caller);
      }
    }
    assertThat(changed(before)).as("I17: reading changed").isEmpty();
    assertThat(bell.calls.get()).as("nobody was told of news").isEqualTo(calls);
    for (Browser person : people) {
      assertThat(person.open("/leads").uri().getPath()).as("nobody was signed out").isEqualTo("/leads");
    }
  }

  @Test
  void startPageTellsStrangersWhetherItIsUpAndNothingElse() {
    newLead();
    jdbc.sql(
            """
            insert into lead_status (lead_id, seq, decided_at, policy_version, stage, band, score, fit, grade, owner,
                                     sla_level, recycles, progress, reply)
            select lead_id, 1, now(), 1, 'WON', 'HOT', 4711, 20, 'A', 'rep-1', 'NONE', 0, '{}', '{}' from lead
             where not exists (select from lead_status s where s.lead_id = lead.lead_id) limit 1""")
        .update();
    try {
      Answer page = get("/", NO_KEY);
      assertThat(page.body()).contains("Leadloop is")
          .doesNotContain("WON", "NURTURING", "temporal.example", "namespaces", "rep-1");
      assertThat(Jsoup.parse(page.body()).select("main").text()).isNotEmpty().doesNotContainPattern("[0-9]");
      assertThat(get("/readyz", NO_KEY).json().propertyNames())
          .contains("status", "database", "temporal").isSubsetOf("status", "database", "temporal", "standing", "wrong");
      assertThat(page.raw().headers().map().keySet()).doesNotContain("server", "x-powered-by");
    } finally {
      jdbc.sql("delete from lead_status where score = 4711").update();
    }
  }

  private TreeSet<String> changed(Map<String, String> before) {
    TreeSet<String> changed = new TreeSet<>();
    contents().forEach((table, hash) -> {
      if (!hash.equals(before.get(table))) {
        changed.add(table);
      }
    });
    return changed;
  }

  /** A hash of each table's rows. */
  private Map<String, String> contents() {
    Map<String, String> contents = new TreeMap<>();
    List<String> tables =
        jdbc.sql("select tablename from pg_tables where schemaname = 'public'").query(String.class).list();
    for (String table : tables) {
      String hash = jdbc.sql("select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from " + table + " t")
          .query(String.class)
          .single();
      contents.put(table, hash);
    }
    return contents;
  }
}
