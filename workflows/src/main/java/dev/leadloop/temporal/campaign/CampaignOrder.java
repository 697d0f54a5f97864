package dev.leadloop.temporal.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign is to do: begin a sequence, or send one mail.
 *
 * @param sequence id of a sequence of the newest policy; null where one mail is sent
 * @param segment a condition as policies write them, such as {@code {"fact": "country", "in": ["DE"]}}; null for everybody
 * @param ratePerMinute most leads a minute; null for 60
 * @param again whether leads are mailed once more what they have had of the sequence's version
 * @param recorded whether the record has the whole order, segment included, which then stays there
 * @param mail id of the text of the one mail; null where a sequence is begun
 * @param from when it begins, by the record's clock; null for at once
 */
public record CampaignOrder(
    @Nullable String sequence, @Nullable JsonNode segment, @Nullable Integer ratePerMinute, boolean again, boolean recorded,
    @Nullable String mail, @Nullable Instant from) {
  /** To the microsecond, as the record keeps it: an order that is given again is the same order. */
  public CampaignOrder {
    from = from == null ? null : from.truncatedTo(ChronoUnit.MICROS);
  }

  /** An order to begin a sequence, at once. */
  public CampaignOrder(String sequence, @Nullable JsonNode segment, @Nullable Integer ratePerMinute, boolean again) {
    this(sequence, segment, ratePerMinute, again, false, null, null);
  }

  /** An order to send one mail. */
  public static CampaignOrder ofMail(
      String mail, @Nullable JsonNode segment, @Nullable Integer ratePerMinute, @Nullable Instant from) {
    return new CampaignOrder(null, segment, ratePerMinute, false, false, mail, from);
  }

  /** The same, from another instant on. */
  public CampaignOrder from(@Nullable Instant instant) {
    return new CampaignOrder(sequence, segment, ratePerMinute, again, recorded, mail, instant);
  }

  /** The order of a campaign that the record has. */
  public static CampaignOrder recorded(String sequence, int ratePerMinute) {
    return new CampaignOrder(sequence, null, ratePerMinute, false, true, null, null);
  }
}
