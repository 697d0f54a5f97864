package dev.leadloop.connect.vendor;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What they hold of somebody, or tell of somebody.
 *
 * @param key the same when it is told again
 * @param address null where it is not known
 * @param fields by their names; a blank one is empty over there
 * @param deal null where none is told of
 * @param gone whether the record was deleted
 */
public record Told(
    String key,
    String remoteId,
    @Nullable String address,
    Map<String, String> fields,
    @Nullable Deal deal,
    boolean gone,
    Instant at) {

  /** A deal over there. */
  public record Deal(String stage, @Nullable BigDecimal amount, @Nullable String currency, @Nullable String reason) {}
}
