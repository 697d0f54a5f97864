package dev.leadloop.notify;

import static java.util.Map.entry;

import dev.leadloop.email.template.NoticeContent;
import dev.leadloop.email.token.HandoffTokens;
import dev.leadloop.handoff.BantFinding;
import dev.leadloop.handoff.HandoffRecord;
import dev.leadloop.handoff.HandoffRecord.Assignment;
import dev.leadloop.handoff.HandoffRecord.Earlier;
import dev.leadloop.handoff.HandoffRecord.Person;
import dev.leadloop.handoff.HandoffRecord.Touch;
import dev.leadloop.handoff.Readiness;
import dev.leadloop.lifecycle.deciding.Effect;
import dev.leadloop.lifecycle.deciding.Effect.Notice;
import dev.leadloop.lifecycle.journal.Handoff;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.record.Recipient;
import dev.leadloop.sla.SpokenTime;
import dev.leadloop.text.BaseUrl;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts the handoff record into the words and lists that a notice's template names. */
public final class NoticeWriter {
  private static final int ENGAGEMENTS = 6;
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

  /**
   * What a notice is about.
   *
   * @param words what the lead wrote with what the notice is about; null for nothing
   * @param progress the lead as it stands now
   * @param policy the version the lead is pinned to
   * @param people the name of the rep of an id; the id itself where it is none
   */
  record About(
      HandoffRecord record,
      @Nullable String words,
      LeadProgress progress,
      LeadPolicy policy,
      Effect.Notify effect,
      NoticeCause cause,
      UnaryOperator<String> people) {}

  /** What the notice says to this recipient; links of its own where the recipient may answer by them. */
  NoticeContent write(About about, Recipient recipient) {
    HandoffRecord record = about.record();
    LeadProgress progress = about.progress();
    Effect.Notify effect = about.effect();
    Assignment assignment = record.assignment();
    ZoneId zone = ZoneId.of(assignment == null ? "UTC" : assignment.zone());
    Map<String, String> values = person(record);
    values.put("stage", progress.stage().words());
    values.put("score", String.valueOf(record.judgement().now().score()));
    values.put("grade", record.judgement().fit().grade());
    values.put("trigger", record.trigger().inWords());
    values.put("leadUrl", page(record.leadId()).toString());
    values.put("answerUrl", answer(record, effect, recipient).toString());
    values.put("repName", recipient.name());
    put(values, "reason", about.cause().inWords(recipient.id()));
    put(values, "note", effect.notice() == Notice.HANDOFF ? about.cause().before() : null);
    put(values, "next", NoticeNext.of(effect, about.cause(), progress, about.policy(), zone));
    put(values, "otherRepName", other(about, recipient));
    put(values, "standing", effect.notice() == Notice.PASSED_ON && !recipient.id().equals(effect.recipient())
        ? "without an owner from now on, since no rep could take it up" : null);
    put(values, "words", about.words());
    put(values, "scoreWhy", listed(record.judgement().now().reasons()));
    put(values, "fitWhy", listed(record.judgement().fit().reasons()));
    Readiness ready = record.judgement().readiness();
    put(values, "ready", ready == null ? null : ready.inWords());
    if (record.next() != null) {
      put(values, "suggestion", record.next().action());
      put(values, "question", record.next().question());
      put(values, "questionWhy", record.next().because() == null ? null
          : "Why ask this: " + record.next().because() + ". That is by what was known when this was written; the lead's page goes"
              + " by what is known when it is opened.");
    }
    Instant due = about.cause().due() != null ? about.cause().due()
        : assignment == null || effect.notice() == Notice.REQUESTED && assignment.ended() != null ? null : assignment.deadline();
    if (due != null) {
      Instant was = effect.notice() == Notice.REQUESTED && assignment != null ? assignment.was() : null;
      values.put("deadline", (was == null ? "" : "was " + SpokenTime.full(was, zone) + ", now ") + SpokenTime.full(due, zone));
    }
    return new NoticeContent(effect.notice(), values, lists(record, zone, about.people()));
  }

  /** The lead's page, which asks for signing in. */
  URI page(String leadId) {
    return URI.create(base() + "/leads/" + leadId);
  }

