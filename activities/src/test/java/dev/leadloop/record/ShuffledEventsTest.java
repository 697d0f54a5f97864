package dev.leadloop.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Signal;
import dev.leadloop.lifecycle.TestPolicies;
import dev.leadloop.provider.Signer;
import dev.leadloop.provider.sendgrid.SendGridSignature;
import dev.leadloop.provider.sendgrid.SendGridSignature.Verdict;
import dev.leadloop.scoring.Scoring;
import dev.leadloop.sending.SendStore.State;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * The same events delivered 3 to 46 times each, shuffled, late and with one forged call in a hundred, give the same state
 * every time. More of it: {@code -Dleadloop.shuffles=1 -Dleadloop.shuffle.events=5000}.
 */
class ShuffledEventsTest {
  private static final int SHUFFLES = Integer.getInteger("leadloop.shuffles", 20);
  private static final int EVENTS = Integer.getInteger("leadloop.shuffle.events", 500);
  private static final long SEED = Long.getLong("leadloop.shuffle.seed", 20_260_302L);
  private static final int LEADS = Math.max(8, EVENTS / 60);
  private static final int MAILS = 3;
  private static final List<String> AGENTS =
      List.of(
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0",
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0",
          "Mozilla/5.0", "python-requests/2.32.3");

  private static final ProviderRig rig = new ProviderRig();
  private static final Signer sendGrid = new Signer();
  private static final Signer stranger = new Signer();
  private final Instant base = rig.fixture.now().minus(Duration.ofMinutes(50));
  private final SendGridSignature verifier =
      new SendGridSignature(sendGrid.publicKey(), Duration.ofHours(48), rig.fixture.clock);
  private int refused;

  @AfterAll
  static void close() {
    rig.close();
  }

  /** An event about one of the leads; its mail is null where the provider names only the address. */
  private record Scripted(String id, String kind, int lead, @Nullable Integer mail, int second, String more) {}

  @Test
  void sameEventsGiveTheSameStateInEveryOrder() {
    List<Scripted> script = script(new Random(SEED));
    TreeMap<String, String> first = null;
    int delivered = 0;
    for (int shuffle = 0; shuffle < SHUFFLES; shuffle++) {
      Random random = new Random(SEED + shuffle);
      String run = "run" + shuffle + "-";
      List<LeadId> leads = new ArrayList<>();
      List<List<UUID>> mails = new ArrayList<>();
      for (int i = 0; i < LEADS; i++) {
        LeadId lead = rig.fixture.lead();
        // Who never qualifies is scored and nothing else, which keeps the test short.
        rig.fixture.jdbc.sql("update lead set title = null, company_size = null where lead_id = :lead")
            .param("lead", lead.value()).update();
        rig.fixture.decide(rig.decisions, lead, 1);
        leads.add(lead);
        mails.add(
            List.of(
                rig.mail(lead, "nurture", "step1", State.ACCEPTED), rig.mail(lead, "nurture", "step2", State.UNKNOWN),
                rig.mail(lead, "nurture", "step3", State.SENDING)));
      }
      List<String> deliveries = deliveries(script, run, leads, mails, random);
      delivered += deliveries.size();
      deliver(deliveries, leads, random);
      rig.tellAll();
      leads.forEach(rig::decide);
      TreeMap<String, String> state = state(run, leads, mails);
      if (first == null) {
        first = state;
      }
      assertThat(state).as("shuffle " + shuffle + " of seed " + SEED).isEqualTo(first);
    }
    assertThat(first).isNotNull();
    assertThat(first.values().toString()).contains("spam_report", "group_unsubscribe", "none", "voided", "counts");
    System.out.printf(
        "%d shuffles of %d events, delivered %d times, %d forged calls refused%n", SHUFFLES, EVENTS, delivered, refused);
    assertThat(refused).isPositive();
  }

