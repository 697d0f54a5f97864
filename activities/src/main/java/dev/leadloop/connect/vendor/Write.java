package dev.leadloop.connect.vendor;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One record to be written.
 *
 * @param key ours
 * @param remoteId theirs; null where it is not known yet
 * @param values by their names; an empty text empties a field
 * @param before what they confirmed the last time
 * @param again whether it was begun before and nobody knows what came of it: it may be there already
 */
public record Write(
    String key,
    @Nullable String remoteId,
    @Nullable String address,
    Map<String, String> values,
    Map<String, String> before,
    boolean again) {}
