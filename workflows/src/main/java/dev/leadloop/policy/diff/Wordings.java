package dev.leadloop.policy.diff;

import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How each component of a policy is said; one that is not listed goes by its name. */
final class Wordings {
  private static final Map<String, String> SECTIONS = Map.of("sla", "answer times", "dispositions", "reasons", "negatives",
      "negative signals", "nurture", "sending", "recycle", "recycling");

  /** What tells records of one interface apart. */
  private static final Map<String, String> KINDS = Map.ofEntries(
      Map.entry("Step.Send", "an e-mail"), Map.entry("Step.Wait", "a wait"), Map.entry("Step.WaitFor", "a wait for an event"),
      Map.entry("Step.Branch", "a branch"), Map.entry("Step.Split", "a split"), Map.entry("Step.Jump", "a jump"),
      Map.entry("Step.End", "the end"), Map.entry("Path.Recycle", "recycle"), Map.entry("Path.Park", "park"),
      Map.entry("Path.Reassign", "reassign"), Map.entry("Path.Review", "review"), Map.entry("Path.Duplicate", "duplicate"),
      Map.entry("Path.Disqualify", "disqualify"));

  private static final String NEXT = "with the next step";

  /** Each after the simple name of its record. */
  static final Map<String, Wording> COMPONENTS = new HashMap<>();

