package dev.leadloop.nurturing;

import dev.leadloop.nurture.OneMail;
import dev.leadloop.sending.SendCheck;
import dev.leadloop.temporal.campaign.CampaignProgress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Holds the one mail of a campaign that was paused or stopped after its leads were told, since it is the mail that was wrong; and
 * that of a lead that was parked since.
 */
final class HaltedCampaign implements SendCheck {
  private static final Duration LOOK_AGAIN = Duration.ofHours(1);

  private final CampaignStore store;

  HaltedCampaign(CampaignStore store) {
    this.store = store;
  }

  @Override
  public @Nullable Held look(Mail mail) {
    return OneMail.campaign(mail.email().sequence()).flatMap(store::find).map(campaign -> {
      CampaignProgress progress = campaign.progress();
      if (progress.state().equals("STOPPED")) {
        return Held.forGood("the campaign was stopped by " + progress.by());
      }
      if (mail.progress().recycling().parkedUntil() != null) {
        return Held.forGood("the lead was parked");
      }
      return progress.paused() ? new Held("the campaign was paused by " + progress.by(), mail.now().plus(LOOK_AGAIN)) : null;
    }).orElse(null);
  }
}
