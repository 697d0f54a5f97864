package dev.leadloop.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leadloop.account.AccountEvidence;
import dev.leadloop.advice.NextQuestion;
import dev.leadloop.advice.NextQuestions;
import dev.leadloop.desk.RepStore;
import dev.leadloop.email.EmailComposer;
import dev.leadloop.email.Emails;
import dev.leadloop.email.address.EmailAddresses;
import dev.leadloop.email.template.EmailTemplates;
import dev.leadloop.email.token.HandoffTokens;
import dev.leadloop.email.token.SignedTokens;
import dev.leadloop.email.token.UnsubscribeTokens;
import dev.leadloop.email.transport.EmailSettings;
import dev.leadloop.email.transport.OutgoingEmail;
import dev.leadloop.email.transport.TransportResult;
import dev.leadloop.handoff.BantFinding;
import dev.leadloop.handoff.FoundFact;
import dev.leadloop.handoff.HandoffFactStore;
import dev.leadloop.handoff.HandoffReader;
import dev.leadloop.handoff.HandoffRecord;
import dev.leadloop.handoff.Judgement;
import dev.leadloop.handoff.Readiness;
import dev.leadloop.inbox.InboxRow;
import dev.leadloop.intake.FoundFacts;
import dev.leadloop.intake.Intake;
import dev.leadloop.intake.IntakeRequest;
import dev.leadloop.intake.LeadDetails;
import dev.leadloop.intake.LeadIntake;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Principal;
import dev.leadloop.lead.Signal;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.LeadLifecycle;
import dev.leadloop.lifecycle.deciding.Decision;
import dev.leadloop.lifecycle.deciding.Effect;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.notify.webhook.Webhook;
import dev.leadloop.notify.webhook.WebhookNotices;
import dev.leadloop.notify.webhook.WebhookQueueStore;
import dev.leadloop.notify.webhook.WebhookStore;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.HandoffTrigger;
import dev.leadloop.policy.scoring.HandoffWay;
import dev.leadloop.policy.scoring.QualificationRules.Threshold;
import dev.leadloop.policy.scoring.QualifyingNumber;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.policyfile.PolicyTexts;
import dev.leadloop.record.DecideAndRecord;
import dev.leadloop.record.RecordFixture;
import dev.leadloop.record.StatusStore;
import dev.leadloop.scoring.NaiveScore;
import dev.leadloop.scoring.ScoreSummary;
import dev.leadloop.scoring.Scoring;
import dev.leadloop.sla.SpokenTime;
import dev.leadloop.temporal.DecisionReply;
import dev.leadloop.temporal.EffectActivities.EffectRef;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * Lives random lives in the database, through every way to sales, and holds what the rep is told of each handoff against a
 * book kept here: what was known and done at the handoff and since, counted another way. The record, the mail, the message to
 * a chat and what a program gets tell the same numbers. A failure names its seed.
 */
class HandoffNumbersTest {
  private static final int LIVES = Integer.getInteger("leadloop.handoff.lives", 32);
  private static final long SEED = 20_260_811L;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final LeadPolicy POLICY = PolicyTexts.read(
      PolicyCatalog.starter()
          .replace("- { by: score, score: 60, fit: 25 }", "- { by: score, score: 20, fit: 10 }")
          .replace("- { by: product, product: 40, fit: 25 }", "- { by: product, product: 15, fit: 10 }")
          .replace("- { by: account, account: 80, people-active: 2, fit: 20 }",
              "- { by: account, account: 50, people-active: 2, fit: 10 }")
          .replace("- { by: score, score: 120, fit: 40 }", "- { by: score, score: 40, fit: 10 }")
          .replace("- { by: product, product: 80, fit: 40 }",
              "- { by: product, product: 25, fit: 10 }\n    - { by: account, account: 60, people-active: 2, fit: 10 }"),
      1);
  /** What leads do: those that look around, those that try the product, those that ask, and those that do all of it. */
  private static final List<List<String>> TYPES = List.of(
      List.of("ebook_download", "pricing_page_view", "pricing_page_view", "webinar_attended", "calculator_used"),
      List.of("trial_started", "product_event", "product_event"),
      List.of("demo_requested", "email_open"),
      List.of("ebook_download", "pricing_page_view", "demo_requested", "session_start", "trial_started", "product_event"));
  private static final List<String> TITLES =
      List.of("CEO", "Intern", "Vice President of Sales", "IT Manager", "Student", "Marketing Director");
  private static final RecordFixture FIXTURE = new RecordFixture();
  private static final Principal BOSS = new Principal(Principal.Kind.MANAGER, "boss");

