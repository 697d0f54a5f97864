package dev.leadloop.console.imports;

import dev.leadloop.console.PageTimes;
import dev.leadloop.console.PageTimes.When;
import dev.leadloop.console.imports.ImportChoices.Choice;
import dev.leadloop.imports.ColumnValues;
import dev.leadloop.imports.ImportDrafts;
import dev.leadloop.imports.ImportDrafts.Becomes;
import dev.leadloop.imports.ImportDrafts.Column;
import dev.leadloop.imports.ImportDrafts.Preview;
import dev.leadloop.imports.ImportDrafts.Seen;
import dev.leadloop.imports.ImportWords;
import dev.leadloop.imports.mapping.ImportJob;
import dev.leadloop.imports.mapping.LeadFields;
import dev.leadloop.imports.mapping.MappedRow;
import dev.leadloop.imports.mapping.MappedRow.Told;
import dev.leadloop.imports.mapping.MappedRow.ToldSignal;
import dev.leadloop.intake.LeadDetails;
import dev.leadloop.intake.warning.NamesInForce;
import dev.leadloop.lead.text.ShortText;
import dev.leadloop.lifecycle.event.PastStep;
import dev.leadloop.measures.counting.Measuring;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts the pages of imports together. */
@Component
class ImportPages {
  private static final int CELLS = 3;
  private static final int LONGEST_CELL = 40;
  private static final int BROKEN = 20;

  private final ImportDrafts drafts;
  private final NamesInForce names;
  private final Measuring measuring;

  ImportPages(ImportDrafts drafts, NamesInForce names, Measuring measuring) {
    this.drafts = drafts;
    this.names = names;
    this.measuring = measuring;
  }

  /**
   * An import as a line shows it.
   *
   * @param state as messages name it
   * @param share how much of it is in, in per cent
   */
  record ImportLine(
      String id, String fileName, String state, ImportJob.Counts counts, int warned, int share, String words, String by,
          When at) {
    static ImportLine of(ImportJob job, PageTimes times) {
      ImportJob.Counts counts = job.counts();
      return new ImportLine(
          job.importId(), job.fileName(), job.state().name().toLowerCase(Locale.ROOT), counts, job.warned(),
          counts.total() == 0 ? 0 : (int) (100L * counts.done() / counts.total()), ImportWords.message(job),
          job.createdBy().inWords(id -> id), times.at(job.createdAt()));
    }
  }

  /**
   * The wizard.
   *
   * @param problems why the mapping cannot be taken
   * @param warnings what there is to say about it, in sentences
   * @param broken some of the rows that could not come in
   */
  record Wizard(
      ImportJob job, ImportChoices choices, List<ColumnCard> columns, Targets targets, List<String> problems,
      List<String> warnings, List<RowCard> first, List<RowCard> broken, int looked, int brokenRows, int warned) {}

  /**
   * A column, what it holds and what was chosen for it.
   *
   * @param formatted whether it matters how it is written
   * @param eitherWay whether its dates could be read with the day or the month first
   * @param values what stands in it and how that is read, where that can be chosen value by value
   */
  record ColumnCard(Choice choice, List<String> cells, boolean formatted, boolean eitherWay, @Nullable ColumnValues values) {}

  /** What a column may be. */
  record Targets(List<String> fields, List<String> answers, List<String> stages, List<String> signals) {}

  /**
   * A row as it would become.
   *
   * @param who name and address or id
   * @param facts of the person and the company, and how it came, by name
   * @param did what it tells of engagement and of the past
   * @param wrong why it cannot come in; null where it can
   */
  record RowCard(int line, String who, Map<String, String> facts, List<String> did, List<String> warnings,
      @Nullable String wrong) {}

  /** What is shown of a draft before anybody chose: what its columns look like. */
  static ImportChoices guessed(Seen seen) {
    return ImportChoices.of(columns(seen), seen.guess());
  }

  static List<String> columns(Seen seen) {
    return seen.columns().stream().map(Column::name).toList();
  }

  Wizard wizard(Seen seen, ImportChoices sent) {
    ImportChoices choices = sent.written();
    Preview preview = drafts.preview(seen.job(), choices.mapping(), measuring.zone());
    List<ColumnCard> columns = new ArrayList<>();
    for (int i = 0; i < seen.columns().size(); i++) {
      Column column = seen.columns().get(i);
      Choice choice = choices.columns().get(i);
      columns.add(new ColumnCard(choice, column.cells().stream().distinct().limit(CELLS).map(ImportPages::shortened).toList(),
          formatted(choice.target()), column.eitherWay() && isTime(choice.target()), values(seen.job(), choices, choice)));
    }
    return new Wizard(
        seen.job(), choices, columns, targets(seen), preview.problems(),
        preview.warnings().told().stream().map(Object::toString).toList(),
        preview.first().stream().map(this::card).toList(),
        preview.broken().stream().limit(BROKEN).map(this::card).toList(), preview.looked(), preview.broken().size(),
        preview.warned());
  }

