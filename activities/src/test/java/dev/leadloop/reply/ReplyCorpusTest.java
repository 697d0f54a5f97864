package dev.leadloop.reply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.reply.ReplyVerdict.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * How well answers are read, in numbers the build prints. A false stop loses a buyer and a missed one breaks the law, so
 * each has a limit of its own; a doubt costs a person's look, so they are few.
 */
class ReplyCorpusTest {
  private static final ReplyReading READING = ReplyReading.standard();

  /** What came out, by what is right and what was read. */
  private record Score(String name, int lines, Map<Kind, Map<Kind, Integer>> counts, List<String> wrong) {
    static Score of(String name, List<CorpusLine> lines) {
      Map<Kind, Map<Kind, Integer>> counts = new EnumMap<>(Kind.class);
      List<String> wrong = new ArrayList<>();
      for (CorpusLine line : lines) {
        Kind read = line.read(READING).kind();
        counts.computeIfAbsent(line.kind(), kind -> new EnumMap<>(Kind.class)).merge(read, 1, Integer::sum);
        if (read != line.kind()) {
          wrong.add(read.name().toLowerCase(Locale.ROOT) + " instead of "
              + line.kind().name().toLowerCase(Locale.ROOT) + ": " + line);
        }
      }
      return new Score(name, lines.size(), counts, wrong);
    }

    int count(Kind right, Kind read) {
      return counts.getOrDefault(right, Map.of()).getOrDefault(read, 0);
    }

    int read(Kind read) {
      return counts.values().stream().mapToInt(one -> one.getOrDefault(read, 0)).sum();
    }

    int right(Kind right) {
      return counts.getOrDefault(right, Map.of()).values().stream().mapToInt(Integer::intValue).sum();
    }

    double precision(Kind kind) {
      return share(count(kind, kind), read(kind));
    }

    double recall(Kind kind) {
      return share(count(kind, kind), right(kind));
    }

    /** Of those who ask to stop, how many get no more mail, or none until a person has looked. */
    double heeded() {
      return share(count(Kind.REPLY_STOP, Kind.REPLY_STOP) + count(Kind.REPLY_STOP, Kind.MAY_ASK_TO_STOP),
          right(Kind.REPLY_STOP));
    }

    /** Of all that is neither a wish to stop nor in doubt, how much a person is asked about for nothing. */
    double needlessDoubts() {
      int others = lines - right(Kind.REPLY_STOP) - right(Kind.MAY_ASK_TO_STOP);
      return share(read(Kind.MAY_ASK_TO_STOP) - count(Kind.MAY_ASK_TO_STOP, Kind.MAY_ASK_TO_STOP)
          - count(Kind.REPLY_STOP, Kind.MAY_ASK_TO_STOP), others);
    }

    private static double share(int part, int whole) {
      return whole == 0 ? 1 : (double) part / whole;
    }

    @Override
    public String toString() {
      StringBuilder text = new StringBuilder();
      text.append(String.format(Locale.ROOT, "Answers read, %s: %d lines, %d as they should be%n", name, lines,
          lines - wrong.size()));
      for (Kind kind : Kind.values()) {
        text.append(String.format(Locale.ROOT, "  %-16s %4d lines, precision %.3f, recall %.3f%n",
            kind.name().toLowerCase(Locale.ROOT), right(kind), precision(kind), recall(kind)));
      }
      text.append(String.format(Locale.ROOT, "  wishes to stop that are heeded %.3f, needless doubts %.3f%n", heeded(),
          needlessDoubts()));
      wrong.forEach(line -> text.append("  ").append(line).append(System.lineSeparator()));
      return text.toString();
    }
  }

  private static Score printed(String name, List<CorpusLine> lines) {
    Score score = Score.of(name, lines);
    System.out.print(score);
    return score;
  }

  @Test
  void corpusIsReadAsItShouldBe() {
    Score score = printed("corpus", CorpusLine.of("corpus.tsv"));
    assertThat(score.precision(Kind.REPLY_STOP)).as("%s", score).isGreaterThanOrEqualTo(0.995);
    assertThat(score.recall(Kind.REPLY_STOP)).as("%s", score).isGreaterThanOrEqualTo(0.98);
    assertThat(score.heeded()).as("%s", score).isGreaterThanOrEqualTo(0.995);
    assertThat(score.needlessDoubts()).as("%s", score).isLessThanOrEqualTo(0.02);
    assertThat(score.precision(Kind.OUT_OF_OFFICE)).as("%s", score).isGreaterThanOrEqualTo(0.98);
    assertThat(score.recall(Kind.OUT_OF_OFFICE)).as("%s", score).isGreaterThanOrEqualTo(0.97);
    assertThat(score.precision(Kind.REPLY_NEGATIVE)).as("%s", score).isGreaterThanOrEqualTo(0.97);
    assertThat(score.recall(Kind.REPLY_NEGATIVE)).as("%s", score).isGreaterThanOrEqualTo(0.95);
  }

  /** Written after the tables, and no table was written for it: what may be expected of answers nobody has seen. */
  @Test
  void answersNobodyHasSeenAreReadWell() {
    Score score = printed("held out", CorpusLine.of("holdout.tsv"));
    assertThat(score.precision(Kind.REPLY_STOP)).as("%s", score).isGreaterThanOrEqualTo(0.98);
    assertThat(score.heeded()).as("%s", score).isGreaterThanOrEqualTo(0.9);
    assertThat(score.needlessDoubts()).as("%s", score).isLessThanOrEqualTo(0.08);
  }

  @Test
  void everyLanguageIsReadByTheSameMeasure() {
    Map<String, List<CorpusLine>> byLanguage =
        CorpusLine.of("corpus.tsv").stream().collect(Collectors.groupingBy(CorpusLine::language));
    assertThat(byLanguage.keySet()).containsExactlyInAnyOrder("en", "de", "fr", "es", "pt", "it", "nl", "da", "sv", "pl", "ja");
    byLanguage.forEach((language, lines) -> {
      Score score = Score.of(language, lines);
      assertThat(score.precision(Kind.REPLY_STOP)).as("%s", score).isGreaterThanOrEqualTo(0.98);
      assertThat(score.heeded()).as("%s", score).isGreaterThanOrEqualTo(0.98);
      assertThat(score.needlessDoubts()).as("%s", score).isLessThanOrEqualTo(0.05);
    });
  }

  @Test
  void halfOfTheCorpusIsTraps() {
    List<CorpusLine> lines = CorpusLine.of("corpus.tsv");
    assertThat(lines).hasSizeGreaterThan(800);
    assertThat(Stream.of("corpus.tsv", "holdout.tsv").flatMap(file -> CorpusLine.of(file).stream())
        .map(line -> line.subject() + line.text()))
        .doesNotHaveDuplicates();
    assertThat(lines.stream().filter(CorpusLine::trap).count() * 2).isGreaterThanOrEqualTo(lines.size());
  }
}
