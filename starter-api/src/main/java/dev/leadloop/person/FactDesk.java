package dev.leadloop.person;

import dev.leadloop.enrichment.Enrichment;
import dev.leadloop.inbox.InboxBell;
import dev.leadloop.intake.Intake;
import dev.leadloop.intake.IntakeRequest;
import dev.leadloop.intake.LeadDetails;
import dev.leadloop.intake.LeadIntake;
import dev.leadloop.problem.FieldError;
import dev.leadloop.problem.Problem;
import dev.leadloop.problem.ProblemException;
import dev.leadloop.record.LeadRecord;
import dev.leadloop.security.Caller;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Has a lead asked about anew, and corrects what is known of it. */
@Component
public class FactDesk {
  private final Enrichment enrichment;
  private final LeadIntake intake;
  private final InboxBell bell;

  FactDesk(Enrichment enrichment, LeadIntake intake, InboxBell bell) {
    this.enrichment = enrichment;
    this.intake = intake;
    this.bell = bell;
  }

  /**
   * Has the file or service of enrichment asked about the lead; what it finds comes in later.
   *
   * @throws ProblemException where nobody can be asked about it now
   */
  public void askAnew(LeadRecord lead) {
    if (lead.erasedAt() != null) {
      throw Problem.ERASED.because("This person asked to be forgotten; nobody is asked about them.");
    }
    switch (enrichment.ask(lead)) {
      case ASKED -> bell.wake();
      case TOO_SOON -> throw Problem.TOO_OFTEN.because(
          "It was asked about this lead within the last " + Enrichment.REST.toSeconds() + " seconds. Wait for the answer.");
      case NOBODY_TO_ASK -> throw Problem.REFUSED.because(
          "Nobody is set up to be asked. Set leadloop.enrichment.file or leadloop.enrichment.http.url.");
      case TOO_LITTLE_KNOWN -> throw Problem.REFUSED.because(
          "Too little is known of this lead to ask: it takes an address of its company, which no free mailbox is, or what the"
              + " service's address names.");
    }
  }

  /**
   * Takes facts in as if the lead had come in with them: what is given stands from now on, what is left out stays as it is.
   *
   * @throws ProblemException where a fact does not do, or the person was forgotten
   */
  public void correct(LeadRecord lead, LeadDetails.Facts facts, Caller by) {
    LeadDetails details = new LeadDetails(
        lead.email(), lead.email() != null || lead.externalIds().isEmpty() ? null : lead.externalIds().getFirst(), facts,
        LeadDetails.Touch.NONE, Map.of());
    switch (intake.intake(new IntakeRequest(details, by.principal(), null, false, null))) {
      case Intake.Accepted ignored -> bell.wake();
      case Intake.Forgotten ignored -> throw Problem.ERASED.because(
          "This person asked to be forgotten and is not taken up again. Nothing was stored.");
      case Intake.Invalid invalid -> throw FieldError.in(invalid.field(), invalid.message());
      case Intake.KeyReused ignored -> throw new IllegalStateException("no key was given");
      case Intake.IdentityConflict ignored -> throw new IllegalStateException("one name was given");
    }
  }
}
