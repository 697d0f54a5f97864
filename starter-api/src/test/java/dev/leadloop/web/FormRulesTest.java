package dev.leadloop.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.leadloop.problem.ProblemException;
import dev.leadloop.web.HostedForm.Counting;
import dev.leadloop.web.HostedForm.Delivery;
import dev.leadloop.web.HostedForm.Field;
import dev.leadloop.web.HostedForm.Words;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FormRulesTest {
  private static final Field EMAIL = new Field("email", "Address", false, List.of());
  private final FormRules rules = new FormRules(
      new WebSettings(List.of("https://www.acme.example"), Duration.ofDays(1), Map.of(), Map.of(), false, 10));

  private static HostedForm form(List<Field> fields, @Nullable String redirect, @Nullable Delivery delivery) {
    return new HostedForm("guide", 0, true, new Words(" Guide ", "", "Send", "Thanks"), fields, false, " ", redirect, delivery,
        new Counting("ebook_download", "", null, " "));
  }

  private String refused(HostedForm form) {
    return catchThrowableOfType(ProblemException.class, () -> rules.checked(form))
        .document().getDetail();
  }

  @Test
  void aFormIsKeptTidiedUpAndAsksForTheAddressAlways() {
    HostedForm kept = rules.checked(form(
        List.of(EMAIL, new Field("company", "", false, List.of()),
            new Field("answers.size", "Size?", true, List.of(" S ", "", "L", "S"))),
        "https://www.acme.example/thanks?a=1", new Delivery("The guide", "https://cdn.example.com/guide.pdf")));
    assertThat(kept.words().title()).isEqualTo("Guide");
    assertThat(kept.fields()).containsExactly(
        new Field("email", "Address", true, List.of()), new Field("company", "Company", false, List.of()),
        new Field("answers.size", "Size?", true, List.of("S", "L")));
    assertThat(kept.consent()).isNull();
    assertThat(kept.counting()).isEqualTo(new Counting("ebook_download", "website", null, null));
  }

  @Test
  void redirectsLeadToOwnPagesAlone() {
    for (String elsewhere : List.of("https://evil.example/", "https://www.acme.example.evil.example/", "//www.acme.example/",
        "javascript:alert(1)", "https://www.acme.example@evil.example/", "http://www.acme.example/", "/thanks",
        "https://www.acme.example:8443/")) {
      assertThat(refused(form(List.of(EMAIL), elsewhere, null))).as(elsewhere).contains("'redirect'");
    }
  }

  @Test
  void whatAFormMayNotHaveIsNamed() {
    assertThat(refused(form(List.of(), null, null))).contains("lack 'email'");
    assertThat(refused(form(List.of(EMAIL, EMAIL), null, null))).contains("'email' twice");
    assertThat(refused(form(List.of(EMAIL, new Field("emial", "x", false, List.of())), null, null)))
        .contains("'emial'", "email");
    assertThat(refused(form(List.of(EMAIL, new Field("answers.", "x", false, List.of())), null, null))).contains("question ''");
    assertThat(refused(form(List.of(EMAIL, new Field("answers.ü", "x", false, List.of())), null, null)))
        .contains("question 'ü'");
    assertThat(refused(form(List.of(EMAIL, new Field("answers.size", " ", false, List.of())), null, null))).contains("is needed");
    assertThat(refused(form(List.of(new Field("email", "x", true, List.of("a"))), null, null))).contains("choices of email");
    assertThat(refused(form(List.of(EMAIL), null, new Delivery("The guide", "guide.pdf")))).contains("delivery.url");
    assertThat(refused(form(List.of(EMAIL), null, new Delivery("{{firstName}}", "https://a.example/"))))
        .contains("delivery.title");
    List<Field> many = Stream.concat(Stream.of(EMAIL), IntStream.range(0, FormRules.MOST_FIELDS)
        .mapToObj(n -> new Field("answers.q" + n, "Q", false, List.of()))).toList();
    assertThat(refused(form(many, null, null))).contains("at most 20");
    assertThat(refused(form(List.of(EMAIL, new Field("answers.size", "x".repeat(201), false, List.of())), null, null)))
        .contains("at most 200");
    assertThat(refused(form(List.of(EMAIL, new Field("answers.size", "x", false,
        IntStream.rangeClosed(0, FormRules.MOST_CHOICES).mapToObj(Integer::toString).toList())), null, null)))
        .contains("more than 30");
    assertThatThrownBy(() -> FormRules.id("../x")).isInstanceOf(ProblemException.class);
  }
}
