package dev.leadloop.measures;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a lead came to a step.
 *
 * @param policy version of the policy by which that was decided; null where it is told of its past
 * @param why what qualified it, or the code of the reason that sales gave; null where neither moved it
 */
public record Reached(Instant at, @Nullable Integer policy, @JsonProperty("for") @Nullable String why) {}
