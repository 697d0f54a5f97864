package dev.leadloop.email.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadloop.lifecycle.deciding.Effect.Notice;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

class StarterTemplatesTest {

  static final List<String> NURTURE = EmailTemplates.STARTER_NURTURE;
  private static final String UNSUBSCRIBE = "https://leads.sender.test/u/token";
  private static final Footer FOOTER =
      new Footer("Sender Ltd", "Sender Ltd, 1 Test Street", URI.create(UNSUBSCRIBE));
  private static final EmailTemplates TEMPLATES = EmailTemplates.starter();

  /** Gmail cuts a mail off beyond this and hides its foot, the unsubscribe link with it. */
  private static final int GMAIL_CUTS_AT = 102_000;

  private static final Map<String, String> SENDER =
      Map.of("senderCompany", "Sender Ltd", "senderName", "The Sender team");
  static final Map<String, String> NOTICE_VALUES =
      Map.ofEntries(
          Map.entry("leadUrl", "https://leads.sender.test/leads/0192"),
          Map.entry("answerUrl", "https://leads.sender.test/h/token"),
          Map.entry("repName", "Rep One"),
          Map.entry("otherRepName", "Rep Two"),
          Map.entry("leadName", "Ada Reader"),
          Map.entry("title", "Marketing Director"),
          Map.entry("company", "Harbour Freight Forwarding"),
          Map.entry("companySize", "150 people"),
          Map.entry("location", "Rotterdam, Netherlands"),
          Map.entry("source", "paid search"),
          Map.entry("trigger", "asked for a demo"),
          Map.entry("score", "94"),
          Map.entry("scoreWhy", "asked for a demo: +50, visited pricing twice: +50"),
          Map.entry("grade", "A"),
          Map.entry("deadline", "Mon 2 Mar 2026, 11:30 Amsterdam time"));
  static final Map<String, List<String>> NOTICE_LISTS =
      Map.of(
          "reasons",
              List.of(
                  "asked for a demo: +50",
                  "visited pricing twice: +50",
                  "downloaded an ebook: +10"),
          "recentActions",
              List.of("2 March, 09:30: asked for a demo", "2 March, 09:12: visited pricing"),
          "answers", List.of("Timeline: this quarter", "Team size: 12"));

  private static RenderedEmail nurture(String id, Map<String, String> values) {
    Map<String, String> all = new HashMap<>(SENDER);
    all.putAll(values);
    return TEMPLATES.nurture(id, all, FOOTER);
  }

  private static void assertSound(RenderedEmail mail) {
    for (String part : List.of(mail.subject(), mail.text(), mail.html())) {
      assertThat(part).doesNotContain("{{", "}}", "[[", "]]", "null").isNotBlank();
    }
    assertThat(mail.subject().length()).isLessThanOrEqualTo(120);
    assertThat(mail.html().getBytes(StandardCharsets.UTF_8).length).isLessThan(GMAIL_CUTS_AT);
    assertThat(mail.html()).startsWith("<!DOCTYPE html>").contains("Sender Ltd, 1 Test Street");
    assertThat(mail.text()).contains("Sender Ltd, 1 Test Street");
  }

  @ParameterizedTest
  @FieldSource("NURTURE")
  void aNurtureMailIsWholeForAReaderOfWhomNothingIsKnown(String id) {
    RenderedEmail mail = nurture(id, Map.of());
    assertSound(mail);
    assertThat(mail.text()).startsWith("Hello there,").contains(UNSUBSCRIBE, "The Sender team");
    assertThat(mail.html()).contains("href=\"" + UNSUBSCRIBE + "\"");
    String content =
        TEMPLATES
            .nurture(id, SENDER, FOOTER)
            .text()
            .replaceAll("(?s).*?(https://www\\.example\\.com/\\S+).*", "$1");
    assertThat(mail.html()).contains("href=\"" + content + "\"");
  }

  @ParameterizedTest
  @FieldSource("NURTURE")
  void aNurtureMailSaysWhatIsKnownOfTheReader(String id) {
    RenderedEmail mail =
        nurture(
            id,
            Map.of(
                "firstName",
                "Zoë",
                "company",
                "Harbour",
                "contentTitle",
                "Own Title",
                "contentUrl",
                "https://own.test/x",
                "contentNote",
                "Ten pages."));
    assertSound(mail);
    assertThat(mail.text())
        .startsWith("Hello Zoë,")
        .contains("Own Title", "https://own.test/x", "Ten pages.");
    assertThat(mail.html())
        .contains("Hello Zoë,", "Own Title", "https://own.test/x", "Ten pages.")
        .doesNotContain("example.com");
  }

  @ParameterizedTest
  @FieldSource("NURTURE")
  void aNurtureMailIsShort(String id) {
    String body = nurture(id, Map.of()).text().replaceAll("(?s)\n-- \n.*", "");
    assertThat(body.split("\\s+").length).isBetween(50, 160);
  }

