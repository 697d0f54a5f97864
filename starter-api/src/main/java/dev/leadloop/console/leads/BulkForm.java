package dev.leadloop.console.leads;

import dev.leadloop.bulkorders.ManyLeads;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * What the form of a bulk order holds.
 *
 * @param chosen the leads that were ticked; of no meaning where all of the list are meant
 * @param all whether all leads are meant that the list would show
 * @param list the list they were chosen from
 * @param expected for how many leads whoever orders it was shown what would become of it; null before
 * @param formId names the order, so that a form sent twice orders once
 */
record BulkForm(
    List<String> chosen, boolean all, LeadAddress list, @Nullable String sequence, boolean again, @Nullable String toRep,
    @Nullable String reason, @Nullable String note, @Nullable Integer expected, String formId) {
  private static final int DIGITS = 6;

  static BulkForm of(MultiValueMap<String, String> sent) {
    String formId = sent.getFirst("formId");
    return new BulkForm(
        chosen(sent), all(sent), LeadAddress.of(sent.toSingleValueMap()), sent.getFirst("sequence"),
        "true".equals(sent.getFirst("again")), sent.getFirst("toRep"), sent.getFirst("reason"), sent.getFirst("note"),
        number(sent.getFirst("expected")),
        formId == null || formId.length() != UUID.randomUUID().toString().length() ? UUID.randomUUID().toString() : formId);
  }

  static List<String> chosen(MultiValueMap<String, String> sent) {
    List<String> leads = sent.get("lead");
    return leads == null ? List.of() : leads.stream().distinct().toList();
  }

  static boolean all(MultiValueMap<String, String> sent) {
    return "true".equals(sent.getFirst("all"));
  }

  private static @Nullable Integer number(@Nullable String text) {
    return text != null && !text.isEmpty() && text.length() <= DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9')
        ? Integer.valueOf(text) : null;
  }

  ManyLeads many() {
    return all ? new ManyLeads(null, list.filter()) : new ManyLeads(chosen, null);
  }
}
