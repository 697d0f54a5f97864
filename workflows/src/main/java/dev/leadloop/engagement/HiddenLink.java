package dev.leadloop.engagement;

import org.jspecify.annotations.Nullable;

/** The link in every nurture mail that no person can see or reach: only a machine that follows all links finds it. */
public final class HiddenLink {
  /** Where it leads, under the product's public address. */
  public static final String PATH = "/l/nothing-here";

  private HiddenLink() {}

  /** Whether that is where the address leads. */
  public static boolean is(@Nullable String url) {
    return url != null && (url.endsWith(PATH) || url.contains(PATH + "?"));
  }
}
