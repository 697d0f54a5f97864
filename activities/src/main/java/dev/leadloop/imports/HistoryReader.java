package dev.leadloop.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.leadloop.imports.mapping.Dates;
import dev.leadloop.imports.mapping.HistoryRule;
import dev.leadloop.imports.mapping.HistoryRule.Word;
import dev.leadloop.imports.mapping.ImportMapping.When;
import dev.leadloop.imports.mapping.JsonFields;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.event.EventBody.OutcomeReported;
import dev.leadloop.lifecycle.event.PastStep;
import dev.leadloop.naming.NearestName;
import dev.leadloop.text.VisibleText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Reads which columns tell of the lives of leads before they came to us. */
final class HistoryReader {
  private static final int MOST_STEPS_A_ROW = 50;
  private static final List<String> STAGES = PastStep.STAGES.stream().map(HistoryReader::word).toList();

  private final List<String> problems;
  private final JsonFields json;
  private final BiFunction<String, @Nullable JsonNode, @Nullable When> when;

  /**
   * Adds what is wrong to the problems.
   *
   * @param when reads a condition at its place
   */
  HistoryReader(List<String> problems, JsonFields json, BiFunction<String, @Nullable JsonNode, @Nullable When> when) {
    this.problems = problems;
    this.json = json;
    this.when = when;
  }

  List<HistoryRule> read(@Nullable JsonNode nodes) {
    List<HistoryRule> rules = new ArrayList<>();
    if (nodes != null && !nodes.isArray()) {
      problems.add("history is not a list.");
    } else if (nodes != null) {
      for (JsonNode node : nodes) {
        rules.add(rule("history[" + rules.size() + "]", node));
      }
    }
    if (rules.size() > MOST_STEPS_A_ROW) {
      problems.add("history has more than " + MOST_STEPS_A_ROW + " steps.");
    }
    return rules;
  }

  private HistoryRule rule(String place, JsonNode node) {
    json.keys(place, node, "stage", "when", "at", "amount", "currency", "reason");
    Stage stage = stage(place + ".stage", node.get("stage"));
    JsonNode at = column(place + ".at", node.get("at"), "format");
    String format = json.text(place + ".at.format", at.get("format"));
    if (format != null) {
      Dates.faultOf(format).ifPresent(fault -> problems.add(place + ".at.format " + fault + "."));
    }
    HistoryRule rule = new HistoryRule(
        stage, when.apply(place + ".when", node.get("when")), name(place + ".at", at), format,
        node.hasNonNull("amount") ? name(place + ".amount", column(place + ".amount", node.get("amount"))) : null,
        word(place + ".currency", node.get("currency"), "EUR"), word(place + ".reason", node.get("reason"), "no_budget"));
    check(place, rule);
    return rule;
  }

  private void check(String place, HistoryRule rule) {
    if (rule.amount() != null && !PastStep.VALUED.contains(rule.stage())) {
      problems.add(place + ".amount: a step has an amount where it is " + words(PastStep.VALUED) + "; move it there.");
    }
    if (rule.reason() != null && !PastStep.REASONED.contains(rule.stage())) {
      problems.add(place + ".reason: a step has a reason where it is " + words(PastStep.REASONED) + "; move it there.");
    }
    if ((rule.amount() == null) != (rule.currency() == null)) {
      problems.add(place + (rule.amount() == null
          ? ".currency stands without an amount; name its column, such as \"amount\": {\"column\": \"Deal value\"}."
          : ".amount needs its currency; add one such as \"currency\": \"EUR\" or {\"column\": \"Currency\"}."));
    }
    String currency = rule.currency() == null ? null : rule.currency().constant();
    if (currency != null && !currency.matches(OutcomeReported.CURRENCY_FORM)) {
      problems.add(place + ".currency is not an ISO 4217 code such as EUR; a column is {\"column\": \"Currency\"}.");
    }
  }

  private Stage stage(String place, @Nullable JsonNode node) {
    String word = json.required(place, node).toLowerCase(Locale.ROOT);
    int i = STAGES.indexOf(word);
    if (i < 0 && !word.isEmpty()) {
      problems.add(place + " names the unknown stage '" + word + "'; "
          + NearestName.to(word, STAGES).map(nearest -> "did you mean '" + nearest + "'?")
              .orElse("there are " + String.join(", ", STAGES) + "."));
    }
    return i < 0 ? Stage.MQL : PastStep.STAGES.get(i);
  }

  private static String words(List<Stage> stages) {
    return String.join(" or ", stages.stream().map(HistoryReader::word).toList());
  }

  private static String word(Stage stage) {
    return stage.label().toLowerCase(Locale.ROOT);
  }

  private JsonNode column(String place, @Nullable JsonNode node, String... more) {
    if (node == null || !node.isObject()) {
      problems.add(place + " does not name its column; give one such as {\"column\": \"Closed on\"}.");
      return JsonNodeFactory.instance.objectNode();
    }
    json.keys(place, node, more.length == 0 ? new String[] {"column"} : new String[] {"column", more[0]});
    return node;
  }

  private String name(String place, JsonNode node) {
    return node.isEmpty() ? "" : VisibleText.trim(json.required(place + ".column", node.get("column")));
  }

  private @Nullable Word word(String place, @Nullable JsonNode node, String example) {
    if (node == null || node.isNull()) {
      return null;
    }
    if (node.isTextual()) {
      return new Word(null, Map.of(), VisibleText.trim(node.asText()));
    }
    if (!node.isObject()) {
      problems.add(place + " is neither a word such as \"" + example + "\" nor an object with \"column\".");
      return null;
    }
    json.keys(place, node, "column", "values");
    Map<String, @Nullable String> values = new LinkedHashMap<>();
    json.object(place + ".values", node.get("values"))
        .forEach((from, to) -> values.put(VisibleText.trim(from), json.text(place + ".values.\"" + from + "\"", to)));
    return new Word(name(place, node), values, null);
  }
}
