package dev.leadloop.imports;

import dev.leadloop.imports.ImportMapping.ColumnRule;
import dev.leadloop.imports.ImportMapping.OccurredAt;
import dev.leadloop.imports.ImportMapping.SignalRule;
import dev.leadloop.imports.ImportMapping.When;
import dev.leadloop.imports.MappedRow.ToldSignal;
import dev.leadloop.intake.IntakeLimits;
import dev.leadloop.store.ExternalId;
import dev.leadloop.store.LeadDetails;
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

  /** For one import; the mapping fits the header. */
  RowMapper(ImportMapping mapping, Header header, Instant importedAt) {
    this.mapping = mapping;
    this.header = header;
    this.importedAt = importedAt;
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
      fields.put(constant.getKey(), checked(null, constant.getKey(), constant.getValue()));
    }
    Instant touchedAt = null;
    for (Map.Entry<String, ColumnRule> column : mapping.columns().entrySet()) {
      String field = column.getValue().field();
      if (field.equals(LeadFields.TOUCHED_AT)) {
        touchedAt = time(cells, column.getKey(), column.getValue().format());
      }
      String value = cells.value(column.getKey());
      if (value != null) {
        fields.put(field, checked(column.getKey(), field, value));
      }
    }
    LeadDetails details = details(fields);
    if (details.email() == null && details.externalId() == null) {
      throw new RowFault(identityColumn(), "The row has neither an e-mail address nor an external id, so nobody could be"
          + " known again by it.");
    }
    List<ToldSignal> signals = signals(cells);
    return new MappedRow.Told(key(fields, signals), details, touchedAt, signals);
  }

  private @Nullable String identityColumn() {
    String email = columnOf(LeadFields.EMAIL);
    return email == null ? columnOf(LeadFields.EXTERNAL_ID) : email;
  }

  /** The value of a field in its one form, held against the limits that every intake has. */
  static String checked(@Nullable String column, String field, String value) throws RowFault {
    switch (field) {
      case LeadFields.TOUCHED_AT -> {
        return value;
      }
      case LeadFields.COMPANY_SIZE -> {
        int people = Cells.wholeNumber(column, value);
        throwFault(column, field, IntakeLimits.people(people));
        return String.valueOf(people);
      }
      case LeadFields.TIME_ZONE -> {
        try {
          return ZoneId.of(value).getId();
        } catch (DateTimeException e) {
          throw new RowFault(column, "'" + Cells.shortened(value) + "' is not a time zone such as Europe/Berlin.");
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
        Optional<String> fault = field.startsWith(LeadFields.ANSWERS)
            ? IntakeLimits.name(field.substring(LeadFields.ANSWERS.length()), IntakeLimits.ANSWER_NAME)
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
    String size = fields.get(LeadFields.COMPANY_SIZE);
    Map<String, String> answers = new TreeMap<>();
    fields.forEach((field, value) -> {
      if (field.startsWith(LeadFields.ANSWERS)) {
        answers.put(field.substring(LeadFields.ANSWERS.length()), value);
      }
    });
    return new LeadDetails(
        fields.get(LeadFields.EMAIL),
        id == null || mapping.system() == null ? null : new ExternalId(mapping.system(), id),
        new LeadDetails.Facts(
            fields.get("firstName"), fields.get("lastName"), fields.get("company"), fields.get("title"),
            size == null ? null : Integer.valueOf(size), fields.get("industry"), fields.get("country"),
            fields.get(LeadFields.TIME_ZONE), answers),
        touch(fields),
        "yes".equals(fields.get(LeadFields.DO_NOT_EMAIL)) ? Map.of("status", "declined") : Map.of());
  }

  /** Where the file says how a lead came but not by which channel, the channel is the import. */
  private static LeadDetails.Touch touch(Map<String, String> fields) {
    String channel = fields.get("channel");
    boolean known = fields.containsKey("source") || fields.containsKey("campaign") || fields.containsKey("content");
    return new LeadDetails.Touch(
        fields.get("source"), fields.get("campaign"), fields.get("content"), channel == null && known ? "import" : channel);
  }

  private List<ToldSignal> signals(Cells cells) throws RowFault {
    List<ToldSignal> told = new ArrayList<>();
    for (SignalRule rule : mapping.signals()) {
      if (holds(rule.when(), cells)) {
        int count = rule.count() == null ? 1 : Math.min(rule.count().atMost(), cells.count(rule.count().column()));
        Instant at = occurredAt(rule.occurredAt(), cells);
        for (int i = 1; i <= count; i++) {
          told.add(new ToldSignal(eventId(rule, at, i), rule.type(), at == null ? importedAt : at));
        }
      }
    }
    return told;
  }

  private static boolean holds(@Nullable When when, Cells cells) throws RowFault {
    if (when == null) {
      return true;
    }
    return when.atLeast() == null
        ? when.equalTo() != null && when.equalTo().equals(cells.value(when.column()))
        : cells.count(when.column()) >= when.atLeast();
  }

  private @Nullable Instant occurredAt(@Nullable OccurredAt rule, Cells cells) throws RowFault {
    if (rule == null || rule.column() == null) {
      return rule == null ? null : rule.constant();
    }
    return time(cells, rule.column(), rule.format());
  }

  private @Nullable Instant time(Cells cells, String column, @Nullable String format) throws RowFault {
    Instant time = cells.time(column, format, mapping.timeZone());
    if (time != null && !IntakeLimits.plausible(time)) {
      throw new RowFault(column, "'" + Cells.shortened(cells.value(column)) + "' is not a time from 1990 to 2200.");
    }
    return time;
  }

  /** The third visit is the same third visit in next month's file, unless that file gives it another time. */
  private String eventId(SignalRule rule, @Nullable Instant at, int number) {
    String column = rule.count() != null ? rule.count().column() : rule.when() != null ? rule.when().column() : "";
    return "import-"
        + RowHash.of(List.of(system(), rule.type(), column, String.valueOf(at), String.valueOf(number)))
            .substring(0, 32);
  }

  private String key(Map<String, String> fields, List<ToldSignal> signals) {
    List<String> parts = new ArrayList<>(List.of(system()));
    fields.forEach((field, value) -> {
      parts.add(field);
      parts.add(value);
    });
    signals.forEach(signal -> parts.add(signal.eventId()));
    return RowHash.of(parts);
  }

  private String system() {
    return mapping.system() == null ? "" : mapping.system();
  }
}
