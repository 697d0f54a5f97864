package dev.leadloop.temporal;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign is to do.
 *
 * @param sequence id of a sequence of the newest policy
 * @param segment a condition as policies write them, such as {@code {"fact": "country", "in": ["DE"]}}; null for everybody
 * @param ratePerMinute most leads a minute; null for 60
 * @param again whether leads are mailed once more what they have had of the sequence's version
 */
public record CampaignOrder(
    String sequence, @Nullable JsonNode segment, @Nullable Integer ratePerMinute, boolean again) {}