  private final WebhookStore webhooks = new WebhookStore(FIXTURE.jdbc);
  private final LeadIntake intake = new LeadIntake(
      FIXTURE.jdbc, FIXTURE.records.inbox(), FIXTURE.transactions, FIXTURE.clock, EmailAddresses::normalise);
  private final FoundFacts finding = new FoundFacts(FIXTURE.jdbc, FIXTURE.records.inbox(), FIXTURE.clock);
  private final List<OutgoingEmail> sent = new ArrayList<>();
  private final Map<HandoffWay, Integer> told = new EnumMap<>(HandoffWay.class);
  private Instant at = Instant.EPOCH;
  private final HandoffReader reader =
      new HandoffReader(new HandoffFactStore(FIXTURE.jdbc), RecordFixture.policies(POLICY), () -> at);
  private final SalesNotices notices = notices();
  private int foundTold;

  @AfterAll
  static void close() {
    FIXTURE.close();
  }

  private SalesNotices notices() {
    EmailSettings settings = Emails.outbox(Path.of("unused"), URI.create("https://leads.example.com/"));
    SignedTokens tokens = new SignedTokens(new byte[32], FIXTURE.clock);
    return new SalesNotices(
        FIXTURE.records, reader, new RepStore(FIXTURE.jdbc), RecordFixture.policies(POLICY),
        new NoticeWriter(new HandoffTokens(tokens, FIXTURE.clock), settings.publicUrl()),
        new EmailComposer(settings, EmailTemplates.starter(), new UnsubscribeTokens(tokens), Emails.noReplies(), false),
        email -> {
          sent.add(email);
          return new TransportResult.Accepted("id");
        },
        new WebhookNotices(webhooks, new WebhookQueueStore(FIXTURE.jdbc), FIXTURE.clock), null, FIXTURE.clock);
  }

  @Test
  void everyWayToSalesIsToldWithTheNumbersThatDecided() {
    for (Webhook.Kind kind : List.of(Webhook.Kind.STANDARD, Webhook.Kind.SLACK)) {
      webhooks.add(new Webhook(kind.name(), kind, "https://hooks.example.com/" + kind, null,
          new Webhook.Wanted(List.of(), null, null), Webhook.Signing.with(null), FIXTURE.now(), "test", Webhook.Health.WELL));
    }
    for (long seed = SEED; seed < SEED + LIVES; seed++) {
      try {
        new Life(seed).live();
      } catch (Exception | AssertionError e) {
        throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
      }
    }
    System.out.println(LIVES + " lives, handoffs told by " + told + ", with " + foundTold + " facts that nobody said");
    assertThat(told.keySet()).as("every way was gone").containsExactlyInAnyOrder(HandoffWay.values());
    assertThat(foundTold).isPositive();
  }

  /** What was decided of one lead, and what follows of it for its handoffs. */
  private final class Life {
    private final Random random;
    private final String email;
    private final int leaning;
    private final LeadId lead;
    private final Map<Integer, Book> books = new HashMap<>();
    private final DecideAndRecord decisions;
    private ScoreSummary scored = ScoreSummary.none();
    private @Nullable Readiness ready;
    private List<Signal> signals = List.of();
    private @Nullable AccountEvidence company;
    private int events;

