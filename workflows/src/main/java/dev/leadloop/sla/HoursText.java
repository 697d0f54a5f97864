package dev.leadloop.sla;

import dev.leadloop.sla.BusinessCalendar.Block;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Working hours as people write them: days such as {@code sat} or {@code mon-fri}, hours such as {@code 09:00-12:30}. */
public final class HoursText {
  /** The weekdays by their short names, Monday first. */
  public static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

  private static final Pattern HOURS = Pattern.compile("(\\d\\d:\\d\\d)\\s*-\\s*(\\d\\d:\\d\\d)");

  private HoursText() {}

  /** The days of a name or a range; none where the text is neither. */
  public static List<DayOfWeek> days(String text) {
    String[] ends = text.split("-", -1);
    int first = DAYS.indexOf(ends[0]);
    int last = DAYS.indexOf(ends[ends.length - 1]);
    List<DayOfWeek> days = new ArrayList<>();
    for (int day = first; ends.length <= 2 && first >= 0 && day <= last; day++) {
      days.add(DayOfWeek.of(day + 1));
    }
    return days;
  }

  /** The block of hours, at most until 24:00; null where the text is none. */
  public static @Nullable Block block(String text) {
    Matcher matcher = HOURS.matcher(text);
    try {
      if (matcher.matches()) {
        LocalTime to = matcher.group(2).equals("24:00") ? LocalTime.MIN : LocalTime.parse(matcher.group(2));
        return new Block(LocalTime.parse(matcher.group(1)), to);
      }
    } catch (DateTimeException | IllegalArgumentException notHours) {
      return null;
    }
    return null;
  }

  /** Whether a block begins after the one before it has ended. */
  public static boolean follows(@Nullable Block before, Block block) {
    return before == null || (!before.to().equals(LocalTime.MIN) && before.to().isBefore(block.from()));
  }

  /**
   * The hours of a week.
   *
   * @throws IllegalArgumentException saying what to write instead
   */
  public static Map<DayOfWeek, List<Block>> parse(Map<String, List<String>> week) {
    Map<DayOfWeek, List<Block>> hours = new EnumMap<>(DayOfWeek.class);
    week.forEach((name, texts) -> {
      List<DayOfWeek> days = days(name);
      if (days.isEmpty()) {
        throw new IllegalArgumentException(
            "'" + name + "' is no weekday; write one of " + String.join(", ", DAYS) + ", or a range such as mon-fri");
      }
      List<Block> blocks = blocks(texts);
      for (DayOfWeek day : days) {
        if (hours.put(day, blocks) != null) {
          throw new IllegalArgumentException("the hours of " + DAYS.get(day.getValue() - 1) + " are given twice; keep one");
        }
      }
    });
    return hours;
  }

  private static List<Block> blocks(List<String> texts) {
    List<Block> blocks = new ArrayList<>();
    for (String text : texts) {
      Block block = block(text);
      if (block == null) {
        throw new IllegalArgumentException(
            "'" + text + "' are no hours; write for example 09:00-12:30, the end after the beginning, at most 24:00");
      }
      if (!follows(blocks.isEmpty() ? null : blocks.get(blocks.size() - 1), block)) {
        throw new IllegalArgumentException(
            "the hours '" + text + "' must begin after the ones before them have ended; put them in order and apart");
      }
      blocks.add(block);
    }
    return blocks;
  }
}