  static {
    say("LeadPolicy.name", "the policy is called #");
    say("LeadPolicy.negatives", "negative signals", Wording.RULE);
    say("LeadPolicy.sequences", "sequences", "sequence");
    say("LeadPolicy.tracks", "runs sequence #", "stage");
    say("LeadPolicy.calendars", "calendars", "calendar");
    say("LeadPolicy.dispositions", "reasons", "reason");
    for (String inItself : List.of("scoring", "product", "account", "fit", "qualification", "sla", "routing", "recycle",
        "afterAcceptance", "consent", "review", "nurture")) {
      say("LeadPolicy." + inItself, "#", "");
    }

    say("ScoringRules.rules", "rules", Wording.RULE);
    say("ScoringRules.bonuses", "bonuses", Wording.RULE);
    mayBeNone("ScoringRules.halfLife", "points have #", "a half-life of #", "no half-life");
    say("ScoringRules.window", "signals count for #");
    say("ScoringRules.groupCaps", "gives at most # point{s}", "group");
    say("ScoringRules.cap", "rules and bonuses give at most # point{s} in all");
    say("ScoringRules.floor", "the score is at least #");
    for (String rule : List.of("SignalRule", "BonusRule", "FitRule", "NegativeRule", "AccountRule")) {
      say(rule + ".points", "gives # point{s}");
      say(rule + ".label", "is labelled #");
    }
    for (String rule : List.of("BonusRule", "FitRule", "NegativeRule")) {
      say(rule + ".when", "when #");
    }
    say("SignalRule.signalType", "counts each #");
    mayBeNone("SignalRule.cap", "gives #", "at most # point{s} in all", "as many points as there are signals");
    mayBeNone("SignalRule.group", "is of #", "group #", "no group");
    say("SignalRule.terms", "#", "");
    mayBeNone("RuleTerms.where", "is for #", "signals whose #", "every signal of its type");
    say("RuleTerms.turns", "counts #");
    mayBeNone("RuleTerms.oncePer", "counts #", "once per #", "every time");
    mayBeNone("RuleTerms.halfLife", "has #", "#", "the half-life of all rules");
    mayBeNone("RuleTerms.window", "counts signals for #", "#", "as long as all rules do");
    mayBeNone("RuleTerms.per", "multiplies its points by #", "#", "nothing");
    say("NegativeRule.leadsTo", "leads to #");
    mayBeNone("NegativeRule.group", "is of #", "group #", "no group");
    say("ScoringRules.negativeCaps", "#", "negative signals together");
    say("NegativeCaps.groups", "take at most # point{s}", "group");
    mayBeNone("NegativeCaps.total", "take #", "at most # point{s}", "as many points as there are");

    say("FitRules.rules", "rules", Wording.RULE);
    say("FitRules.grades", "grades", "grade");
    say("FitRules.cap", "the fit is at most #");
    say("GradeFloor.grade", "grade #");
    say("GradeFloor.atLeast", "needs # point{s}");

    say("QualificationRules.mql", "ways to MQL", "MQL by");
    say("QualificationRules.sql", "ways to SQL", "SQL by");
    say("QualificationRules.hysteresis", "an MQL falls back # point{s} below the threshold");
    say("QualificationRules.directIntent", "signals that ask for sales");
    say("QualificationRules.directIntentFit", "a request is handed over at once from fit #");
    say("QualificationRules.directIntentWithin", "a request counts as one for #");
    say("QualificationRules.below", "what lies below", Wording.RULE);
    say("BelowRule.below", "is for {key} below #");
    mayBeNone("BelowRule.after", "judges leads #", "after # of nurture", "at once");
    say("BelowRule.leadsTo", "leads to #");
    say("BelowRule.label", "is labelled #");
    say("Threshold.by", "by #");
    say("Threshold.least", "needs {key} #");
    say("AccountRules.rules", "rules", Wording.RULE);
    say("AccountRules.cap", "the account score is at most #");
    say("AccountRule.signs", "signs");
    say("PeopleActive.atLeast", "at least #");
    say("RolesActive.of", "of #");
    say("RolesActive.atLeast", "at least #");
    say("AskedByOthers.types", "by #");
    say("AskedByOthers.atLeast", "at least #");
    say("AskedByOthers.within", "within #");
    say("IntentSurge.topics", "about #");
    say("IntentSurge.score", "of strength #");
    say("IntentSurge.within", "within #");

    say("Sequence.version", "has version #");
    mayBeNone("Sequence.topic", "is about #", "#", "no topic");
    say("Sequence.goal", "goal #", "goal");
    say("Sequence.steps", "steps", "step");
    say("Goal.when", "is reached when #");
    say("Goal.label", "is labelled #");
    say("Send.after", "is sent # after the lead came to it");
    say("Send.template", "has template #");
    say("Send.label", "is labelled #");
    mayBeNone("Send.topic", "is about #", "#", "no topic of its own");
    say("Send.byTopic", "has template #", "topic");
    say("Wait.time", "lasts #");
    say("WaitFor.signals", "signals it waits for");
    mayBeNone("WaitFor.where", "waits for #", "signals whose #", "any such signal");
    say("WaitFor.atMost", "waits at most #");
    mayBeNone("WaitFor.then", "goes on after the signal #", "at #", NEXT);
    mayBeNone("WaitFor.otherwise", "goes on without a signal #", "at #", NEXT);
    say("Branch.cases", "ways");
    mayBeNone("Branch.otherwise", "goes on where no way is open #", "at #", NEXT);
    say("Case.when", "when #");
    say("Case.goTo", "to step #");
    say("Split.shares", "shares");
    say("Share.percent", "# %");
    say("Share.goTo", "to step #");
    say("Jump.goTo", "goes on at #");
    say("End.why", "ends because of: #");

    say("BusinessCalendar.zone", "is in zone #");
    say("BusinessCalendar.hours", "hours #", "");
    say("BusinessCalendar.holidays", "holidays");
    say("BusinessCalendar.publicHolidays", "keeps the public holidays of {key}");
    say("BusinessCalendar.alwaysOpen", "is always open|is not always open");

    say("SlaRules.classes", "classes", "class");
    say("SlaRules.pause", "#", "pauses");
    say("SlaRules.snooze", "#", "reminders put off");
    say("PauseRules.reasons", "reasons that count");
    say("PauseRules.most", "at most # time{s}");
    say("PauseRules.longest", "for # at the longest");
    say("SnoozeRules.most", "at most # time{s}");
    say("SnoozeRules.longest", "for # at the longest");
    say("SlaClass.triggers", "what brings a lead into it");
    mayBeNone("SlaClass.segment", "is for #", "segment #", "every segment");
    say("SlaClass.answerWithin", "is to be answered within #");
    say("SlaClass.calendar", "runs by calendar #");
    say("SlaClass.ladder", "ladder");
    mayBeNone("SlaClass.firstContactWithin", "has its first contact #", "within #", "at any time");
    say("Rung.percent", "at # %");
    say("Rung.action", "#");

    say("RoutingRules.team", "the team is #");
    say("RoutingRules.queue", "the queue is #");
    say("RoutingRules.maxReassignments", "a lead moves on # time{s} at most");
    say("RoutingRules.teams", "teams", "team");
    say("RoutingRules.territories", "when #", "territory");
    say("RoutingRules.segments", "when #", "segment");
    mayBeNone("RoutingRules.ownerField", "the owner of an account is named by #", "#", "nothing");
    mayBeNone("RoutingRules.languageField", "the lead's language is named by #", "#", "nothing");
    say("RoutingRules.balance", "teams share evenly #");
    say("RoutingRules.preferWorking", "who works now comes first|who works now does not come first");
    say("RoutingRules.reassignAbsent", "a lead moves on when its owner is absent|a lead stays with an absent owner");
    say("TeamRule.team", "team #");
    say("TeamRule.when", "is for leads when #");

    say("Disposition.label", "is labelled #");
    say("Disposition.code", "code #");
    say("Disposition.noteRequired", "needs a note|needs no note");
    say("Disposition.path", "leads to #", "");
    say("Recycle.sequence", "runs sequence #");
    say("Recycle.freshPoints", "asks for # new point{s}");
    say("Park.forTime", "waits #");
    say("Park.sequence", "runs sequence #");
    say("Park.freshPoints", "asks for # new point{s}");
    say("RecycleRules.limit", "a lead is given back at most # time{s}");
    say("RecycleRules.coolDown", "a score alone hands nothing over for # after an answer");
    mayBeNone("RecycleRules.winBackAfter", "a lost lead is nurtured again #", "after #", "never");
    mayBeNone("RecycleRules.winBackSequence", "a lost lead is nurtured again on #", "sequence #", "no sequence");
    say("AfterAcceptance.missedContactReassigns",
        "a missed first contact offers the lead to another rep|a missed first contact only reminds");
    say("AfterAcceptance.stalledAfter", "the owner is reminded without news for #");

    say("ConsentRules.need", "nurture mail needs consent: #");
    say("ConsentRules.confirmWithin", "a confirmation link works for #");
    say("ConsentRules.topics", "topics", "topic");
    say("Topic.label", "is labelled #");
    say("Topic.sends", "mails of it");
    mayBeNone("ReviewRules.every", "a review is due #", "every #", "never");
    say("ReviewRules.alarm", "#", "alarm of rejections");
    say("Alarm.window", "judges the last #");
    say("Alarm.baseline", "compares with # before");
    say("Alarm.least", "needs # answer{s}");
    say("Alarm.usualPercent", "takes # % for usual");
    say("Alarm.falseAlarmIn", "rings by chance once in # look{s}");
    say("NurtureRules.hours", "#", "hours of sending");
    say("NurtureRules.caps", "mails to one address");
    say("NurtureRules.topicWindow", "what a lead read counts for #");
    say("NurtureRules.tracksByTopic", "runs sequence #", "stage", "topic");
    say("FrequencyCap.most", "at most #");
    say("FrequencyCap.within", "within #");
  }

