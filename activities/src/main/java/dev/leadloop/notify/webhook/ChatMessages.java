package dev.leadloop.notify.webhook;

import dev.leadloop.handoff.HandoffRecord;
import dev.leadloop.handoff.HandoffRecord.Assignment;
import dev.leadloop.handoff.HandoffRecord.Person;
import dev.leadloop.handoff.Readiness;
import dev.leadloop.lead.text.ShortText;
import dev.leadloop.lifecycle.deciding.Effect.Notice;
import dev.leadloop.notify.digest.Digest;
import dev.leadloop.notify.digest.DigestStore.Waiting;
import dev.leadloop.sla.SpokenTime;
import dev.leadloop.store.Json;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes notices as chat programs take them; what leads typed can be neither markup nor a mention. */
final class ChatMessages {
  private static final int ENGAGEMENTS = 4;
  private static final int LONGEST_HEADER = 150;
  private static final int LONGEST_LINE = 300;

  private static final int LONGEST_COMPANY = 80;
  private static final int OF_A_PART = 10;

  /** Slack takes 3,000 characters in a section. */
  private static final int LONGEST_SECTION = 2_900;

  private ChatMessages() {}

  /**
   * What a message says.
   *
   * @param heading what happened
   * @param facts name to value, in order
   * @param lines what to read, in order
   * @param link where to go; null where there is nothing to open
   */
  record Message(
      String heading, Map<String, String> facts, List<String> lines, String button, @Nullable URI link) {}

  /** A notice about a lead as a message. */
  static Message of(String heading, WebhookNotices.Notice notice, String button, URI link) {
    HandoffRecord record = notice.record();
    Map<String, String> facts = new LinkedHashMap<>();
    Person person = record.person();
    facts.put("Who", known(person.name() == null ? person.email() : person.name(), person.title()));
    facts.put("Company",
        known(person.company(), person.companySize() == null ? null : person.companySize() + " people", person.country()));
    facts.put("Why now", record.trigger().inWords());
    Readiness ready = record.judgement().readiness();
    if (ready != null) {
      facts.put("Qualified", ready.inWords());
    }
    facts.put("Score", record.judgement().now().score() + ", fit " + record.judgement().fit().grade());
    Assignment assignment = record.assignment();
    ZoneId zone = ZoneId.of(assignment == null ? "UTC" : assignment.zone());
    if (!person.found().isEmpty()) {
      facts.put("Not said, but found", person.found().stream()
          .map(one -> one.inWords(at -> SpokenTime.brief(at, zone))).collect(Collectors.joining("; ")));
    }
    if (notice.reason() != null) {
      facts.put("Reason", notice.reason());
    }
    if (assignment != null && notice.asks()) {
      facts.put("For", assignment.ownerName());
      Instant was = notice.effect().notice() == Notice.REQUESTED ? assignment.was() : null;
      facts.put("Answer by", (was == null ? "" : "was " + SpokenTime.brief(was, zone) + ", now ")
          + SpokenTime.brief(assignment.deadline(), zone));
    }
    List<String> lines = new ArrayList<>();
    if (notice.words() != null) {
      lines.add("“" + notice.words() + "”");
    }
    if (notice.asks() && record.next() != null) {
      lines.add("Do this first: " + record.next().action());
      if (record.next().question() != null) {
        lines.add("Ask: " + record.next().question()
            + (record.next().because() == null ? "" : " (" + record.next().because() + ")"));
      }
    }
    record.judgement().besideInWords().forEach(beside -> lines.add("• " + beside));
    record.interest().deeds().stream().limit(ENGAGEMENTS).forEach(engagement -> lines.add("• " + engagement.inWords(zone)));
    String company = person.company() == null ? "" : ": " + person.company();
    return new Message(heading + company, facts, lines, button, link);
  }

  /** What waits for a rep as a message; companies are named, people are not. */
  static Message of(Digest digest) {
    List<String> lines = new ArrayList<>();
    for (Digest.Part part : Digest.Part.values()) {
      List<Waiting> leads = digest.of(part);
      if (!leads.isEmpty()) {
        lines.add(Character.toUpperCase(part.words().charAt(0)) + part.words().substring(1) + ":");
      }
      leads.stream()
          .limit(OF_A_PART)
          .map(lead -> "• " + digest.line(part, cut(Digest.company(lead.company()), LONGEST_COMPANY), lead))
          .forEach(lines::add);
      if (leads.size() > OF_A_PART) {
        lines.add("and " + (leads.size() - OF_A_PART) + " more");
      }
    }
    String heading = "The day of " + digest.rep().name() + ": " + digest.summary();
    return new Message(heading, Map.of(), lines, "Open the list of leads", digest.list());
  }

