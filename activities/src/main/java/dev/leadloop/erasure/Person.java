package dev.leadloop.erasure;

import dev.leadloop.lead.LeadId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whom an erasure is about, as it was known when it was asked for. Kept until every part has confirmed, and no longer.
 *
 * @param lead null where only an address is known
 * @param addresses all that the person had, in their one form
 * @param names what other systems call the person
 * @param words what else tells of the person, such as names; found in texts, these words are taken out
 */
public record Person(@Nullable String lead, Set<String> addresses, List<Name> names, Set<String> words) {
  public Person {
    addresses = Set.copyOf(addresses);
    names = List.copyOf(names);
    words = Set.copyOf(words);
  }

  /** An id that another system gave. */
  public record Name(String system, String id) {}

  /** The lead; null where only an address is known. */
  public @Nullable LeadId leadId() {
    return lead == null ? null : new LeadId(lead);
  }
}