  private Wordings() {}

  private static void say(String component, String phrase, String... names) {
    COMPONENTS.put(component, new Wording(phrase, List.of(names)));
  }

  /** The same of what there may be none of. */
  private static void mayBeNone(String component, String phrase, String valued, String none) {
    COMPONENTS.put(component, new Wording(phrase, valued, none, List.of()));
  }

  /** How a component is said. */
  static Wording of(RecordComponent component) {
    String name = spaced(component.getName());
    Wording listed = COMPONENTS.get(component.getDeclaringRecord().getSimpleName() + "." + component.getName());
    return listed == null ? new Wording(name + " #", List.of(name)) : listed;
  }

  /** What an entry of that kind is called; what is by score alone goes without saying so. */
  static String name(String kind, String key) {
    return (kind + " " + key).strip().replaceFirst(" by score$", "");
  }

  /** The section that a component of the policy stands in. */
  static String section(String component) {
    return SECTIONS.getOrDefault(component, spaced(component));
  }

  /** What tells a record from the others of its interface; empty where it is the only one of its kind. */
  static String kind(Class<?> record) {
    Class<?> outer = record.getDeclaringClass();
    if (outer == null || !outer.isSealed()) {
      return "";
    }
    return KINDS.getOrDefault(outer.getSimpleName() + "." + record.getSimpleName(), spaced(record.getSimpleName()));
  }

  /** A name of code as people write it, such as "company size". */
  static String spaced(String name) {
    return name.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
  }
}
