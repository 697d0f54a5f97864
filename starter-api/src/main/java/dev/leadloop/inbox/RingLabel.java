package dev.leadloop.inbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** What waits for a lead, in a few words for those who read its history. */
final class RingLabel {
  private static final int MOST_KINDS = 5;

  private RingLabel() {}

  /** Such as "pricing_page_view, demo_requested ×2". */
  static String of(List<String> labels) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    labels.forEach(label -> counts.merge(label, 1, Integer::sum));
    StringJoiner text = new StringJoiner(", ");
    int kinds = 0;
    for (Map.Entry<String, Integer> kind : counts.entrySet()) {
      if (++kinds > MOST_KINDS) {
        text.add((counts.size() - MOST_KINDS) + " more kinds");
        break;
      }
      text.add(kind.getValue() == 1 ? kind.getKey() : kind.getKey() + " ×" + kind.getValue());
    }
    return text.toString();
  }
}
