package dev.leadloop.measures.counting;

import dev.leadloop.measures.catalogue.Counting.Telling;
import dev.leadloop.measures.catalogue.Cut;
import dev.leadloop.measures.counting.NamedConditionStore.First;
import dev.leadloop.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Makes the statements of a question: its rows as {@code counted}, with the value of each cut as {@code k0}, {@code k1}. */
final class CountedStore {
  /**
   * Keeps the rows apart from what they are grouped by: seen through, PostgreSQL takes every instant for a month of its own, and
   * sorts all rows where it could count them as they come.
   */
  private static final String FENCE = " " + RowStore.FENCE;

  private final JdbcClient jdbc;
  private final Question question;
  private final Map<Cut, String> named = new EnumMap<>(Cut.class);
  private final String joins;
  private final Map<String, @Nullable Object> values;

  /**
   * Of a question.
   *
   * @param named the value of each cut that tells leads apart by conditions of the policy
   * @param values of the parameters of these
   */
  CountedStore(JdbcClient jdbc, Question question, Map<Cut, First> named, Map<String, @Nullable Object> values) {
    this.jdbc = jdbc;
    this.question = question;
    named.forEach((cut, first) -> this.named.put(cut, first.value()));
    this.joins = named.values().stream().map(First::join).collect(Collectors.joining());
    this.values = values;
  }

  Question question() {
    return question;
  }

  /** A statement that begins with the rows; {@code within} is put into it as an interval. */
  StatementSpec statement(String behind) {
    Map<String, @Nullable Object> all = new HashMap<>(values);
    all.put("now", Times.in(question.now()));
    all.put("zone", question.zone().getId());
    all.put("from", Times.inOrNull(question.from()));
    all.put("to", Times.inOrNull(question.to()));
    Integer within = question.within();
    all.put("within", within == null ? null : within * 24 + " hours");
    all.put("campaign", question.campaign());
    question.only().forEach((cut, some) -> all.put("only_" + cut.called(), some.toArray(String[]::new)));
    return jdbc.sql((counted() + behind).replace(":within", ":within::interval")).params(all);
  }

  /** The columns of the cuts as they are told, with a comma behind. */
  String told() {
    return IntStream.range(0, question.by().size())
        .mapToObj(i -> CutStore.words(question.by().get(i), "k" + i) + " as t" + i + ", ").collect(Collectors.joining());
  }

  /** The columns of the cuts as rows are grouped by them, and what is grouped by besides. */
  String keys(String... besides) {
    return IntStream.range(0, question.by().size() + besides.length)
        .mapToObj(i -> i < question.by().size() ? "k" + i : besides[i - question.by().size()])
        .collect(Collectors.joining(", "));
  }

  /** The values of the cuts in a line of an answer; none of the whole. */
  List<String> key(ResultSet row) throws SQLException {
    List<String> key = new ArrayList<>();
    for (int i = 0; i < question.by().size(); i++) {
      String value = row.getString("t" + i);
      if (value == null) {
        return List.of();
      }
      key.add(value);
    }
    return key;
  }

  private String told(boolean only) {
    return only ? " join campaign_lead o on o.campaign_id = :campaign and o.lead_id = r.lead_id and r.at >= o.told_at" : "";
  }

  private String counted() {
    Telling telling = question.measure().counting().telling();
    boolean late = question.within() != null;
    List<String> columns = new ArrayList<>(List.of("r.at"));
    switch (telling) {
      case COUNT, SETTLED_SHARE, COHORT_SHARE -> {
        columns.add(late ? "r.reached and r.reached_at <= r.at + :within as reached" : "r.reached");
        columns.add(late ? "not coalesce(r.reached and r.reached_at <= r.at + :within, false) as over" : "r.over");
        columns.add("r.reached_at");
      }
      case TIME -> columns.addAll(List.of("r.secs", "r.done"));
      case MONEY -> columns.addAll(List.of(
          "r.amount", "r.currency", "(r.lead_id || ' ' || date_part('epoch', r.at)) collate \"C\" as deal",
          question.shared() ? "t.i" : "1 as i",
          question.shared() ? "coalesce(t.n, 1) as n" : "1 as n"));
    }
    IntStream.range(0, question.by().size())
        .forEach(i -> columns.add(CutStore.grouped(question.by().get(i), named) + " as k" + i));
    RowStore.Span span = new RowStore.Span(question.from() != null, question.to() != null);
    String rows = RowStore.rows(question.measure().counting(), span, question.uses(Cut.REP) || question.uses(Cut.TEAM));
    return "with "
        + Stream.of(Cut.values()).filter(cut -> cut.time() && question.uses(cut)).map(CutStore::starts)
            .collect(Collectors.joining())
        + "counted as (select " + String.join(", ", columns) + " from (" + rows + ") r" + told(question.campaign() != null)
        + CutStore.joins(question) + joins
        + question.only().entrySet().stream().sorted(Map.Entry.comparingByKey())
            .map(one -> CutStore.one(one.getKey(), named, ":only_" + one.getKey().called(), one.getValue()))
            .collect(Collectors.collectingAndThen(Collectors.toList(),
                conditions -> conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions)))
        + FENCE + ")";
  }

  /**
   * Whether a row is younger than is asked for: a cohort of a month or week until its end is that old. Null where it is not asked
   * for any age. Of the rows' cuts, which would take long to be looked up twice.
   */
  @Nullable String young() {
    if (question.within() == null) {
      return null;
    }
    return question.by().stream().filter(cut -> cut == Cut.MONTH).findFirst()
        .or(() -> question.by().stream().filter(Cut::time).findFirst())
        .map(cut -> "k" + question.by().indexOf(cut) + " >= " + CutStore.firstYoung(cut))
        .orElse("at + :within > :now");
  }
}
