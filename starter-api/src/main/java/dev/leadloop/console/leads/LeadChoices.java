package dev.leadloop.console.leads;

import dev.leadloop.desk.RepStore.Rep;
import dev.leadloop.lead.Stage;
import dev.leadloop.view.ReadyAs;
import java.util.Arrays;
import java.util.List;

/** What the filters of the list are chosen from. */
record LeadChoices(
    List<String> sources, List<String> segments, List<String> grades, List<Choice> owners, List<ColumnChoice> columns) {
  /** One of a list. */
  record Choice(String value, String label) {}

  /**
   * A column to have or to leave out.
   *
   * @param page the list with it changed
   */
  record ColumnChoice(String name, boolean chosen, String page) {}

  public List<String> stages() {
    return Arrays.stream(Stage.values()).map(Stage::label).toList();
  }

  public List<String> ready() {
    return ReadyAs.WORDS;
  }

  static List<Choice> owners(List<Rep> reps) {
    return reps.stream().map(rep -> new Choice(rep.id(), rep.name())).toList();
  }

  static List<ColumnChoice> columns(List<Column> chosen, LeadAddress address) {
    return Arrays.stream(Column.values())
        .map(column -> new ColumnChoice(
            column.called(), chosen.contains(column), address.with("columns", Column.without(chosen, column))))
        .toList();
  }
}
