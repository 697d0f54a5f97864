package dev.leadloop.naming;

import dev.leadloop.lead.industry.Industries;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;

/** Finds what industry was probably meant by a text that names none. */
public final class NearestIndustry {
  private static final Collection<String> NAMES = Industries.names();
  private static final int MOST_WORDS = 12;

  private NearestIndustry() {}

  /** The industry or sector of which the text, or one of its words, is most likely a slip; empty where none is near. */
  public static Optional<String> to(String given) {
    return LikelySlip.of(given, NAMES)
        .or(() -> Arrays.stream(given.split("[^\\p{L}\\p{N}]+")).limit(MOST_WORDS)
            .map(word -> LikelySlip.of(word, NAMES)).flatMap(Optional::stream).findFirst());
  }
}
