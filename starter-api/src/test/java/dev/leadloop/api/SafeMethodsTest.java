package dev.leadloop.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadloop.email.HandoffTokens;
import dev.leadloop.email.LinkTokens;
import dev.leadloop.email.UnsubscribeTokens;
import dev.leadloop.security.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
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

  @Test
  void readingNeverChangesAnything() throws Exception {
    readEverything();
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
      assertThatThrownBy(this::readEverything)
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("I17: reading changed")
          .hasMessageContaining("team");
    } finally {
      mappings.unregisterMapping(bug);
      jdbc.sql("delete from team where name = 'seeded'").update();
    }
  }

  /** Reads at every address there is, by everyone who may. */
  private void readEverything() throws Exception {
    Browser person = new Browser(port);
    person.signIn("", key(Role.ADMIN));
    Map<String, String> session = Map.of("Cookie", person.cookieHeader());
    String lead = newLead();
    String token = tokens.issue(lead);
    String handoff = handoffs.issue(lead, 1, "rep-1");
    key(Role.ADMIN);
    TreeSet<String> patterns = new TreeSet<>();
    mappings.getHandlerMethods().keySet().forEach(info -> patterns.addAll(info.getPatternValues()));
    assertThat(patterns).contains("/u/{token}", "/h/{token}", "/api/v1/leads/{id}/accept", "/leads/{id}", "/leads/{id}/accept");
    Map<String, String> before = contents();
    for (String pattern : patterns) {
      String path =
          pattern.replace("/h/{token}", "/h/" + handoff).replace("{token}", token).replace("{id}", lead).replace("{version}", "1").replaceAll("\\{[a-zA-Z]+}", "x");
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
    UUID send = UUID.randomUUID();
    jdbc.sql(
            """
            insert into send (send_id, lead_id, sequence, sequence_version, step, occurrence, effect_seq, effect_n, state,
                              reserved_at, settled_at)
            values (:id, :lead, 'nurture', 1, 'guide', 1, 1, 0, 'ACCEPTED', now(), now() - interval '1 hour')""")
        .param("id", send)
        .param("lead", lead)
        .update();
    String click = "/c/" + links.click(new LinkTokens.Click(send, 1, "https://own.test/guide?a=1")).orElseThrow();
    String open = "/o/" + links.open(send);
    Map<String, String> browser = Map.of("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
    Map<String, String> before = contents();
    for (String path : List.of(click, open)) {
      call("HEAD", path, NO_KEY, null, browser);
      call("OPTIONS", path, NO_KEY, null, browser);
    }
    assertThat(changed(before)).containsExactly("mail_hit");
    assertThat(count("select count(*) from mail_hit where head and not told and voided is not null")).isEqualTo(2);
    jdbc.sql("delete from mail_hit").update();
    Answer followed = call("GET", click, NO_KEY, null, browser);
    assertThat(followed.status()).isEqualTo(302);
    assertThat(followed.header("Location")).isEqualTo("https://own.test/guide?a=1");
    assertThat(call("GET", open, NO_KEY, null, browser).header("Content-Type")).isEqualTo("image/gif");
    assertThat(changed(before)).containsExactly("inbox", "mail_hit");
    assertThat(jdbc.sql("select label from inbox where lead_id = :lead and kind = 'signal' order by label").param("lead", lead)
            .query(String.class).list())
        .containsExactly("email_click", "email_open");
    database.gone = true;
    assertThat(call("GET", click, NO_KEY, null, browser).status()).as("the reader gets there whatever is down").isEqualTo(302);
    database.gone = false;
    assertThat(get("/c/bm90IGEgdG9rZW4", NO_KEY).status()).isEqualTo(404);
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
