package dev.leadloop.intent;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A surge that comes as a signal is what comes by call or file, by the same rules. */
class SignalIntentsTest {
  private IntentRig rig;

  @BeforeEach
  void open() {
    rig = new IntentRig();
    lead("one", "dana@mail.acme.example", null);
    lead("two", "kim@gmail.com", "Globex Inc.");
    lead("three", "lee@gmail.com", null);
    rig.jdbc.sql("insert into account_dirty (account_id, due_at) values ('a-one', now()), ('a-two', now())").update();
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private void lead(String id, String email, @Nullable String company) {
    rig.jdbc.sql(
            """
            insert into lead (lead_id, created_at, updated_at, email_key, company, account_id, account_known)
            values (:id, now(), now(), :email, :company, 'a-' || :id, true)""")
        .param("id", id).param("email", email).param("company", company).update();
  }

  private void signal(String lead, String event, String at, boolean voided, String properties) {
    rig.jdbc.sql(
            """
            insert into signal (lead_id, event_id, type, occurred_at, properties, voided)
            values (:lead, :event, 'intent_surge', :at::timestamptz, :properties::jsonb, :voided)""")
        .param("lead", lead).param("event", event).param("at", at).param("properties", properties).param("voided", voided)
        .update();
  }

  @Test
  void bothDoorsKeepTheNewestByTheSameRules() {
    rig.read("domain,topic,score,date\nacme.example,routing,83,2026-11-16\nacme.example,scoring,40,2026-11-01\n");
    signal("one", "e1", "2026-11-10T00:00:00Z", false, "{\"topic\":\"Routing\",\"score\":\"99\",\"source\":\"bombora\"}");
    signal("one", "e2", "2026-11-10T00:00:00Z", false, "{\"topic\":\"Scoring \",\"score\":\"61.5\",\"source\":\"Bombora\"}");
    signal("two", "e3", "2026-11-11T00:00:00Z", false, "{\"topic\":\"routing\"}");
    signal("one", "e4", "2026-11-11T00:00:00Z", true, "{\"topic\":\"voided\",\"score\":\"70\"}");
    signal("one", "e5", "2026-11-11T00:00:00Z", false, "{\"score\":\"70\"}");
    signal("one", "e6", "2026-11-11T00:00:00Z", false, "{\"topic\":\"nonsense\",\"score\":\"high\"}");
    signal("three", "e7", "2026-11-11T00:00:00Z", false, "{\"topic\":\"nobodys\",\"score\":\"70\"}");
    assertThat(rig.signals.takeSome()).isEqualTo(2);
    assertThat(rig.surges()).containsExactly(
        "COMPANY|globex|routing|signal|0|2026-11-11",
        "DOMAIN|acme.example|routing|bombora|83|2026-11-16",
        "DOMAIN|acme.example|scoring|bombora|61|2026-11-10");
    rig.jdbc.sql("delete from account_dirty where due_at > now()").update();
    assertThat(rig.signals.takeSome()).as("nothing new, so nothing is counted for it").isZero();
    assertThat(rig.number("select count(*) from account_dirty where due_at > now()")).isZero();
  }

  @Test
  void whoIsAloneIsCountedForSuchASignal() {
    rig.jdbc.sql("delete from account_dirty").update();
    rig.jdbc.sql("select mark_account_of('one')").query(Boolean.class).single();
    assertThat(rig.number("select count(*) from account_dirty")).isZero();
    signal("one", "e1", "2026-11-10T00:00:00Z", false, "{\"topic\":\"routing\",\"score\":\"99\"}");
    rig.jdbc.sql("select mark_account_of('one')").query(Boolean.class).single();
    assertThat(rig.number("select count(*) from account_dirty where account_id = 'a-one'")).isOne();
  }
}
