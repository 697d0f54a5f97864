package dev.leadloop.imports;

import dev.leadloop.imports.mapping.HistoryRule;
import dev.leadloop.imports.mapping.ImportMapping;
import dev.leadloop.imports.mapping.LeadFields;
import dev.leadloop.intake.warning.IntakeWarnings.Warning;
import dev.leadloop.naming.NearestName;
import dev.leadloop.policy.names.PolicyNames;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What there is to say about how a mapping tells of the lives of leads before they came to us. */
final class HistoryWarnings {
  private HistoryWarnings() {}

  /**
   * The warnings.
   *
   * @param organisation the time zone in which measures cut days, weeks and months
   */
  static List<Warning> of(ImportMapping mapping, PolicyNames names, ZoneId organisation) {
    List<Warning> warnings = new ArrayList<>();
    if (!mapping.history().isEmpty() && !mapping.timeZone().getRules().equals(organisation.getRules())) {
      warnings.add(new Warning(
          "timeZone", mapping.timeZone().getId(), "is not the time zone of your organisation, " + organisation
              + ", in which days, weeks and months are cut: a date alone may count in the month before or after", null));
    }
    if (!mapping.history().isEmpty() && saysHowTheyCame(mapping) && !isMapped(mapping, LeadFields.TOUCHED_AT)) {
      warnings.add(new Warning(
          "history", mapping.history().getFirst().stage().label(), "is told without '" + LeadFields.TOUCHED_AT + "', when each"
              + " lead came: their touches are of the day of this import, so that by the last touch what is told before it has"
              + " no source; map the column that says when each lead came", null));
    }
    for (int i = 0; i < mapping.history().size(); i++) {
      for (String reason : reasons(mapping.history().get(i).reason())) {
        if (!names.reasons().contains(reason)) {
          warnings.add(Warning.of(
              "history[" + i + "].reason", reason, "is no reason of the policy's catalogue, so that rows which tell of it fail",
              NearestName.to(reason, names.reasons().stream().sorted().toList())));
        }
      }
    }
    return warnings;
  }

  private static boolean saysHowTheyCame(ImportMapping mapping) {
    return Stream.of("source", "campaign", "content", "channel").anyMatch(field -> isMapped(mapping, field));
  }

  private static boolean isMapped(ImportMapping mapping, String field) {
    return mapping.constants().containsKey(field)
        || mapping.columns().values().stream().anyMatch(rule -> rule.field().equals(field));
  }

  /** Those that the mapping itself writes. */
  private static Set<String> reasons(HistoryRule.@Nullable Word reason) {
    Set<String> written = new LinkedHashSet<>();
    if (reason != null && reason.constant() != null) {
      written.add(reason.constant());
    }
    if (reason != null) {
      reason.values().values().stream().filter(word -> word != null).forEach(written::add);
    }
    return written;
  }
}
