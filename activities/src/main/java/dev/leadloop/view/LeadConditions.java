package dev.leadloop.view;

import dev.leadloop.lead.Stage;
import dev.leadloop.store.Times;
import dev.leadloop.view.LeadQuery.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a query asks of a row {@code l} of lead and {@code s} of lead_status, as SQL that begins with "and", and its values. */
record LeadConditions(String sql, Map<String, Object> values) {
  private static final Pattern SPACES = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);
  /** What people write phone numbers with, but for the digits and the plus before them. */
  private static final String OF_PHONES = " ()./\u00a0-";
  /** As people write what is dialled at home alone. */
  private static final String AT_HOME = "(0)";

  /** A number of fewer digits than these is looked for as it stands. */
  private static final int SHORTEST_PHONE = 4;

  private static final int SHORT_WORD = 2;
  private static final String HELD =
      "(s.progress #>> '{gate,parkedUntil}' is not null or s.progress ->> 'withheld' is not null)"
          + " and (s.progress #>> '{gate,parkedUntil}' is not null or s.stage in ("
          + Arrays.stream(Stage.values()).filter(Stage::nurtured).map(stage -> "'" + stage.label() + "'")
              .collect(Collectors.joining(", "))
          + "))";

  static LeadConditions of(LeadQuery query) {
    LeadConditions all = new LeadConditions("", new LinkedHashMap<>());
    StringBuilder sql = new StringBuilder();
    all.put(sql, " and l.lead_id" + Sight.SEES, "seenReps", query.sight().seenReps());
    all.put(sql, " and l.lead_id = any(:only)", "only", query.only() == null ? null : query.only().toArray(String[]::new));
    all.known(sql, query.known());
    all.standing(sql, query.standing());
    all.worth(sql, query.worth());
    if (query.text() != null && !query.text().isBlank()) {
      // What a filter takes for unlikely is looked up by its index; here so many leads match that they are met in any order.
      sql.append(" and coalesce(").append(all.text(query.text())).append(", false)");
    }
    all.after(sql, query);
    return new LeadConditions(sql.toString(), all.values);
  }

  /** What the text alone asks of a row, in such a way that it is looked up by the index. */
  static LeadConditions ofText(String text) {
    LeadConditions all = new LeadConditions("", new LinkedHashMap<>());
    return new LeadConditions(" and " + all.text(text), all.values);
  }

  private void put(StringBuilder sql, String condition, String name, @Nullable Object value) {
    if (value != null) {
      sql.append(condition);
      values.put(name, value);
    }
  }

  private void known(StringBuilder sql, LeadQuery.Known known) {
    put(sql, " and l.email_key = :emailKey", "emailKey", known.emailKey());
    if (known.externalId() != null) {
      put(sql, " and exists (select from lead_identity i where i.lead_id = l.lead_id and i.external_id = :externalId",
          "externalId", known.externalId());
      put(sql, " and i.system = :system)", "system", String.valueOf(known.system()));
    }
  }

  private void standing(StringBuilder sql, LeadQuery.Standing standing) {
    put(sql, " and s.stage = :stage", "stage", standing.stage());
    put(sql, " and s.owner = :owner", "owner", standing.owner());
    if (standing.qualifiedBy() != null) {
      sql.append(ReadyAs.condition(standing.qualifiedBy()));
    }
    if (standing.held() != null) {
      sql.append(standing.held() ? " and " + HELD : " and (" + HELD + ") is not true");
    }
    if (standing.from() != null || standing.until() != null) {
      sql.append(" and exists (select from measure_lead m where m.lead_id = l.lead_id");
      put(sql, " and m.stage_at >= :enteredFrom", "enteredFrom", Times.inOrNull(standing.from()));
      put(sql, " and m.stage_at < :enteredUntil", "enteredUntil", Times.inOrNull(standing.until()));
      sql.append(")");
    }
  }

  private void worth(StringBuilder sql, LeadQuery.Worth worth) {
    put(sql, " and l.source = :source", "source", worth.source());
    put(sql, " and s.grade = :grade", "grade", worth.grade());
    put(sql, " and s.score >= :least", "least", worth.least());
    put(sql, " and s.score <= :most", "most", worth.most());
    LeadQuery.Segment segment = worth.segment();
    if (segment != null) {
      sql.append(" and ").append(segment.sql());
      segment.values().forEach((name, value) -> put(sql, "", name, value));
    }
  }

  private String text(String text) {
    List<String> all = new ArrayList<>();
    for (String word : words(text)) {
      String name = "word" + all.size();
      boolean brief = word.codePointCount(0, word.length()) <= SHORT_WORD;
      all.add("l.found_by like '%" + (brief ? " " : "") + "' || lead_like(:" + name + ") || '%'");
      values.put(name, word);
    }
    String digits = digits(text);
    String words = all.isEmpty() ? "false" : String.join(" and ", all);
    if (digits == null) {
      return "(" + words + ")";
    }
    values.put("digits", digits);
    return "(" + words + " or l.found_by like '%' || :digits || '%')";
  }

  /** The longest first; signs alone are no word, and nothing is found by them. */
  private static List<String> words(String text) {
    return Arrays.stream(SPACES.split(text.strip()))
        .distinct()
        .filter(word -> word.codePoints().anyMatch(Character::isLetterOrDigit))
        .sorted(Comparator.comparingInt(String::length).reversed())
        .toList();
  }

  /** The digits that every way of writing the number has, without what is dialled at home or abroad alone; null for no number. */
  private static @Nullable String digits(String text) {
    String told = text.strip();
    if (!told.substring(told.startsWith("+") ? 1 : 0).chars().allMatch(c -> c >= '0' && c <= '9' || OF_PHONES.indexOf(c) >= 0)) {
      return null;
    }
    String digits = text.replace(AT_HOME, "").replaceAll("[^0-9]", "").replaceFirst("^0+", "");
    return digits.length() < SHORTEST_PHONE ? null : digits;
  }

  private void after(StringBuilder sql, LeadQuery query) {
    switch (query.order()) {
      case NEWEST -> { }
      case SCORE -> sql.append(" and s.score is not null");
      case DUE -> sql.append(" and s.sla_due_at is not null");
    }
    Place place = query.after();
    if (place == null) {
      return;
    }
    switch (query.order()) {
      case NEWEST -> sql.append(" and l.lead_id < :afterLead");
      case SCORE -> put(sql, " and (s.score, s.lead_id) < (cast(:afterValue as integer), :afterLead)", "afterValue",
          place.value());
      case DUE -> put(
          sql, " and (s.sla_due_at, s.lead_id) > (timestamptz 'epoch' + cast(:afterValue as bigint) * interval '1 microsecond',"
              + " :afterLead)", "afterValue", place.value());
    }
    values.put("afterLead", place.lead());
  }
}
