package dev.leadloop.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.email.HandoffTokens;
import dev.leadloop.email.UnsubscribeTokens;
import dev.leadloop.security.Role;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

class SafeMethodsTest extends ApiTest {
  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  private RequestMappingHandlerMapping mappings;

  @Autowired private UnsubscribeTokens tokens;
  @Autowired private HandoffTokens handoffs;

  @Test
  void readingNeverChangesAnything() throws Exception {
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
    assertThat(contents()).isEqualTo(before);
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
