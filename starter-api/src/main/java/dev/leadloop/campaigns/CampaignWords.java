package dev.leadloop.campaigns;

import dev.leadloop.lifecycle.NotBegun;
import dev.leadloop.nurturing.Campaign;
import dev.leadloop.temporal.campaign.CampaignProgress;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;

/** What is going on with a campaign, as people say it. */
public final class CampaignWords {
  private CampaignWords() {}

  /** How far it is then, a sentence. */
  public static String message(Campaign campaign, Instant now) {
    CampaignProgress progress = campaign.progress();
    if (campaign.waits(now)) {
      return String.format(Locale.ROOT, "%s: begins at %s, for about %,d leads.",
          progress.paused() ? "Paused by " + progress.by() : "Waits", campaign.from(), progress.reach());
    }
    String told =
        String.format(Locale.ROOT, "%s for %,d of about %,d leads", campaign.mail() == null ? "begun" : "mail ordered",
            progress.told(), progress.reach())
            + (progress.had() == 0 ? "" : String.format(Locale.ROOT, ", %,d left out who have had all of it", progress.had()));
    return switch (progress.state()) {
      case "PAUSED" -> "Paused by " + progress.by() + "; " + told + ".";
      case "STOPPED" -> "Stopped by " + progress.by() + "; " + told + ".";
      case "DONE" -> "Done: " + told + ".";
      default -> "Running: " + told + ", at most " + progress.ratePerMinute() + " a minute.";
    };
  }

  /** Why leads got nothing though they were told, by the word of the refusal; to be read behind "leads who". */
  public static String refused(String code) {
    return code.equals("failed") ? "stand still, since it could not be decided: see what stands still"
        : Arrays.stream(NotBegun.values()).filter(why -> why.code().equals(code)).findFirst()
        .map(CampaignWords::passedOver).orElse("were refused: " + code);
  }

  /** Why leads are passed over, to be read behind "leads who". */
  public static String passedOver(NotBegun why) {
    return switch (why) {
      case NOT_NURTURED -> "are with sales, or whose life as a lead is over";
      case NO_ADDRESS -> "have no e-mail address";
      case SUPPRESSED -> "have a suppressed address";
      case WITHHELD -> "get no nurture mail by the policy they live by";
      case NO_CONSENT -> "declined, or have not agreed as the policy they live by asks for";
      case PARKED -> "are parked until their date";
      case UNKNOWN_SEQUENCE -> "live by a version of the policy without this sequence; a rollout moves them";
      case ALREADY_RUNNING -> "run this sequence already";
      case HAD_BEFORE -> "have had every mail of its version";
    };
  }
}
