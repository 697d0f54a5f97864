package dev.leadloop.outbound;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where webhooks may be sent: public addresses over TLS. Whoever may register a webhook must not be able to make this
 * process call the machines beside it.
 *
 * @param insecureAllowed whether plain http and private addresses may be used, for tests and closed networks
 */
public record TargetRules(boolean insecureAllowed) {
  private static final int LONGEST = 2_000;

  /** First bits of networks that are not public, from IANA's registries of special-purpose addresses. */
  private static final List<Block> SPECIAL =
      List.of(
          Block.of("0.0.0.0", 8), Block.of("10.0.0.0", 8), Block.of("100.64.0.0", 10), Block.of("127.0.0.0", 8),
          Block.of("169.254.0.0", 16), Block.of("172.16.0.0", 12), Block.of("192.0.0.0", 24), Block.of("192.0.2.0", 24),
          Block.of("192.88.99.0", 24), Block.of("192.168.0.0", 16), Block.of("198.18.0.0", 15),
          Block.of("198.51.100.0", 24), Block.of("203.0.113.0", 24), Block.of("224.0.0.0", 3),
          // Of IPv6 only 2000::/3 is public, less what stands for an IPv4 address or for documents.
          Block.of("2001::", 23), Block.of("2001:db8::", 32), Block.of("2002::", 16), Block.of("3fff::", 20));

  /** RFC 6761 (localhost), RFC 6762 (local), RFC 8375 (home.arpa) and, kept free for private use, internal. */
  private static final List<String> LOCAL_ENDINGS = List.of(".localhost", ".localdomain", ".local", ".home.arpa", ".internal");

  private static final Block PUBLIC_IPV6 = Block.of("2000::", 3);

  private record Block(byte[] network, int bits) {
    static Block of(String network, int bits) {
      try {
        // A literal is parsed, never looked up.
        return new Block(InetAddress.getByName(network).getAddress(), bits);
      } catch (UnknownHostException impossible) {
        throw new IllegalStateException(impossible);
      }
    }

    boolean holds(byte[] address) {
      if (address.length != network.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % 8);
        if ((address[bit / 8] & mask) != (network[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }

  /** What is wrong with an address given for a webhook, to be read after the field's name; empty when nothing is. */
  public Optional<String> fault(String url) {
    if (url.length() > LONGEST) {
      return Optional.of("is longer than " + LONGEST + " characters");
    }
    URI uri;
    try {
      uri = new URI(url).parseServerAuthority();
    } catch (URISyntaxException malformed) {
      return Optional.of("is no complete web address; give one like https://hooks.example.com/leads");
    }
    boolean secure = "https".equalsIgnoreCase(uri.getScheme());
    if (!secure && !(insecureAllowed && "http".equalsIgnoreCase(uri.getScheme())) || uri.getHost() == null) {
      return Optional.of("must be a complete web address that begins with https://");
    }
    if (uri.getUserInfo() != null || uri.getFragment() != null) {
      return Optional.of("must hold neither a user name nor a fragment");
    }
    if (!WebPorts.callable(uri)) {
      return Optional.of("has a port that cannot be called; leave it out, or give one such as 8443");
    }
    if (literal(uri.getHost())) {
      return addressFault(uri.getHost());
    }
    return insecureAllowed || !isOfThisNetwork(uri.getHost())
        ? Optional.empty()
        : Optional.of("names a machine that is not public");
  }

  /** Names that no public DNS answers: localhost (RFC 6761), single labels, and those of local networks. */
  private static boolean isOfThisNetwork(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    String name = lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    return name.indexOf('.') < 0 || LOCAL_ENDINGS.stream().anyMatch(name::endsWith);
  }

  private Optional<String> addressFault(String host) {
    try {
      return reachable(InetAddress.getByName(host))
          ? Optional.empty()
          : Optional.of("points to an address that is not public");
    } catch (UnknownHostException malformed) {
      return Optional.of("names no address");
    }
  }

  /** Whether a connection to that address may be made. */
  public boolean reachable(InetAddress address) {
    return insecureAllowed || isPublic(address);
  }

  /** Whether the address is one of the public Internet, whatever form it is written in. */
  static boolean isPublic(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean special = SPECIAL.stream().anyMatch(block -> block.holds(bytes));
    return switch (address) {
      case Inet4Address v4 -> !special;
      case Inet6Address v6 -> !special && PUBLIC_IPV6.holds(bytes);
      case InetAddress other -> false;
    };
  }

  private static boolean literal(String host) {
    return host.startsWith("[") || host.matches("[0-9.]+");
  }
}
