package dev.leadloop.connect.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadloop.connect.vendor.VendorCalls;
import dev.leadloop.connect.vendor.VendorTrouble;
import dev.leadloop.connect.vendor.VendorTrouble.Kind;
import java.time.Duration;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Calls an organisation, and understands its errors, which stand in a list. */
final class Organisation {
  static final int MOST_ROWS = 2_000;
  private static final String DATA = "/services/data/v64.0";
  /** What is left of a day's calls comes back little by little. */
  private static final Duration DAY_USED_UP = Duration.ofMinutes(15);

  private final VendorCalls calls;

  Organisation(VendorCalls calls) {
    this.calls = calls;
  }

  JsonNode call(String method, String path, @Nullable JsonNode body) throws VendorTrouble {
    try {
      return calls.call(method, DATA + path, body);
    } catch (VendorTrouble trouble) {
      throw understood(trouble);
    }
  }

  private static VendorTrouble understood(VendorTrouble trouble) {
    JsonNode error = trouble.body().path(0);
    String code = error.path("errorCode").asText("");
    if (code.isEmpty()) {
      return trouble;
    }
    String words = new Fault(error, "errorCode").words();
    if (code.equals("REQUEST_LIMIT_EXCEEDED")) {
      // So many at once is over in seconds, so many in a day is not.
      boolean atOnce = words.contains("Concurrent");
      return trouble.as(Kind.LIMIT, words, trouble.rest() != null || atOnce ? trouble.rest() : DAY_USED_UP);
    }
    boolean one = code.startsWith("INSUFFICIENT_ACCESS");
    return trouble.as(one ? Kind.REFUSED : trouble.kind(), words, trouble.rest());
  }

  /** The first rows of what is asked, and whether there are more. */
  JsonNode query(String soql) throws VendorTrouble {
    return call("GET", "/query?q=" + VendorCalls.part(soql), null);
  }

  /** Texts as a list in a query. */
  static String list(Collection<String> texts) {
    return texts.stream().map(Organisation::text).collect(Collectors.joining(",", "(", ")"));
  }

  /** A text in a query. */
  static String text(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
