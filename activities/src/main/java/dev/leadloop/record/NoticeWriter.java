package dev.leadloop.record;

import dev.leadloop.email.template.NoticeContent;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Signal;
import dev.leadloop.lifecycle.Effect;
import dev.leadloop.lifecycle.LeadProgress;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.ScoringRules.SignalRule;
import dev.leadloop.policy.SlaRules.SlaClass;
import dev.leadloop.scoring.ScoreSummary;
import dev.leadloop.sla.BusinessCalendar;
import dev.leadloop.store.HandoffCycle;
import dev.leadloop.store.LeadRecord;
import dev.leadloop.store.RepStore;
import dev.leadloop.store.StatusStore;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts what a rep or manager needs to know of a lead into words. */
final class NoticeWriter {
  private static final int ACTIONS = 5;

  private final LeadRecords records;
  private final RepStore reps;
  private final URI publicUrl;

  NoticeWriter(LeadRecords records, RepStore reps, URI publicUrl) {
    this.records = records;
    this.reps = reps;
    this.publicUrl = publicUrl;
  }

  NoticeContent write(
      LeadRecord lead, StatusStore.Status status, LeadPolicy policy, Effect.Notify effect, RepStore.Rep reader) {
    HandoffCycle cycle =
        records.handoffs().of(lead.leadId()).stream()
            .filter(c -> c.cycle() == effect.cycle())
            .findFirst()
            .orElse(null);
    ZoneId zone = zone(policy, cycle);
    Map<String, String> values = person(lead);
    Map<String, String> state = state(status.progress());
    values.putAll(state);
    values.put("leadUrl", page(lead.leadId()));
    values.put("answerUrl", page(lead.leadId()));
    values.put("repName", reader.name());
    if (cycle != null) {
      values.put("trigger", trigger(policy, cycle.trigger()));
      values.put("deadline", time(cycle.deadline(), zone));
      if (!cycle.owner().equals(reader.id())) {
        put(values, "otherRepName", reps.find(cycle.owner()).map(RepStore.Rep::name).orElse(null));
      }
    } else {
      put(values, "reason", status.progress().review());
    }
    Map<String, List<String>> lists =
        Map.of(
            "reasons", status.progress().score().reasons(),
            "recentActions", actions(lead.leadId(), status, policy, zone),
            "answers", answers(lead.profile()));
    return new NoticeContent(effect.notice(), values, lists);
  }

  private String page(LeadId lead) {
    return publicUrl.toString().replaceFirst("/+$", "") + "/leads/" + lead.value();
  }

  private static Map<String, String> person(LeadRecord lead) {
    Map<String, String> values = new HashMap<>();
    LeadProfile profile = lead.profile();
    String name =
        Stream.of(lead.firstName(), lead.lastName()).filter(part -> part != null).collect(Collectors.joining(" "));
    put(values, "leadName", name.isEmpty() ? lead.email() : name);
    put(values, "company", profile.company());
    put(values, "title", profile.title());
    put(values, "location", profile.country());
    put(values, "companySize", profile.companySize() == null ? null : profile.companySize() + " people");
    put(
        values,
        "source",
        profile.campaign() == null ? profile.source() : profile.source() + ", campaign " + profile.campaign());
    return values;
  }

  private static Map<String, String> state(LeadProgress progress) {
    ScoreSummary score = progress.score();
    return Map.of(
        "stage", progress.stage().label(), "score", String.valueOf(score.score()), "grade", score.grade());
  }

  private static List<String> answers(LeadProfile profile) {
    return new TreeMap<>(profile.answers())
        .entrySet().stream().map(answer -> answer.getKey() + ": " + answer.getValue()).toList();
  }

  private List<String> actions(LeadId lead, StatusStore.Status status, LeadPolicy policy, ZoneId zone) {
    List<Signal> signals =
        new ArrayList<>(records.signals().since(lead, status.decidedAt().minus(policy.scoring().window())));
    Collections.reverse(signals);
    return signals.stream()
        .filter(signal -> !signal.voided())
        .limit(ACTIONS)
        .map(signal -> label(policy, signal.type()) + ", " + time(signal.occurredAt(), zone))
        .toList();
  }

  private static String trigger(LeadPolicy policy, String trigger) {
    return switch (trigger) {
      case "score" -> "score reached the sales threshold";
      case "review" -> "qualified in review";
      case String signal -> label(policy, signal);
    };
  }

  private static String label(LeadPolicy policy, String signalType) {
    SignalRule rule = policy.scoring().ruleFor(signalType);
    return rule == null ? signalType.replace('_', ' ') : rule.label();
  }

  private static ZoneId zone(LeadPolicy policy, @Nullable HandoffCycle cycle) {
    SlaClass sla = cycle == null ? policy.sla().classFor("score") : policy.sla().named(cycle.slaClass());
    BusinessCalendar calendar = policy.calendars().get(sla.calendar());
    return calendar == null ? ZoneOffset.UTC : calendar.zone();
  }

  private static String time(Instant at, ZoneId zone) {
    return DateTimeFormatter.ofPattern("EEE d MMM yyyy, HH:mm", Locale.ENGLISH).withZone(zone).format(at)
        + " (" + zone.getId() + ")";
  }

  private static void put(Map<String, String> values, String name, @Nullable String value) {
    if (value != null) {
      values.put(name, value);
    }
  }
}
