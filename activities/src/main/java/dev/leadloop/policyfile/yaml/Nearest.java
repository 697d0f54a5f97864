package dev.leadloop.policyfile.yaml;

import dev.leadloop.naming.NearestName;
import java.util.Collection;

/** Says what a misspelt word of a policy was probably meant to be. */
public final class Nearest {

  private Nearest() {}

  /** "; did you mean 'x'?" where a known word is near, else the list of known words. */
  public static String hint(String word, Collection<String> known) {
    return known.isEmpty()
        ? ""
        : NearestName.to(word, known)
            .map(near -> "; did you mean '" + near + "'?")
            .orElseGet(() -> "; known are " + String.join(", ", known.stream().sorted().toList()));
  }
}
