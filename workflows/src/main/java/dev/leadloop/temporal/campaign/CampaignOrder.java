package dev.leadloop.temporal.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign is to do.
 *
 * @param sequence id of a sequence of the newest policy
 * @param segment a condition as policies write them, such as {@code {"fact": "country", "in": ["DE"]}}; null for everybody
 * @param ratePerMinute most leads a minute; null for 60
 * @param again whether leads are mailed once more what they have had of the sequence's version
 * @param recorded whether the record has the whole order, segment included, which then stays there
 */
public record CampaignOrder(
    String sequence, @Nullable JsonNode segment, @Nullable Integer ratePerMinute, boolean again, boolean recorded) {

  /** An order that is complete. */
  public CampaignOrder(String sequence, @Nullable JsonNode segment, @Nullable Integer ratePerMinute, boolean again) {
    this(sequence, segment, ratePerMinute, again, false);
  }

  /** The order of a campaign that the record has. */
  public static CampaignOrder recorded(String sequence, int ratePerMinute) {
    return new CampaignOrder(sequence, null, ratePerMinute, false, true);
  }
}
