package dev.leadloop.prediction.training;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One time that the score was learned, or is being.
 *
 * @param beganAt outcomes count that were known by then
 * @param looked how many leads have been looked at
 * @param leads about how many there are
 * @param version the model that came of it; null where none has
 * @param said why nothing came of it, or why what came of it is not used; null for nothing
 */
public record Learning(
    String id, boolean running, Instant beganAt, String beganBy, int looked, int leads, @Nullable Integer version,
    @Nullable String said, @Nullable Instant finishedAt) {}