  /** JSON for Slack's incoming webhooks. */
  static String slack(Message message) {
    List<Object> blocks = new ArrayList<>();
    blocks.add(Map.of("type", "header", "text", Map.of("type", "plain_text", "text", cut(message.heading(), LONGEST_HEADER))));
    if (!message.facts().isEmpty()) {
      List<Map<String, String>> fields =
          message.facts().entrySet().stream()
              .map(fact -> Map.of("type", "mrkdwn", "text", "*" + fact.getKey() + "*\n" + slackText(fact.getValue())))
              .toList();
      blocks.add(Map.of("type", "section", "fields", fields));
    }
    for (String text : sections(message.lines())) {
      blocks.add(Map.of("type", "section", "text", Map.of("type", "mrkdwn", "text", text)));
    }
    if (message.link() != null) {
      blocks.add(
          Map.of(
              "type", "actions",
              "elements",
              List.of(
                  Map.of(
                      "type", "button",
                      "style", "primary",
                      "text", Map.of("type", "plain_text", "text", message.button()),
                      "url", message.link().toString()))));
    }
    Map<String, Object> body = new LinkedHashMap<>();
    // What is read aloud, and all that programs show which know no blocks.
    body.put("text", slackText(message.heading()) + (message.link() == null ? "" : " <" + message.link() + ">"));
    body.put("blocks", blocks);
    return Json.write(body);
  }

  /** JSON for the Workflows of Microsoft Teams. */
  static String teams(Message message) {
    List<Object> body = new ArrayList<>();
    body.add(text(message.heading(), Map.of("size", "Large", "weight", "Bolder")));
    if (!message.facts().isEmpty()) {
      List<Map<String, String>> facts =
          message.facts().entrySet().stream()
              .map(fact -> Map.of("title", fact.getKey(), "value", teamsText(fact.getValue())))
              .toList();
      body.add(Map.of("type", "FactSet", "facts", facts));
    }
    message.lines().forEach(line -> body.add(text(line, Map.of("spacing", "Small"))));
    Map<String, Object> card = new LinkedHashMap<>();
    card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
    card.put("type", "AdaptiveCard");
    card.put("version", "1.4");
    card.put("body", body);
    if (message.link() != null) {
      card.put(
          "actions",
          List.of(Map.of("type", "Action.OpenUrl", "title", message.button(), "url", message.link().toString())));
    }
    Map<String, Object> attachment = new LinkedHashMap<>();
    attachment.put("contentType", "application/vnd.microsoft.card.adaptive");
    attachment.put("content", card);
    return Json.write(Map.of("type", "message", "attachments", List.of(attachment)));
  }

  private static List<String> sections(List<String> lines) {
    List<String> sections = new ArrayList<>();
    for (String line : lines) {
      String text = slackText(line);
      int last = sections.size() - 1;
      if (last >= 0 && sections.get(last).length() + 1 + text.length() <= LONGEST_SECTION) {
        sections.set(last, sections.get(last) + "\n" + text);
      } else {
        sections.add(text);
      }
    }
    return sections;
  }

  private static Map<String, Object> text(String text, Map<String, String> style) {
    Map<String, Object> block = new LinkedHashMap<>(Map.of("type", "TextBlock", "text", teamsText(text), "wrap", true));
    block.putAll(style);
    return block;
  }

  /** Slack asks for these three alone; what could begin a mention or a link is then text. Its marks are parted. */
  private static String slackText(String text) {
    return cut(text, LONGEST_LINE)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replaceAll("([*_~`])", "$1\u200B")
        .replaceAll("@(?=here|channel|all|everyone)", "@\u200B");
  }

  private static String teamsText(String text) {
    return cut(text, LONGEST_LINE).replaceAll("([\\\\*_~`\\[\\]()#<>|])", "\\\\$1");
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : ShortText.of(text, longest - 1) + "…";
  }

  private static String known(@Nullable String... parts) {
    String known = Stream.of(parts).flatMap(Stream::ofNullable).collect(Collectors.joining(", "));
    return known.isEmpty() ? "not known" : known;
  }
}