  @ParameterizedTest
  @EnumSource(Notice.class)
  void aNoticeNamesWhoWhyUntilWhenAndWhereToAnswer(Notice kind) {
    RenderedEmail mail =
        TEMPLATES.notice(
            new NoticeContent(kind, NOTICE_VALUES, NOTICE_LISTS),
            new Footer("Sender Ltd", "Sender Ltd, 1 Test Street", null));
    assertSound(mail);
    assertThat(mail.subject()).contains("Harbour Freight Forwarding");
    assertThat(mail.text())
        .contains("Ada Reader", "Marketing Director", "https://leads.sender.test/leads/0192");
    assertThat(mail.html())
        .contains("Ada Reader", "https://leads.sender.test/leads/0192")
        .doesNotContain("Unsubscribe");
    if (kind == Notice.HANDOFF || kind == Notice.ESCALATION) {
      assertThat(mail.text())
          .contains(
              "asked for a demo: +50",
              "2 March, 09:12: visited pricing",
              "11:30 Amsterdam time",
              "/h/token");
    }
  }

  @ParameterizedTest
  @EnumSource(Notice.class)
  void aNoticeIsWholeForALeadOfWhomNothingIsKnown(Notice kind) {
    Map<String, String> links =
        Map.of(
            "leadUrl", "https://leads.sender.test/l", "answerUrl", "https://leads.sender.test/h/t");
    assertSound(
        TEMPLATES.notice(
            new NoticeContent(kind, links, Map.of()),
            new Footer("Sender Ltd", "Sender Ltd, 1 Test Street", null)));
  }

  @Test
  void everyFileIsListedAndEveryListedIdHasAFile() throws Exception {
    URL guide =
        Objects.requireNonNull(EmailTemplates.class.getResource("/templates/nurture/1-guide.md"));
    Path folder = Path.of(guide.toURI()).getParent().getParent();
    try (Stream<Path> files = Files.walk(folder)) {
      Set<String> found =
          files
              .filter(it -> it.toString().endsWith(".md"))
              .map(
                  it ->
                      folder
                          .relativize(it)
                          .toString()
                          .replace('\\', '/')
                          .replaceFirst("\\.md$", ""))
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(TEMPLATES.ids()).isEqualTo(found).hasSizeGreaterThan(NURTURE.size());
    }
  }

  @Test
  void anUnknownTemplateNamesThoseThereAre() {
    assertThatThrownBy(() -> nurture("nurture/9-nothing", Map.of()))
        .hasMessageContaining(
            "There is no mail template 'nurture/9-nothing'. There are consent/confirm, content/delivery, mql/1-roi, ");
  }

  @Test
  void aCompanysOwnMailReplacesTheStarters(@TempDir Path folder) throws Exception {
    Files.createDirectories(folder.resolve("nurture"));
    Files.writeString(
        folder.resolve("nurture/1-guide.md"), "---\nsubject: Own\npreheader: p\n---\nOwn words.");
    Files.writeString(
        folder.resolve("special.md"), "---\nsubject: Special\npreheader: p\n---\nSpecial words.");
    EmailTemplates own = TEMPLATES.with(folder);
    assertThat(own.nurture("nurture/1-guide", SENDER, FOOTER).text()).startsWith("Own words.");
    assertThat(own.nurture("special", SENDER, FOOTER).subject()).isEqualTo("Special");
    assertThat(own.ids()).hasSize(TEMPLATES.ids().size() + 1);
  }

  @Test
  void aWrongMailOfTheCompanyNamesFileAndLine(@TempDir Path folder) throws Exception {
    Files.writeString(
        folder.resolve("special.md"), "---\nsubject: Special\npreheader: p\n---\n{{nobody}}");
    assertThatThrownBy(() -> TEMPLATES.with(folder))
        .hasMessageStartingWith("special.md, line 5: {{nobody}} is not known");
    assertThatThrownBy(() -> TEMPLATES.with(folder.resolve("missing")))
        .hasMessageContaining("cannot be read");
  }

  @Test
  void theCompanysContentGoesIntoTheStartersWords(@TempDir Path folder) throws Exception {
    Path content = folder.resolve("content.properties");
    Files.writeString(
        content,
        "nurture/1-guide.topic=freight rates\n"
            + "*.topic=shipping\n"
            + "mql/1-roi.contentUrl=https://own.test/roi\n");
    EmailTemplates own = TEMPLATES.with(folder);
    assertThat(own.nurture("nurture/1-guide", SENDER, FOOTER).text()).contains("freight rates");
    assertThat(own.nurture("nurture/4-comparison", SENDER, FOOTER).text()).contains("shipping");
    assertThat(own.nurture("mql/1-roi", SENDER, FOOTER).text()).contains("https://own.test/roi");
    Files.writeString(content, "nurture/1-guide.colour=red\n");
    assertThatThrownBy(() -> TEMPLATES.with(folder))
        .hasMessageContaining("'nurture/1-guide.colour' must end in one of");
    Files.writeString(content, "nurture/none.topic=x\n");
    assertThatThrownBy(() -> TEMPLATES.with(folder))
        .hasMessageContaining("there is no mail template 'nurture/none'");
  }
}
