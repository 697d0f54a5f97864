package dev.leadloop.api.measures;

import dev.leadloop.api.measures.MeasureValueView.FiguresView;
import dev.leadloop.api.measures.MeasureValueView.PartView;
import dev.leadloop.api.measures.MeasuresView.CutView;
import dev.leadloop.api.measures.MeasuresView.MeasureView;
import dev.leadloop.csv.CsvDownload;
import dev.leadloop.finding.QueryNames;
import dev.leadloop.measures.catalogue.Counting.Telling;
import dev.leadloop.measures.catalogue.Cut;
import dev.leadloop.measures.catalogue.Measure;
import dev.leadloop.measures.catalogue.MeasureCatalogue;
import dev.leadloop.measures.counting.Counted;
import dev.leadloop.measures.counting.Measuring;
import dev.leadloop.measures.counting.Question;
import dev.leadloop.measuring.MeasureCsv;
import dev.leadloop.measuring.MeasureQuery;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.HttpHeaders;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What measures are, and what they come to. */
@RestController
@Tag(name = "Measures")
class MeasureController {
  private static final String PATH = "/api/v1/measures";
  private static final String ASKED =
      "Of all that count between `from` and `to`, each a day of the organisation's time zone such as 2026-03-31, `to`"
          + " inclusive, or an instant. `by` names up to three cuts, with commas between; each cut is a filter too,"
          + " `source=google`, several values meaning any of them and `none` those without one. `touch` is first, last"
          + " or, of values, position."
          + " `within` counts what came within so many days, of those only that are so old.";

  private final Measuring measuring;
  private final MeasureQuery queries;

  MeasureController(Measuring measuring, Clock clock) {
    this.measuring = measuring;
    this.queries = new MeasureQuery(measuring, clock);
  }

  @GetMapping(PATH)
  @Operation(
      summary = "Read what measures there are",
      description = "Each with what is counted, of what, by which instant, and what is left out; and by what it can be cut.")
  MeasuresView catalogue() {
    return new MeasuresView(
        measuring.zone().getId(),
        MeasureCatalogue.all().stream().map(MeasureController::view).toList(),
        Arrays.stream(Cut.values()).map(cut -> new CutView(cut.called(), cut.words())).toList());
  }

  @GetMapping(PATH + "/{name}")
  @Operation(summary = "Read what a measure comes to", description = ASKED)
  MeasureValueView value(@PathVariable String name, @Parameter(hidden = true) @QueryNames({
          "from", "to", "by", "touch", "within", "source", "campaign", "content", "channel", "path", "industry", "size",
          "segment", "territory", "rep", "team", "policy", "qualification", "class", "reason", "ended", "stage",
          "to_stage", "sequence", "version", "step", "arm", "month", "week"}) @RequestParam MultiValueMap<String, String> query) {
    Question question = queries.question(name, query);
    Counted counted = queries.counted(question);
    Measure measure = question.measure();
    boolean cohort = measure.counting().telling() == Telling.COHORT_SHARE;
    return new MeasureValueView(
        measure.name(), measure.title(), measure.unit(), question.zone().getId(), question.from(), question.to(),
        Cut.names(question.by()), question.touch().name().toLowerCase(Locale.ROOT), question.within(), question.now(),
        FiguresView.of(counted.whole(), cohort),
        counted.parts().stream().map(part -> new PartView(key(part.key()), FiguresView.of(part.figures(), cohort))).toList());
  }

  @GetMapping(PATH + "/{name}.csv")
  @Operation(
      summary = "Export what a measure comes to",
      description = "The same as CSV: the whole first, in which each cut is `all`, then its parts. " + ASKED)
  void export(@PathVariable String name, @Parameter(hidden = true) @QueryNames({
          "from", "to", "by", "touch", "within", "source", "campaign", "content", "channel", "path", "industry", "size",
          "segment", "territory", "rep", "team", "policy", "qualification", "class", "reason", "ended", "stage",
          "to_stage", "sequence", "version", "step", "arm", "month", "week"})
      @RequestParam MultiValueMap<String, String> query, HttpServletResponse response) throws IOException {
    Question question = queries.question(name, query);
    Counted counted = queries.counted(question);
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + question.measure().name() + ".csv\"");
    Writer writer = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
    MeasureCsv.write(new CsvDownload(writer), question, counted);
  }

  private static Map<String, String> key(Map<Cut, String> key) {
    Map<String, String> named = new TreeMap<>();
    key.forEach((cut, value) -> named.put(cut.called(), value));
    return named;
  }

  private static MeasureView view(Measure measure) {
    return new MeasureView(
        measure.name(), measure.title(), measure.numerator(), measure.denominator(), measure.instant(), measure.leftOut(),
        measure.unit(), Cut.names(measure.counting().cuts()), measure.within());
  }
}
