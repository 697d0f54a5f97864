package dev.leadloop.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.handoff.BantFinding.Part;
import dev.leadloop.handoff.BantFinding.Standing;
import dev.leadloop.handoff.Engagement.Kind;
import dev.leadloop.handoff.HandoffRecord.Colleague;
import dev.leadloop.handoff.HandoffRecord.Earlier;
import dev.leadloop.handoff.HandoffRecord.Person;
import dev.leadloop.handoff.HandoffRecord.Topic;
import dev.leadloop.handoff.HandoffRecord.Trigger;
import dev.leadloop.lead.EmailKind;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.LeadProfile.Company;
import dev.leadloop.lead.LeadProfile.FirstTouch;
import dev.leadloop.lead.MailConsent;
import dev.leadloop.lead.Signal;
import dev.leadloop.lifecycle.TestPolicies;
import dev.leadloop.policy.LeadPolicy;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngagementsAndBantTest {
  private static final Instant NOW = Instant.parse("2026-03-02T09:30:00Z");
  private static final LeadPolicy POLICY = TestPolicies.small();

  private static Signal signal(String id, String type, int minutesAgo, Map<String, String> properties) {
    return new Signal(id, type, NOW.minusSeconds(60L * minutesAgo), properties, false);
  }

  private static LeadProfile profile(@Nullable String title, Map<String, String> answers) {
    return new LeadProfile(true, EmailKind.BUSINESS, title, new Company("Acme", 150, null), "DE", null, FirstTouch.UNKNOWN,
        answers, MailConsent.UNKNOWN);
  }

  private static BantFinding find(Part part, LeadProfile profile, Signal... signals) {
    return Bant.find(profile, List.of(signals), POLICY, List.of()).get(part.ordinal());
  }

  @ParameterizedTest
  @CsvSource({
    "demo_requested, REQUESTED", "security_question, REQUESTED", "contact_sales, REQUESTED", "email_reply, REPLIED",
    "ebook_download, DOWNLOADED", "webinar_attended, ATTENDED", "trial_started, TRIED", "calculator_used, TRIED",
    "pricing_page_view, VIEWED", "video_watched, VIEWED", "moon_landing, OTHER"
  })
  void everySignalIsAnEngagementOfAKind(String type, Kind kind) {
    assertThat(Engagements.of(signal("a", type, 0, Map.of()), POLICY).kind()).isEqualTo(kind);
  }

  @Test
  void engagementsAreToldNewestFirstAndTheSameOneOnce() {
    List<Engagement> engagements =
        Engagements.last(
            List.of(
                signal("a", "pricing_page_view", 30, Map.of("url", "https://www.example.com/pricing?utm=x#top")),
                signal("b", "ebook_download", 20, Map.of("title", "Freight  rates\n2026", "topic", "Freight")),
                signal("c", "pricing_page_view", 10, Map.of("url", "https://www.example.com/pricing")),
                signal("d", "email_open", 1, Map.of()),
                new Signal("e", "demo_requested", NOW, Map.of(), true)),
            POLICY,
            8);
    assertThat(engagements).extracting(one -> one.inWords(ZoneOffset.UTC))
        .containsExactly("pricing page viewed ×2: /pricing", "ebook downloaded: Freight rates 2026");
    assertThat(engagements.get(0).at()).isEqualTo(NOW.minusSeconds(600));
  }

  @Test
  void howOftenIsToldWithTheDayItBeganOnUnlessItWasThatOfTheLast() {
    ZoneId kolkata = ZoneId.of("Asia/Kolkata");
    for (long seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      List<Signal> signals = new ArrayList<>();
      for (int i = random.nextInt(5); i >= 0; i--) {
        signals.add(signal("s" + i, "pricing_page_view", random.nextInt(random.nextBoolean() ? 600 : 500_000), Map.of()));
      }
      ZoneId zone = random.nextBoolean() ? kolkata : ZoneOffset.UTC;
      List<LocalDate> days = signals.stream().map(one -> one.occurredAt().atZone(zone).toLocalDate()).sorted().toList();
      String times = signals.size() == 1 ? "" : " ×" + signals.size()
          + (days.getFirst().equals(days.getLast()) ? "" : " since "
              + days.getFirst().getDayOfMonth() + " " + days.getFirst().getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH)
              + " " + days.getFirst().getYear());
      Engagement told = Engagements.last(signals, POLICY, 8).getFirst();
      assertThat(told.inWords(zone)).as("seed %d", seed).isEqualTo("pricing page viewed" + times);
      assertThat(told.lastInWords()).isEqualTo("pricing page viewed");
    }
  }

  @Test
  void whatNoRuleOfThePolicyKnowsIsToldButNotBegunWith() {
    List<Signal> signals = List.of(
        signal("a", "pricing_page_view", 90, Map.of()), signal("b", "pricing_page_view", 80, Map.of()),
        signal("c", "ebook_downlaod", 5, Map.of("title", "Freight rates")));
    assertThat(Engagements.last(signals, POLICY, 8)).extracting(Engagement::type)
        .containsExactly("ebook_downlaod", "pricing_page_view");
    assertThat(begin(signals)).isEqualTo("Write and begin with what they did last: pricing page viewed.");
    assertThat(begin(signals.subList(2, 3))).isEqualTo("Write and ask what brought them here.");
    List<Signal> many = new ArrayList<>(signals);
    for (int i = 0; i < 20; i++) {
      many.add(signal("m" + i, "thing_" + i, i % 4, Map.of()));
    }
    assertThat(begin(many)).isEqualTo("Write and begin with what they did last: pricing page viewed.");
  }

  private static String begin(List<Signal> signals) {
    Trigger why = new Trigger("score", "score", NOW, null, null, null, List.of());
    return SuggestedAction.of(
        why, person(null, null), List.of(), Engagements.toBeginWith(signals, POLICY), List.of(), List.of(), null).action();
  }

  @Test
  void whatIsToldOfTheCompanyTheLeadNeitherSaidNorDid() {
    List<String> types = List.of("pricing_page_view", "demo_requested", "email_open", "security_question", "ebook_download");
    List<String> names = List.of("topic", "message", "decision", "budget", "timeline", "need", "form", "title");
    for (long seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      List<Signal> own = new ArrayList<>();
      List<Signal> all = new ArrayList<>();
      for (int i = random.nextInt(8); i >= 0; i--) {
        Map<String, String> properties = Map.of(names.get(random.nextInt(names.size())), "procurement " + random.nextInt(3));
        String type = random.nextBoolean() ? types.get(random.nextInt(types.size()))
            : random.nextBoolean() ? "stakeholder_added" : "intent_surge";
        Signal one = signal("s" + i, type, random.nextInt(100), properties);
        all.add(one);
        if (types.contains(type)) {
          own.add(one);
        } else {
          assertThat(Engagements.of(one, POLICY).words()).as("seed %d", seed).isNull();
        }
      }
      LeadProfile profile = profile("Director", Map.of());
      assertThat(Engagements.last(all, POLICY, 8)).as("seed %d", seed).isEqualTo(Engagements.last(own, POLICY, 8));
      assertThat(Engagements.topics(all, 5)).as("seed %d", seed).isEqualTo(Engagements.topics(own, 5));
      assertThat(Bant.find(profile, all, POLICY, List.of())).as("seed %d", seed)
          .isEqualTo(Bant.find(profile, own, POLICY, List.of()));
    }
  }

  @Test
  void whereNothingElseWasDoneEvenAnOpeningIsTold() {
    assertThat(Engagements.last(List.of(signal("a", "email_open", 1, Map.of())), POLICY, 8)).hasSize(1);
  }

  @Test
  void whatALeadWroteIsKeptInTheirWords() {
    Engagement engagement =
        Engagements.of(signal("a", "demo_requested", 0, Map.of("message", " Can we talk\r\nthis week? ")), POLICY);
    assertThat(engagement.words()).isEqualTo("Can we talk this week?");
    assertThat(Engagements.of(signal("a", "x", 0, Map.of("message", "y".repeat(5_000))), POLICY).words()).hasSize(600);
  }

  @Test
  void topicsAreCountedWhateverTheirCase() {
    assertThat(
            Engagements.topics(
                List.of(
                    signal("a", "blog_view", 3, Map.of("topic", "Customs")),
                    signal("b", "blog_view", 2, Map.of("topic", "customs ")),
                    signal("c", "ebook_download", 1, Map.of("topic", "freight"))),
                5))
        .containsExactly(new Topic("customs", 2), new Topic("freight", 1));
  }

  @Test
  void anAnswerOnAFormNamesTheFormAndItsSignal() {
    BantFinding budget =
        find(
            Part.BUDGET,
            profile(null, Map.of("budget", "approved")),
            signal("f1", "form_submitted", 5, Map.of("form", "demo", "answers.budget", "approved")));
    assertThat(budget.standing()).isEqualTo(Standing.YES);
    assertThat(budget.proofs()).singleElement().satisfies(proof -> {
      assertThat(proof.source()).isEqualTo("form demo");
      assertThat(proof.eventId()).isEqualTo("f1");
      assertThat(proof.said()).isTrue();
    });
    assertThat(budget.inWords()).isEqualTo("approved (form demo)");
  }

  @ParameterizedTest
  @CsvSource({
    "budget, none, BUDGET, NO", "budget, 20000 EUR, BUDGET, YES", "decision_maker, yes, AUTHORITY, YES",
    "use_case, fewer phone calls, NEED, YES", "need, just looking, NEED, NO", "start_date, in May, TIMELINE, YES",
    "timeline, n/a, TIMELINE, OPEN", "shoe_size, 43, NEED, OPEN"
  })
  void answersOfFormsAreEvidence(String question, String answer, Part part, Standing standing) {
    assertThat(find(part, profile(null, Map.of(question, answer))).standing()).isEqualTo(standing);
  }

  @Test
  void whatTheyDidIsAHintAndNoMore() {
    BantFinding need = find(Part.NEED, profile(null, Map.of()), signal("d", "demo_requested", 1, Map.of()));
    assertThat(need.standing()).isEqualTo(Standing.HINT);
    assertThat(need.inWords()).isEqualTo("demo requested (what they did)");
    assertThat(find(Part.AUTHORITY, profile("Marketing Director", Map.of())).inWords())
        .isEqualTo("Marketing Director (their title)");
    assertThat(find(Part.AUTHORITY, profile("Assistant to the Director", Map.of())).standing()).isEqualTo(Standing.OPEN);
    assertThat(find(Part.BUDGET, profile(null, Map.of())).inWords()).isEqualTo("open");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "demo_requested | true | Call and offer two times for a demo.",
        "demo_requested | false | Write and offer two times for a demo.",
        "pricing_requested | false | Write with the price for a company of their size, and offer to go through it together.",
        "contact_sales | true | Call now: they asked to hear from you.",
        "score | false | Write and begin with what they did last: ebook downloaded: Freight rates.",
        "own_request | false | Write about what they asked for: own request."
      })
  void theTriggerChoosesTheFirstMove(String trigger, boolean phone, String action) {
    List<Engagement> engagements =
        List.of(Engagements.of(signal("a", "ebook_download", 1, Map.of("title", "Freight rates")), POLICY));
    assertThat(suggest(trigger, person(phone ? "+49 30 1" : null, null), List.of(), engagements, List.of(), List.of()).action())
        .isEqualTo(action);
  }

  @Test
  void theMostTellingGapIsAskedFor() {
    LeadProfile profile = profile(null, Map.of("need", "fewer calls"));
    List<BantFinding> bant = Bant.find(profile, List.of(), POLICY, List.of());
    assertThat(suggest("score", person(null, null), bant, List.of(), List.of(), List.of()).question())
        .isEqualTo("When would it have to be in place?");
    assertThat(suggest("score", person(null, null), bant, List.of(), List.of(), List.of()).because())
        .isEqualTo("timeline is open");
    List<BantFinding> all =
        Bant.find(
            profile(null, Map.of("need", "a", "timeline", "b", "authority", "c", "budget", "d")), List.of(), POLICY, List.of());
    assertThat(suggest("score", person(null, null), all, List.of(), List.of(), List.of()).question()).isNull();
  }

  @Test
  void whatEnrichmentFoundIsAHintAndNotTheirAnswer() {
    LeadProfile profile = profile("CFO", Map.of("budget", "approved", "timeline", "later"));
    List<FoundFact> found = List.of(
        new FoundFact("answers.budget", "approved", "file", NOW), new FoundFact("title", "CFO", "file", NOW));
    List<BantFinding> bant = Bant.find(profile, List.of(), POLICY, found);
    assertThat(bant.get(Part.BUDGET.ordinal())).satisfies(budget -> {
      assertThat(budget.standing()).isEqualTo(Standing.HINT);
      assertThat(budget.inWords()).isEqualTo("approved (not said, found by file)");
    });
    assertThat(bant.get(Part.AUTHORITY.ordinal()).inWords()).isEqualTo("CFO (their title, found by file)");
    assertThat(bant.get(Part.TIMELINE.ordinal()).standing()).isEqualTo(Standing.YES);
  }

  @Test
  void whatStandsInTheWayIsSaid() {
    NextAction next =
        suggest(
            "score",
            person(null, "unsubscribed"),
            Bant.find(profile(null, Map.of("budget", "none")), List.of(), POLICY, List.of()),
            List.of(),
            List.of(new Colleague("l2", "Kim Doe", null, "ACCEPTED", 90, "Second rep", List.of())),
            List.of(new Earlier(1, "First rep", "REJECTED", "rep:rep-1", NOW, "No budget", null)));
    assertThat(next.cautions())
        .containsExactly(
            "Sales gave it back before (No budget, First rep): begin with what has changed.",
            "Kim Doe, of the same company, is with Second rep: speak to them first.",
            "They said there is no budget: speak of the result before the price.",
            "They want no marketing mail (unsubscribed): write only about what they asked for.");
  }

  private static NextAction suggest(
      String trigger,
      Person person,
      List<BantFinding> bant,
      List<Engagement> engagements,
      List<Colleague> colleagues,
      List<Earlier> earlier) {
    Trigger why = new Trigger(trigger, trigger.replace('_', ' '), NOW, null, null, null, List.of());
    Engagement last = engagements.isEmpty() ? null : engagements.getFirst();
    return SuggestedAction.of(why, person, bant, last, colleagues, earlier, null);
  }

  private static Person person(@Nullable String phone, @Nullable String suppressed) {
    return new Person("Kim Doe", null, "Acme", 150, null, "DE", null, "kim@example.com", phone, suppressed, List.of());
  }
}
