package dev.leadloop.routing;

import dev.leadloop.lead.Languages;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.sales.RoutingRules;
import dev.leadloop.routing.SalesDesk.Absence;
import dev.leadloop.routing.SalesDesk.Rep;
import dev.leadloop.routing.SalesDesk.Share;
import dev.leadloop.routing.SalesDesk.Skills;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether a rep can take a lead, and how well the two go together. */
final class Suitability {
  private final LeadPolicy policy;
  private final Routing.Request request;
  private final Set<String> territories;
  private final Set<String> segments;
  private final Set<String> languages;

  /** For a lead of those territories and segments. */
  Suitability(LeadPolicy policy, Routing.Request request, Set<String> territories, Set<String> segments) {
    this.policy = policy;
    this.request = request;
    this.territories = territories;
    this.segments = segments;
    RoutingRules rules = policy.routing();
    String language = rules.languageField() == null ? null : request.profile().fact(rules.languageField());
    this.languages = language == null || language.isBlank() ? Set.of() : Set.of(code(language));
  }

  /** A language by its code, whatever it was called; one that is not known is compared as it was given. */
  private static String code(String language) {
    return Languages.codeOf(language).orElseGet(() -> language.strip().toLowerCase(Locale.ROOT));
  }

  private static Set<String> codes(Set<String> languages) {
    return languages.stream().map(Suitability::code).collect(Collectors.toUnmodifiableSet());
  }

  /** Why a rep cannot be given this lead whatever else speaks for it; null where it can. */
  @Nullable String gone(Rep rep) {
    if (!rep.active()) {
      return "has left";
    }
    Absence absence = rep.absence();
    if (absence != null && absence.covers(request.at())) {
      return absence.until() == null ? "absent" : "absent until " + absence.until();
    }
    return request.tried().contains(rep.id()) ? "had this lead before" : null;
  }

  /** Why a rep cannot be offered this lead in its turn; null where it can. */
  @Nullable String unsuitable(Rep rep) {
    String gone = gone(rep);
    if (gone != null) {
      return gone;
    }
    String unskilled = unskilled(rep);
    return unskilled == null ? full(rep) : unskilled;
  }

  private @Nullable String unskilled(Rep rep) {
    Skills skills = rep.skills();
    if (elsewhere(skills.territories(), territories)) {
      return "works in territory " + String.join(", ", sorted(skills.territories()));
    }
    if (elsewhere(skills.segments(), segments)) {
      return "works in segment " + String.join(", ", sorted(skills.segments()));
    }
    return !languages.isEmpty() && elsewhere(codes(skills.languages()), languages)
        ? "does not speak " + String.join(", ", languages)
        : null;
  }

  private static @Nullable String full(Rep rep) {
    Share share = rep.share();
    if (share.openAtOnce() != null && rep.load().open() >= share.openAtOnce()) {
      return "has " + rep.load().open() + " of " + share.openAtOnce() + " open handoffs";
    }
    if (share.perDay() != null && rep.load().today() >= share.perDay()) {
      return "was given " + rep.load().today() + " of " + share.perDay() + " leads today";
    }
    return null;
  }

  /** Whether a rep is there for this lead just as another is, whatever holds it up now. */
  boolean isThereFor(Rep rep, Rep like) {
    return rep.active()
        && !request.tried().contains(rep.id())
        && unskilled(rep) == null
        && suits(rep) == suits(like);
  }

  /** Whether the turn that a rep misses is made up for. */
  boolean isOwed(Rep rep) {
    Absence absence = rep.absence();
    return absence != null && absence.covers(request.at()) && absence.catchUp();
  }

  /** How well rep and lead go together; the greatest come first. Who works now comes before everything else. */
  int preference(Rep rep) {
    return suits(rep) + (policy.routing().preferWorking() && worksNow(rep) ? 4 : 0);
  }

  private int suits(Rep rep) {
    Skills skills = rep.skills();
    return meets(skills.territories(), territories) + meets(skills.segments(), segments)
        + meets(codes(skills.languages()), languages);
  }

  boolean worksNow(Rep rep) {
    return rep.calendar(policy.calendars(), request.calendar()).isOpen(request.at());
  }

  String whyPreferred(Rep rep) {
    Skills skills = rep.skills();
    return named("territory", skills.territories(), territories)
        + named("segment", skills.segments(), segments)
        + named("language", codes(skills.languages()), languages)
        + (policy.routing().preferWorking() && worksNow(rep) ? ", working now" : "");
  }

  String lessPreferred(Rep other, Rep chosen) {
    return policy.routing().preferWorking() && worksNow(chosen) && !worksNow(other)
        ? "does not work at this time"
        : "another is there for just such leads";
  }

  private static boolean elsewhere(Set<String> theirs, Set<String> leads) {
    return !theirs.isEmpty() && Collections.disjoint(theirs, leads);
  }

  private static int meets(Set<String> theirs, Set<String> leads) {
    return Collections.disjoint(theirs, leads) ? 0 : 1;
  }

  private static String named(String what, Set<String> theirs, Set<String> leads) {
    return leads.stream().filter(theirs::contains).findFirst().map(name -> ", " + what + " " + name).orElse("");
  }

  private static Iterable<String> sorted(Set<String> names) {
    return names.stream().sorted().toList();
  }
}
