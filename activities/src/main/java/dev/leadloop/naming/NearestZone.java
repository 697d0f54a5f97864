package dev.leadloop.naming;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** Finds what time zone was probably meant by a name that is none's. */
public final class NearestZone {
  private static final TreeSet<String> IDS = new TreeSet<>(ZoneId.getAvailableZoneIds());
  private static final int LONGEST = 60;

  private NearestZone() {}

  /** The IANA name of a city that was given alone, else the name that takes the fewest edits. */
  public static Optional<String> to(String given) {
    String plain = plain(given.strip());
    if (plain.isEmpty() || plain.length() > LONGEST) {
      return Optional.empty();
    }
    return IDS.stream()
        .filter(id -> id.contains("/") && plain(id.substring(id.lastIndexOf('/') + 1)).equals(plain))
        .findFirst()
        .or(() -> NearestName.to(plain, IDS.stream().filter(id -> id.contains("/")).toList()));
  }

  /** What to tell who gave it, to be read after the field's name. */
  public static String hint(String given) {
    return "is no time zone; " + to(given).map(nearest -> "did you mean '" + nearest + "'?")
        .orElse("give a region and city such as Europe/Berlin");
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replace(' ', '_');
  }
}
