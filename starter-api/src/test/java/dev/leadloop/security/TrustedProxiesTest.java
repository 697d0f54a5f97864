package dev.leadloop.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadloop.worker.start.StartFailure;
import org.apache.catalina.valves.RemoteIpValve;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;

class TrustedProxiesTest {
  private static final PublicAddress PLAIN = new PublicAddress("http://localhost:8080", "8080");
  private static final PublicAddress TLS = new PublicAddress("https://leads.example.com/", "8080");

  private static String trusted(String setting, PublicAddress address) {
    TomcatServletWebServerFactory server = new TomcatServletWebServerFactory();
    new TrustedProxies(setting, address).customize(server);
    return server.getEngineValves().stream().map(valve -> ((RemoteIpValve) valve).getInternalProxies()).findFirst()
        .orElse("nobody");
  }

  @Test
  void nobodyIsTrustedUntilAProxyMustBeThere() {
    assertThat(trusted("", PLAIN)).isEqualTo("nobody");
    assertThat(trusted("none", TLS)).isEqualTo("nobody");
    assertThat(trusted(" ", TLS)).contains("127.0.0.1", "::1");
    assertThat(trusted("10.1.2.0/24, 192.0.2.1,2001:db8::/32", PLAIN)).contains("10.1.2.0/24", "192.0.2.1", "2001:db8::/32");
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.1.2.0/33", "10.1", "proxy.example.com", ".*", "10.0.0.0/8,none", "0.0.0.0/-1"})
  void whatIsNoAddressStopsTheStartInOneSentence(String setting) {
    assertThatThrownBy(() -> new TrustedProxies(setting, TLS))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("leadloop.trusted-proxies");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"leads.example.com", "ftp://leads.example.com", "https://", "https://me:secret@leads.example.com",
          "https://x.example?y",
        "https://x.example:70000", "//leads.example.com", ""})
  void publicAddressThatPeopleCannotUseStopsTheStart(String url) {
    assertThatThrownBy(() -> new PublicAddress(url, "8080"))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("leadloop.public-url");
  }

  @Test
  void redirectsStandUnderTheAddressThatWasSaidAndElseByTheirPathAlone() {
    assertThat(TLS.of("/sign-in")).isEqualTo("https://leads.example.com/sign-in");
    assertThat(TLS.secure()).isTrue();
    assertThat(PLAIN.of("/sign-in")).isEqualTo("/sign-in");
    assertThat(PLAIN.secure()).isFalse();
  }
}
