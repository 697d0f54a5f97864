package dev.leadloop.text;

import java.net.URI;

/** An address that paths are put behind. */
public final class BaseUrl {
  private BaseUrl() {}

  /** The address without the slashes at its end. */
  public static String of(URI address) {
    return of(address.toString());
  }

  /** The same, as it was written. */
  public static String of(String address) {
    int end = address.length();
    while (end > 0 && address.charAt(end - 1) == '/') {
      end--;
    }
    return address.substring(0, end);
  }
}
