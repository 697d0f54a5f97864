package dev.leadloop.security;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * By what limits count a visitor: the address, and of an IPv6 address the network of 64 bits that one household or office
 * has, which could otherwise call from another address each time.
 */
public final class VisitorAddress {
  private static final int NETWORK_BYTES = 8;
  private static final Pattern WITH_PORT = Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)](?::\\d+)?|([0-9.]+):\\d+)");
  private static final Pattern LITERAL = Pattern.compile("[0-9.]{7,15}|[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");

  private VisitorAddress() {}

  /** Of whoever sent the request, as the server knows it. */
  public static String of(HttpServletRequest request) {
    return of(request.getRemoteAddr());
  }

  /** Of an address, with or without the port that some proxies put behind it. */
  public static String of(@Nullable String address) {
    String given = address == null ? "" : address.strip();
    Matcher port = WITH_PORT.matcher(given);
    String plain = !port.matches() ? given : port.group(1) == null ? port.group(2) : port.group(1);
    // Only a literal is parsed: a name would be looked up.
    if (!LITERAL.matcher(plain).matches()) {
      return "unknown";
    }
    try {
      InetAddress known = InetAddress.getByName(plain);
      return known instanceof Inet6Address
          ? InetAddress.getByAddress(Arrays.copyOf(Arrays.copyOf(known.getAddress(), NETWORK_BYTES), 16)).getHostAddress() + "/64"
          : known.getHostAddress();
    } catch (UnknownHostException malformed) {
      return "unknown";
    }
  }
}
