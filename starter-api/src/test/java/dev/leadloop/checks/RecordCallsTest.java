package dev.leadloop.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.ApiTest;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.deciding.Decision;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.record.JournalStore;
import dev.leadloop.security.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RecordCallsTest extends ApiTest {

  @Test
  void pagesGoThroughEveryLeadOnceAndTellWhichStillWait() {
    List<String> sent = List.of(newLead(), newLead(), newLead());
    int leads = 0;
    int waiting = 0;
    String after = "";
    List<String> places = new ArrayList<>();
    do {
      JsonNode page = get("/api/v1/checks/record?limit=2" + (after.isEmpty() ? "" : "&after=" + after), key(Role.ADMIN)).json();
      leads += page.path("leads").asInt();
      waiting += page.path("waiting").asInt();
      after = page.path("next").asString("");
      places.add(after);
    } while (!after.isEmpty());
    assertThat(leads).isEqualTo(count("select count(*) from lead"));
    assertThat(waiting).isGreaterThanOrEqualTo(sent.size());
    assertThat(places).doesNotHaveDuplicates();
  }

  @Test
  void aRecordThatDoesNotAgreeWithItselfIsTold() {
    String lead = newLead();
    List<Decision.Noted> lines = List.of(new Decision.Noted(new JournalEntry.FactsChanged(), Principal.SYSTEM, null));
    new JournalStore(jdbc).append(new LeadId(lead), 1, Instant.EPOCH, 1, lines);
    JsonNode page = get("/api/v1/checks/record?limit=5000", key(Role.ADMIN)).json();
    assertThat(page.path("differences").toString()).contains(lead).contains("no status row");
    jdbc.sql("delete from lifecycle_event where lead_id = :lead").param("lead", lead).update();
  }

  @Test
  void limitIsBounded() {
    assertThat(get("/api/v1/checks/record?limit=0", key(Role.ADMIN)).status()).isEqualTo(400);
    assertThat(get("/api/v1/checks/record?limit=5001", key(Role.ADMIN)).text("detail")).contains("limit");
  }
}
