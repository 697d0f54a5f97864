package dev.leadloop.api.measures;

import dev.leadloop.measures.counting.Figures;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a measure comes to.
 *
 * @param asOf how far was seen
 */
@Schema(name = "MeasureValue")
record MeasureValueView(
    String measure,
    String title,
    String unit,
    String zone,
    @Nullable Instant from,
    @Nullable @Schema(description = "the first instant behind the span") Instant to,
    List<String> by,
    @Schema(description = "of which touch sources, campaigns, contents and channels are: first or last") String touch,
    @Nullable Integer within,
    Instant asOf,
    FiguresView whole,
    List<PartView> parts) {

  /** The figures of one combination of values. */
  @Schema(name = "MeasurePart")
  record PartView(Map<String, String> key, FiguresView figures) {}

  /** Figures; what does not belong to the measure is null, or empty. */
  @Schema(name = "MeasureFigures")
  record FiguresView(
      @Schema(description = "how many count; of a share what it is divided by") long count,
      @Schema(description = "of how many it is so") long reached,
      @Schema(description = "of how many it is known that it will not be so") long over,
      @Schema(description = "of how many it may still be so") long open,
      @Schema(description = "how many were left out for being younger than what is asked for") long young,
      @Schema(description = "whether the rate may still rise") boolean soFar,
      @Nullable RateView rate,
      @Nullable EarlierView earlier,
      @Nullable TimesView times,
      List<SumView> sums,
      @Nullable ConvertedView converted) {

    static FiguresView of(Figures of, boolean cohort) {
      Figures.Counts counts = of.counts();
      return new FiguresView(
          counts.count(), counts.reached(), counts.over(), counts.open(), counts.young(), cohort && counts.open() > 0,
          of.rate() == null ? null : new RateView(of.rate().rate(), of.rate().low(), of.rate().high()),
          of.earlier() == null ? null : new EarlierView(of.earlier().count(), of.earlier().rate()),
          of.times() == null ? null : new TimesView(of.times().median(), of.times().p75(), of.times().p90(),
                  of.times().medianOfDone()),
          of.sums().stream().map(sum -> new SumView(sum.currency(), sum.amount(), sum.count(), sum.unvalued())).toList(),
          of.converted() == null ? null
              : new ConvertedView(of.converted().currency(), of.converted().amount(), of.converted().withoutRate()));
    }
  }

  /** A share with Wilson's interval of 95 per cent. */
  @Schema(name = "MeasureRate")
  record RateView(double rate, double low, double high) {}

  /** What earlier cohorts of the span had come to at the ages of this one. */
  @Schema(name = "MeasureEarlier")
  record EarlierView(long count, double rate) {}

  /** After how many seconds so many are done; null where so many never were. */
  @Schema(name = "MeasureTimes")
  record TimesView(
      @Nullable Double median,
      @Nullable Double p75,
      @Nullable Double p90,
      @Nullable
          @Schema(description = "the median of those that are done alone, which is too short for all as long as some wait")
          Double medianOfDone) {}

  /** A sum in one currency. */
  @Schema(name = "MeasureSum")
  record SumView(
      String currency, BigDecimal amount, long count, @Schema(description = "how many say no amount") long unvalued) {}

  /** All sums in the currency of the table of rates. */
  @Schema(name = "MeasureConverted")
  record ConvertedView(
      String currency, BigDecimal amount, @Schema(description = "how many are not in it, for want of a rate") long withoutRate) {}
}
