package dev.leadloop.api.measures;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * Every measure there is.
 *
 * @param zone the organisation's time zone, in which days, weeks and months are cut
 */
@Schema(name = "Measures")
record MeasuresView(String zone, List<MeasureView> measures, List<CutView> cuts) {

  /** What a measure is. */
  @Schema(name = "MeasureDefinition")
  record MeasureView(
      String name,
      String title,
      @Schema(description = "what is counted; of a time what it is, of a value what is added") String numerator,
      @Schema(description = "of how many") String denominator,
      @Schema(description = "by which instant something is in a span, a month or a week") String instant,
      @Schema(description = "what is not in it") String leftOut,
      String unit,
      @Schema(description = "by what it can be cut and filtered") List<String> cuts,
      @Schema(description = "whether it can be asked within so many days") boolean within) {}

  /** By what measures are cut. */
  @Schema(name = "MeasureCut")
  record CutView(String name, String words) {}
}
