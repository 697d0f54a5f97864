package dev.leadloop.email.address;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of sample data. Their domains begin with "sample-" under the top level "example", which is reserved for such
 * uses (RFC 2606): nobody can have one, so whoever has one is part of the sample.
 */
public final class SampleAddresses {
  /** The same as a pattern for {@code like} over an address in lower case. */
  public static final String LIKE = "%@sample-%.example";

  private static final String BEGINS = "@sample-";
  private static final String ENDS = ".example";

  private SampleAddresses() {}

  /** Whether that is the address of somebody of the sample; false for none. */
  public static boolean isOne(@Nullable String address) {
    String lower = address == null ? "" : address.toLowerCase(Locale.ROOT);
    int at = lower.lastIndexOf('@');
    return at > 0 && lower.startsWith(BEGINS, at) && lower.endsWith(ENDS);
  }
}
