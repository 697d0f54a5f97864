package dev.leadloop.lead.title;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Titles that are written short, as cards and forms have them, and posts that are no longer held. */
class ShortTitlesTest {
  private static final Map<String, List<String>> SHORT = Map.ofEntries(
      Map.entry("marketing", List.of("Mktg", "Mktg.", "MKTG", "Mkt.")), Map.entry("manager", List.of("Mgr", "Mgr.")),
      Map.entry("director", List.of("Dir", "Dir.")), Map.entry("operations", List.of("Ops")),
      Map.entry("executive", List.of("Exec", "Exec.")), Map.entry("assistant", List.of("Asst", "Asst.")),
      Map.entry("associate", List.of("Assoc.")), Map.entry("engineering", List.of("Engg", "Eng", "Eng.")),
      Map.entry("engineer", List.of("Engr.")), Map.entry("president", List.of("Pres", "Pres.")),
      Map.entry("purchasing", List.of("Purch.")), Map.entry("finance", List.of("Fin", "Fin.")),
      Map.entry("account", List.of("Acct.", "Acct")), Map.entry("coordinator", List.of("Coord.")),
      Map.entry("specialist", List.of("Spec.")), Map.entry("supervisor", List.of("Supv.")));

  @Test
  void eachTitleSaysShortenedWhatItSaysInFull() {
    List<String> wrong = new ArrayList<>();
    int[] tried = {0};
    Stream.of(JobTitleTest.COMPANY, JobTitleTest.DEPARTMENT, JobTitleTest.TEAM, JobTitleTest.STAFF, JobTitleTest.LEAD_NO_COMPANY)
        .flatMap(JobTitleTest::titles)
        .forEach(title -> shortened(title).forEach(given -> {
          tried[0]++;
          JobTitle whole = JobTitle.read(title);
          JobTitle read = JobTitle.read(given);
          if (whole.seniority() != read.seniority() || whole.role() != read.role()) {
            wrong.add(given + " is " + read.seniority() + " " + read.role() + ", not " + whole.seniority() + " " + whole.role());
          }
        }));
    assertThat(tried[0]).isGreaterThan(150);
    assertThat(wrong).isEmpty();
  }

  private static List<String> shortened(String title) {
    List<String> all = new ArrayList<>();
    String[] words = title.split(" ");
    for (int i = 0; i < words.length; i++) {
      String word = words[i].toLowerCase(Locale.ROOT);
      String sign = word.endsWith(",") ? "," : "";
      for (String instead : SHORT.getOrDefault(word.substring(0, word.length() - sign.length()), List.of())) {
        String[] other = words.clone();
        other[i] = instead + sign;
        all.add(String.join(" ", other));
      }
    }
    return all;
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
      "VP Mktg; DEPARTMENT; MARKETING", "Sr Dir, Prod Mgmt; DEPARTMENT; PRODUCT", "Acct Exec; STAFF; SALES",
      "Head of Biz Dev; DEPARTMENT; SALES", "BD Manager; TEAM; SALES", "HR Dir; DEPARTMENT; HR", "Tech Dir; DEPARTMENT; IT",
      "Sr. Eng.; STAFF; IT", "VP Eng; DEPARTMENT; IT", "CTO Eng; COMPANY; IT", "Exec Asst to the CEO; STAFF; ASSISTANT",
      "Asst Mgr; STAFF; ", "Assoc Dir, Mktg; TEAM; MARKETING", "Exec Dir; COMPANY; ", "Vice Pres; DEPARTMENT; ",
      "Pres & CEO; COMPANY; ", "Office of the Pres.; ; ", "RSSI; DEPARTMENT; IT"})
  void shortTitles(String title, Seniority seniority, Role role) {
    JobTitle read = JobTitle.read(title);
    assertThat(read.seniority()).as(read.toString()).isEqualTo(seniority);
    assertThat(read.role()).as(read.toString()).isEqualTo(role);
  }

  @Test
  void ruleMayNameEitherForm() {
    assertThat(JobTitle.read("Mktg Mgr").says(JobTitle.plain("marketing"))).isTrue();
    assertThat(JobTitle.read("Marketing Manager").says(JobTitle.plain("Mktg"))).isTrue();
    assertThat(JobTitle.read("VP Mktg").says(JobTitle.plain("manager"))).isFalse();
    assertThat(JobTitle.read("Vice Pres").says(JobTitle.plain("president"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "CEO (retired)", "Director, retired", "Founder & CEO - retired", "Retired CEO", "Geschäftsführer im Ruhestand",
      "Geschäftsführer (im Ruhestand)", "Directeur général, retraité", "Director jubilado", "CEO | Retired"})
  void postThatIsNoLongerHeldIsNone(String title) {
    assertThat(JobTitle.read(title).posts()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
      "Consultant | CEO (retired); STAFF", "CEO; COMPANY", "Board Member, ex-Google; COMPANY",
      "Retired CEO, Board Member; COMPANY"})
  void retiredSaysNothingOfAnotherPost(String title, Seniority seniority) {
    assertThat(JobTitle.read(title).seniority()).isEqualTo(seniority);
  }

  @Test
  void whoTrainsToLeadLeadsNothing() {
    assertThat(JobTitle.read("CEO in training").seniority()).isNull();
    assertThat(JobTitle.read("Director of Training").seniority()).isEqualTo(Seniority.DEPARTMENT);
  }
}
