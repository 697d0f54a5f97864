package dev.leadloop.policies;

import dev.leadloop.api.audit.AuditTrail;
import dev.leadloop.api.audit.AuditTrail.Note;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.diff.PolicyChange;
import dev.leadloop.policy.diff.PolicyDiff;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.policyfile.PolicyFiles;
import dev.leadloop.policyfile.check.PolicyReport;
import dev.leadloop.policyfile.draft.Draft;
import dev.leadloop.policyfile.draft.PolicyDrafts;
import dev.leadloop.policyfile.draft.PolicyDrafts.Outcome;
import dev.leadloop.policyfile.draft.PolicyDrafts.Read;
import dev.leadloop.policyfile.yaml.InvalidPolicy;
import dev.leadloop.policyfile.yaml.InvalidPolicy.Problem;
import dev.leadloop.review.PolicyReviewStore.Side;
import dev.leadloop.security.Caller;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes drafts and approvals from people, and puts each of their acts on record in its own transaction. */
@Component
public final class DraftApprovals {
  private static final int SHOWN = 100;
  private static final String SYSTEMS_KEY =
      "the key is a system's (holder SYSTEM), and a yes is a person's; approve with a key of"
      + " your own, which an administrator makes with \"holder\": \"PERSON\" by POST /api/v1/keys";
  private static final Pattern NAME = Pattern.compile("d[1-9][0-9]{0,17}");

  private final PolicyDrafts drafts;
  private final PolicyCatalog catalog;
  private final PolicyLook look;
  private final AuditTrail audit;
  private final InstantSource clock;

  DraftApprovals(PolicyDrafts drafts, PolicyCatalog catalog, PolicyLook look, AuditTrail audit, InstantSource clock) {
    this.drafts = drafts;
    this.catalog = catalog;
    this.look = look;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * A draft with what it would change.
   *
   * @param against the version in force, or the one before it where the draft was published
   * @param changes what it says otherwise than that; none where it can no longer be read
   * @param warnings what its authors may want to look at
   * @param errors for which it could no longer be published
   */
  public record Shown(Draft draft, int against, List<PolicyChange> changes, List<Problem> warnings, List<Problem> errors) {}

  /** How many approvals a draft needs. */
  public int needed() {
    return drafts.needed();
  }

  /** The version in force. */
  public int inForce() {
    return catalog.latest().version();
  }

  /** The newest drafts, the newest first. */
  public List<Draft> newest() {
    return drafts.newest(SHOWN);
  }

  /** The draft of that name, such as d1. */
  public Optional<Shown> find(String name) {
    return known(name).map(this::shown);
  }

  /** The draft with what it would change to the version in force, or has changed. */
  public Shown shown(Draft draft) {
    Integer version = draft.version();
    LeadPolicy before = version == null ? catalog.latest() : catalog.version(Math.max(1, version - 1));
    if (version != null) {
      return new Shown(draft, before.version(), PolicyDiff.between(before, catalog.version(version)), List.of(), List.of());
    }
    PolicyReport report = look.at(draft.document(), before);
    LeadPolicy policy = report.policy();
    List<PolicyChange> changes = policy == null ? List.of() : PolicyDiff.between(before, policy);
    return new Shown(
        draft, before.version(), changes, warnings(report, changes, before.version()), report.errors());
  }

  /**
   * Takes a document as a new draft, and shows what it would change.
   *
   * @throws InvalidPolicy if it could not be published
   * @throws dev.leadloop.problem.ProblemException if it is the document in force
   */
  public Shown send(String document, Caller by) {
    refuseUseless(document);
    long id = audit.change(
        by, () -> drafts.send(document, by.principal(), clock.instant()),
        sent -> new Note("policy_draft_sent", "policy-draft/d" + sent, Map.of("contentHash", PolicyFiles.contentHash(document))));
    return shown(drafts.find(id).orElseThrow());
  }

  /** Takes a draft back; false where it was published or withdrawn before. */
  public boolean withdraw(Draft draft, Caller by) {
    return audit.change(
        by, () -> drafts.withdraw(draft.id(), by.principal(), clock.instant()),
        withdrawn -> withdrawn
            ? new Note("policy_draft_withdrawn", "policy-draft/" + draft.name(), Map.of("revision", draft.revision()))
            : null);
  }

  /**
   * Puts another document in the place of a draft's; false where it was published or withdrawn.
   *
   * @throws InvalidPolicy if the document could not be published
   * @throws dev.leadloop.problem.ProblemException if it is the document in force
   */
  public boolean replace(Draft draft, String document, Caller by) {
    refuseUseless(document);
    return audit.change(
        by, () -> drafts.replace(draft, document, by.principal(), clock.instant()),
        replaced -> replaced
            ? new Note("policy_draft_replaced", "policy-draft/" + draft.name(),
                Map.of("contentHash", PolicyFiles.contentHash(document)))
            : null);
  }

  /**
   * Takes the approval of a side, and publishes the draft where it was the last one. A system has no side.
   *
   * @throws InvalidPolicy if the document can no longer be published
   */
  public Outcome approve(Draft draft, Read read, Side side, Caller by) {
    if (!by.isPerson()) {
      return new Outcome.Refused(SYSTEMS_KEY);
    }
    return audit.change(
        by,
        () -> {
          Outcome outcome = drafts.approve(draft.id(), read, side, by.principal(), clock.instant());
          if (!(outcome instanceof Outcome.Refused)) {
            audit.say(by, new Note("policy_draft_approved", "policy-draft/" + draft.name(), Map.of(
                "side", side.name().toLowerCase(Locale.ROOT), "revision", read.revision(), "against", read.against())));
          }
          return outcome;
        },
        outcome -> published(draft, outcome));
  }

  private static @Nullable Note published(Draft draft, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Published published ->
          new Note("policy_published", "policy/" + published.version(), Map.of("draft", draft.name()));
      case Outcome.Waits ignored -> null;
      case Outcome.Refused ignored -> null;
    };
  }

  private Optional<Draft> known(String name) {
    return NAME.matcher(name).matches() ? drafts.find(Long.parseLong(name.substring(1))) : Optional.empty();
  }

  private void refuseUseless(String document) {
    LeadPolicy before = catalog.latest();
    LeadPolicy policy = PolicyFiles.parse(document, before.version() + 1, catalog.knownTemplate());
    if (PolicyFiles.contentHash(document).equals(before.contentHash()) && PolicyDiff.between(before, policy).isEmpty()) {
      throw dev.leadloop.problem.Problem.REFUSED.because("Nothing was kept. This is the document of version " + before.version()
          + ", letter by letter, which is in force: there is nothing to approve of. Change it, and send it again.");
    }
  }

  /** That nobody need wonder what is to be approved of. */
  private static List<Problem> warnings(PolicyReport report, List<PolicyChange> changes, int before) {
    if (report.policy() == null || !changes.isEmpty()) {
      return report.warnings();
    }
    List<Problem> warnings = new ArrayList<>(report.warnings());
    warnings.add(0, new Problem(1, 1,
        "it says what version " + before + ", which is in force, says; no more than the writing differs"));
    return List.copyOf(warnings);
  }

  /** The side whose role a caller has; null for an administrator, who names it. */
  public static @Nullable Side sideOf(Caller caller) {
    return switch (caller.role()) {
      case MARKETING -> Side.MARKETING;
      case MANAGER, SALES -> Side.SALES;
      case ADMIN, MONITORING -> null;
    };
  }
}
