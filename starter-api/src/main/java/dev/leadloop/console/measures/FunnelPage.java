package dev.leadloop.console.measures;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the funnel shows before its parts come: each of these loads by itself, and is a link to its measure without a script.
 *
 * @param asked what it is asked for
 * @param leads how many came in, which all else is of
 * @param sections measures side by side
 * @param sources to choose from
 * @param segments to choose from
 * @param teams to choose from
 * @param by by what the parts are compared
 * @param zone in which days and months are cut, such as "Berlin time"
 */
record FunnelPage(
    MeasureAddress asked,
    FigureCells leads,
    List<Section> sections,
    List<String> sources,
    List<String> segments,
    List<Option> teams,
    String by,
    String zone) {

  /** Measures under one head. */
  record Section(String name, List<Row> rows) {}

  /**
   * A measure.
   *
   * @param page where it is told in full
   * @param load where its figures come from
   */
  record Row(String title, String page, String load) {}

  /** A choice of a list. */
  record Option(String value, String label) {}

  /**
   * Where leads went from each stage.
   *
   * @param to the stages that were left for, in their order
   * @param page the measure that says so
   */
  record Flow(List<String> to, List<From> from, String page) {}

  /**
   * What left one stage.
   *
   * @param leads the leads that still are there; null where the list of leads cannot be cut so
   */
  record From(String stage, String all, List<Went> went, Went still, @Nullable String leads) {}

  /**
   * How many went one way.
   *
   * @param count such as "120"; empty for none
   * @param heat from 0 to 4, how large a share of all that is
   */
  record Went(String count, String share, int heat, @Nullable String page) {}

  /**
   * Parts side by side.
   *
   * @param heads the measures
   * @param left how many parts are left out, those of fewest leads
   */
  record Compared(String by, List<Head> heads, List<Part> parts, int left) {}

  /** A measure, and the page of it cut so. */
  record Head(String title, String page) {}

  /** A part, and its figures by measure; empty ones where it has none. */
  record Part(String told, boolean none, String page, List<FigureCells> figures) {}
}
