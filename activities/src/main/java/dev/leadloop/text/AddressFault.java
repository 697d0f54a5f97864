package dev.leadloop.text;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with something that is no e-mail address. */
public final class AddressFault {
  private AddressFault() {}

  /**
   * What is wrong, to be read after the field's name. A character that cannot be seen, or that only looks like a letter of an
   * address, is named with its place: 1 is the first that can be seen.
   */
  public static String of(@Nullable String address) {
    String given = address == null ? "" : VisibleText.trim(address);
    if (given.isEmpty()) {
      return "holds no address; give one like name@example.com";
    }
    return VisibleText.inside(given)
        .map(hidden -> "is not an address: it holds " + hidden + "; remove that")
        .or(() -> foreign(given).map(letter -> "is not an address: it holds " + letter
            + ", which no address has before its @; type it again"))
        .orElse("is not an address mail can be sent to; give one like name@example.com");
  }

  private static Optional<VisibleText.Hidden> foreign(String address) {
    String local = address.substring(0, Math.max(0, address.lastIndexOf('@')));
    return local.codePoints().filter(c -> c > 127).boxed().findFirst()
        .map(c -> new VisibleText.Hidden(c, local.codePointCount(0, local.indexOf(Character.toString(c))) + 1));
  }
}