  private static List<Scripted> script(Random random) {
    List<Scripted> script = new ArrayList<>();
    for (int n = 0; n < EVENTS; n++) {
      int lead = n % LEADS;
      int second = random.nextInt(1_200);
      int mail = random.nextInt(MAILS);
      String agent = ",\"useragent\":\"" + AGENTS.get(random.nextInt(AGENTS.size())) + "\"";
      String id = "e" + n;
      int kind = random.nextInt(100);
      // Of the first leads nobody complains, so that what is counted can be seen in them.
      boolean calm = lead < LEADS / 2;
      script.add(
          kind < 35 ? new Scripted(id, "open", lead, mail, second, agent + ",\"sg_machine_open\":" + (kind < 5))
              : kind < 60
                  ? new Scripted(id, "click", lead, mail, second,
                      agent + ",\"url\":\"https://www.example.com/" + random.nextInt(3) + "\"")
              : kind < 70 ? new Scripted(id, "delivered", lead, mail, 0, "")
              : kind < 80 ? new Scripted(id, "processed", lead, mail, 0, "")
              : kind < 88 ? new Scripted(id, "deferred", lead, mail, second, ",\"attempt\":\"1\"")
              : kind < 91 ? new Scripted(id, "bounce", lead, mail, second, ",\"type\":\"blocked\"")
              : kind < 93 ? new Scripted(id, "bounce", lead, mail, second, ",\"status\":\"4.2.2\"")
              : kind < 96
                  ? new Scripted(id, "group_unsubscribe", lead, null, second, ",\"asm_group_id\":" + random.nextInt(2))
              : kind < 98 || calm
                  ? new Scripted(id, "group_resubscribe", lead, null, second + 600, ",\"asm_group_id\":" + random.nextInt(2))
              : kind < 99 ? new Scripted(id, "spamreport", lead, mail, second, "")
              : new Scripted(id, "bounce", lead, mail, second, ",\"status\":\"5.1.1\""));
    }
    return script;
  }

  private List<String> deliveries(
      List<Scripted> script, String run, List<LeadId> leads, List<List<UUID>> mails, Random random) {
    List<String> deliveries = new ArrayList<>();
    for (Scripted one : script) {
      UUID mail = one.mail() == null ? null : mails.get(one.lead()).get(one.mail());
      String event =
          ProviderRig.event(
              run + one.id(), one.kind(), mail, rig.address(leads.get(one.lead())), base.plusSeconds(one.second()),
              one.more());
      int times = random.nextInt(40) == 0 ? 3 + random.nextInt(44) : 3 + random.nextInt(2);
      deliveries.addAll(Collections.nCopies(times, event));
    }
    Collections.shuffle(deliveries, random);
    return deliveries;
  }

  private void deliver(List<String> deliveries, List<LeadId> leads, Random random) {
    for (int from = 0; from < deliveries.size(); ) {
      int to = Math.min(deliveries.size(), from + 200 + random.nextInt(300));
      call(sendGrid, deliveries.subList(from, to), Verdict.GENUINE);
      for (int forged = 0; forged < (to - from) / 100; forged++) {
        String lie =
            ProviderRig.event(
                "forged-" + random.nextLong(), "spamreport", null, rig.address(leads.get(random.nextInt(LEADS))), base, "");
        call(stranger, List.of(lie), Verdict.FORGED);
      }
      if (random.nextInt(3) == 0) {
        rig.news.tell();
        rig.decide(leads.get(random.nextInt(LEADS)));
      }
      from = to;
    }
  }

  private void call(Signer signer, List<String> events, Verdict expected) {
    byte[] body = ("[" + String.join(",", events) + "]").getBytes(StandardCharsets.UTF_8);
    String timestamp = Long.toString(rig.fixture.now().getEpochSecond());
    Verdict verdict = verifier.verify(body, signer.sign(timestamp, body), timestamp);
    assertThat(verdict).isEqualTo(expected);
    if (verdict == Verdict.GENUINE) {
      rig.events.take("sendgrid", rig.reader.parse(body));
    } else {
      refused++;
    }
  }

  /** What must not depend on the order: score, suppression, which signals count, what became of the mails. */
  private TreeMap<String, String> state(String run, List<LeadId> leads, List<List<UUID>> mails) {
    TreeMap<String, String> state = new TreeMap<>();
    LeadProfile profile = rig.fixture.records.leads().find(leads.get(0)).orElseThrow().profile();
    for (int i = 0; i < LEADS; i++) {
      LeadId lead = leads.get(i);
      String address = rig.address(lead);
      List<Signal> signals = rig.fixture.records.signals().since(lead, Instant.EPOCH);
      String told = String.valueOf(rig.fixture.records.statuses().find(lead).orElseThrow().progress().nurture().suppressed());
      String reason = rig.addresses.reason(address).orElse("none");
      assertThat(told.equals("null") ? "none" : told).isEqualTo(reason);
      List<String> seen =
          signals.stream()
              .map(signal ->
                  signal.eventId().replace(run, "") + " " + signal.type() + " " + (signal.voided() ? "voided" : "counts"))
              .sorted()
              .toList();
      state.put("lead " + i + " suppressed", reason);
      state.put("lead " + i + " signals", seen.toString());
      state.put(
          "lead " + i + " score",
          Scoring.score(profile, signals, TestPolicies.mailing("nurture/1-guide"), base.plus(Duration.ofHours(1))).summary()
              .toString());
      state.put("lead " + i + " mails", mails.get(i).stream().map(rig::state).toList().toString());
      state.put("lead " + i + " rests", rig.store.softBounces(address, Instant.EPOCH).toString());
    }
    return state;
  }
}