  /** Where this recipient answers: a link that needs no signing in, where there is something to answer. */
  URI answer(HandoffRecord record, Effect.Notify effect, Recipient recipient) {
    boolean open = record.assignment() != null && record.assignment().ended() == null && effect.cycle() > 0;
    return open && recipient.known() && asks(effect.notice())
        ? URI.create(base() + "/h/" + tokens.issue(record.leadId(), effect.cycle(), recipient.id()))
        : page(record.leadId());
  }

  /** What is left to say of a lead that was forgotten: that there is nothing to answer. */
  NoticeContent forgotten(Effect.Notify effect, NoticeCause cause, String leadId, Recipient recipient) {
    Map<String, String> values = new HashMap<>();
    values.put("leadUrl", page(leadId).toString());
    values.put("answerUrl", page(leadId).toString());
    values.put("repName", recipient.name());
    put(values, "reason", cause.inWords(recipient.id()));
    return new NoticeContent(effect.notice(), values, Map.of());
  }

  /** Whether a notice of that kind asks for an answer to a handoff. */
  static boolean asks(Notice notice) {
    return switch (notice) {
      case HANDOFF, REMINDER, ESCALATION, QUEUED, REQUESTED -> true;
      case REASSIGNED, REVIEW, CONTACT_MISSED, STALLED, PASSED_ON, WITHDRAWN -> false;
    };
  }

  /** Who has the lead, where it is not whoever reads this. */
  private static @Nullable String other(About about, Recipient recipient) {
    Handoff open = about.progress().handoff();
    if (open != null && open.queue()) {
      return about.effect().notice() == Notice.ESCALATION ? "anybody: it waits in the queue" : "the managers' queue";
    }
    String owner = open == null ? about.progress().sales().owner() : open.owner();
    return owner == null || owner.equals(recipient.id()) ? null : about.people().apply(owner);
  }

  private String base() {
    return BaseUrl.of(publicUrl);
  }

  private static Map<String, List<String>> lists(HandoffRecord record, ZoneId zone, UnaryOperator<String> people) {
    return Map.ofEntries(
        entry("reasons", record.judgement().now().reasons()),
        entry("fitReasons", record.judgement().fit().reasons()),
        entry("beside", record.judgement().besideInWords()),
        entry("found", record.person().found().stream().map(one -> one.inWords(at -> SpokenTime.full(at, zone))).toList()),
        entry("recentActions",
            record.interest().deeds().stream().limit(ENGAGEMENTS)
                .map(engagement -> engagement.inWords(zone) + ", " + SpokenTime.full(engagement.at(), zone)).toList()),
        entry("answers", record.bant().stream().map(NoticeWriter::bant).toList()),
        entry("topics", topics(record)),
        entry("colleagues", record.colleagues().stream().limit(COLLEAGUES).map(one -> colleague(one, zone)).toList()),
        entry("sent",
            record.past().sent().stream().limit(MAILS)
                .map(mail -> mail.label() + ", " + SpokenTime.full(mail.at(), zone)).toList()),
        entry("earlier", record.past().handoffs().stream().map(end -> earlier(end, people)).toList()),
        entry("cautions", record.next() == null ? List.of() : record.next().cautions()));
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

  private static String colleague(HandoffRecord.Colleague colleague, ZoneId zone) {
    String did = colleague.deeds().stream().map(deed -> deed.inWords(zone)).collect(Collectors.joining("; "));
    String who =
        Stream.of(colleague.name(), colleague.title(), colleague.ownerName() == null ? null : "with " + colleague.ownerName())
            .flatMap(Stream::ofNullable)
            .collect(Collectors.joining(", "));
    return did.isEmpty() ? who : who + ": " + did;
  }

  private static String earlier(Earlier end, UnaryOperator<String> people) {
    return end.ownerName() + ": " + end.inWords(by -> by.inWords(people)) + (end.note() == null ? "" : " (" + end.note() + ")");
  }

  private static List<String> topics(HandoffRecord record) {
    String all =
        record.interest().topics().stream()
            .map(topic -> topic.name() + (topic.times() > 1 ? " ×" + topic.times() : ""))
            .collect(Collectors.joining(", "));
    return all.isEmpty() ? List.of() : List.of(all);
  }

  private static @Nullable String listed(List<String> reasons) {
    return reasons.isEmpty() ? null : String.join(", ", reasons);
  }

  private static void put(Map<String, String> values, String name, @Nullable String value) {
    if (value != null) {
      values.put(name, value);
    }
  }
}