  private @Nullable ColumnValues values(ImportJob job, ImportChoices choices, Choice choice) {
    return choice.kind().isEmpty() || choices.by().equals(ImportChoices.TEXT) ? null
        : drafts.values(job, choices.mapping(), choice.column());
  }

  private Targets targets(Seen seen) {
    TreeSet<String> answers = new TreeSet<>();
    names.newest().facts().keySet().stream().filter(LeadFields::isAnswer).forEach(answers::add);
    seen.columns().stream().map(column -> answer(column.name())).filter(name -> !name.isEmpty()).forEach(answers::add);
    return new Targets(
        LeadFields.names(), List.copyOf(answers), ImportChoices.STAGES, names.newest().signalTypes().stream().sorted().toList());
  }

  /** The question that a column would answer by its own name. */
  private static String answer(String column) {
    StringBuilder name = new StringBuilder();
    column.toLowerCase(Locale.ROOT).chars().forEach(letter -> {
      if (letter >= 'a' && letter <= 'z' || letter >= '0' && letter <= '9') {
        name.appendCodePoint(letter);
      } else if (!name.isEmpty() && name.charAt(name.length() - 1) != '_') {
        name.append('_');
      }
    });
    String plain = name.toString().replaceAll("_$", "");
    return plain.isEmpty() || plain.charAt(0) <= '9' ? "" : "answers." + plain;
  }

  private static boolean isTime(String target) {
    return target.equals(LeadFields.TOUCHED_AT) || target.startsWith(ImportChoices.PAST);
  }

  private static boolean formatted(String target) {
    return isTime(target) || target.startsWith(ImportChoices.DID);
  }

  private RowCard card(Becomes becomes) {
    return switch (becomes.row()) {
      case MappedRow.Broken broken -> new RowCard(becomes.line(), "", Map.of(), List.of(), List.of(),
          broken.column() == null ? broken.reason() : broken.column() + ": " + broken.reason());
      case Told told -> card(becomes.line(), told);
    };
  }

  private RowCard card(int line, Told told) {
    LeadDetails details = told.details();
    LeadDetails.Facts facts = details.facts();
    String name = (told(facts.firstName()) + " " + told(facts.lastName())).strip();
    String known = details.email() != null ? details.email()
        : details.externalId() == null ? "" : details.externalId().system() + " " + details.externalId().id();
    Map<String, String> shown = new TreeMap<>();
    put(shown, "company", facts.company());
    put(shown, "title", facts.title());
    put(shown, "companySize", facts.companySize() == null ? null : String.valueOf(facts.companySize()));
    put(shown, "industry", facts.industry());
    put(shown, "country", facts.country());
    put(shown, "timeZone", facts.timeZone());
    facts.answers().forEach((question, answer) -> put(shown, "answers." + question, answer));
    LeadDetails.Touch touch = details.touch();
    put(shown, "source", touch.source());
    put(shown, "campaign", touch.campaign());
    put(shown, "content", touch.content());
    put(shown, "touchedAt", told.touchedAt() == null ? null : LocalDate.ofInstant(told.touchedAt(), measuring.zone()).toString());
    List<String> did = new ArrayList<>();
    if (!details.consent().isEmpty()) {
      did.add("gets no mail");
    }
    if (told.past() != null) {
      told.past().steps().forEach(step -> did.add(words(step)));
    }
    Map<String, Integer> signals = new TreeMap<>();
    told.signals().stream().map(ToldSignal::type).forEach(type -> signals.merge(type, 1, Integer::sum));
    signals.forEach((type, times) -> did.add((times == 1 ? "" : times + " × ") + type.replace('_', ' ')));
    return new RowCard(line, name.isEmpty() ? known : name + ", " + known, shown, did, told.warnings(), null);
  }

  private String words(PastStep step) {
    return step.stage().words() + " on " + LocalDate.ofInstant(step.at(), measuring.zone())
        + (step.amount() == null ? "" : ", " + step.amount().toPlainString() + " " + step.currency())
        + (step.reason() == null ? "" : ", " + step.reason().replace('_', ' '));
  }

  private static String told(@Nullable String part) {
    return part == null ? "" : part;
  }

  private static void put(Map<String, String> into, String name, @Nullable String value) {
    if (value != null) {
      into.put(name, shortened(value));
    }
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_CELL ? text : ShortText.of(text, LONGEST_CELL) + "…";
  }
}
