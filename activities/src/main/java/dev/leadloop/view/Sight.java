package dev.leadloop.view;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which leads somebody may look at.
 *
 * @param reps with whom a lead must be; null where every lead may be looked at
 */
public record Sight(@Nullable Set<String> reps) {
  /** Every lead. */
  public static final Sight ALL = new Sight(null);

  /** The condition on a lead's id in a statement; its parameter is {@code seenReps}. */
  static final String SEES =
      " "
          + """
      in (select s.lead_id from lead_status s where s.owner = any(:seenReps)
           union all
           select q.lead_id from handoff_cycle q where q.queue and q.ended_at is null
           union all
           select h.lead_id from handoff_cycle h join lead_status s on s.lead_id = h.lead_id and s.owner is null
            where h.owner = any(:seenReps) and not h.queue
              and not exists (select from handoff_cycle later where later.lead_id = h.lead_id and later.cycle > h.cycle))""";

  String @Nullable [] seenReps() {
    return reps == null ? null : reps.toArray(String[]::new);
  }
}
