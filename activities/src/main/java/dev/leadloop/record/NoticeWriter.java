package dev.leadloop.record;

import dev.leadloop.email.HandoffTokens;
import dev.leadloop.email.template.NoticeContent;
import dev.leadloop.handoff.BantFinding;
import dev.leadloop.handoff.Deed;
import dev.leadloop.handoff.HandoffRecord;
import dev.leadloop.handoff.HandoffRecord.Assignment;
import dev.leadloop.handoff.HandoffRecord.Earlier;
import dev.leadloop.handoff.HandoffRecord.Person;
import dev.leadloop.handoff.HandoffRecord.Touch;
import dev.leadloop.lifecycle.Effect;
import dev.leadloop.lifecycle.Effect.Notice;
import dev.leadloop.lifecycle.LeadProgress;
import dev.leadloop.sla.SpokenTime;
import java.net.URI;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts the handoff record into the words and lists that a notice's template names. */
public final class NoticeWriter {
  private static final int DEEDS = 6;
  private static final int COLLEAGUES = 4;
  private static final int MAILS = 4;

  private final HandoffTokens tokens;
  private final URI publicUrl;

  /**
   * A writer of notices.
   *
   * @param publicUrl where people reach this product
   */
  public NoticeWriter(HandoffTokens tokens, URI publicUrl) {
    this.tokens = tokens;
    this.publicUrl = publicUrl;
  }

  /** What the notice says to this reader; links of its own where the reader may answer by them. */
  NoticeContent write(HandoffRecord record, LeadProgress progress, Effect.Notify effect, Reader reader) {
    Assignment assignment = record.assignment();
    ZoneId zone = ZoneId.of(assignment == null ? "UTC" : assignment.zone());
    Map<String, String> values = person(record);
    values.put("stage", progress.stage().label());
    values.put("score", String.valueOf(record.scoreNow().score()));
    values.put("grade", record.fit().grade());
    values.put("trigger", record.trigger().label());
    values.put("leadUrl", page(record.leadId()).toString());
    values.put("answerUrl", answer(record, effect, reader).toString());
    values.put("repName", reader.name());
    put(values, "reason", reason(record, progress, effect.notice()));
    put(values, "words", quoted(record.trigger().words()));
    put(values, "scoreWhy", listed(record.scoreNow().reasons()));
    put(values, "fitWhy", listed(record.fit().reasons()));
    put(values, "suggestion", record.next().action());
    put(values, "question", record.next().question());
    if (assignment != null) {
      values.put("deadline", SpokenTime.full(assignment.deadline(), zone));
      if (!assignment.owner().equals(reader.id())) {
        values.put("otherRepName", assignment.ownerName());
      }
    }
    return new NoticeContent(effect.notice(), values, lists(record, zone));
  }

  /** The lead's page, which asks for signing in. */
  URI page(String leadId) {
    return URI.create(base() + "/leads/" + leadId);
  }

  /** Where this reader answers: a link that needs no signing in, where there is something to answer. */
  URI answer(HandoffRecord record, Effect.Notify effect, Reader reader) {
    boolean open = record.assignment() != null && record.assignment().ended() == null && effect.cycle() > 0;
    return open && reader.known() && asks(effect.notice())
        ? URI.create(base() + "/h/" + tokens.issue(record.leadId(), effect.cycle(), reader.id()))
        : page(record.leadId());
  }

  private static boolean asks(Notice notice) {
    return switch (notice) {
      case HANDOFF, REMINDER, ESCALATION, QUEUED -> true;
      case REASSIGNED, REVIEW, CONTACT_MISSED, STALLED, PASSED_ON, WITHDRAWN -> false;
    };
  }

  private static @Nullable String reason(HandoffRecord record, LeadProgress progress, Notice notice) {
    Earlier end = record.assignment() == null ? null : record.assignment().ended();
    return notice == Notice.WITHDRAWN && end != null ? end.reason() : progress.review();
  }

  private String base() {
    return publicUrl.toString().replaceFirst("/+$", "");
  }

  private static Map<String, List<String>> lists(HandoffRecord record, ZoneId zone) {
    return Map.of(
        "reasons", record.scoreNow().reasons(),
        "fitReasons", record.fit().reasons(),
        "recentActions",
            record.deeds().stream().limit(DEEDS).map(deed -> deed.inWords() + ", " + SpokenTime.full(deed.at(), zone)).toList(),
        "answers", record.bant().stream().map(NoticeWriter::bant).toList(),
        "topics", topics(record),
        "colleagues", record.colleagues().stream().limit(COLLEAGUES).map(NoticeWriter::colleague).toList(),
        "sent", record.sent().stream().limit(MAILS).map(mail -> mail.label() + ", " + SpokenTime.full(mail.at(), zone)).toList(),
        "earlier", record.earlier().stream().map(NoticeWriter::earlier).toList(),
        "cautions", record.next().cautions());
  }

  private static Map<String, String> person(HandoffRecord record) {
    Map<String, String> values = new HashMap<>();
    Person person = record.person();
    put(values, "leadName", person.name() == null ? person.email() : person.name());
    put(values, "company", person.company());
    put(values, "title", person.title());
    put(values, "location", person.country());
    put(values, "companySize", person.companySize() == null ? null : person.companySize() + " people");
    put(values, "email", person.email());
    put(values, "phone", person.phone());
    Touch first = record.origin().first();
    put(values, "source", first == null ? null : first.inWords());
    return values;
  }

  private static String bant(BantFinding finding) {
    return finding.part().label() + ": " + finding.inWords();
  }

  private static String colleague(HandoffRecord.Colleague colleague) {
    String did = colleague.deeds().stream().map(Deed::inWords).collect(Collectors.joining("; "));
    String who =
        Stream.of(colleague.name(), colleague.title(), colleague.ownerName() == null ? null : "with " + colleague.ownerName())
            .flatMap(Stream::ofNullable)
            .collect(Collectors.joining(", "));
    return did.isEmpty() ? who : who + ": " + did;
  }

  private static String earlier(Earlier end) {
    return end.ownerName() + ": " + end.how().toLowerCase(Locale.ROOT) + (end.reason() == null ? "" : ", " + end.reason())
        + (end.note() == null ? "" : " (" + end.note() + ")");
  }

  private static List<String> topics(HandoffRecord record) {
    String all =
        record.topics().stream()
            .map(topic -> topic.name() + (topic.times() > 1 ? " ×" + topic.times() : ""))
            .collect(Collectors.joining(", "));
    return all.isEmpty() ? List.of() : List.of(all);
  }

  private static @Nullable String listed(List<String> reasons) {
    return reasons.isEmpty() ? null : String.join(", ", reasons);
  }

  private static @Nullable String quoted(@Nullable String words) {
    return words == null ? null : "“" + words + "”";
  }

  private static void put(Map<String, String> values, String name, @Nullable String value) {
    if (value != null) {
      values.put(name, value);
    }
  }
}
