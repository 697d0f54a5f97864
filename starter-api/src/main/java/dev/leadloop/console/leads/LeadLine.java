package dev.leadloop.console.leads;

import dev.leadloop.console.PageTimes;
import dev.leadloop.console.PageTimes.When;
import dev.leadloop.console.People;
import dev.leadloop.console.ScoreWords;
import dev.leadloop.lead.Stage;
import dev.leadloop.view.LeadListStore.Found;
import dev.leadloop.view.LeadReadStore.ListedRow;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A lead of the list.
 *
 * @param name of the person, else the address, else the company, else the id
 * @param company as the lead says, else as its account is called
 */
record LeadLine(String leadId, String name, String company, @Nullable String accountId, List<Cell> cells) {

  /**
   * What one column tells.
   *
   * @param kind tells templates how to show it: text, company, stage, number or when
   * @param beside a word beside it, such as "parked"; empty for none
   * @param when for an instant; null otherwise
   */
  record Cell(String kind, String text, String beside, @Nullable When when) {
    static Cell text(@Nullable String text) {
      return new Cell("text", Objects.toString(text, ""), "", null);
    }
  }

  static LeadLine of(Found found, List<Column> columns, People people, PageTimes times) {
    ListedRow row = found.line();
    String company = said(Stream.of(row.company(), found.accountName())).orElse("");
    return new LeadLine(
        row.leadId(), name(row, company), company, found.accountId(),
        columns.stream().map(column -> cell(column, found, company, people, times)).toList());
  }

  /** Whom a line is about. */
  static String name(ListedRow row, String company) {
    String name = Stream.of(row.firstName(), row.lastName())
        .filter(Objects::nonNull).map(String::strip).filter(part -> !part.isEmpty()).collect(Collectors.joining(" "));
    return name.isEmpty() ? said(Stream.of(row.email(), company)).orElse(row.leadId()) : name;
  }

  private static Optional<String> said(Stream<@Nullable String> texts) {
    return texts.flatMap(Stream::ofNullable).filter(text -> !text.isBlank()).findFirst();
  }

  private static Cell cell(Column column, Found found, String company, People people, PageTimes times) {
    ListedRow row = found.line();
    return switch (column) {
      case COMPANY -> new Cell("company", company, "", null);
      case STAGE -> new Cell("stage", row.stage() == null ? "not decided yet" : Stage.words(row.stage()), rests(row), null);
      case SINCE -> when(found.stageSince(), times);
      case SCORE -> new Cell(
          "text", ScoreWords.of(row.score(), row.grade(), row.product(), row.account(), row.qualifiedBy()), "", null);
      case GRADE -> Cell.text(row.grade());
      case READY -> Cell.text(row.qualifiedBy());
      case OWNER -> Cell.text(row.owner() == null ? null : people.rep(row.owner()));
      case DUE -> when(row.slaDueAt(), times);
      case SOURCE -> Cell.text(found.source());
      case EMAIL -> Cell.text(row.email());
      case CREATED -> when(row.createdAt(), times);
    };
  }

  private static Cell when(@Nullable Instant at, PageTimes times) {
    return at == null ? Cell.text(null) : new Cell("when", "", "", times.at(at));
  }

  /** What keeps nurture mail from it beside its stage. */
  private static String rests(ListedRow row) {
    return row.parkedUntil() != null ? "parked" : row.withheld() != null ? "withheld" : "";
  }
}
