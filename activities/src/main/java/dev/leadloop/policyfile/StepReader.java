package dev.leadloop.policyfile;

import dev.leadloop.policy.Step;
import dev.leadloop.policy.Step.Case;
import dev.leadloop.policy.Step.Share;
import dev.leadloop.policyfile.yaml.Nearest;
import dev.leadloop.policyfile.yaml.Scalar;
import dev.leadloop.policyfile.yaml.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads one step of a sequence: an e-mail, a wait, a branch, a split, a jump or an end. */
final class StepReader {
  private static final List<String> KINDS = List.of("template", "wait", "wait-for", "branch", "split", "go-to", "end");

  private final Predicate<String> knownTemplate;
  private final ConditionReader conditions;
  private final Set<String> signalTypes;

  StepReader(Predicate<String> knownTemplate, ConditionReader conditions, Set<String> signalTypes) {
    this.knownTemplate = knownTemplate;
    this.conditions = conditions;
    this.signalTypes = signalTypes;
  }

  /** The step; it may go to the steps of those ids. */
  Step read(Section section, Collection<String> steps) {
    List<String> kinds = KINDS.stream().filter(section::has).toList();
    if (kinds.size() > 1) {
      section.problem(kinds.get(1), "a step does one thing, but this one has the keys " + String.join(" and ", kinds)
          + "; make two steps of it");
    }
    String id = section.text("id", "guide");
    Step step =
        switch (kinds.isEmpty() ? "template" : kinds.get(0)) {
          case "wait" -> new Step.Wait(id, section.duration("wait", ScoringReader.POSITIVE));
          case "wait-for" -> waitFor(section, id, steps);
          case "branch" -> branch(section, id, steps);
          case "split" -> split(section, id, steps);
          case "go-to" -> new Step.Jump(id, target(section, "go-to", steps));
          case "end" -> new Step.End(id, section.text("end", "all was said"));
          default -> send(section, id);
        };
    section.end();
    return step;
  }

  private Step send(Section section, String id) {
    Duration after = section.has("after") ? section.duration("after", Duration.ZERO) : Duration.ZERO;
    Scalar topic = section.optional("topic");
    Map<String, String> byTopic = new HashMap<>();
    if (section.has("by-topic")) {
      Section texts = section.section("by-topic");
      texts.keys().forEach(one -> byTopic.put(one, template(texts, one)));
    }
    return new Step.Send(
        id,
        after,
        template(section, "template"),
        section.text("label", "the guide"),
        topic == null ? null : topic.text(),
        byTopic);
  }

  private String template(Section section, String key) {
    String template = section.text(key, "nurture/1-guide");
    if (!template.isEmpty() && !knownTemplate.test(template)) {
      section.problem(key, "there is no e-mail template '" + template + "'; correct its name or add the template first");
    }
    return template;
  }

  private Step waitFor(Section section, String id, Collection<String> steps) {
    List<String> signals =
        section.scalars("wait-for").stream().map(type -> type.reference(signalTypes, "scored signal type")).toList();
    if (signals.isEmpty()) {
      section.problem("wait-for", "say which signal is waited for, such as 'wait-for: email_click'");
    }
    return new Step.WaitFor(
        id,
        signals,
        PropertyTestReader.read(section),
        section.duration("at-most", ScoringReader.POSITIVE),
        optional(section, "then", steps),
        optional(section, "else", steps));
  }

  private Step branch(Section section, String id, Collection<String> steps) {
    List<Case> cases = new ArrayList<>();
    for (Section way : section.sections("branch")) {
      cases.add(new Case(conditions.read(way, "when"), target(way, "go-to", steps)));
      way.end();
    }
    return new Step.Branch(id, cases, optional(section, "else", steps));
  }

  private static Step split(Section section, String id, Collection<String> steps) {
    Section ways = section.section("split");
    List<Share> shares = new ArrayList<>();
    int sum = 0;
    for (String goTo : ways.keys()) {
      Share share = new Share(ways.integer(goTo, 1, 99), goTo);
      if (!steps.contains(goTo)) {
        ways.problem(goTo, "there is no step '" + goTo + "'" + Nearest.hint(goTo, steps));
      }
      shares.add(share);
      sum += share.percent();
    }
    if (sum != 100) {
      section.problem("split", "the shares of a split must come to 100 per cent, but come to " + sum);
    }
    return new Step.Split(id, shares);
  }

  private static @Nullable String optional(Section section, String key, Collection<String> steps) {
    return section.has(key) ? target(section, key, steps) : null;
  }

  private static String target(Section section, String key, Collection<String> steps) {
    return section.reference(key, steps, "step");
  }
}
