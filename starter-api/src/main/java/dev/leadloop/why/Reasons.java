package dev.leadloop.why;

import dev.leadloop.lifecycle.journal.Handoff;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.lifecycle.journal.NurtureProgress;
import dev.leadloop.lifecycle.journal.NurtureProgress.SequenceRun;
import dev.leadloop.lifecycle.journal.QualificationProgress;
import dev.leadloop.lifecycle.journal.RecycleGate;
import dev.leadloop.lifecycle.journal.SalesProgress;
import dev.leadloop.lifecycle.words.NoMail;
import dev.leadloop.lifecycle.words.Sentences;
import dev.leadloop.nurture.HeldMail;
import dev.leadloop.nurture.NurturePosition;
import dev.leadloop.policy.scoring.HandoffWay;
import dev.leadloop.sla.SlaLevel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads out of a lead's progress why it is not mailed, or not handed over, right now. */
final class Reasons {
  private static final String HAD = "had-before";

  private Reasons() {}

  /**
   * The reasons, a sentence each; the address may be suppressed without a decision having taken note of it yet.
   *
   * @param closing why its life ended, as the journal says it; null where it did not
   * @param labels what the signals of a type are called
   */
  static List<Because> of(
      LeadProgress progress, boolean addressKnown, Optional<String> addressSuppressed, @Nullable String closing,
      UnaryOperator<String> labels) {
    List<Because> reasons = new ArrayList<>();
    String noted = progress.nurture().suppressed();
    String suppressed = noted == null ? addressSuppressed.orElse(null) : noted;
    if (suppressed != null) {
      reasons.add(new Because("suppressed", Sentences.capital(NoMail.bySuppression(suppressed)), null));
    }
    if (!addressKnown && progress.stage().nurtured()) {
      reasons.add(new Because("no-address", "No mail: no e-mail address is known, so no sequence runs", null));
    }
    if (progress.stage().nurtured()) {
      addHad(reasons, progress.nurture());
    }
    RecycleGate gate = progress.recycling().gate();
    if (gate != null) {
      addGate(reasons, gate);
    }
    for (HeldMail mail : progress.nurture().held()) {
      reasons.add(
          new Because(
              "mail-held",
              "Mail held, tried again " + Sentences.time(mail.until()) + ": " + mail.label() + " (" + mail.why() + ")",
              mail.until()));
    }
    if (progress.qualification().review() != null) {
      reasons.add(new Because("review", "A manager is to look at it: " + Sentences.review(progress.qualification().review()),
          null));
    }
    Handoff handoff = progress.handoff();
    if (handoff != null) {
      addHandoff(reasons, handoff, asked(handoff, labels));
    }
    if (progress.stage().closed()) {
      reasons.add(new Because("closed", closed(progress.qualification(), closing), null));
    } else if (!progress.stage().nurtured() && handoff == null) {
      SalesProgress sales = progress.sales();
      reasons.add(
          new Because("handed-over", "No nurture: the lead is with "
              + (sales.owner() == null ? "sales, and was before it came to Leadloop" : sales.owner() + " of sales")
              + asked(Stream.ofNullable(sales.contactFor()), labels),
              sales.contactDue()));
    }
    return reasons;
  }

  private static String closed(QualificationProgress qualification, @Nullable String closing) {
    return "The lead's life ended: it is " + qualification.stage().is() + ", " + Sentences.time(qualification.since())
        + (closing == null ? "" : ": " + Sentences.cause(closing));
  }

  /** A version of a sequence is mailed once: what the lead had before is passed over. */
  private static void addHad(List<Because> reasons, NurtureProgress nurture) {
    NurturePosition running = nurture.position();
    List<String> versions = new ArrayList<>();
    new TreeMap<>(nurture.runs())
        .forEach(
            (key, run) -> {
              String version = "'" + key.replace("@", "' version ");
              List<String> passedOver = run.passedOver();
              if (running != null && key.equals(SequenceRun.key(running.sequence(), running.sequenceVersion()))) {
                if (!passedOver.isEmpty()) {
                  reasons.add(new Because(
                      HAD, "Not mailed again, since the lead had it before: " + String.join(", ", passedOver) + " of " + version,
                      null));
                }
              } else if (run.next() == null && !run.had().isEmpty()) {
                versions.add(version);
              }
            });
    if (running == null && !versions.isEmpty()) {
      reasons.add(new Because(
          HAD, "No sequence runs. Mails the lead has had are not sent again unless an order says so: "
              + String.join(", ", versions), null));
    }
  }

  private static void addGate(List<Because> reasons, RecycleGate gate) {
    Instant parkedUntil = gate.parkedUntil();
    if (parkedUntil != null) {
      reasons.add(
          new Because("parked", "Parked until " + Sentences.time(parkedUntil)
              + ": no mail, and no handoff unless the lead asks for sales", parkedUntil));
    }
    Instant coolDownUntil = gate.coolDownUntil();
    if (coolDownUntil != null) {
      reasons.add(
          new Because(
              "cool-down",
              "Not handed over by score before " + Sentences.time(coolDownUntil) + "; a direct request still is",
              coolDownUntil));
    }
    reasons.add(
        new Because(
            "fresh-evidence",
            "Comes back with " + gate.freshPoints() + " points of engagement since " + Sentences.time(gate.since()),
            null));
  }

  /** What the lead asked for that waits for an answer; nothing where it came by its numbers or a manager's word. */
  private static String asked(Handoff handoff, UnaryOperator<String> labels) {
    return asked(Stream.concat(Stream.of(handoff.terms().trigger()), handoff.terms().asked().stream()), labels);
  }

  private static String asked(Stream<String> triggers, UnaryOperator<String> labels) {
    String requests = triggers.filter(trigger -> HandoffWay.of(trigger) == HandoffWay.REQUEST).map(labels).distinct()
        .collect(Collectors.joining(", "));
    return requests.isEmpty() ? "" : "; its requests: " + requests;
  }

  private static void addHandoff(List<Because> reasons, Handoff handoff, String asked) {
    boolean queued = handoff.queue() || handoff.ladder().level() == SlaLevel.QUEUED;
    reasons.add(
        queued
            ? new Because("queued", "No rep has it: it waits in " + handoff.owner() + " for a manager" + asked, null)
            : new Because(
                "handed-over",
                "No nurture: handoff " + handoff.cycle() + " waits for the answer of " + handoff.owner() + asked,
                handoff.deadline()));
  }
}
