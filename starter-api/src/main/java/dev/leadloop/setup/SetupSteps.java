package dev.leadloop.setup;

import dev.leadloop.checks.DeskGaps;
import dev.leadloop.checks.DeskGaps.Missing;
import dev.leadloop.desk.RepStore;
import dev.leadloop.desk.RepStore.Rep;
import dev.leadloop.email.transport.EmailSettings;
import dev.leadloop.keys.AuditStore;
import dev.leadloop.keys.AuditStore.AuditedChange;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.view.SetupStore;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How far the four steps of a new installation are. Nobody ticks them off: each is read from what there is now. */
@Component
public class SetupSteps {
  /** What the audit calls a test mail. */
  static final String TEST_MAIL = "test_mail_sent";

  /** What the audit calls a policy that somebody looked at and left as it is. */
  static final String KEPT = "policy_kept";

  private static final String OUTBOX = "outbox";
  private static final String FIRST_START = "leadloop";
  private static final int TESTS_LOOKED_AT = 20;

  private final RepStore reps;
  private final DeskGaps gaps;
  private final EmailSettings mail;
  private final AuditStore audit;
  private final SetupStore store;
  private final PolicyCatalog policies;

  SetupSteps(
      RepStore reps, DeskGaps gaps, EmailSettings mail, AuditStore audit, SetupStore store, PolicyCatalog policies) {
    this.reps = reps;
    this.gaps = gaps;
    this.mail = mail;
    this.audit = audit;
    this.store = store;
    this.policies = policies;
  }

  /** The four. */
  public record Steps(PeopleStep people, MailStep mail, LeadStep lead, PolicyStep policy) {
    /** How many of the four are done. */
    public int done() {
      return (int) Stream.of(people.done(), mail.done(), lead.done(), policy.done()).filter(done -> done).count();
    }

    /** Whether nothing is left of them. */
    public boolean all() {
      return done() == 4;
    }
  }

  /**
   * Who sells.
   *
   * @param missing who is missing, in words; null where nobody is
   * @param team the team that the policy offers leads to
   */
  public record PeopleStep(boolean done, int reps, int managers, @Nullable String missing, String team) {}

  /**
   * Whether mail goes out.
   *
   * @param done whether a test mail was taken by what is set up now
   * @param leaves false where mails are written to a folder
   * @param way outbox, smtp or sendgrid
   * @param folder where the outbox writes
   * @param from the sender's address
   * @param tested when a test mail was taken last by what is set up now; null where none was
   */
  public record MailStep(
      boolean done, boolean leaves, String way, String folder, String from, @Nullable Instant tested) {}

  /**
   * Whether leads come in.
   *
   * @param leadId the first of them; null before
   * @param channel by which it came, such as "form"; null where it was not told
   */
  public record LeadStep(boolean done, @Nullable String leadId, @Nullable Instant at, @Nullable String channel) {}

  /**
   * Whether somebody has said by which rules leads live.
   *
   * @param kept whether the policy that the installation began with was looked at and kept
   * @param by who published or kept it; null where nobody did
   */
  public record PolicyStep(boolean done, int version, boolean kept, @Nullable String by, @Nullable Instant at) {}

  /** The steps as they are now. */
  public Steps now() {
    return new Steps(people(), mail(), lead(), policy());
  }

  private PeopleStep people() {
    List<Rep> active = reps.all().stream().filter(rep -> rep.active() && !rep.sample()).toList();
    int managers = (int) active.stream().filter(Rep::manager).count();
    Missing missing = gaps.missing();
    return new PeopleStep(
        missing == null, active.size() - managers, managers, missing == null ? null : missing.what(),
        policies.latest().routing().team());
  }

  private MailStep mail() {
    boolean leaves = !mail.transport().equals(OUTBOX);
    Instant tested = leaves
        ? lines(TEST_MAIL, TestMail.target(mail), TESTS_LOOKED_AT).stream()
            .filter(line -> TestMail.TAKEN.equals(line.detail().get("result")))
            .map(AuditedChange::at).findFirst().orElse(null)
        : null;
    return new MailStep(
        tested != null, leaves, mail.transport(), mail.outboxFolder().toString(), mail.from().address(), tested);
  }

  private LeadStep lead() {
    return store.firstLead()
        .map(first -> new LeadStep(true, first.leadId(), first.at(), first.channel()))
        .orElseGet(() -> new LeadStep(false, null, null, null));
  }

  private PolicyStep policy() {
    SetupStore.InForce inForce = store.policy().orElseThrow();
    if (!inForce.by().equals(FIRST_START)) {
      return new PolicyStep(true, inForce.version(), false, inForce.by(), inForce.at());
    }
    return lines(KEPT, "policy/" + inForce.version(), 1).stream().findFirst()
        .map(kept -> new PolicyStep(true, inForce.version(), true, kept.by(), kept.at()))
        .orElseGet(() -> new PolicyStep(false, inForce.version(), false, null, inForce.at()));
  }

  private List<AuditedChange> lines(String action, String target, int limit) {
    return audit.list(new AuditStore.Filter(null, action, target, null, null, null, limit)).stream()
        .filter(line -> line.target().equals(target)).toList();
  }
}
