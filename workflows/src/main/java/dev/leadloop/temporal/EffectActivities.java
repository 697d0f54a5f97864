package dev.leadloop.temporal;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;

/** The ports through which effects are carried out; each is safe to call again for the same effect. */
@ActivityInterface
public interface EffectActivities {
  /** Sends a nurture e-mail through the ledger; returns what became of it, such as "accepted" or "held: suppressed". */
  @ActivityMethod
  String sendEmail(EffectRef effect);

  /** Tells reps and managers what one decision has for them; returns how each was told, such as "e-mail, nobody to tell". */
  @ActivityMethod
  String notifySales(List<EffectRef> effects);

  /** Names the row of an effect. */
  record EffectRef(String leadId, long seq, int n) {}
}
