package dev.leadloop.temporal;

import java.time.Instant;
import java.util.List;

/**
 * Asks for one decision.
 *
 * @param now the workflow's time
 * @param seq the decision asked for: one more than the last known, or 0 to be told the latest state
 * @param content messages that carried content of their own, to be put in the inbox first
 */
public record DecisionRequest(String leadId, Instant now, long seq, List<MessageContent> content) {
  public DecisionRequest {
    content = List.copyOf(content);
  }
}
