package dev.leadloop.policyfile;

import dev.leadloop.policy.NurtureRules;
import dev.leadloop.policy.NurtureRules.FrequencyCap;
import dev.leadloop.policyfile.yaml.Section;
import dev.leadloop.sla.BusinessCalendar;
import dev.leadloop.sla.BusinessCalendar.Block;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads when and how often mail goes to a lead; a policy that does not say so sends at any time. */
final class SendingReader {
  private static final Map<DayOfWeek, List<Block>> EVERY_DAY =
      Arrays.stream(DayOfWeek.values())
          .collect(Collectors.toUnmodifiableMap(
              Function.identity(), day -> List.of(new Block(LocalTime.MIN, LocalTime.MIN))));

  private SendingReader() {}

  static NurtureRules read(
      @Nullable Section section, Map<String, Map<String, String>> tracksByTopic, Holidays known) {
    if (section == null) {
      NurtureRules none = NurtureRules.UNLIMITED;
      return new NurtureRules(none.hours(), none.caps(), none.topicWindow(), tracksByTopic);
    }
    BusinessCalendar hours = hours(section, known);
    List<FrequencyCap> caps = section.sections("at-most").stream().map(SendingReader::cap).toList();
    Duration topicWindow =
        section.has("topic-window")
            ? section.duration("topic-window", ScoringReader.POSITIVE)
            : NurtureRules.UNLIMITED.topicWindow();
    section.end();
    return new NurtureRules(hours, caps, topicWindow, tracksByTopic);
  }

  private static @Nullable BusinessCalendar hours(Section section, Holidays known) {
    boolean limited = section.has("hours") || section.has("quiet-dates");
    if (!limited) {
      return null;
    }
    int before = section.problems().count();
    Map<DayOfWeek, List<Block>> hours =
        section.has("hours") ? CalendarReader.hours(section.section("hours")) : EVERY_DAY;
    if (section.problems().count() == before && hours.values().stream().allMatch(List::isEmpty)) {
      section.problem("hours", "no mail could ever go; add for example 'mon-fri: [08:00-18:00]'");
    }
    CalendarReader.Closed quiet = section.has("quiet-dates")
        ? CalendarReader.closed(section.section("quiet-dates"), known) : CalendarReader.Closed.NEVER;
    return new BusinessCalendar(
        "sending", CalendarReader.zone(section), hours, quiet.dates(), false, quiet.places());
  }

  private static FrequencyCap cap(Section section) {
    FrequencyCap cap =
        new FrequencyCap(section.integer("mails", 1, 1_000), section.duration("within", ScoringReader.POSITIVE));
    section.end();
    return cap;
  }
}
