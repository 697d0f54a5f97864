package dev.leadloop.security;

import dev.leadloop.worker.start.StartFailure;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.catalina.Valve;
import org.apache.catalina.util.NetMask;
import org.apache.catalina.valves.RemoteIpValve;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Whose word is taken for who a visitor is: a proxy's that the operator trusts, and nobody else's. Whoever else sends the
 * headers of a proxy is taken for who calls. What a proxy says of host and port is never asked, since the public address
 * says that.
 */
@Component
final class TrustedProxies implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
  static final String SETTING = "leadloop.trusted-proxies";
  private static final String NONE = "none";
  private static final Pattern LITERAL =
      Pattern.compile("(?:[0-9]{1,3}(?:\\.[0-9]{1,3}){3}|[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*)(?:/[0-9]{1,3})?");
  private static final List<String> THIS_MACHINE = List.of("127.0.0.1/32", "::1/128");

  private final List<String> networks;

  /**
   * From the setting.
   *
   * @param setting addresses and networks with commas between; blank for this machine where people come by https, since
   *     then a proxy stands before us, and for nobody where they do not
   */
  TrustedProxies(@Value("${" + SETTING + ":}") String setting, PublicAddress address) {
    List<String> given = Arrays.stream(setting.split(",")).map(String::strip).filter(word -> !word.isEmpty()).toList();
    this.networks =
        given.isEmpty() ? address.secure() ? THIS_MACHINE : List.of() : given.equals(List.of(NONE)) ? List.of() : given;
    networks.forEach(TrustedProxies::check);
  }

  private static void check(String network) {
    try {
      // A name would be looked up, and half an address be taken for another.
      if (LITERAL.matcher(network).matches()) {
        new NetMask(network);
        return;
      }
    } catch (IllegalArgumentException malformed) {
      // Said below.
    }
    throw new StartFailure(SETTING + " has '" + network + "': give addresses or networks such as 10.1.2.3 or 10.1.0.0/16,"
        + " with commas between, or " + NONE + ".");
  }

  @Override
  public void customize(TomcatServletWebServerFactory factory) {
    if (!networks.isEmpty()) {
      factory.addEngineValves(valve());
    }
  }

  private Valve valve() {
    RemoteIpValve valve = new RemoteIpValve();
    valve.setInternalProxies(String.join(",", networks));
    valve.setTrustedProxies(null);
    valve.setRemoteIpHeader("X-Forwarded-For");
    valve.setProtocolHeader("X-Forwarded-Proto");
    valve.setHostHeader(null);
    valve.setPortHeader(null);
    return valve;
  }
}
