package dev.leadloop.connect.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As much of their query language as is asked: columns of parents, and, or, in, comparisons, order and limit. */
final class FakeSoql {
  private static final Pattern QUERY = Pattern.compile(
      "SELECT (.+?) FROM (\\w+)(?: WHERE (.+?))?(?: ORDER BY (.+?))?(?: LIMIT (\\d+))?");
  private static final Pattern WORD = Pattern.compile("\\s*('(?:[^'\\\\]|\\\\.)*'|>=|<=|!=|[=<>(),]|[\\w.:+-]+)");

  final List<String> columns;
  final String object;
  final int limit;
  private final Predicate<JsonNode> where;
  private final Comparator<JsonNode> order;
  private final List<String> words = new ArrayList<>();
  private int next;

  FakeSoql(String soql) {
    Matcher query = QUERY.matcher(soql);
    if (!query.matches()) {
      throw new IllegalArgumentException("unexpected token: " + soql);
    }
    columns = List.of(query.group(1).split(", "));
    object = query.group(2);
    limit = query.group(5) == null ? Integer.MAX_VALUE : Integer.parseInt(query.group(5));
    if (query.group(3) == null) {
      where = row -> true;
    } else {
      Matcher word = WORD.matcher(query.group(3));
      while (word.lookingAt()) {
        words.add(word.group(1));
        word.region(word.end(), query.group(3).length());
      }
      where = either();
      if (next != words.size()) {
        throw new IllegalArgumentException("unexpected token: " + words.get(next));
      }
    }
    Comparator<JsonNode> wanted = (one, two) -> 0;
    for (String column : query.group(4) == null ? new String[0] : query.group(4).split(", ")) {
      Comparator<JsonNode> by = Comparator.comparing((JsonNode row) -> at(row, column.split(" ")[0]).asText(""));
      wanted = wanted.thenComparing(column.endsWith(" DESC") ? by.reversed() : by);
    }
    order = wanted;
  }

  List<JsonNode> of(List<JsonNode> rows) {
    return rows.stream().filter(where).sorted(order).limit(limit).toList();
  }

  static JsonNode at(JsonNode row, String column) {
    JsonNode at = row;
    for (String part : column.split("\\.")) {
      at = at.path(part);
    }
    return at;
  }

  private String take() {
    return words.get(next++);
  }

  private boolean takes(String word) {
    boolean there = next < words.size() && words.get(next).equals(word);
    next += there ? 1 : 0;
    return there;
  }

  private Predicate<JsonNode> either() {
    Predicate<JsonNode> one = both();
    boolean mixed = false;
    while (takes("OR")) {
      one = one.or(both());
      mixed = true;
    }
    if (mixed && next < words.size() && words.get(next).equals("AND")) {
      throw new IllegalArgumentException("AND and OR need parentheses");
    }
    return one;
  }

  private Predicate<JsonNode> both() {
    Predicate<JsonNode> one = single();
    while (takes("AND")) {
      one = one.and(single());
    }
    return one;
  }

  private Predicate<JsonNode> single() {
    if (takes("(")) {
      Predicate<JsonNode> inner = either();
      take();
      return inner;
    }
    String column = take();
    String how = take();
    if (how.equals("IN")) {
      take();
      List<String> values = new ArrayList<>();
      do {
        values.add(value(take()));
      } while (takes(","));
      take();
      return row -> values.stream().anyMatch(value -> value.equalsIgnoreCase(at(row, column).asText("")));
    }
    String word = take();
    return row -> compares(at(row, column), how, word);
  }

  private static String value(String word) {
    return word.startsWith("'") ? word.substring(1, word.length() - 1).replaceAll("\\\\(.)", "$1") : word;
  }

  private static boolean compares(JsonNode found, String how, String word) {
    boolean missing = found.isMissingNode() || found.isNull();
    if (word.equals("null")) {
      return how.equals("=") == missing;
    }
    if (missing) {
      return false;
    }
    String value = value(word);
    int by = word.matches("\\d{4}-.*Z") ? Instant.parse(found.asText().replace("+0000", "Z")).compareTo(Instant.parse(value))
        : found.asText().compareTo(value);
    return switch (how) {
      case "=" -> by == 0;
      case "!=" -> by != 0;
      case ">" -> by > 0;
      case ">=" -> by >= 0;
      case "<" -> by < 0;
      default -> throw new IllegalArgumentException("unexpected token: " + how);
    };
  }
}
