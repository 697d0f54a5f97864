package dev.leadloop.handoff;

import dev.leadloop.lead.OwnSignals;
import dev.leadloop.lead.Signal;
import dev.leadloop.lead.text.ShortText;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.RuleTerms;
import dev.leadloop.policy.scoring.ScoringRules;
import dev.leadloop.policy.scoring.ScoringRules.SignalRule;
import dev.leadloop.scoring.Scoring;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells signals as engagements, in the words people use. */
public final class Engagements {
  private static final List<String> ABOUT =
      List.of("title", "asset", "content", "webinar", "name", "subject", "product", "page", "path", "url", "topic");
  private static final List<String> WRITTEN = List.of("message", "question", "comment", "text", "reply", "words");
  private static final int LONGEST_DETAIL = 120;
  private static final int LONGEST_WORDS = 600;
  private static final Pattern BLANK = Pattern.compile("[\\s\\p{Cntrl}]+");
  private static final Pattern HOST = Pattern.compile("(?i)^https?://[^/?#]+(?=.)");
  private static final Pattern QUERY = Pattern.compile("[?#].*$");

  private Engagements() {}

  /**
   * The last engagements of the lead's own, the newest first; the same one done again is told once. Mere openings are left out
   * while there is anything else to tell.
   */
  public static List<Engagement> last(Collection<Signal> signals, LeadPolicy policy, int most) {
    Map<String, Engagement> told = new LinkedHashMap<>();
    List<Signal> newestFirst =
        signals.stream().filter(Engagements::isTheLeads).sorted(Signal.ORDER.reversed()).toList();
    boolean more = newestFirst.stream().anyMatch(signal -> !SignalCatalogue.mere(signal.type()));
    for (Signal signal : newestFirst) {
      if (!more || !SignalCatalogue.mere(signal.type())) {
        Engagement engagement = of(signal, policy);
        told.merge(
            engagement.type() + "\n" + engagement.label() + "\n" + engagement.detail(), engagement,
            Engagements::again);
      }
    }
    return told.values().stream().limit(most).toList();
  }

  /** The last of them that the policy has a rule for: of what no rule knows nobody can say what it tells; null for none. */
  static @Nullable Engagement toBeginWith(Collection<Signal> signals, LeadPolicy policy) {
    List<Signal> known = signals.stream()
        .filter(signal -> Stream.of(policy.scoring(), policy.product())
            .anyMatch(rules -> rules.first(signal.type()) != ScoringRules.NO_PLACE))
        .toList();
    return last(known, policy, 1).stream().findFirst().orElse(null);
  }

  /** Whether the lead said or did it: not a machine, and not what a third party or we tell of its company. */
  static boolean isTheLeads(Signal signal) {
    return !signal.voided() && !OwnSignals.NOT_THE_LEADS.contains(signal.type());
  }

  /** One signal as an engagement. */
  public static Engagement of(Signal signal, LeadPolicy policy) {
    return new Engagement(
        signal.type(),
        SignalCatalogue.kind(signal.type()),
        label(policy, signal),
        detail(signal.properties()),
        isTheLeads(signal) ? cut(first(signal.properties(), WRITTEN), LONGEST_WORDS) : null,
        signal.occurredAt(),
        signal.occurredAt(),
        1);
  }

  /** The policy's words for all signals of a type, else the type itself with spaces. */
  public static String label(LeadPolicy policy, String signalType) {
    return Stream.of(policy.scoring(), policy.product())
        .flatMap(rules -> rules.rules().stream())
        .filter(rule -> rule.signalType().equals(signalType) && rule.terms().takeAll())
        .findFirst()
        .map(SignalRule::label)
        .orElseGet(() -> signalType.replace('_', ' '));
  }

  /** The policy's words for a signal: those of the rule for what it is about, else those for all of its type. */
  static String label(LeadPolicy policy, Signal signal) {
    SignalRule rule = Scoring.ruleFor(policy, signal);
    return rule == null || !rule.terms().turns().equals(RuleTerms.Turns.EVERY)
        ? label(policy, signal.type())
        : rule.label();
  }

  /** What was read about, the most read first: signals name it in their property {@code topic}. */
  public static List<HandoffRecord.Topic> topics(Collection<Signal> signals, int most) {
    Map<String, Integer> counts = new HashMap<>();
    for (Signal signal : signals) {
      String topic = isTheLeads(signal) ? signal.properties().get("topic") : null;
      if (topic != null && !topic.isBlank()) {
        counts.merge(topic.strip().toLowerCase(Locale.ROOT), 1, Integer::sum);
      }
    }
    List<HandoffRecord.Topic> topics = new ArrayList<>();
    counts.forEach((name, times) -> topics.add(new HandoffRecord.Topic(name, times)));
    topics.sort(
        Comparator.comparingInt((HandoffRecord.Topic topic) -> -topic.times()).thenComparing(HandoffRecord.Topic::name));
    return topics.stream().limit(most).toList();
  }

  private static Engagement again(Engagement newer, Engagement older) {
    return new Engagement(
        newer.type(),
        newer.kind(),
        newer.label(),
        newer.detail(),
        newer.words() == null ? older.words() : newer.words(),
        newer.at(),
        older.since(),
        newer.times() + 1);
  }

  private static @Nullable String detail(Map<String, String> properties) {
    String about = first(properties, ABOUT);
    if (about == null) {
      return null;
    }
    // Of an address only the path says something; what follows it may be a campaign's or a person's mark.
    boolean address = HOST.matcher(about).find() || about.startsWith("/");
    return cut(address ? QUERY.matcher(HOST.matcher(about).replaceFirst("")).replaceFirst("") : about, LONGEST_DETAIL);
  }

  private static @Nullable String first(Map<String, String> properties, List<String> names) {
    for (String name : names) {
      String value = properties.get(name);
      if (value != null && !value.isBlank()) {
        return BLANK.matcher(value).replaceAll(" ").strip();
      }
    }
    return null;
  }

  private static @Nullable String cut(@Nullable String text, int longest) {
    return text == null || text.length() <= longest ? text : ShortText.of(text, longest - 1) + "…";
  }
}
