package dev.leadloop.console.home;

import dev.leadloop.console.PageTimes;
import dev.leadloop.desk.RepStore.Rep;
import dev.leadloop.lead.Principal;
import dev.leadloop.sample.SampleData.SampleDataView;
import dev.leadloop.sample.SampleScript;
import dev.leadloop.setup.SetupSteps.LeadStep;
import dev.leadloop.setup.SetupSteps.MailStep;
import dev.leadloop.setup.SetupSteps.PeopleStep;
import dev.leadloop.setup.SetupSteps.PolicyStep;
import dev.leadloop.setup.SetupSteps.Steps;
import dev.leadloop.setup.TestMail;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The sentences of the first steps; each says what is there, or what is missing. */
@Component
class HomeWords {
  private final MessageSource messages;
  private final Clock clock;

  HomeWords(MessageSource messages, Clock clock) {
    this.messages = messages;
    this.clock = clock;
  }

  /** One sentence for each step. */
  record StepWords(String people, String mail, String lead, String policy) {}

  StepWords of(Steps steps) {
    return new StepWords(people(steps.people()), mail(steps.mail()), lead(steps.lead()), policy(steps.policy()));
  }

  String added(Rep rep) {
    return say(rep.manager() ? "home.people.added.manager" : "home.people.added", rep.name());
  }

  String kept(int version) {
    return say("home.policy.kept", version);
  }

  /** What became of a test mail, and what to do next. */
  String of(TestMail.Sent sent, MailStep mail) {
    String why = sent.why() == null ? "" : sent.why();
    return sent.how().equals("taken") && !mail.leaves()
        ? say("home.mail.written", why, mail.folder())
        : say("home.mail." + sent.how(), sent.to(), why);
  }

  /** How the sample data stands. */
  String of(SampleDataView sample) {
    return switch (sample.state()) {
      case "none" -> say("sample.none", SampleScript.COMPANIES);
      case "removing" -> say("sample.removing", sample.leads());
      case "still" -> say("sample.still", sample.leads());
      default -> say("sample.flowing", sample.leads(), sample.stepsLeft(), soon(sample.next()));
    };
  }

  private String soon(@Nullable Instant next) {
    Instant now = clock.instant();
    return next == null || !next.isAfter(now) ? say("sample.now") : PageTimes.forReader(ZoneOffset.UTC, now).at(next).relative();
  }

  private String people(PeopleStep step) {
    return step.missing() == null ? say("home.people.there", step.reps(), step.managers()) : step.missing();
  }

  private String mail(MailStep step) {
    if (!step.leaves()) {
      return say("home.mail.folder", step.folder());
    }
    return step.tested() == null
        ? say("home.mail.untested", step.way(), step.from())
        : say("home.mail.tested", step.way(), step.from(), at(step.tested()));
  }

  private String lead(LeadStep step) {
    if (!step.done()) {
      return say("home.lead.none");
    }
    return step.channel() == null
        ? say("home.lead.came.somehow", at(step.at())) : say("home.lead.came", at(step.at()), step.channel());
  }

  private String policy(PolicyStep step) {
    return !step.done() ? say("home.policy.unseen", step.version())
        : say(step.kept() ? "home.policy.is-kept" : "home.policy.published", step.version(),
            step.by() == null ? "" : named(step.by()), at(step.at()));
  }

  private static String named(String by) {
    return by.contains(":") ? Principal.parse(by).inWords(id -> id) : by;
  }

  private String at(@Nullable Instant at) {
    return at == null ? "" : PageTimes.forReader(ZoneOffset.UTC, clock.instant()).at(at).full();
  }

  private String say(String key, Object... values) {
    return messages.getMessage(key, values, Locale.ENGLISH);
  }
}
