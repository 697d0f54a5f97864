package dev.leadloop.enrichment;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A service over HTTP, and where its answer holds what.
 *
 * @param name as facts are marked with it
 * @param url with {domain}, {email} or {company} where they belong
 * @param method GET or POST
 * @param body what is posted, with the same names in it; null for nothing
 * @param headers lines such as "Authorization: Bearer ..."
 * @param facts by fact the JSON Pointer (RFC 6901) to it, or several with blanks between them: the first that holds anything
 * @param timeLimit how long a call may take
 * @param mostBytes how long an answer may be
 * @param atOnce how many calls there may be at a time, over all processes
 * @param perSecond how many may begin in a second, over all processes
 */
public record ServiceSettings(
    String name,
    String url,
    String method,
    @Nullable String body,
    List<String> headers,
    Map<String, String> facts,
    Duration timeLimit,
    int mostBytes,
    int atOnce,
    int perSecond) {
  public ServiceSettings {
    headers = List.copyOf(headers);
    facts = Map.copyOf(facts);
  }

  /** Never prints headers or the address: both may hold a key. */
  @Override
  public String toString() {
    return "ServiceSettings[" + name + "]";
  }
}
