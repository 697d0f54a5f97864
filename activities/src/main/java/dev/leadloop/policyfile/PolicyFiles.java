package dev.leadloop.policyfile;

import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.Sequence;
import dev.leadloop.policy.sales.RoutingRules;
import dev.leadloop.policy.sales.SlaRules;
import dev.leadloop.policy.sales.SlaRules.SlaClass;
import dev.leadloop.policy.scoring.AccountRules;
import dev.leadloop.policy.scoring.FitRules;
import dev.leadloop.policy.scoring.ScoringRules;
import dev.leadloop.policyfile.yaml.InvalidPolicy;
import dev.leadloop.policyfile.yaml.InvalidPolicy.Problem;
import dev.leadloop.policyfile.yaml.ProblemLines;
import dev.leadloop.policyfile.yaml.Section;
import dev.leadloop.policyfile.yaml.YamlNodes;
import dev.leadloop.sla.BusinessCalendar;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Turns a policy document into a {@link LeadPolicy}, or says everything that is wrong in it. */
public final class PolicyFiles {

  private PolicyFiles() {}

  /**
   * Reads a document that was published before. What is refused only since then is let pass: leads live by it. A template
   * may have been withdrawn since, too.
   */
  static LeadPolicy published(String yaml, int version, Holidays holidays) {
    return read(yaml, version, template -> true, holidays, new ProblemLines(true)).policy();
  }

  /**
   * Reads a document that is yet to be published.
   *
   * @param version the number it would be published under
   * @param knownTemplate whether there is an e-mail template of that id
   * @throws InvalidPolicy with every error found
   */
  public static LeadPolicy parse(String yaml, int version, Predicate<String> knownTemplate) {
    return read(yaml, version, knownTemplate, Holidays.known()).policy();
  }

  /**
   * The same with what the authors of a document may want to look at, though it can be used.
   *
   * @throws InvalidPolicy with every error found
   */
  public static Reading look(String yaml, int version, Predicate<String> knownTemplate) {
    return read(yaml, version, knownTemplate, Holidays.known());
  }

  /**
   * What the authors of a document may want to look at, though it can be used.
   *
   * @throws InvalidPolicy with every error found
   */
  public static List<Problem> warnings(String yaml) {
    return read(yaml, 1, template -> true, Holidays.known()).warnings();
  }

  /**
   * A document that was read.
   *
   * @param holidays the dates that each place it names stands for
   */
  public record Reading(LeadPolicy policy, List<Problem> warnings, Map<String, List<LocalDate>> holidays) {}

  /**
   * Reads a document.
   *
   * @param version the number it is or will be published under
   * @param knownTemplate whether there is an e-mail template of that id
   * @throws InvalidPolicy with every error found
   */
  static Reading read(String yaml, int version, Predicate<String> knownTemplate, Holidays holidays) {
    return read(yaml, version, knownTemplate, holidays, new ProblemLines());
  }

  private static Reading read(
      String yaml, int version, Predicate<String> knownTemplate, Holidays holidays, ProblemLines problems) {
    Node document = compose(yaml, problems);
    YamlNodes.refuseUnclean(document, problems);
    Section root = new Section(document, "the policy", problems);
    LeadPolicy policy = read(root, version, contentHash(yaml), knownTemplate, holidays);
    problems.throwIfAny();
    return new Reading(policy, problems.warnings(), holidays.found());
  }

  /** SHA-256 of a document, in hex. */
  public static String contentHash(String yaml) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(yaml.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static LeadPolicy read(
      Section root, int version, String hash, Predicate<String> knownTemplate, Holidays holidays) {
    ScoringReader score = new ScoringReader();
    String name = root.text("name", "Starter policy");
    ScoringReader.Scores scores =
        score.scores(root.section("scoring"), root.has("product") ? root.section("product") : null);
    ScoringRules scoring = scores.engagement();
    AccountRules account = new AccountReader(score, scoring.reach()).account(root);
    FitRules fit = score.fit(root.section("fit"));
    SequenceReader nurture = new SequenceReader(knownTemplate, score.inSequence(), score.signalTypes());
    Map<String, Sequence> sequences = nurture.sequences(root.section("sequences"));
    Map<String, BusinessCalendar> calendars = new LinkedHashMap<>();
    root.section("calendars").named().forEach((id, calendar) -> calendars.put(id, CalendarReader.read(calendar, holidays)));
    RoutingRules routing = new RoutingReader(score.conditions()).routing(root.section("routing"));
    SalesReader sales =
        new SalesReader(sequences.keySet(), calendars.keySet(), score.signalTypes(), routing.segments().keySet());
    SequenceReader.Tracks tracks = nurture.tracks(root.section("tracks"), sequences.keySet());
    LeadPolicy policy = new LeadPolicy(version, hash, name, scoring, scores.product(), account, fit,
        score.negatives(root.sections("negatives")),
        new QualificationReader(scoring, scores.product(), account, fit)
            .read(root.section("qualification"), score.signalTypes(), score::id),
        sequences,
        tracks.byStage(), calendars, sla(root, sales),
        routing, root.sections("dispositions").stream().map(sales::disposition).toList(),
        sales.recycle(root.section("recycle")), sales.afterAcceptance(root.section("after-acceptance")),
        ConsentReader.read(root, sequences), SalesReader.review(root),
        SendingReader.read(root.has("sending") ? root.section("sending") : null, tracks.byTopic(), holidays));
    if (policy.dispositions().isEmpty()) {
      root.problem("dispositions", "'dispositions' must list the reasons sales may give, at least one");
    }
    root.end();
    return policy;
  }

  private static SlaRules sla(Section root, SalesReader sales) {
    List<Section> sections = root.sections("sla");
    List<SlaClass> classes = sections.stream().map(sales::slaClass).toList();
    if (classes.isEmpty()) {
      root.problem("sla",
          "'sla' must list at least one class of answer time; the last one serves whatever the others do not name");
      return new SlaRules(List.of(new SlaClass("", List.of(), Duration.ofDays(1), "", List.of(), Duration.ofDays(1))));
    }
    int last = classes.size() - 1;
    if (classes.get(last).segment() != null) {
      sections.get(last)
          .problem("segment", "the last class of answer time serves everyone and must not name a segment; add one without");
    }
    if (!root.has("answering")) {
      return new SlaRules(classes);
    }
    Section answering = root.section("answering");
    SlaRules rules = new SlaRules(classes, SalesReader.pause(answering), SalesReader.snooze(answering));
    answering.end();
    return rules;
  }

  private static Node compose(String yaml, ProblemLines problems) {
    try {
      Node document = YamlNodes.compose("policy", yaml).orElse(null);
      if (document != null) {
        return document;
      }
      problems.add(Optional.empty(), "the policy is empty; begin with the starter policy");
    } catch (MarkedYamlEngineException e) {
      problems.add(e.getProblemMark(), "this is not YAML: " + e.getProblem() + "; check indentation, quotes and brackets here");
    } catch (YamlEngineException e) {
      problems.add(Optional.empty(), "this is not YAML a policy may use: " + e.getMessage());
    }
    problems.throwIfAny();
    throw new IllegalStateException("a document that could not be read has problems");
  }
}
