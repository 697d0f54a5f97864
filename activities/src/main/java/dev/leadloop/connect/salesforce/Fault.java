package dev.leadloop.connect.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadloop.connect.vendor.VendorCalls;
import dev.leadloop.connect.vendor.Write;
import dev.leadloop.connect.vendor.Written.Result;
import java.util.ArrayList;
import java.util.List;

/**
 * An error of theirs about one record.
 *
 * @param code one of their words for it
 * @param words theirs, and what to do where they do not say
 * @param fields it is about
 */
record Fault(String code, String words, List<String> fields) {

  /** Calls for one record name the code otherwise than calls for many. */
  Fault(JsonNode error, String codeAt) {
    this(error.path(codeAt).asText(""), words(error, error.path(codeAt).asText("")), texts(error.path("fields")));
  }

  private static String words(JsonNode error, String code) {
    String message = error.path("message").asText("");
    return VendorCalls.clean(switch (code) {
      case "DUPLICATES_DETECTED" -> duplicates(error, message);
      case "DUPLICATE_EXTERNAL_ID" -> "several leads there hold the id of this one; merge them and try again (" + message + ")";
      default -> code + ": " + message;
    });
  }

  /** Their own name for it is spelt so. */
  private static String duplicates(JsonNode error, String message) {
    JsonNode result = error.has("duplicateResut") ? error.path("duplicateResut") : error.path("duplicateResult");
    List<String> found = new ArrayList<>();
    for (JsonNode match : result.path("matchResults")) {
      match.path("matchRecords").forEach(record -> found.add(record.path("record").path("Id").asText("")));
    }
    found.removeIf(String::isEmpty);
    String rule = result.path("duplicateRule").asText("");
    return "a duplicate rule" + (rule.isEmpty() ? "" : " (" + rule + ")") + " found records like this one"
        + (found.isEmpty() ? "" : ": " + String.join(", ", found)) + "; merge them, or have the rule allow it, and try again ("
        + message + ")";
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(one -> texts.add(one.asText()));
    return texts;
  }

  /** What is to become of the record. */
  Result result(Write write) {
    boolean there = write.remoteId() != null;
    return switch (code) {
      case "UNABLE_TO_LOCK_ROW", "SERVER_UNAVAILABLE", "REQUEST_RUNNING_TOO_LONG" -> Result.RETRY;
      case "ENTITY_IS_DELETED", "NOT_FOUND" -> there ? Result.GONE : Result.RETRY;
      case "INVALID_CROSS_REFERENCE_KEY" -> there && fields.isEmpty() ? Result.GONE : Result.REFUSED;
      case "CANNOT_UPDATE_CONVERTED_LEAD" -> Result.LEFT;
      default -> Result.REFUSED;
    };
  }
}
