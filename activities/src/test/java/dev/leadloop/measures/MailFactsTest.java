package dev.leadloop.measures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.email.transport.Mailbox;
import dev.leadloop.email.transport.ReplyAddresses;
import dev.leadloop.lead.LeadId;
import dev.leadloop.provider.InboundEvents;
import dev.leadloop.provider.MimeReading;
import dev.leadloop.record.ProviderRig;
import dev.leadloop.sending.SendStore.State;
import dev.leadloop.web.MailHitStore;
import dev.leadloop.web.MailHits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What became of a mail, as the ledger, the provider, our own links and answers say it. */
class MailFactsTest {
  private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
  private static final String LINK = ",\"useragent\":\"" + FIREFOX + "\",\"url\":\"https://www.example.com/";

  private final ProviderRig rig = new ProviderRig();
  private final MailHits hits =
      new MailHits(
          new MailHitStore(rig.fixture.jdbc), rig.fixture.records.inbox(), rig.fixture.transaction, rig.fixture.clock);
  private final ReplyAddresses addresses =
      new ReplyAddresses(Mailbox.of("reply@in.example.com"), Mailbox.of("bounce@in.example.com"), new byte[32]);

  @AfterEach
  void close() {
    rig.close();
  }

  /** A lead whose first mail was ordered, and nothing more. */
  private LeadId ordered() {
    LeadId lead = rig.decidedLead();
    rig.fixture.later(Duration.ofDays(1).plusHours(1));
    rig.decide(lead);
    assertThat(rig.fixture.jdbc.sql("select step from measure_mail where lead_id = ?").param(lead.value())
        .query(String.class).list()).containsExactly("step1");
    return lead;
  }

  private UUID mailed(LeadId lead) {
    return rig.mail(lead, "nurture", "step1", State.ACCEPTED);
  }

  /** The second in which the mail was handed over. */
  private Instant handedOver(UUID mail) {
    return rig.fixture.jdbc.sql("select sending_at from send where send_id = ?").param(mail)
        .query((row, n) -> row.getTimestamp(1).toInstant()).single().truncatedTo(ChronoUnit.SECONDS);
  }

  private String reported(String kind, UUID mail, long after, String more) {
    return ProviderRig.event(UUID.randomUUID().toString(), kind, mail, null, handedOver(mail).plusSeconds(after), more);
  }

  private void told(LeadId lead, String... events) {
    rig.take(events);
    rig.tellAll();
    rig.decide(lead);
  }

