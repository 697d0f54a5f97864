package dev.leadloop.handoff;

import dev.leadloop.lead.Signal;
import dev.leadloop.lead.text.ShortText;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.ScoringRules.SignalRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
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
   * The last engagements, the newest first; the same one done again is told once. Mere openings are left out while there
   * is anything else to tell.
   */
  public static List<Engagement> last(Collection<Signal> signals, LeadPolicy policy, int most) {
    Map<String, Engagement> told = new LinkedHashMap<>();
    List<Signal> newestFirst =
        signals.stream().filter(signal -> !signal.voided()).sorted(Signal.ORDER.reversed()).toList();
    boolean more = newestFirst.stream().anyMatch(signal -> !SignalCatalogue.mere(signal.type()));
    for (Signal signal : newestFirst) {
      if (!more || !SignalCatalogue.mere(signal.type())) {
        Engagement engagement = of(signal, policy);
        told.merge(engagement.type() + "\n" + engagement.detail(), engagement, (newer, older) -> again(newer, older.words()));
      }
    }
    return told.values().stream().limit(most).toList();
  }

  /** One signal as an engagement. */
  public static Engagement of(Signal signal, LeadPolicy policy) {
    return new Engagement(
        signal.type(),
        SignalCatalogue.kind(signal.type()),
        label(policy, signal.type()),
        detail(signal.properties()),
        cut(first(signal.properties(), WRITTEN), LONGEST_WORDS),
        signal.occurredAt(),
        1);
  }

  /** The policy's words for a signal type, else the type itself with spaces. */
  public static String label(LeadPolicy policy, String signalType) {
    SignalRule rule = policy.ruleFor(signalType);
    return rule == null ? signalType.replace('_', ' ') : rule.label();
  }

  /** What was read about, the most read first: signals name it in their property {@code topic}. */
  public static List<HandoffRecord.Topic> topics(Collection<Signal> signals, int most) {
    Map<String, Integer> counts = new HashMap<>();
    for (Signal signal : signals) {
      String topic = signal.voided() ? null : signal.properties().get("topic");
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

  private static Engagement again(Engagement newer, @Nullable String olderWords) {
    return new Engagement(
        newer.type(),
        newer.kind(),
        newer.label(),
        newer.detail(),
        newer.words() == null ? olderWords : newer.words(),
        newer.at(),
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
