package dev.leadloop.temporal;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** The ports through which effects are carried out; each is safe to call again for the same effect. */
@ActivityInterface
public interface EffectActivities {
  /** Sends a nurture e-mail through the ledger; returns what became of it, such as "accepted" or "held: suppressed". */
  @ActivityMethod
  String sendEmail(EffectRef effect);

  /** Tells a rep or manager; returns how, such as "e-mail". */
  @ActivityMethod
  String notifySales(EffectRef effect);

  /** Names the row of an effect. */
  record EffectRef(String leadId, long seq, int n) {}
}
