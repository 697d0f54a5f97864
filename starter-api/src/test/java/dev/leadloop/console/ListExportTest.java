package dev.leadloop.console;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.leadloop.api.Browser;
import dev.leadloop.api.DecidingApiTest;
import dev.leadloop.keys.KeyHolder;
import dev.leadloop.security.AccessTable;
import dev.leadloop.security.Role;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletResponse;

/** Every list can be taken away as a file that holds what the page shows. */
class ListExportTest extends DecidingApiTest {
  /** Each line of it leads to a measure, which has an export of its own. */
  private static final String MEASURES = "/measures";

  private final List<String> faults = new ArrayList<>();

  private static List<String> lists(Role role) {
    return AccessTable.pages().stream()
        .filter(rule -> rule.method().equals(HttpMethod.GET) && rule.roles().contains(role) && !rule.pattern().contains("{")
            && !rule.pattern().endsWith("/export") && !rule.pattern().endsWith("/events") && !rule.pattern().equals(MEASURES))
        .map(AccessTable.Rule::pattern).toList();
  }

  /** What a row is known by: the end of the address that it leads to, or the words of that link. */
  private static Set<List<String>> rows(Document page) {
    Set<List<String>> rows = new LinkedHashSet<>();
    for (Element row : page.select("[data-row]")) {
      Element link = row.selectFirst("a[href]");
      if (link != null) {
        String address = link.attr("href").replaceAll("[?&](?:span|of)=[^&]*", "");
        String end = address.substring(Math.max(address.lastIndexOf('/'), address.lastIndexOf('=')) + 1);
        rows.add(List.of(URLDecoder.decode(end, StandardCharsets.UTF_8), link.text()));
      }
    }
    return rows;
  }

  private static List<CsvRecord> records(String csv) {
    return CsvReader.builder().ofCsvRecord(csv).stream().toList();
  }

  private void look(Browser person, Role role, String page, Set<String> exported) throws Exception {
    HttpResponse<String> first = person.open(page);
    Document shown = Jsoup.parse(first.body());
    Element link = shown.selectFirst("main a.export");
    if (link == null) {
      if (!shown.select("[data-row]").isEmpty()) {
        faults.add(role + " " + page + " shows a list and offers no export");
      }
      return;
    }
    HttpResponse<String> file = person.open(link.attr("href"));
    exported.add(file.uri().getPath());
    if (file.statusCode() != 200 || !file.headers().firstValue("content-type").orElse("").startsWith("text/csv")
        || !file.headers().firstValue("content-disposition").orElse("").startsWith("attachment")) {
      faults.add(role + " " + file.uri() + " answers " + file.statusCode());
      return;
    }
    List<CsvRecord> records = records(file.body());
    int columns = records.getFirst().getFieldCount();
    if (records.stream().anyMatch(record -> record.getFieldCount() != columns)) {
      faults.add(role + " " + file.uri() + " has lines of other lengths");
    }
    // Others write meanwhile: what stood there before and after stood there in between.
    Set<List<String>> rows = rows(shown);
    rows.retainAll(rows(Jsoup.parse(person.open(page).body())));
    rows.stream()
        .filter(row -> records.stream().noneMatch(record -> record.getFields().stream().anyMatch(row::contains)))
        .forEach(row -> faults.add(role + " " + file.uri() + " leaves out " + row));
  }

  @Test
  void everyPageThatShowsAListOffersItAsAFileWithItsRows() throws Exception {
    String lead = handedOver("=1+1 Export");
    for (Role role : Role.OF_PEOPLE) {
      Browser person = new Browser(port);
      person.signIn("", key(role));
      Set<String> exported = new TreeSet<>();
      for (String page : lists(role)) {
        if (!page.endsWith(".csv")) {
          look(person, role, page, exported);
        }
      }
      assertThat(exported).as("reached by a link, " + role)
          .containsAll(lists(role).stream().filter(page -> page.endsWith(".csv")).toList());
    }
    assertThat(faults).isEmpty();
    Browser rep = new Browser(port);
    rep.signIn("", key(Role.SALES));
    CsvRecord handoff = records(rep.open("/inbox.csv").body()).stream()
        .filter(record -> record.getField(0).equals(lead)).findFirst().orElseThrow();
    assertThat(handoff.getField(4)).isEqualTo("'=1+1 Export");
    assertThat(rep.open("/board.csv").statusCode()).as("the page is not for reps").isEqualTo(403);
    Browser manager = new Browser(port);
    manager.signIn("", key(Role.MANAGER));
    assertThat(manager.open("/board.csv?rep=nobody").statusCode()).as("refuses what the page refuses").isEqualTo(400);
    assertThat(manager.open("/board/routing.csv?lead=" + lead).body().lines()).as("the filter of the page").hasSize(2);
  }

  @Test
  void whatWasAnsweredGoesOnOverPagesAndIsExportedWhole() throws Exception {
    String lead = handedOver();
    // A person of its own: nobody else answers as this one.
    Browser manager = new Browser(port);
    String key = keys.create("answers-a-lot", Role.MANAGER, null, KeyHolder.PERSON).key();
    manager.signIn("", key);
    for (int n = 0; n < 51; n++) {
      jdbc.sql("""
          insert into inbox (lead_id, event_id, kind, label, occurred_at, recorded_at, principal_kind, principal_id, body, note,
                             decided_seq, verdict)
          select lead_id, :note, 'snooze', 'snooze', occurred_at, recorded_at - make_interval(mins => :minutes), 'MANAGER',
                 'answers-a-lot', '{}', :note, decided_seq, verdict
            from inbox where lead_id = :lead order by row_id limit 1""")
          .param("note", "note " + n).param("minutes", n / 2).param("lead", lead).update();
    }
    Document first = Jsoup.parse(manager.open("/inbox/answered").body());
    assertThat(first.select("[data-row]")).hasSize(50);
    String next = first.select("nav.pages a").last().attr("href");
    Document second = Jsoup.parse(manager.open(next).body());
    assertThat(second.select("blockquote").eachText()).hasSize(1)
        .doesNotContainAnyElementsOf(first.select("blockquote").eachText());
    assertThat(second.select("nav.pages a").eachText()).containsExactly("Newest answers");
    assertThat(records(manager.open("/inbox/answered.csv").body())).hasSize(52);
    assertThat(manager.open("/inbox/answered?after=never").statusCode()).isEqualTo(400);
  }

  @Test
  void aFileThatWouldBeTooLongSaysSoInItsLastLine() throws Exception {
    MockHttpServletResponse response = new MockHttpServletResponse();
    List<Integer> part = IntStream.range(0, ListCsv.AT_A_TIME).boxed().toList();
    new ListCsv<Integer>("numbers", List.of("number", "twice"), one -> Stream.of(one, 2 * one))
        .send(after -> new ListCsv.Part<>(part, "more"), response);
    List<CsvRecord> records = records(response.getContentAsString());
    assertThat(records).hasSize(ListCsv.MOST + 2);
    assertThat(records.getLast().getField(0)).startsWith("The list goes on");
    assertThat(records.get(ListCsv.MOST).getField(0)).isEqualTo("499");
  }
}
