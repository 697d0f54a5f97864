package dev.leadloop.prediction.model;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was known of one lead when it was handed over, by the name of the field, and whether it was won.
 *
 * @param at when it was handed over
 * @param told whether that is told by an import, which says of its fields nothing of when they were filled in
 * @param known values by field; what is not known is not there
 */
public record Example(String leadId, Instant at, boolean told, Map<String, String> known, boolean won) {
  public Example {
    known = Collections.unmodifiableMap(new TreeMap<>(known));
  }
}
