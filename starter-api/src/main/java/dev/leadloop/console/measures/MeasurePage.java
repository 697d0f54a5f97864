package dev.leadloop.console.measures;

import dev.leadloop.measures.catalogue.Measure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything the page of a measure shows, in words.
 *
 * @param whole what it comes to in all
 * @param choices by what it can be cut and filtered
 * @param filters which values it is of
 * @param chart how it is drawn: line, stacked or bars; null where nothing can be
 * @param zone in which days, weeks and months are cut, such as "Berlin time"
 * @param asOf how far was seen
 */
record MeasurePage(
    Measure measure,
    MeasureAddress address,
    FigureCells whole,
    List<Choice> choices,
    List<Filter> filters,
    Table table,
    @Nullable String chart,
    String zone,
    String asOf) {

  /** Whether shares are shared out by position, which is for values alone. */
  public boolean values() {
    return measure.unit().startsWith("amount");
  }

  /** In what the chart's numbers are: share, seconds, amount or count. */
  public String unit() {
    return measure.unit().split(" ", 2)[0];
  }

  /**
   * A cut.
   *
   * @param words what it is
   * @param page the page cut by it, or by it no more; null where there are as many cuts as there may be
   * @param values of its filter; empty for none
   */
  record Choice(String name, String called, String words, boolean chosen, @Nullable String page, List<String> values) {}

  /** A value that is asked for, and the page without it. */
  record Filter(String called, String value, String page) {}

  /**
   * The table behind the chart.
   *
   * @param keys heads of the cuts
   * @param heads of the figures, as messages name them
   * @param left how many lines only the CSV has
   * @param undrawn how many series only the table has
   */
  record Table(List<String> keys, List<String> heads, List<Line> lines, int left, int undrawn) {}

  /**
   * One part.
   *
   * @param label where the chart draws it
   * @param series to which line or colour of the chart it belongs
   * @param shown whether the chart draws it
   */
  record Line(List<Key> keys, FigureCells figures, String label, String series, boolean shown) {}

  /** A value of a cut, and the page of it alone. */
  record Key(String told, boolean none, String page) {}
}
