package dev.leadloop.lifecycle.nurturing;

import dev.leadloop.lifecycle.deciding.Deciding;
import dev.leadloop.lifecycle.deciding.Due;
import dev.leadloop.lifecycle.deciding.Effect;
import dev.leadloop.lifecycle.deciding.Verdict;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.event.LeadEvent;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.lifecycle.journal.NurtureProgress.SequenceRun;
import dev.leadloop.nurture.HeldMail;
import dev.leadloop.nurture.NurturePosition;
import dev.leadloop.nurture.OneMail;
import dev.leadloop.nurture.SendingTimes;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Mails that could not go yet: each is tried again at a stated time, and what follows it waits as long. */
public final class HeldMails {
  private HeldMails() {}

  /** Notes that a mail waits until it may go; one that is wanted no more is settled instead. */
  public static Verdict held(Deciding deciding, LeadEvent event, HeldMail mail) {
    if (!stillWanted(deciding, mail)) {
      deciding.note(
          new JournalEntry.SendSettled(
              mail.sequence(), mail.step(), "HELD", mail.why(), mail.sequenceVersion(), mail.occurrence()));
      return Verdict.applied(event.eventId(), "held; the sequence is over");
    }
    Instant from = mail.until().isAfter(deciding.now()) ? mail.until() : deciding.now();
    Instant until = SendingTimes.next(deciding.policy().nurture(), deciding.profile(), from);
    deciding.note(new JournalEntry.MailHeld(mail.until(until)));
    return Verdict.applied(event.eventId(), "held until " + until);
  }

  private static boolean stillWanted(Deciding deciding, HeldMail mail) {
    LeadProgress progress = deciding.progress();
    NurturePosition running = progress.nurture().position();
    SequenceRun run = progress.nurture().runs().get(SequenceRun.key(mail.sequence(), mail.sequenceVersion()));
    boolean runs = running != null && running.sequence().equals(mail.sequence());
    return progress.stage().nurtured()
        && progress.nurture().suppressed() == null
        && (runs || run != null && run.next() == null || OneMail.campaign(mail.sequence()).isPresent());
  }

  /** Tries the held mails of that sequence again, where the lead is nurtured and no consent is awaited. */
  public static Verdict resumed(Deciding deciding, LeadEvent event, String sequence) {
    var waiting = deciding.progress().nurture().held().stream().filter(mail -> mail.sequence().equals(sequence)).toList();
    if (deciding.stage().nurtured() && !deciding.progress().nurture().standsStill()) {
      waiting.forEach(mail -> again(deciding, mail));
    }
    return Verdict.applied(event.eventId(), waiting.size() + " held mails are tried again");
  }

  /** Mail that rested for an answer looks at once whether it may go now. */
  public static Verdict doubtSettled(Deciding deciding, LeadEvent event, EventBody.StopDoubtSettled settled) {
    deciding.note(new JournalEntry.StopDoubtSettled(settled.answer(), settled.asksToStop()));
    if (settled.asksToStop()) {
      return Verdict.applied(event.eventId(), "the answer asks to stop");
    }
    List<HeldMail> waiting = deciding.progress().nurture().held();
    if (deciding.stage().nurtured() && !deciding.progress().nurture().standsStill()) {
      waiting.forEach(mail -> again(deciding, mail));
    }
    Consenting.askWhoeverWaits(deciding);
    return Verdict.applied(event.eventId(), "it was an answer; " + waiting.size() + " held mails are tried again");
  }

  /** When the first of the held mails is tried again; null where none is held. */
  public static @Nullable Due next(LeadProgress progress) {
    return progress.nurture().held().stream()
        .min(Comparator.comparing(HeldMail::until))
        .map(mail -> new Due(mail.until(), Due.Purpose.HELD_MAIL, "held mail is tried again: " + mail.label()))
        .orElse(null);
  }

  /** Tries the held mail again whose time comes first; nothing where none is held. */
  public static void retry(Deciding deciding) {
    deciding.progress().nurture().held().stream()
        .min(Comparator.comparing(HeldMail::until))
        .ifPresent(mail -> again(deciding, mail));
  }

  private static void again(Deciding deciding, HeldMail mail) {
    deciding.note(new JournalEntry.MailRetried(mail));
    deciding.effect(
        new Effect.SendEmail(
            mail.sequence(),
            mail.sequenceVersion(),
            mail.step(),
            mail.occurrence(),
            mail.template(),
            mail.label(),
            mail.topic()));
  }
}
