package dev.leadloop.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.architecture.TextFunctions.TextFunction;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Every function that reads text is given what is worst for it, a megabyte where less does not show already that its time is in
 * proportion, and takes no longer than it takes to look at it.
 */
class FunctionsTakeLinearTimeTest {
  private static final int MEGABYTE = 1_000_000;
  /** What does not take that long for so many characters does nothing for each of them, or next to nothing. */
  private static final int PART = MEGABYTE / 40;

  private static final Duration AT_ONCE = Duration.ofMillis(5);
  /** Four times the text takes no more than so many times as long where it is linear; a quadratic one takes sixteen times. */
  private static final int LINEAR = 7;
  /** Of a processor. What is linear takes some hundredths of a second, what is not takes hours. */
  private static final Duration MOST = Duration.ofSeconds(4);
  private static final List<String> WORST = List.of(
      "a", "7", " ", "\n", "\r\n ", "\t", ".", "-", "/", "\\", "@", ",", ";", ":", "=", "%", "&", "&#", "'", "\"", "\"\n", "(",
      "[", "{", "{{", "<",
      ">", "<a ", "<!--", "<div>", "\u2039", "*", "_", "=?utf-8?q?", "https://", "a@b.example ", "x: y\n", "On x wrote:\n",
      "-- \n", "\u00e9", "\u0301",
      "\u3001", "\u200b", "\uD83D\uDE00", "\uD800", "\0");

  private final List<String> slow = new ArrayList<>();
  private String slowest = "";
  private long longest;

  @Test
  @Timeout(value = 900, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void everyFunctionReadsAMegabyteInTimeInProportion() throws Exception {
    List<TextFunction> functions = new ArrayList<>(TextFunctions.all());
    functions.addAll(TextReaders.all());
    assertThat(functions).hasSizeGreaterThan(300);
    for (String unit : WORST) {
      String part = unit.repeat(PART / unit.length());
      String more = unit.repeat(4 * PART / unit.length());
      String whole = unit.repeat(MEGABYTE / unit.length());
      for (TextFunction function : functions) {
        long little = took(function, part, unit);
        if (little > AT_ONCE.toNanos() && took(function, more, unit) > LINEAR * little) {
          took(function, whole, unit);
        }
      }
    }
    System.out.printf("functions that read text: %d; the slowest, %s, took %d ms%n", functions.size(), slowest,
        longest / 1_000_000);
    assertThat(slow).isEmpty();
  }

  /** Of a processor, in nanoseconds. */
  private long took(TextFunction function, String text, String unit) throws Exception {
    String name = function.name() + " over " + unit.strip();
    long began = cpu();
    try {
      function.read(text);
    } catch (StackOverflowError | OutOfMemoryError e) {
      slow.add(name + ": " + e);
    }
    long took = cpu() - began;
    if (took > MOST.toNanos()) {
      slow.add(name + ": " + Duration.ofNanos(took));
    }
    if (took > longest) {
      longest = took;
      slowest = name;
    }
    return took;
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
