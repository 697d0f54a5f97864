package dev.leadloop.email.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailTemplateTest {

  private static final Footer FOOTER =
      new Footer(
          "Sender & Sons", "1 <Test> Street", URI.create("https://leads.sender.test/u/token"));

  private static EmailTemplate mail(String body) {
    return EmailTemplate.parse(
        "own/mail",
        "own/mail.md",
        "---\nsubject: For {{company|you}}\npreheader: Short\n---\n" + body);
  }

  private static RenderedEmail render(String body, Map<String, String> values) {
    return mail(body).render(Values.forLead(values), FOOTER);
  }

  @Test
  void aKnownValueStandsInBothPartsAndTheSubject() {
    RenderedEmail mail =
        render(
            "Hello {{firstName|there}} of {{ company | your company }}.",
            Map.of("firstName", "Zoë", "company", "A&B <Co>"));
    assertThat(mail.subject()).isEqualTo("For A&B <Co>");
    assertThat(mail.text()).startsWith("Hello Zoë of A&B <Co>.");
    assertThat(mail.html())
        .contains("Hello Zoë of A&amp;B &lt;Co&gt;.")
        .contains("<title>For A&amp;B &lt;Co&gt;</title>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "\n\t"})
  void anUnknownOrBlankValueGivesTheFallback(String blank) {
    assertThat(render("Hello {{firstName|there}}.", Map.of()).text()).startsWith("Hello there.");
    assertThat(render("Hello {{firstName|there}}.", Map.of("firstName", blank)).text())
        .startsWith("Hello there.");
  }

  @Test
  void aValueIsNeverMarkup() {
    String typed = "**bold** <b>x</b> {{company|y}} [[address]] $1 \\1 # heading";
    RenderedEmail mail = render("Hello {{firstName|there}}.", Map.of("firstName", typed));
    assertThat(mail.text()).startsWith("Hello " + typed + ".");
    assertThat(mail.html())
        .contains("**bold** &lt;b&gt;x&lt;/b&gt; {{company|y}} [[address]] $1 \\1 # heading.");
  }

  @Test
  void aValueCannotBreakOutOfAnAttribute() {
    String url = "https://example.com/?a=1&b=%22x";
    assertThat(render("[Read]({{contentUrl}})", Map.of("contentUrl", url)).html())
        .contains("href=\"https://example.com/?a=1&amp;b=%22x\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "data:text/html,x",
        "//example.com",
        "/relative",
        "https://",
        "a b",
        "https://x.test/\"onclick=\""
      })
  void onlyCompleteWebAddressesBecomeLinks(String url) {
    assertThatThrownBy(() -> render("[Read]({{contentUrl}})", Map.of("contentUrl", url)))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("own/mail has a link that is no complete web address");
  }

  @ParameterizedTest
  @CsvSource({
    "firstName, Win now https://bad.test",
    "firstName, www.bad.test",
    "firstName, bad.test",
    "lastName, me@bad.test",
    "company, visit http://bad.test"
  })
  void aNameThatIsALinkCountsAsNotKnown(String name, String typed) {
    assertThat(render("Hello {{" + name + "|there}}.", Map.of(name, typed)).text())
        .startsWith("Hello there.");
  }

  @Test
  void aNameThatRunsLongCountsAsNotKnownAndRealNamesDoNot() {
    assertThat(render("Hello {{firstName|there}}.", Map.of("firstName", "x".repeat(81))).text())
        .startsWith("Hello there.");
    for (String real :
        List.of("J. R.", "Mary-Jane", "O'Neill", "李", "Dr. h.c. Zoë", "Anne Marie")) {
      assertThat(render("Hello {{firstName|there}}.", Map.of("firstName", real)).text())
          .startsWith("Hello " + real + ".");
    }
    assertThat(render("At {{company|x}}.", Map.of("company", "Booking.com B.V.")).text())
        .startsWith("At Booking.com B.V..");
  }

  @Test
  void aSubjectStaysOneLineOfBoundedLength() {
    RenderedEmail mail = render("Text", Map.of("company", "A\r\nBcc: x@example.com"));
    assertThat(mail.subject()).isEqualTo("For you");
    RenderedEmail broken = render("Text", Map.of("company", "A\r\nBcc: x"));
    assertThat(broken.subject()).isEqualTo("For A Bcc: x");
    String note = "n".repeat(500);
    EmailTemplate longSubject =
        EmailTemplate.parse(
            "own/mail", "f", "---\nsubject: {{contentTitle}}\npreheader: p\n---\nText");
    assertThat(
            longSubject
                .render(Values.forLead(Map.of("contentTitle", note)), FOOTER)
                .subject())
        .hasSize(200);
  }

  @Test
  void aMissingValueWithoutFallbackNamesMailAndPlaceholder() {
    assertThatThrownBy(() -> render("Read {{contentTitle}}.", Map.of()))
        .hasMessage("The mail own/mail cannot do without a value for {{contentTitle}}.");
  }

  @Test
  void aParagraphOrItemLeftEmptyIsTakenOut() {
    RenderedEmail mail =
        render("One\n\n{{contentNote|}}\n\n- two\n- {{topic|}}\n\nThree", Map.of());
    assertThat(mail.text()).startsWith("One\n\n- two\n\nThree\n\n-- \n");
    assertThat(mail.html().split("<li", -1)).hasSize(2);
    assertThat(mail.html()).doesNotContain("></p>");
  }

  @Test
  void aListBecomesItsEntriesOrItsFallback() {
    EmailTemplate notice =
        EmailTemplate.parse(
            "notice/own",
            "f",
            "---\nsubject: s\npreheader: p\n---\n- First\n- {{reasons|none known}}\n\nEnd");
    Footer footer = new Footer("Sender", "Street", null);
    Values two = Values.forUs(Map.of(), Map.of("reasons", List.of("a <b>", " ", "c\nd")));
    assertThat(notice.render(two, footer).text()).startsWith("- First\n- a <b>\n- c d\n\nEnd");
    assertThat(notice.render(two, footer).html()).contains("a &lt;b&gt;");
    assertThat(notice.render(Values.forUs(Map.of(), Map.of()), footer).text())
        .startsWith("- First\n- none known\n\nEnd");
  }

  @Test
  void linksReadWellInPlainText() {
    RenderedEmail mail =
        render(
            "See [the page]({{contentUrl}}) now.\n\n**[Read it]({{contentUrl}})**",
            Map.of("contentUrl", "https://a.test/x"));
    assertThat(mail.text())
        .startsWith("See the page <https://a.test/x> now.\n\nRead it:\nhttps://a.test/x\n\n-- \n");
  }

  @Test
  void theFooterStandsInBothParts() {
    RenderedEmail mail = render("Text", Map.of());
    assertThat(mail.text())
        .contains("\n-- \nSender & Sons\n1 <Test> Street\n")
        .endsWith("Unsubscribe: https://leads.sender.test/u/token\n");
    assertThat(mail.html())
        .contains(
            "Sender &amp; Sons",
            "1 &lt;Test&gt; Street",
            "href=\"https://leads.sender.test/u/token\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Hello {{frstName|there}}; line 6: {{frstName}} is not known. Known are company,",
        "Hello {{firstName}}; line 6: {{firstName}} is not known of everybody: say what stands"
            + " there instead",
        "Hello {{firstName|there; line 6: Braces that do not close",
        "Hello {{first.name|x}}; line 6: Braces that do not close",
        "Hello {{#if company}}; line 6: Braces that do not close",
        "Hello {{reasons|x}}; line 6: {{reasons}} is not known.",
        "Hello <b>you</b>; line 6: A mail's body is Markdown without HTML.",
        "<script>x</script>; line 6: A mail's body is Markdown without HTML.",
        "![x](https://a.test/x.png); line 6: A mail's body is Markdown without an image."
      })
  void aWrongTemplateNamesFileAndLine(String line, String sentence) {
    assertThatThrownBy(() -> mail("First line.\n" + line + "\n"))
        .isInstanceOf(TemplateException.class)
        .hasMessageStartingWith("own/mail.md, ")
        .hasMessageContaining(sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Hello; line 1: A mail begins with its subject",
        "''; line 1: A mail begins with its subject",
        "'---|subject: x'; line 1: A mail begins with its subject",
        "'---|preheader: x|---|Hello'; line 1: The mail has no subject",
        "'---|subject: x|---|Hello'; line 1: The mail has no preheader",
        "'---|subject: x|subject: y|---|Hello'; line 3: subject is given twice",
        "'---|subject: x|color: red|---|Hello'; line 3: Only subject, preheader",
        "'---|subject: {{nope}}|---|Hello'; line 2: {{nope}} is not known"
      })
  void aWrongHeadNamesFileAndLine(String source, String sentence) {
    assertThatThrownBy(
            () -> EmailTemplate.parse("own/mail", "own/mail.md", source.replace('|', '\n')))
        .hasMessageStartingWith("own/mail.md, " + sentence);
  }

  @Test
  void aListStandsAloneInItsItem() {
    assertThatThrownBy(
            () ->
                EmailTemplate.parse(
                    "notice/x",
                    "x.md",
                    "---\nsubject: s\npreheader: p\n---\nBecause {{reasons|x}}"))
        .hasMessage("x.md, line 5: {{reasons}} is a list: put it alone behind a dash.");
  }
}
