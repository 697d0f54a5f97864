package dev.leadloop.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * Looks a name up once, refuses it when any of its addresses is not public, and gives the connection those very
 * addresses: a name that is answered differently a moment later leads nowhere else.
 */
final class PublicDns implements DnsResolver {
  private final TargetRules rules;
  private final DnsResolver real;

  PublicDns(TargetRules rules) {
    this(rules, SystemDefaultDnsResolver.INSTANCE);
  }

  PublicDns(TargetRules rules, DnsResolver real) {
    this.rules = rules;
    this.real = real;
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] found = find(host);
    if (found.length == 0) {
      throw new UnknownHostException(host + " has no address");
    }
    if (!Arrays.stream(found).allMatch(rules::reachable)) {
      throw new UnknownHostException(host + " leads to an address that is not public");
    }
    return found;
  }

  private InetAddress[] find(String host) throws UnknownHostException {
    try {
      return real.resolve(host);
    } catch (UnknownHostException nowhere) {
      UnknownHostException inWords = new UnknownHostException("the name '" + host + "' cannot be found");
      inWords.initCause(nowhere);
      throw inWords;
    }
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }
}