    Life(long seed) {
      random = new Random(seed);
      leaning = (int) (seed % TYPES.size());
      email = "told" + seed + "@works" + seed + ".example";
      decisions = new DecideAndRecord(FIXTURE.records, FIXTURE.transaction, RecordFixture.policies(POLICY),
          (state, rows, policy, desk, now) -> {
            Decision decision = LeadLifecycle.decide(state, rows, policy, desk, now);
            if (!decision.needsDesk()) {
              write(decision, now);
            }
            return decision;
          }, FIXTURE.clock);
      lead = tell();
    }

    void live() throws Exception {
      decide();
      for (int step = 0; step < 22; step++) {
        FIXTURE.later(Duration.ofMinutes(1 + random.nextInt(900)));
        switch (random.nextInt(10)) {
          case 0 -> tell();
          case 1 -> find();
          case 2 -> happens(Principal.SYSTEM, new EventBody.AccountTold("company", leaning < 2 ? null : company()));
          case 3 -> happens(BOSS, new EventBody.ReviewDecided(EventBody.ReviewOrder.QUALIFY, null));
          case 4 -> happens(BOSS, switch (random.nextInt(3)) {
            case 0 -> new EventBody.Accepted(0);
            case 1 -> new EventBody.Rejected(0, "not_now", true);
            default -> new EventBody.OutcomeReported(EventBody.Outcome.RECYCLED, null, null, "no_need", true);
          });
          default -> happens(RecordFixture.SITE, new EventBody.Engaged(pick(TYPES.get(leaning)),
              random.nextBoolean() ? Map.of("feature", "invite", "seats", "" + random.nextInt(30)) : Map.of(), false));
        }
        decide();
      }
    }

    /** Writes a decision into the book: what each score came to by this test's own count, and what handed the lead over. */
    private void write(Decision decision, Instant now) {
      signals = decision.next().signals();
      LeadProfile profile = decision.next().profile();
      long scores = decision.journal().stream().filter(line -> line.entry() instanceof JournalEntry.Scored).count();
      for (var line : decision.journal()) {
        switch (line.entry()) {
          case JournalEntry.AccountNoted noted -> company = noted.evidence();
          case JournalEntry.Scored score -> {
            scored = score.score();
            if (scores == 1) {
              assertThat(NaiveScore.of(scored)).isEqualTo(NaiveScore.of(POLICY, profile, signals, now));
            }
          }
          case JournalEntry.StageChanged changed -> {
            if (changed.evidence() != null && changed.to() == Stage.SALES_QUALIFIED) {
              ready = ready(changed.evidence().trigger(), profile);
            }
          }
          case JournalEntry.CycleOpened opened ->
              books.put(opened.handoff().cycle(), new Book(scored, Objects.requireNonNull(ready)));
          default -> {}
        }
      }
    }

    /** By the policy's text alone: the first way of which each number is reached, else what was asked. */
    private Readiness ready(String trigger, LeadProfile profile) {
      Map<QualifyingNumber, Integer> numbers = new EnumMap<>(QualifyingNumber.class);
      numbers.put(QualifyingNumber.SCORE, scored.score());
      numbers.put(QualifyingNumber.FIT, scored.fit());
      numbers.put(QualifyingNumber.PRODUCT, scored.product());
      numbers.put(QualifyingNumber.ACCOUNT, scored.account());
      numbers.put(QualifyingNumber.PEOPLE_ACTIVE, company == null ? 0 : company.peopleActive());
      if (trigger.equals(HandoffTrigger.REVIEW)) {
        return readiness(HandoffWay.REVIEW, POLICY.qualification().sql().get(0).least(), numbers);
      }
      if (!HandoffTrigger.BY_THRESHOLD.contains(trigger)) {
        return readiness(
            HandoffWay.REQUEST, Map.of(QualifyingNumber.FIT, POLICY.qualification().directIntentFit()), numbers);
      }
      for (Threshold way : POLICY.qualification().sql()) {
        if (way.least().entrySet().stream().allMatch(asked -> numbers.get(asked.getKey()) >= asked.getValue())) {
          return readiness(HandoffWay.valueOf(way.by().name()), way.least(), numbers);
        }
      }
      throw new AssertionError("no way of the policy holds with " + numbers);
    }

