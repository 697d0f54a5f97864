package dev.leadloop.erasures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.DecidingApiTest;
import dev.leadloop.email.transport.ReplyAddresses;
import dev.leadloop.erasure.work.Erasures;
import dev.leadloop.imports.ImportBatches;
import dev.leadloop.security.Role;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** People of whom every field has a word of its own, come in by every door, are forgotten; the words are searched everywhere. */
class ErasureTest extends DecidingApiTest {
  private static final int LEADS = Integer.getInteger("leadloop.erasure.leads", 6);

  @Autowired private Erasures erasures;
  @Autowired private ImportBatches imports;
  @Autowired private ReplyAddresses replies;

  private final List<String> words = new ArrayList<>();
  private final String run = UUID.randomUUID().toString().substring(0, 6);

  private String word(String field) {
    String word = "zq" + field + run + words.size() + "q";
    words.add(word);
    return word;
  }

  private String lead() {
    String address = word("mail") + "@" + word("domain") + ".example";
    String lead = post("/api/v1/leads", key(Role.MARKETING), """
        {"email": "%s", "firstName": "%s", "lastName": "%s", "company": "%s", "title": "Marketing Director %s",
         "companySize": 150, "industry": "%s", "country": "DE", "system": "crm", "externalId": "%s", "source": "webinar",
         "answers": {"budget": "%s"}, "consent": {"status": "given", "where": "https://p.example/%s", "wording": "%s"}}"""
        .formatted(
            address, word("first"), word("last"), word("company"), word("title"), word("industry"), word("external"),
            word("answer"), word("where"), word("wording"))).text("leadId");
    decide(lead);
    event(lead, address + "-opened", "pricing_page_view");
    event(lead, "asked-" + UUID.randomUUID(), "demo_requested");
    decide(lead);
    assertThat(post("/api/v1/leads/" + lead + "/accept", key(Role.ADMIN), "{\"note\":\"" + word("note") + "\"}").status())
        .isEqualTo(200);
    UUID send = sentMail(lead, address);
    jdbc.sql("insert into sent_mail (send_id, subject, text, html) values (:id, 'Guide', :text, :text)")
        .param("id", send).param("text", "Dear " + word("greeting")).update();
    Answer reply = call("POST", "/webhooks/mail/inbound/" + INBOUND_SECRET, NO_KEY,
        "From: " + word("from") + " <" + address + ">\r\nTo: " + replies.replyTo(send).orElseThrow().address()
            + "\r\nSubject: Re: guide\r\nMessage-ID: <" + UUID.randomUUID() + "@customer.example>\r\n\r\nCall me about "
            + word("reply") + "\r\n",
        Map.of("Content-Type", "message/rfc822"));
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    decide(lead);
    return lead;
  }

  private void event(String lead, String id, String type) {
    Answer told = post("/api/v1/events", key(Role.MARKETING), """
        {"events": [{"eventId": "%s", "leadId": "%s", "type": "%s", "properties": {"page": "/%s"}}]}"""
        .formatted(id, lead, type, word("page")));
    assertThat(told.status()).as(told.body()).isEqualTo(202);
  }

  private List<String> imported() {
    String mapping = """
        {"system": "file", "columns": {"Id": "externalId", "E-Mail": "email", "Name": "lastName", "City": "answers.city"}}""";
    String address = word("row") + "@file.example";
    String csv = "Id,E-Mail,Name,City\n%s,%s,%s,%s\n,%s is none,%s,x\n,,%s,%s\n".formatted(
        word("id"), address, word("name"), word("city"), address, word("faulty"), address, word("lacking"));
    Answer staged = call("POST", "/api/v1/imports?name=fair.csv&mapping=" + URLEncoder.encode(mapping, StandardCharsets.UTF_8),
        key(Role.MARKETING), csv, Map.of("Content-Type", "text/csv"));
    assertThat(staged.status()).as(staged.body()).isEqualTo(202);
    while (!imports.importBatch(staged.text("importId")).finished()) {
      continue;
    }
    return jdbc.sql("select lead_id from lead where email_key = :address").param("address", address).query(String.class).list();
  }

  private void tombstone(String lead) {
    post("/api/v1/leads/" + lead + "/erase", key(Role.MANAGER), "{\"reason\":\"asked_by_person\"}");
    decide(lead);
  }

  private String erased(String lead) {
    Answer asked = post("/api/v1/leads/" + lead + "/erase", key(Role.MANAGER), "{\"reason\":\"asked_by_person\"}");
    assertThat(asked.status()).as(asked.body()).isEqualTo(202);
    String id = asked.text("id");
    assertThat(asked.header("Location")).isEqualTo("/api/v1/erasures/" + id);
    decide(lead);
    carryOut(id);
    return id;
  }

  private void carryOut(String id) {
    assertThat(erasures.entomb(id).state()).isEqualTo("ERASING");
    for (int n = 0; n < 5 && !erasures.eraseParts(id).finished(); n++) {
      continue;
    }
    assertThat(erasures.entomb(id).state()).as(get("/api/v1/erasures/" + id, key(Role.MANAGER)).body()).isEqualTo("DONE");
  }

  private Map<String, String> measured() {
    Map<String, String> numbers = new java.util.TreeMap<>();
    for (String table : new Traces(jdbc).tables()) {
      if (table.contains("measure_") && !table.contains("rebuild")) {
        numbers.put(table, jdbc.sql("select md5(string_agg(t::text, ';' order by t::text)) from " + table + " t")
            .query(String.class).optional().orElse(""));
      }
    }
    return numbers;
  }

  @Test
  void nothingOfAPersonIsLeftAndNumbersAreAsBefore() {
    List<String> leads = new ArrayList<>();
    for (int n = 0; n < LEADS; n++) {
      leads.add(lead());
    }
    leads.addAll(imported());
    assertThat(leads).hasSize(LEADS + 1);
    Traces traces = new Traces(jdbc);
    assertThat(traces.of(words).values().stream().flatMap(java.util.Set::stream).distinct())
        .as("the search finds what is there").hasSizeGreaterThan(words.size() * 9 / 10);
    leads.forEach(this::tombstone);
    Map<String, String> before = measured();
    leads.forEach(this::erased);
    assertThat(traces.of(words)).isEmpty();
    assertThat(measured()).isEqualTo(before);
  }
}
