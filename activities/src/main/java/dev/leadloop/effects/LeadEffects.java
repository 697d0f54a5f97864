package dev.leadloop.effects;

import dev.leadloop.lead.LeadId;
import dev.leadloop.lifecycle.deciding.Effect;
import dev.leadloop.notify.SalesNotices;
import dev.leadloop.record.EffectStore;
import dev.leadloop.record.Outward;
import dev.leadloop.sending.ConfirmationMail;
import dev.leadloop.sending.NurtureSending;
import dev.leadloop.temporal.ActivityFailures;
import dev.leadloop.temporal.EffectActivities;
import java.util.List;
import java.util.StringJoiner;

/** Carries effects out; what is done once is never done again, whoever asks. */
public final class LeadEffects implements EffectActivities {
  private final EffectStore effects;
  private final NurtureSending sending;
  private final SalesNotices notices;

  /**
   * Over what was ordered.
   *
   * @param sending how mail to leads goes
   * @param notices how reps and managers are told
   */
  public LeadEffects(EffectStore effects, NurtureSending sending, SalesNotices notices) {
    this.effects = effects;
    this.sending = sending;
    this.notices = notices;
  }

  @Override
  public String sendEmail(EffectRef ref) {
    EffectStore.Ordered ordered = find(ref);
    if (ordered.done()) {
      return Outward.result(String.valueOf(ordered.result()));
    }
    if (ordered.effect() instanceof Effect.SendEmail email) {
      return Outward.result(sending.send(ref, email));
    }
    if (ordered.effect() instanceof Effect.AskConfirmation asked) {
      return Outward.result(sending.send(ref, ConfirmationMail.of(ref, asked)));
    }
    throw notOf(ref, "an e-mail to a lead");
  }

  /** Where one of them cannot be told, the others are all the same; asked again, only that one is tried again. */
  @Override
  public String notifySales(List<EffectRef> refs) {
    StringJoiner told = new StringJoiner(", ");
    RuntimeException first = null;
    SalesNotices.Telling telling = notices.begin();
    for (EffectRef ref : refs) {
      try {
        told.add(notifySales(ref, telling));
      } catch (RuntimeException untold) {
        if (first == null) {
          first = untold;
        } else {
          first.addSuppressed(untold);
        }
      }
    }
    if (first != null) {
      throw first;
    }
    return told.toString();
  }

  private String notifySales(EffectRef ref, SalesNotices.Telling telling) {
    EffectStore.Ordered ordered = find(ref);
    if (ordered.done()) {
      return Outward.result(String.valueOf(ordered.result()));
    }
    if (ordered.effect() instanceof Effect.Notify notify) {
      return Outward.result(telling.tell(ref, notify));
    }
    throw notOf(ref, "a notice");
  }

  private EffectStore.Ordered find(EffectRef ref) {
    return effects
        .find(new LeadId(ref.leadId()), ref.seq(), ref.n())
        .orElseThrow(() -> notOf(ref, "known to the record"));
  }

  private static RuntimeException notOf(EffectRef ref, String what) {
    return ActivityFailures.forGood(
        "Effect " + ref.seq() + "." + ref.n() + " of lead " + ref.leadId() + " is not " + what + ".", "UnknownEffect");
  }
}
