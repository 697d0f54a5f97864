package dev.leadloop.bulkorders;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * For which leads an order is: those that were chosen one by one, or all that a list would show.
 *
 * @param chosen ids; null where a list is meant
 * @param filter as a list of leads is asked for, by name; null where leads are chosen
 */
public record ManyLeads(@Nullable List<String> chosen, @Nullable Map<String, String> filter) {
  public ManyLeads {
    chosen = chosen == null ? null : List.copyOf(chosen);
    filter = filter == null ? null : new TreeMap<>(filter);
  }
}
