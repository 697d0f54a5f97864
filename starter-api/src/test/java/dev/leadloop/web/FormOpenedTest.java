package dev.leadloop.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

/** Whose visits a form takes, and which page it says it stood on, against whoever writes its address and its fields. */
class FormOpenedTest {
  private static final String SITE = "https://www.acme.example";
  private static final String VISITOR = "0123456789abcdef0123456789abcdef";
  private static final WebSettings SETTINGS =
      new WebSettings(List.of("https://other.example", SITE + "/"), Duration.ofDays(90), Map.of(), Map.of(), true, 10);

  private static FormOpened sent(Map<String, String> headers, @Nullable String visitor, @Nullable String on) {
    MockHttpServletRequest request = new MockHttpServletRequest();
    headers.forEach(request::addHeader);
    Map<String, String> fields = new java.util.HashMap<>();
    fields.put("v", visitor);
    fields.put("on", on);
    return FormOpened.sent(request, fields, SETTINGS);
  }

  @Test
  void visitorsNumberIsTakenFromOurFormAlone() {
    FormOpened own = new FormOpened(VISITOR, SITE, "/pricing");
    assertThat(sent(Map.of("Sec-Fetch-Site", "same-origin"), VISITOR, SITE + "/pricing")).isEqualTo(own);
    assertThat(sent(Map.of(), VISITOR, SITE + "/pricing")).as("a browser that does not say").isEqualTo(own);
    for (String from : List.of("cross-site", "same-site", "none", "", "Same-Origin", "same-origin, cross-site")) {
      assertThat(sent(Map.of("Sec-Fetch-Site", from), VISITOR, SITE + "/pricing")).as(from)
          .isEqualTo(new FormOpened(null, null, null));
    }
    for (String header : List.of("DNT", "Sec-GPC")) {
      assertThat(sent(Map.of(header, "1"), VISITOR, SITE + "/pricing")).as(header).isEqualTo(new FormOpened(null, null, null));
    }
    for (String odd : List.of("", "0", VISITOR + "0", VISITOR.toUpperCase(java.util.Locale.ROOT), "' or 1=1", VISITOR + "\n")) {
      assertThat(sent(Map.of(), odd, SITE + "/").visitor()).as(odd).isNull();
    }
  }

  @Test
  void formKeepsThePageItStoodOnWithoutItsQuery() {
    String longest = "/a|b[c]/" + "d".repeat(500);
    Map<String, Map<String, String>> pages = Map.of(
        SITE + "/pricing/plans?name=kim#x", Map.of("site", SITE, "page", "/pricing/plans"),
        SITE + "/#name", Map.of("site", SITE),
        SITE + "/", Map.of("site", SITE),
        SITE + longest, Map.of("site", SITE, "page", longest.substring(0, 200)),
        SITE + "/a\u0000b", Map.of("site", SITE),
        "https://other.example//evil.example/x", Map.of("site", "https://other.example", "page", "//evil.example/x"),
        SITE + ".evil.example/pricing", Map.of(),
        SITE + "@evil.example/pricing", Map.of(),
        "javascript:alert(1)", Map.of(),
        "", Map.of());
    pages.forEach((page, kept) -> assertThat(sent(Map.of(), null, page).properties()).as(page).isEqualTo(kept));
    assertThat(sent(Map.of(), null, null).properties()).isEmpty();
    pages.keySet().forEach(page -> {
      FormOpened once = sent(Map.of(), null, page);
      assertThat(sent(Map.of(), null, once.on())).as("carried on by the form: " + page).isEqualTo(once);
    });
  }
}