  private void answered(LeadId lead, UUID mail, String headers, String text) {
    String mime = "From: Kim Doe <kim@customer.example>\nTo: <" + addresses.replyTo(mail).orElseThrow().address()
        + ">\nSubject: Re: your guide\nMessage-ID: <" + UUID.randomUUID() + "@customer.example>\n"
        + headers + "\n" + text + "\n";
    InboundEvents reader = new InboundEvents(addresses, rig.mailed, rig.fixture.clock);
    rig.events.take("mail",
        List.of(reader.event(MimeReading.read(mime.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8)))));
    rig.tellAll();
    rig.decide(lead);
  }

  /** What is known of a lead's only mail, each in seconds after it was handed over. */
  private Map<String, Integer> fate(LeadId lead, UUID mail) {
    Map<String, Integer> fate = new TreeMap<>();
    rig.fixture.jdbc.sql(
            """
            select v.what, floor(extract(epoch from v.at - :since))::int
              from measure_mail m,
                   lateral (values ('sent', m.sent_at), ('delivered', m.delivered_at), ('clicked', m.clicked_at),
                                   ('answered', m.answered_at), ('unsubscribed', m.unsubscribed_at),
                                   ('complained', m.complained_at)) v (what, at)
             where m.lead_id = :lead and v.at is not null""")
        .param("since", handedOver(mail).atOffset(ZoneOffset.UTC))
        .param("lead", lead.value())
        .query(row -> {
          fate.put(row.getString(1), row.getInt(2));
        });
    return fate;
  }

  @Test
  void aPersonsClickCountsAndAMachinesDoesNot() {
    LeadId lead = ordered();
    UUID mail = mailed(lead);
    assertThat(fate(lead, mail)).isEqualTo(Map.of("sent", 0));
    told(lead, reported("delivered", mail, 10, ""), reported("click", mail, 12, LINK + "a\""));
    assertThat(fate(lead, mail)).isEqualTo(Map.of("sent", 0, "delivered", 10));
    told(lead, reported("click", mail, 900, LINK + "a\""), reported("click", mail, 1_800, LINK + "a\""));
    assertThat(fate(lead, mail)).isEqualTo(Map.of("sent", 0, "delivered", 10, "clicked", 900));
  }

  @Test
  void aClickThatTurnsOutToBeAMachinesIsTakenBack() {
    LeadId lead = ordered();
    UUID mail = mailed(lead);
    told(lead, reported("click", mail, 500, LINK + "a\""));
    assertThat(fate(lead, mail)).containsEntry("clicked", 500);
    told(lead, reported("click", mail, 503, LINK + "b\""), reported("delivered", mail, 498, ""));
    assertThat(fate(lead, mail)).isEqualTo(Map.of("sent", 0, "delivered", 498));
  }

  @Test
  void ourOwnLinksCountAlikeAndTheFirstOfBothIsTheClick() {
    LeadId lead = ordered();
    UUID mail = mailed(lead);
    hits.clicked(mail, 0, FIREFOX);
    rig.fixture.later(Duration.ofMinutes(30));
    assertThat(fate(lead, mail)).as("no person can see that link").isEqualTo(Map.of("sent", 0));
    hits.clicked(mail, 1, FIREFOX);
    rig.decide(lead);
    assertThat(fate(lead, mail).get("clicked")).isBetween(5_400, 6_600);
    told(lead, reported("click", mail, 700, LINK + "a\""));
    assertThat(fate(lead, mail)).containsEntry("clicked", 700);
  }

  @ParameterizedTest
  @CsvSource({
    "'', Can we talk on Thursday?, answered",
    "'', No thanks, answered",
    "'', STOP, answered unsubscribed",
    "'Auto-Submitted: auto-replied\n', I am away until Monday., ''"
  })
  void anAnswerCountsForTheMailItIsAboutAndAnAutomaticOneForNone(String headers, String text, String counted) {
    LeadId other = ordered();
    UUID untouched = mailed(other);
    LeadId lead = ordered();
    UUID mail = mailed(lead);
    answered(lead, mail, headers, text);
    Map<String, Integer> fate = fate(lead, mail);
    assertThat(fate.keySet()).containsExactlyInAnyOrder((counted + " sent").trim().split(" "));
    fate.remove("sent");
    assertThat(fate.values()).as("an answer is of when it came").allSatisfy(after -> assertThat(after).isBetween(3_599, 4_800));
    assertThat(fate(other, untouched)).isEqualTo(Map.of("sent", 0));
  }

  @ParameterizedTest
  @CsvSource({"unsubscribe, unsubscribed", "group_unsubscribe, unsubscribed", "spamreport, complained", "open, ''", "bounce, ''"})
  void whoLeavesOrComplainsDoesSoByTheMailThatTheProviderNames(String kind, String counted) {
    LeadId lead = ordered();
    UUID mail = mailed(lead);
    told(lead, reported(kind, mail, 1_000, ",\"asm_group_id\":7,\"status\":\"5.1.1\",\"useragent\":\"" + FIREFOX + "\""));
    assertThat(fate(lead, mail))
        .isEqualTo(counted.isEmpty() ? Map.of("sent", 0) : Map.of("sent", 0, counted, 1_000));
  }

  @ParameterizedTest
  @CsvSource({"SENDING, false", "ACCEPTED, true", "REJECTED, false", "UNKNOWN, true", "HELD, false"})
  void aMailIsSentWhereItWasTakenOrNobodyKnows(State state, boolean sent) {
    LeadId lead = ordered();
    UUID mail = rig.mail(lead, "nurture", "step1", state);
    assertThat(fate(lead, mail)).isEqualTo(sent ? Map.of("sent", 0) : Map.of());
    assertThat(rig.fixture.jdbc.sql("select state from measure_mail where lead_id = ?").param(lead.value())
        .query(String.class).single()).isEqualTo(state.name());
  }

  @Test
  void everyMailThatWasOrderedIsARowHoweverMuchIsSaidOfIt() {
    LeadId lead = ordered();
    UUID mail = mailed(lead);
    for (int i = 0; i < 20; i++) {
      told(lead, reported("delivered", mail, 10 + i, ""), reported("open", mail, 900 + i, ",\"useragent\":\"" + FIREFOX + "\""),
          reported("click", mail, 2_000 + i * 10L, LINK + "a\""));
      hits.clicked(mail, 1, FIREFOX);
    }
    LeadId unsent = ordered();
    assertThat(rig.fixture.jdbc.sql("select count(*) from measure_mail where lead_id = ? and send_id is null and sent_at is null")
        .param(unsent.value()).query(Integer.class).single()).isOne();
    assertThat(rig.fixture.jdbc.sql(
            "select count(*) || ' of ' || (select count(*) from measure_step where mail) from measure_mail")
        .query(String.class).single()).isEqualTo("2 of 2");
    assertThat(fate(lead, mail)).containsEntry("delivered", 10).containsEntry("clicked", 2_000);
  }
}
