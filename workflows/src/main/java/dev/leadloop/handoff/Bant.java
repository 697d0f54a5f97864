package dev.leadloop.handoff;

import dev.leadloop.handoff.BantFinding.Part;
import dev.leadloop.handoff.BantFinding.Proof;
import dev.leadloop.handoff.BantFinding.Standing;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Signal;
import dev.leadloop.lead.title.Seniority;
import dev.leadloop.policy.LeadPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds budget, authority, need and timeline in what leads say on forms and in what they do. */
public final class Bant {
  /** Questions of forms, by the names they commonly have; a name counts when it is or begins with one of these. */
  private static final Map<Part, List<String>> ASKED =
      Map.of(
          Part.BUDGET, List.of("budget"),
          Part.AUTHORITY, List.of("authority", "decision", "role", "approver"),
          Part.NEED, List.of("need", "usecase", "goal", "challenge", "pain", "problem", "project", "interest"),
          Part.TIMELINE, List.of("timeline", "timeframe", "timing", "start", "when", "purchase", "golive"));

  private static final Set<String> DENIED =
      Set.of("no", "none", "nein", "0", "false", "not yet", "no budget", "just looking", "not planned", "never");
  private static final Set<String> SILENT = Set.of("", "-", "n/a", "unknown", "not sure", "select", "other");
  private static final String ANSWERS = "answers.";
  private static final int MOST_PROOFS = 4;

  private Bant() {}

  /**
   * The four findings, in the order of their letters.
   *
   * @param found facts of the profile that nobody said: what was found is a hint, as what was done is
   */
  public static List<BantFinding> find(
      LeadProfile profile, Collection<Signal> signals, LeadPolicy policy, List<FoundFact> found) {
    List<Signal> counting =
        signals.stream().filter(Engagements::isTheLeads).sorted(Signal.ORDER.reversed()).toList();
    return Arrays.stream(Part.values()).map(part -> find(part, profile, counting, policy, found)).toList();
  }

  private static BantFinding find(
      Part part, LeadProfile profile, List<Signal> signals, LeadPolicy policy, List<FoundFact> found) {
    Map<String, FoundFact> unsaid = found.stream().collect(Collectors.toMap(FoundFact::fact, one -> one));
    List<Proof> proofs = new ArrayList<>(said(part, profile, signals, unsaid.keySet()));
    Standing standing = proofs.isEmpty() ? Standing.OPEN : denied(proofs.get(0).text()) ? Standing.NO : Standing.YES;
    found.stream()
        .filter(fact -> fact.fact().startsWith(ANSWERS) && asks(part, question(fact.fact())) && speaks(fact.value()))
        .map(fact -> new Proof(fact.value().strip(), "not said, " + fact.source(), false, fact.at(), null))
        .forEach(proofs::add);
    if (part == Part.AUTHORITY) {
      title(profile, unsaid.get("title")).ifPresent(proofs::add);
    }
    Set<String> seen = new HashSet<>();
    signals.stream()
        .filter(signal -> SignalCatalogue.shows(signal.type(), part) && seen.add(signal.type()))
        .map(signal -> new Proof(
            Engagements.label(policy, signal), "what they did", false, signal.occurredAt(), signal.eventId()))
        .forEach(proofs::add);
    Standing judged = standing == Standing.OPEN && !proofs.isEmpty() ? Standing.HINT : standing;
    return new BantFinding(part, judged, proofs.stream().limit(MOST_PROOFS).toList());
  }

  /** What they said, the latest first: on forms we have the signal of, then what the profile holds. */
  private static List<Proof> said(Part part, LeadProfile profile, List<Signal> signals, Set<String> unsaid) {
    Map<String, Proof> byQuestion = new TreeMap<>();
    for (Signal signal : signals) {
      for (Map.Entry<String, String> answer : signal.properties().entrySet()) {
        String question = question(answer.getKey());
        if (asks(part, question) && speaks(answer.getValue())) {
          byQuestion.putIfAbsent(
              question, new Proof(answer.getValue().strip(), form(signal), true, signal.occurredAt(), signal.eventId()));
        }
      }
    }
    profile
        .answers()
        .forEach(
            (name, value) -> {
              String question = question(name);
              if (asks(part, question) && speaks(value) && !unsaid.contains(ANSWERS + name)) {
                byQuestion.merge(question, answered(name, value), (before, now) -> latest(before, now));
              }
            });
    return byQuestion.values().stream()
        .sorted(Comparator.comparing(Bant::orEpoch).reversed().thenComparing(Proof::text))
        .toList();
  }

  private static Proof answered(String name, String value) {
    return new Proof(value.strip(), "their answer to '" + name.replace('_', ' ') + "'", true, null, null);
  }

  /** The profile holds the latest word; where a form said the same, the form is the better source. */
  private static Proof latest(Proof form, Proof profile) {
    return form.text().equalsIgnoreCase(profile.text()) ? form : profile;
  }

  private static Instant orEpoch(Proof proof) {
    Instant at = proof.at();
    return at == null ? Instant.EPOCH : at;
  }

  private static java.util.Optional<Proof> title(LeadProfile profile, @Nullable FoundFact found) {
    String title = profile.title();
    if (title == null) {
      return java.util.Optional.empty();
    }
    Seniority seniority = profile.derived().title().seniority();
    boolean decides = seniority == Seniority.COMPANY || seniority == Seniority.DEPARTMENT;
    return decides
        ? java.util.Optional.of(
            found == null
                ? new Proof(title, "their title", false, null, null)
                : new Proof(title, "their title, " + found.source(), false, found.at(), null))
        : java.util.Optional.empty();
  }

  private static String form(Signal signal) {
    String form = signal.properties().get("form");
    return form == null ? "on a form: " + signal.type().replace('_', ' ') : "form " + form;
  }

  private static String question(String name) {
    return name.replaceFirst("^answers\\.", "").toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "");
  }

  private static boolean asks(Part part, String question) {
    return ASKED.getOrDefault(part, List.of()).stream().anyMatch(question::startsWith);
  }

  private static boolean speaks(@Nullable String answer) {
    return answer != null && !SILENT.contains(answer.strip().toLowerCase(Locale.ROOT));
  }

  private static boolean denied(String answer) {
    return DENIED.contains(answer.strip().toLowerCase(Locale.ROOT));
  }
}
