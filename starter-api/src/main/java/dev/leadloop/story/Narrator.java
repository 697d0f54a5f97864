package dev.leadloop.story;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/** Tells what is done to a lead and, from its timeline, what Leadloop makes of it, with the seconds passed. */
final class Narrator {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

  private final StoryClient client;
  private final Outbox outbox;
  private final List<Outbox.Mail> mails = new ArrayList<>();
  private final PrintStream out;
  private final Clock clock;
  private final Instant began;
  private final Set<String> told = new HashSet<>();

  Narrator(StoryClient client, Outbox outbox, PrintStream out, Clock clock) {
    this.client = client;
    this.outbox = outbox;
    this.out = out;
    this.clock = clock;
    this.began = clock.instant();
  }

  /** A heading. */
  void chapter(String title) {
    out.printf("%n%s%n", title);
  }

  /** Something a person does. */
  void act(String what) {
    line(">", what);
  }

  /** Waits until the lead is as expected, telling its timeline meanwhile; fails when it takes too long. */
  JsonNode until(String leadId, String expectation, Duration atMost, Predicate<JsonNode> holds) {
    Instant deadline = clock.instant().plus(atMost);
    while (true) {
      JsonNode lead = client.get("/api/v1/leads/" + leadId);
      tellTimeline(leadId);
      tellMails();
      if (holds.test(lead)) {
        return lead;
      }
      if (clock.instant().isAfter(deadline)) {
        throw new StoryFailed("after " + atMost.toSeconds() + " s the lead still was not as expected ("
            + expectation + "); it was " + lead);
      }
      pause();
    }
  }

  /** Tells the lines of the lead's timeline that were not told yet, the oldest first. */
  void tellTimeline(String leadId) {
    JsonNode lines = client.get("/api/v1/leads/" + leadId + "/timeline?limit=200").path("lines");
    for (int i = lines.size() - 1; i >= 0; i--) {
      JsonNode entry = lines.get(i);
      if (told.add(leadId + "/" + entry.path("seq").asLong() + "/" + entry.path("n").asInt())) {
        line(" ", entry.path("what").asText());
      }
    }
  }

  /** Waits until such a mail has left; fails when it takes too long. */
  void untilMailed(String to, String subject, Duration atMost) {
    Instant deadline = clock.instant().plus(atMost);
    while (mails.stream().noneMatch(mail -> mail.to().contains(to) && mail.subject().contains(subject))) {
      if (clock.instant().isAfter(deadline)) {
        throw new StoryFailed("no mail '" + subject + "' went to " + to + "; these went out: " + mails);
      }
      pause();
      tellMails();
    }
  }

  private void tellMails() {
    for (Outbox.Mail mail : outbox.newMails()) {
      mails.add(mail);
      line("@", "mail to " + mail.to() + ": " + mail.subject());
    }
  }

  private void line(String mark, String text) {
    double seconds = Duration.between(began, clock.instant()).toMillis() / 1000.0;
    out.println(String.format(Locale.ROOT, "%6.1f s %s %s", seconds, mark, text));
    out.flush();
  }

  private static void pause() {
    try {
      Thread.sleep(BETWEEN_LOOKS.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoryFailed("interrupted");
    }
  }
}
