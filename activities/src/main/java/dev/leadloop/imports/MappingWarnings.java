package dev.leadloop.imports;

import dev.leadloop.imports.mapping.ImportJob;
import dev.leadloop.imports.mapping.ImportMapping;
import dev.leadloop.imports.mapping.ImportMapping.OccurredAt;
import dev.leadloop.imports.mapping.ImportMapping.SignalRule;
import dev.leadloop.imports.mapping.LeadFields;
import dev.leadloop.imports.mapping.RowFault;
import dev.leadloop.intake.warning.IntakeWarnings;
import dev.leadloop.intake.warning.IntakeWarnings.Warning;
import dev.leadloop.policy.names.PolicyNames;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What there is to say about a mapping that was taken: it holds for every row and is told once. */
public final class MappingWarnings {
  /** So many are told one by one. */
  public static final int MOST = 100;

  private MappingWarnings() {}

  /**
   * What is told.
   *
   * @param told the first {@value #MOST}, each with its place in the mapping
   * @param more how many there are besides
   */
  public record Told(List<Warning> told, int more) {
    public Told {
      told = List.copyOf(told);
    }
  }

  /**
   * The warnings.
   *
   * @param organisation the time zone in which measures cut days, weeks and months
   */
  public static Told of(ImportJob job, PolicyNames names, ZoneId organisation) {
    ImportMapping mapping = MappingReader.read(job.mapping());
    List<Warning> warnings = new ArrayList<>(fields(mapping, names));
    warnings.addAll(HistoryWarnings.of(mapping, names, organisation));
    time("constants." + LeadFields.TOUCHED_AT, constantTime(mapping), job).ifPresent(warnings::add);
    int more = 0;
    for (int i = 0; i < mapping.signals().size(); i++) {
      SignalRule signal = mapping.signals().get(i);
      if (warnings.size() < MOST) {
        warnings.addAll(signal("signals[" + i + "]", signal, names, job));
      } else {
        // What was meant is not looked for any more: that takes longer than all else.
        more += names.signalTypes().contains(signal.type()) ? 0 : 1;
      }
    }
    int told = Math.min(MOST, warnings.size());
    return new Told(warnings.subList(0, told), warnings.size() - told + more);
  }

  private static List<Warning> signal(String place, SignalRule signal, PolicyNames names, ImportJob job) {
    OccurredAt at = signal.occurredAt();
    return Stream.of(
            IntakeWarnings.signalType(place + ".type", signal.type(), names),
            IntakeWarnings.occurred(
                place + ".occurredAt", signal.type(), at == null ? null : at.constant(), names, job.createdAt()))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Warning> time(String place, @Nullable Instant time, ImportJob job) {
    return IntakeWarnings.time(place, time, job.createdAt());
  }

  /** Of constants, and of what the questions are called that columns and constants answer. */
  private static List<Warning> fields(ImportMapping mapping, PolicyNames names) {
    List<Warning> warnings = new ArrayList<>();
    Map<String, String> constants = new TreeMap<>(mapping.constants());
    constants.remove(LeadFields.COMPANY_SIZE);
    IntakeWarnings.values(RowMapper.facts(constants), names).stream()
        .map(warning -> warning.at("constants." + warning.field())).forEach(warnings::add);
    Map<String, String> places = new TreeMap<>();
    mapping.constants().keySet().forEach(field -> places.put(field, "constants." + field));
    mapping.columns().forEach((column, rule) -> places.put(rule.field(), "columns.\"" + column + "\""));
    Set<String> asked =
        places.keySet().stream().filter(LeadFields::isAnswer).map(LeadFields::question).collect(Collectors.toSet());
    places.forEach((field, place) -> {
      if (LeadFields.isAnswer(field)) {
        IntakeWarnings.answerName(place, field, LeadFields.question(field), asked, names).ifPresent(warnings::add);
      }
    });
    return warnings;
  }

  private static @Nullable Instant constantTime(ImportMapping mapping) {
    try {
      return RowMapper.constantTime(mapping);
    } catch (RowFault nothingToSay) {
      return null;
    }
  }
}