    private Readiness readiness(
        HandoffWay way, Map<QualifyingNumber, Integer> asked, Map<QualifyingNumber, Integer> numbers) {
      return new Readiness(way,
          asked.keySet().stream().map(one -> new JournalEntry.Reached(one, numbers.get(one), asked.get(one))).toList(), 1);
    }

    private void decide() throws Exception {
      long seq = FIXTURE.records.statuses().find(lead).map(StatusStore.Status::seq).orElse(0L);
      DecisionReply reply = FIXTURE.decide(decisions, lead, seq + 1);
      for (DecisionReply.OrderedEffect effect : reply.effects()) {
        if (effect.effect() instanceof Effect.Notify notify && notify.notice() == Effect.Notice.HANDOFF) {
          FIXTURE.later(Duration.ofMinutes(random.nextInt(2_000)));
          told(new EffectRef(lead.value(), effect.seq(), effect.n()), notify);
        }
      }
    }

    private void told(EffectRef ref, Effect.Notify notify) throws Exception {
      at = FIXTURE.now();
      sent.clear();
      FIXTURE.jdbc.sql("delete from webhook_delivery").update();
      notices.begin().tell(ref, notify);
      Book book = Objects.requireNonNull(books.get(notify.cycle()));
      HandoffRecord record = reader.read(lead, notify.cycle()).orElseThrow();
      assertThat(sent).singleElement().satisfies(mail -> toldInTheMail(record, mail));
      agrees(record, book);
      JsonNode program = JSON.readTree(body(Webhook.Kind.STANDARD)).at("/data/handoff");
      assertThat(program.at("/ready/way").asText()).isEqualTo(book.ready().way().name());
      assertThat(program.at("/ready/called").asText(null)).isEqualTo(book.ready().called());
      assertThat(program.at("/ready/numbers").findValuesAsText("reached"))
          .isEqualTo(record.judgement().readiness().numbers().stream().map(one -> "" + one.reached()).toList());
      assertThat(program.at("/scoreThen/product").asInt()).isEqualTo(book.then().product());
      assertThat(program.at("/scoreThen/account").asInt()).isEqualTo(book.then().account());
      assertThat(program.at("/scoreNow/product").asInt()).isEqualTo(record.judgement().now().product());
      assertThat(program.at("/next/because").asText(null)).isEqualTo(record.next() == null ? null : record.next().because());
      assertThat(program.at("/found").findValuesAsText("fact"))
          .isEqualTo(record.person().found().stream().map(FoundFact::fact).toList());
      String chat = JSON.readTree(body(Webhook.Kind.SLACK)).toString();
      assertThat(chat).contains("*Qualified*\\n" + record.judgement().readiness().inWords());
      told.merge(record.judgement().readiness().way(), 1, Integer::sum);
      foundTold += record.person().found().size();
    }

    private String body(Webhook.Kind kind) {
      return FIXTURE.jdbc.sql("select body from webhook_delivery where webhook_id = :id").param("id", kind.name())
          .query(String.class).single();
    }

    private void agrees(HandoffRecord record, Book book) {
      Readiness ready = Objects.requireNonNull(record.judgement().readiness());
      assertThat(ready.way()).isEqualTo(book.ready().way());
      assertThat(ready.numbers()).containsExactlyInAnyOrderElementsOf(book.ready().numbers());
      assertThat(ready.policyVersion()).isEqualTo(1);
      assertThat(numbers(record.judgement().then())).isEqualTo(NaiveScore.of(book.then()));
      assertThat(record.judgement().then().account()).isEqualTo(book.then().account());
      LeadProfile profile = FIXTURE.records.leads().find(lead).orElseThrow().profile().withAccount(company);
      Judgement.Score now = record.judgement().now();
      assertThat(numbers(now)).isEqualTo(NaiveScore.of(POLICY, profile, signals, at));
      assertThat(now.account()).isEqualTo(Scoring.score(profile, signals, POLICY, at).summary().account());
      assertThat(sum(record.judgement().product().reasons())).isEqualTo(now.product());
      assertThat(sum(record.judgement().account().reasons())).isEqualTo(now.account());
      assertThat(sum(record.judgement().fit().reasons())).as("%s", record.judgement().fit().reasons())
          .isEqualTo(now.fit());
      if (record.next() != null) {
        boolean open = record.bant().stream().anyMatch(one -> one.standing() != BantFinding.Standing.YES
            && one.standing() != BantFinding.Standing.NO);
        if (open) {
          assertThat(record.next().because()).matches("(budget|authority|need|timeline) is (open|only hinted at)");
        } else {
          assertThat(record.next().because()).isEqualTo(
              NextQuestions.of(profile, signals, POLICY, at, Stage.SALES_QUALIFIED).map(NextQuestion::because).orElse(null));
        }
      }
    }

