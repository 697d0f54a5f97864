package dev.leadloop.record;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;

/** Ids that are the same whenever they are made of the same parts. */
public final class Ids {
  private Ids() {}

  /** The id that is made of these parts, in this order. */
  public static UUID of(Object... parts) {
    String name = Arrays.stream(parts).map(Object::toString).collect(Collectors.joining("\n"));
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }
}
