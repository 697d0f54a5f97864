package dev.leadloop.imports;

import dev.leadloop.imports.mapping.Cells;
import dev.leadloop.imports.mapping.Dates;
import dev.leadloop.imports.mapping.Header;
import dev.leadloop.imports.mapping.ImportMapping;
import dev.leadloop.imports.mapping.ImportMapping.ColumnRule;
import dev.leadloop.imports.mapping.ImportMapping.OccurredAt;
import dev.leadloop.imports.mapping.ImportMapping.SignalRule;
import dev.leadloop.imports.mapping.ImportMapping.When;
import dev.leadloop.imports.mapping.LeadFields;
import dev.leadloop.imports.mapping.MappedRow;
import dev.leadloop.imports.mapping.MappedRow.ToldPast;
import dev.leadloop.imports.mapping.MappedRow.ToldSignal;
import dev.leadloop.imports.mapping.RowFault;
import dev.leadloop.imports.mapping.RowHash;
import dev.leadloop.intake.LeadDetails;
import dev.leadloop.intake.warning.IntakeWarnings;
import dev.leadloop.lead.MailConsent;
import dev.leadloop.naming.NearestZone;
import dev.leadloop.policy.names.PolicyNames;
import dev.leadloop.record.ExternalId;
import dev.leadloop.text.IntakeLimits;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Turns the rows of one file into leads and signals, by its mapping. */
final class RowMapper {
  private static final Set<String> YES = Set.of("yes", "y", "true", "1");
  private static final Set<String> NO = Set.of("no", "n", "false", "0");

  private final ImportMapping mapping;
  private final Header header;
  private final Instant importedAt;
  private final PolicyNames names;
  private final RowTimes times;
  private final RowHistory history;

  /** For one import; the mapping fits the header, and warnings go by what the policy reads. */
  RowMapper(ImportMapping mapping, Header header, Instant importedAt, PolicyNames names) {
    this.mapping = mapping;
    this.header = header;
    this.importedAt = importedAt;
    this.names = names;
    this.times = new RowTimes(mapping, importedAt, names);
    this.history = new RowHistory(mapping, importedAt, times, names.reasons());
  }

  /** What the row says. */
  MappedRow map(List<String> row) {
    try {
      return told(Cells.of(header, row, mapping));
    } catch (RowFault fault) {
      return fault.broken();
    }
  }

  /** The column of a field, for messages; null where none is mapped to it. */
  @Nullable String columnOf(String field) {
    return mapping.columns().entrySet().stream()
        .filter(column -> column.getValue().field().equals(field))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(null);
  }

  private MappedRow told(Cells cells) throws RowFault {
    Map<String, String> fields = new TreeMap<>();
    for (Map.Entry<String, String> constant : mapping.constants().entrySet()) {
      fields.put(constant.getKey(), checked(null, constant.getKey(), constant.getValue(), mapping.decimal()));
    }
    List<String> warnings = new ArrayList<>();
    Map<String, String> ofColumns = new TreeMap<>();
    Instant touchedAt = constantTime(mapping);
    for (Map.Entry<String, ColumnRule> column : mapping.columns().entrySet()) {
      String field = column.getValue().field();
      if (field.equals(LeadFields.TOUCHED_AT)) {
        touchedAt = times.read(cells, column.getKey(), column.getValue().format(), null, warnings);
      }
      String value = cells.value(column.getKey());
      if (value != null) {
        String read = checked(column.getKey(), field, value, mapping.decimalOf(column.getKey()));
        fields.put(field, read);
        ofColumns.put(field, read);
      }
    }
    LeadDetails details = details(fields);
    if (details.email() == null && details.externalId() == null) {
      throw new RowFault(identityColumn(), "The row has neither an e-mail address nor an external id, so nobody could be"
          + " known again by it.");
    }
    IntakeWarnings.values(facts(ofColumns), names).forEach(warning -> warnings.add(warning.toString()));
    if (SameFile.isRounded(details.externalId())) {
      warnings.add("The external id '" + fields.get(LeadFields.EXTERNAL_ID)
          + "' is rounded, as spreadsheets show long numbers: format"
          + " its column as text and save the file again.");
    }
    List<ToldSignal> signals = signals(cells, warnings);
    ToldPast past = history.of(cells, warnings);
    return new MappedRow.Told(key(fields, signals, past), details, touchedAt, signals, past, warnings);
  }

  private @Nullable String identityColumn() {
    String email = columnOf(LeadFields.EMAIL);
    return email == null ? columnOf(LeadFields.EXTERNAL_ID) : email;
  }

  /** The value of a field in its one form, held against the limits that every intake has. */
  static String checked(@Nullable String column, String field, String value, @Nullable Character decimal)
      throws RowFault {
    switch (field) {
      case LeadFields.TOUCHED_AT -> {
        return value;
      }
      case LeadFields.COMPANY_SIZE -> {
        long people = Cells.wholeNumber(column, value, decimal);
        throwFault(column, field, IntakeLimits.people(people));
        return String.valueOf(people);
      }
      case LeadFields.TIME_ZONE -> {
        try {
          return ZoneId.of(value).getId();
        } catch (DateTimeException e) {
          throw new RowFault(column, "'" + Cells.shortened(value) + "' " + NearestZone.hint(value) + ".");
        }
      }
      case LeadFields.DO_NOT_EMAIL -> {
        String word = value.toLowerCase(Locale.ROOT);
        if (!YES.contains(word) && !NO.contains(word)) {
          throw new RowFault(column, "'" + Cells.shortened(value) + "' is neither yes nor no.");
        }
        return YES.contains(word) ? "yes" : "no";
      }
      default -> {
        Optional<String> fault = LeadFields.isAnswer(field)
            ? IntakeLimits.name(LeadFields.question(field), IntakeLimits.ANSWER_NAME)
            : Optional.empty();
        throwFault(column, field, fault.or(() -> IntakeLimits.fault(field, value)));
        return value;
      }
    }
  }

