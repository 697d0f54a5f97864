package dev.leadloop.policy;

import dev.leadloop.sla.BusinessCalendar;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When and how often nurture mails go, and how content follows what a lead reads.
 *
 * @param hours when mails may go, read in the lead's own zone, quiet dates being its holidays; its zone serves where the
 *     lead's is unknown; null for any time
 * @param caps how many mails one address gets at most, over all sequences
 * @param topicWindow how far back it is looked what the lead has read
 * @param tracksByTopic other sequences for leads who read most of a topic, by stage label and topic
 */
public record NurtureRules(
    @Nullable BusinessCalendar hours,
    List<FrequencyCap> caps,
    Duration topicWindow,
    Map<String, Map<String, String>> tracksByTopic) {

  /** Mail at any time, as often as the sequences say. */
  public static final NurtureRules UNLIMITED = new NurtureRules(null, List.of(), Duration.ofDays(30), Map.of());

  /** At most so many mails to one address within the time before a send. */
  public record FrequencyCap(int most, Duration within) {}

  public NurtureRules {
    caps = List.copyOf(caps);
    tracksByTopic = Map.copyOf(tracksByTopic);
  }
}
