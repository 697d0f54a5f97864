package dev.leadloop.why;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One reason why a lead stands as it does.
 *
 * @param code such as suppressed, mail-held or below-threshold; callers are told all of them
 * @param text a sentence without its full stop
 * @param until when it ends by itself; null where it does not
 */
public record Because(String code, String text, @Nullable Instant until) {}
