package dev.leadloop.naming;

import dev.leadloop.lead.Countries;
import java.util.Collection;
import java.util.Optional;

/** Finds what country was probably meant by a name that is none's. */
public final class NearestCountry {
  private static final int SHORTEST = 4;
  private static final int LONGEST = 60;
  private static final Collection<String> NAMES = Countries.names();

  private NearestCountry() {}

  /**
   * The country whose English or own name takes the fewest edits; empty where none is near, or where it is none's name at all.
   */
  public static Optional<String> to(String given) {
    String name = given.strip();
    return name.length() < SHORTEST || name.length() > LONGEST ? Optional.empty() : NearestName.to(name, NAMES);
  }
}
