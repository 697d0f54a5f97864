package dev.leadloop.nurturing;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What became of the leads a campaign told, as far as that is known.
 *
 * @param open leads about whom nothing was decided yet
 * @param refused leads for whom nothing was ordered, by the word of the refusal
 * @param sent mails of theirs that went out, or may have
 * @param waiting mails that may not go yet, by why
 * @param held mails that do not go at all, or that were turned away, by why
 */
public record CampaignOutcome(
    int open, Map<String, Integer> refused, int sent, Map<String, Integer> waiting, Map<String, Integer> held) {
  public CampaignOutcome {
    refused = kept(refused);
    waiting = kept(waiting);
    held = kept(held);
  }

  /** Whether any mail may still go out for it. */
  public boolean mayStillSend() {
    return open > 0 || !waiting.isEmpty();
  }

  private static Map<String, Integer> kept(Map<String, Integer> counts) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(counts));
  }
}
