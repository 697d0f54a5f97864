package dev.leadloop.temporal.campaign;

import org.jspecify.annotations.Nullable;

/**
 * How far a campaign is.
 *
 * @param state RUNNING, PAUSED, STOPPED or DONE
 * @param reach leads of the segment when it began
 * @param looked leads looked at so far, of all that are nurtured
 * @param told leads whom the sequence was begun for
 * @param ratePerMinute most leads a minute
 * @param by who paused or stopped it; null where nobody did
 * @param had leads of the segment left out, since they have had every mail of the sequence's version
 */
public record CampaignProgress(
    String state, int reach, int looked, int told, int ratePerMinute, @Nullable String by, int had) {
  /** Before anything is known. */
  public static final CampaignProgress UNKNOWN = new CampaignProgress("RUNNING", 0, 0, 0, 60, null, 0);

  /** Whether nothing more will happen. */
  public boolean finished() {
    return state.equals("DONE") || state.equals("STOPPED");
  }

  /** Whether somebody must resume it. */
  public boolean paused() {
    return state.equals("PAUSED");
  }
}
