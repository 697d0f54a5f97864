package dev.leadloop.naming;

import dev.leadloop.lead.Languages;
import java.util.Collection;
import java.util.Optional;

/** Finds what language was probably meant by a name that is none's. */
public final class NearestLanguage {
  private static final Collection<String> NAMES = Languages.names();

  private NearestLanguage() {}

  /** The language whose English or own name it is but for a slip; empty where none is near. */
  public static Optional<String> to(String given) {
    return LikelySlip.of(given.strip(), NAMES);
  }
}