  private static void throwFault(@Nullable String column, String field, Optional<String> fault) throws RowFault {
    if (fault.isPresent()) {
      throw new RowFault(column, sentence(field, fault.get()));
    }
  }

  /** What is wrong with a field, for the report of rows that failed. */
  static String sentence(String field, String fault) {
    return "The field '" + field + "' " + fault + ".";
  }

  private LeadDetails details(Map<String, String> fields) {
    String id = fields.get(LeadFields.EXTERNAL_ID);
    return new LeadDetails(
        fields.get(LeadFields.EMAIL),
        id == null || mapping.system() == null ? null : new ExternalId(mapping.system(), id),
        facts(fields),
        touch(fields),
        "yes".equals(fields.get(LeadFields.DO_NOT_EMAIL)) ? Map.of("status", MailConsent.DECLINED.label()) : Map.of());
  }

  /** The facts among fields, each in its one form. */
  static LeadDetails.Facts facts(Map<String, String> fields) {
    String size = fields.get(LeadFields.COMPANY_SIZE);
    Map<String, String> answers = new TreeMap<>();
    fields.forEach((field, value) -> {
      if (LeadFields.isAnswer(field)) {
        answers.put(LeadFields.question(field), value);
      }
    });
    return new LeadDetails.Facts(
        fields.get("firstName"), fields.get("lastName"), fields.get("company"), fields.get("title"),
        size == null ? null : Integer.valueOf(size), fields.get("industry"), fields.get(LeadFields.COUNTRY),
        fields.get(LeadFields.TIME_ZONE), answers);
  }

  /** Where the file says how a lead came but not by which channel, the channel is the import. */
  private static LeadDetails.Touch touch(Map<String, String> fields) {
    String channel = fields.get("channel");
    boolean known = fields.containsKey("source") || fields.containsKey("campaign") || fields.containsKey("content");
    return new LeadDetails.Touch(
        fields.get("source"), fields.get("campaign"), fields.get("content"), channel == null && known ? "import" : channel);
  }

  private List<ToldSignal> signals(Cells cells, List<String> warnings) throws RowFault {
    List<ToldSignal> told = new ArrayList<>();
    for (SignalRule rule : mapping.signals()) {
      if (holds(rule.when(), cells)) {
        int count = rule.count() == null ? 1 : Math.min(rule.count().atMost(), cells.count(rule.count().column()));
        Instant at = occurredAt(rule, cells, warnings);
        for (int i = 1; i <= count; i++) {
          told.add(new ToldSignal(eventId(rule, at, i), rule.type(), at == null ? importedAt : at));
        }
      }
    }
    return told;
  }

  /** Whether a row says that; every row does where nothing is asked. */
  static boolean holds(@Nullable When when, Cells cells) throws RowFault {
    if (when == null) {
      return true;
    }
    return when.atLeast() == null
        ? when.equalTo() != null && when.equalTo().equals(cells.value(when.column()))
        : cells.count(when.column()) >= when.atLeast();
  }

  private @Nullable Instant occurredAt(SignalRule signal, Cells cells, List<String> warnings) throws RowFault {
    OccurredAt rule = signal.occurredAt();
    if (rule == null || rule.column() == null) {
      return rule == null ? null : rule.constant();
    }
    return times.read(cells, rule.column(), rule.format(), signal.type(), warnings);
  }

  /** When all of the file's leads came to us; null where the mapping does not say. */
  static @Nullable Instant constantTime(ImportMapping mapping) throws RowFault {
    String text = mapping.constants().get(LeadFields.TOUCHED_AT);
    try {
      return text == null ? null : RowTimes.plausible(null, text, Dates.parse(text, null, mapping.timeZone()).instant());
    } catch (DateTimeException e) {
      throw new RowFault(null, "'" + Cells.shortened(text) + "' " + e.getMessage() + ".");
    }
  }

  /** The third visit is the same third visit in next month's file, unless that file gives it another time. */
  private String eventId(SignalRule rule, @Nullable Instant at, int number) {
    String column = rule.count() != null ? rule.count().column() : rule.when() != null ? rule.when().column() : "";
    return "import-"
        + RowHash.of(List.of(system(), rule.type(), column, String.valueOf(at), String.valueOf(number)))
            .substring(0, 32);
  }

  private String key(Map<String, String> fields, List<ToldSignal> signals, @Nullable ToldPast past) {
    List<String> parts = new ArrayList<>(List.of(system()));
    fields.forEach((field, value) -> {
      parts.add(field);
      parts.add(value);
    });
    signals.forEach(signal -> parts.add(signal.eventId()));
    if (past != null) {
      parts.add(past.eventId());
    }
    return RowHash.of(parts);
  }

  private String system() {
    return mapping.system() == null ? "" : mapping.system();
  }
}