    private void toldInTheMail(HandoffRecord record, OutgoingEmail mail) {
      String text = mail.content().text().replaceAll("\\s+", " ");
      assertThat(text).contains("Qualified: " + record.judgement().readiness().inWords());
      record.judgement().besideInWords().forEach(beside -> assertThat(text).contains(beside));
      ZoneId zone = ZoneId.of(record.assignment().zone());
      record.person().found().forEach(fact -> assertThat(text).contains(fact.inWords(time -> SpokenTime.full(time, zone))));
      if (record.next() != null && record.next().question() != null) {
        assertThat(text).contains("Ask: " + record.next().question(), "Why ask this: " + record.next().because() + ".");
      }
    }

    private LeadId tell() {
      LeadDetails.Facts facts = new LeadDetails.Facts(
          null, null, maybe("Acme", "Works"), leaning == 2 ? "Intern" : pick(TITLES),
          leaning != 2 && random.nextBoolean() ? random.nextInt(2_000) + 1 : null, maybe("software", "mining"),
          maybe("DE", "Chile"), null,
          random.nextBoolean() ? Map.of("budget", random.nextBoolean() ? "yes" : "no") : Map.of());
      Intake answer = intake.intake(new IntakeRequest(
          new LeadDetails(email, null, facts, LeadDetails.Touch.NONE, Map.of()), RecordFixture.SITE, null, false, null));
      return ((Intake.Accepted) answer).lead();
    }

    private void find() {
      if (leaning == 2 && random.nextInt(3) != 0) {
        return;
      }
      FIXTURE.transaction.executeWithoutResult(status -> finding.hold(List.of(lead)).forEach(held ->
          finding.take(held, new FoundFacts.Answer("file", FIXTURE.now(), Map.of(
              "companySize", "" + (1 + random.nextInt(900)), "industry", "software", "answers.timeline", "this month")), false)));
    }

    private @Nullable AccountEvidence company() {
      Instant now = FIXTURE.now();
      return random.nextInt(4) == 0 ? null : new AccountEvidence(random.nextInt(4), List.of("it", "finance"),
          List.of(new AccountEvidence.Asked("pricing_page_view", now.minus(random.nextInt(40), ChronoUnit.DAYS))),
          List.of(new AccountEvidence.Surge("crm", random.nextInt(100), "bombora", now)), now);
    }

    private void happens(Principal by, EventBody body) {
      InboxRow row = new InboxRow(
          lead, "e" + ++events, "event", FIXTURE.now(), by, body, null, InboxRow.Ringing.BY_CALLER);
      FIXTURE.records.inbox().append(row);
    }

    private @Nullable String maybe(String... values) {
      return random.nextInt(3) == 0 ? null : pick(List.of(values));
    }

    private String pick(List<String> values) {
      return values.get(random.nextInt(values.size()));
    }
  }

  /** One handoff as it was decided. */
  private record Book(ScoreSummary then, Readiness ready) {}

  private static NaiveScore.Numbers numbers(Judgement.Score score) {
    return new NaiveScore.Numbers(
        score.score(), score.engagement(), score.negative(), score.fit(), score.grade(), score.product());
  }

  private static int sum(List<String> reasons) {
    return reasons.stream().mapToInt(reason -> Integer.parseInt(reason.substring(reason.lastIndexOf(' ') + 1))).sum();
  }
}
