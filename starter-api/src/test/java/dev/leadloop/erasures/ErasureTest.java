package dev.leadloop.erasures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.DecidingApiTest;
import dev.leadloop.email.transport.ReplyAddresses;
import dev.leadloop.erasure.work.Erasures;
import dev.leadloop.imports.ImportBatches;
import dev.leadloop.lead.LeadId;
import dev.leadloop.record.RecordCheck;
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
  @Autowired private RecordCheck check;

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
    event(lead, word("asked") + "@elsewhere.example", "demo_requested");
    decide(lead);
    assertThat(post("/api/v1/leads/" + lead + "/accept", key(Role.ADMIN), "{\"note\":\"" + word("note") + "\"}").status())
        .isEqualTo(200);
    post("/api/v1/leads/" + lead + "/reassign", key(Role.ADMIN), "{\"toRep\":\"rep-1\",\"note\":\"" + word("refused") + "\"}");
    post("/api/v1/suppressions", key(Role.MANAGER), "{\"email\":\"" + address + "\",\"reason\":\"asked_by_phone\"}");
    post("/api/v1/suppressions/lift", key(Role.MANAGER),
        "{\"email\":\"" + address + "\",\"reason\":\"called " + word("lift") + "\"}");
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

  /** All that measures are counted from; an id of an event that tells of the person is made anew. */
  private Map<String, String> measured() {
    Map<String, String> numbers = new java.util.TreeMap<>();
    for (String table : new Traces(jdbc).tables()) {
      if (table.contains("measure_") && !table.contains("rebuild")) {
        numbers.put(table, jdbc.sql("select md5(string_agg(line, ';' order by line)) from ("
                + "select (to_jsonb(t) - 'cause_event_id')::text as line from " + table + " t) lines")
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
    assertThat(leads.stream().flatMap(lead -> check.differences(new LeadId(lead)).stream()))
        .as("the record agrees with itself").isEmpty();
  }

  @Test
  void whoWasForgottenComesBackByThemselvesAloneAndIsNotMailedWhereTheyWantedNone() {
    String lead = newLead();
    String address =
        jdbc.sql("select email_key from lead where lead_id = :lead").param("lead", lead).query(String.class).single();
    post("/api/v1/suppressions", key(Role.MANAGER), "{\"email\":\"" + address + "\",\"reason\":\"spam_report\"}");
    erased(lead);
    assertThat(new Traces(jdbc).of(List.of(address))).isEmpty();
    String again = "{\"email\":\"" + address + "\",\"company\":\"Acme\"}";
    Answer refused = post("/api/v1/leads", key(Role.MARKETING), again);
    assertThat(refused.status()).as(refused.body()).isEqualTo(410);
    assertThat(refused.text("detail")).contains("bringBack=true");
    assertThat(importOf(address, "")).contains("2,").contains("bringBack").doesNotContain(address);
    assertThat(count("select count(*) from lead where email_key = '" + address + "'")).isZero();

    Answer back = post("/api/v1/leads?bringBack=true", key(Role.MARKETING), again);
    assertThat(back.status()).as(back.body()).isEqualTo(202);
    assertThat(back.text("leadId")).isNotEqualTo(lead);
    assertThat(count("select count(*) from address where suppressed = 'spam_report' and email_key = '" + address + "'")).isOne();
    assertThat(post("/api/v1/leads", key(Role.MARKETING), again).status()).as("one of our leads again").isEqualTo(202);
    erased(back.text("leadId"));
    assertThat(importOf(address, ", \"bringBack\": true").lines().toList()).as("no row failed").hasSize(1);
  }

  private String importOf(String address, String more) {
    String mapping = "{\"columns\": {\"E-Mail\": \"email\"}" + more + "}";
    Answer staged = call("POST", "/api/v1/imports?name=f.csv&mapping=" + URLEncoder.encode(mapping, StandardCharsets.UTF_8),
        key(Role.MARKETING), "E-Mail\n" + address + "\n", Map.of("Content-Type", "text/csv"));
    assertThat(staged.status()).as(staged.body()).isEqualTo(202);
    while (!imports.importBatch(staged.text("importId")).finished()) {
      continue;
    }
    return get("/api/v1/imports/" + staged.text("importId") + "/errors.csv", key(Role.MARKETING)).body();
  }

  @Test
  void whatComesInForAnErasedLeadIsNotKept() {
    String lead = lead();
    erased(lead);
    String late = word("late");
    event(lead, "late-" + UUID.randomUUID(), "pricing_page_view");
    UUID send = jdbc.sql("select send_id from send where lead_id = :lead limit 1").param("lead", lead).query(UUID.class).single();
    call("POST", "/webhooks/mail/inbound/" + INBOUND_SECRET, NO_KEY,
        "From: " + late + "@x.example\r\nTo: " + replies.replyTo(send).orElseThrow().address()
            + "\r\nSubject: Re: guide\r\nMessage-ID: <" + UUID.randomUUID() + "@customer.example>\r\n\r\nMore of " + late
            + "\r\n",
        Map.of("Content-Type", "message/rfc822"));
    decide(lead);
    assertThat(new Traces(jdbc).of(words)).isEmpty();
  }

  @Test
  void whatIsKnownOfAPersonIsToldWithEveryWord() {
    String lead = lead();
    Answer told = get("/api/v1/leads/" + lead + "/person", key(Role.MANAGER));
    assertThat(told.status()).isEqualTo(200);
    assertThat(words.stream().filter(word -> !word.startsWith("zqfrom")))
        .as("every word that we were told; how a mailbox calls its owner is not kept").allMatch(told.body()::contains);
    assertThat(get("/api/v1/leads/" + lead + "/person", key(Role.MARKETING)).status()).isEqualTo(403);
  }

  @Test
  void anAddressThatNoLeadHasIsForgottenToo() {
    String address = word("alone") + "@file.example";
    post("/api/v1/suppressions", key(Role.MANAGER), "{\"email\":\"" + address + "\",\"reason\":\"asked_by_phone\"}");
    Answer asked = post("/api/v1/erasures", key(Role.ADMIN), "{\"email\":\"" + address + "\",\"reason\":\"asked_by_person\"}");
    assertThat(asked.status()).as(asked.body()).isEqualTo(202);
    carryOut(asked.text("id"));
    assertThat(new Traces(jdbc).of(words)).isEmpty();
    assertThat(get("/api/v1/erasures", key(Role.MANAGER)).body()).contains(asked.text("id"));
    assertThat(post("/api/v1/erasures", key(Role.ADMIN), "{\"email\":\"nobody\",\"reason\":\"Asked by Kim\"}").status())
        .isIn(400, 422);
  }
}
