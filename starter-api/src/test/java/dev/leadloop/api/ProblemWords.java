package dev.leadloop.api;

import dev.leadloop.problem.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.http.ProblemDetail;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What every problem must be: a document of a known kind whose words a person can follow. */
public final class ProblemWords {
  private static final Pattern DOUBLE_PUNCTUATION = Pattern.compile("[.,;:!?] *[.,;:!]");
  private static final Pattern NULL = Pattern.compile("\\bnull\\b");
  private static final Pattern CODE =
      Pattern.compile("\\b(?:java|javax|jakarta|sun|dev\\.leadloop|org\\.(?:springframework|apache|postgresql)|tools\\.jackson"
          + "|com\\.fasterxml)\\.[a-z]|Exception\\b|\\bat [a-z]+(?:\\.[A-Za-z]+)+\\(|SQLSTATE|\\$[0-9]|[A-Za-z]+Error\\b");
  private static final Map<String, ProblemDetail> KINDS =
      Arrays.stream(Problem.values())
          .map(kind -> kind.with("x"))
          .collect(Collectors.toMap(document -> String.valueOf(document.getType()), Function.identity(), (one, same) -> one));

  private ProblemWords() {}

  /** What is wrong with a document; empty where nothing is. */
  public static List<String> faults(int status, String contentType, String body) {
    if (contentType.startsWith("text/html")) {
      int from = body.indexOf("<main");
      int to = body.indexOf("</main>");
      return from < 0 || to < 0
          ? List.of("is a page that says nothing: " + shortened(body))
          : faultsOf(HtmlUtils.htmlUnescape(body.substring(from, to).replaceAll("<[^>]*>", " \n")).strip());
    }
    if (!contentType.startsWith("application/problem+json")) {
      return List.of("is " + contentType + " and no problem+json: " + shortened(body));
    }
    JsonNode document;
    try {
      document = JsonMapper.shared().readTree(body.substring(body.indexOf('{'), body.lastIndexOf('}') + 1));
    } catch (JacksonException | IndexOutOfBoundsException notJson) {
      return List.of("is no JSON: " + shortened(body));
    }
    List<String> faults = new ArrayList<>();
    ProblemDetail kind = KINDS.get(document.path("type").asString(""));
    if (kind == null || kind.getStatus() != status || document.path("status").asInt(0) != status) {
      faults.add("is of a type that is not answered with " + status);
    } else if (!String.valueOf(kind.getTitle()).equals(document.path("title").asString(""))) {
      faults.add("has a title of another type");
    }
    String detail = document.path("detail").asString("");
    faults.addAll(faultsOf(detail));
    document.path("errors").forEach(error -> faults.addAll(faultsOf(
        (error.isString() ? error.stringValue() : error.path("field").asString("") + " " + error.path("message").asString("")))));
    return faults.stream().map(fault -> fault + ": " + shortened(detail)).toList();
  }

  /** What is wrong with a text that is shown to a person. */
  public static List<String> faultsOf(String words) {
    List<String> faults = new ArrayList<>();
    if (words.isBlank()) {
      faults.add("says nothing");
    }
    if (DOUBLE_PUNCTUATION.matcher(words).find()) {
      faults.add("has double punctuation");
    }
    if (NULL.matcher(words).find()) {
      faults.add("tells null as a value");
    }
    if (CODE.matcher(words).find()) {
      faults.add("speaks of code");
    }
    return faults;
  }

  private static String shortened(String text) {
    return text.length() <= 300 ? text : text.substring(0, 300) + "…";
  }
}
