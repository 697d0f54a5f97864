package dev.leadloop.imports;

import dev.leadloop.imports.mapping.ImportJob;
import dev.leadloop.imports.mapping.ImportMapping;
import dev.leadloop.imports.mapping.ImportMapping.SignalRule;
import dev.leadloop.intake.IntakeWarnings;
import dev.leadloop.intake.IntakeWarnings.Warning;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.NamedSignalTypes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What there is to say about a mapping that was taken: it holds for every row and is told once. */
public final class MappingWarnings {
  private MappingWarnings() {}

  /** The warnings, each with its place in the mapping. */
  public static List<Warning> of(ImportJob job, LeadPolicy policy) {
    ImportMapping mapping = MappingReader.read(job.mapping());
    Instant importedAt = job.createdAt();
    List<Warning> warnings = new ArrayList<>();
    Set<String> types = NamedSignalTypes.namedIn(policy);
    for (int i = 0; i < mapping.signals().size(); i++) {
      SignalRule signal = mapping.signals().get(i);
      String place = "signals[" + i + "]";
      IntakeWarnings.signalType(place + ".type", signal.type(), types, policy.version()).ifPresent(warnings::add);
      if (signal.occurredAt() != null) {
        IntakeWarnings.future(place + ".occurredAt", signal.occurredAt().constant(), importedAt).ifPresent(warnings::add);
      }
    }
    IntakeWarnings.country(mapping.constants().get("country")).ifPresent(warnings::add);
    return warnings;
  }
}
