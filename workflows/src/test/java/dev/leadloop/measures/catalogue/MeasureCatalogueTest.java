package dev.leadloop.measures.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.measures.catalogue.Counting.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MeasureCatalogueTest {

  @Test
  void thePageOfMeasuresSaysOfEachWhatItIs() throws IOException {
    String page = Files.readString(Path.of("docs/MEASURES.md"));
    assertThat(page).as("the table of measures").contains(table());
    assertThat(page).as("the table of cuts").contains(cuts());
    assertThat(MeasureCatalogue.names()).map(name -> "| `" + name + "` |")
        .allMatch(line -> page.indexOf(line) == page.lastIndexOf(line));
  }

  @Test
  void namesAreNamesAndSentencesAreSentences() {
    assertThat(new HashSet<>(MeasureCatalogue.names())).hasSameSizeAs(MeasureCatalogue.all());
    for (Measure measure : MeasureCatalogue.all()) {
      assertThat(measure.name()).matches("[a-z]+(-[a-z]+)*").isNotEqualTo("rebuild");
      assertThat(List.of(measure.numerator(), measure.denominator(), measure.instant(), measure.leftOut()))
          .as(measure.name()).allMatch(sentence -> sentence.matches("[A-Z][^|]*\\."));
      assertThat(MeasureCatalogue.find(measure.name())).contains(measure);
    }
    assertThat(MeasureCatalogue.find("mql")).isEmpty();
    assertThat(Arrays.stream(Cut.values()).map(Cut::called)).doesNotHaveDuplicates()
        .doesNotContain("from", "to", "by", "touch", "within");
  }

  /** The rows of the page's table of measures. */
  static String table() {
    return MeasureCatalogue.all().stream()
        .map(measure -> "| `" + measure.name() + "` | " + String.join(" | ", measure.title(), measure.numerator(),
            measure.denominator(), measure.instant(), measure.leftOut(), measure.unit()) + " |\n")
        .collect(Collectors.joining());
  }

  static String cuts() {
    return Arrays.stream(Cut.values())
        .map(cut -> "| `" + cut.called() + "` | " + cut.words() + " | " + Arrays.stream(Rows.values()).filter(cut::of)
            .map(rows -> rows.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(", ")) + " |\n")
        .collect(Collectors.joining());
  }

  @Test
  void aSaleThatIsWonHadEveryStepBefore() {
    for (Step step : Step.values()) {
      if (step.ordinal() >= Step.READY.ordinal()) {
        assertThat(step.stages()).last().hasToString("WON");
      }
    }
    assertThat(Step.SQL.stages()).hasSize(4);
    assertThat(Step.MQL.stages()).isEqualTo(Step.READY.stages());
  }

  @Test
  void bandsOfSizesLeaveNoGap() {
    for (int i = 1; i < SizeBand.ALL.size(); i++) {
      assertThat(SizeBand.ALL.get(i).least()).isEqualTo(SizeBand.ALL.get(i - 1).most() + 1);
    }
    assertThat(SizeBand.ALL.getLast().called()).isEqualTo("10001+");
  }
}
