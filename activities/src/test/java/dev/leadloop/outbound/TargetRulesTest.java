package dev.leadloop.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetRulesTest {
  private static final TargetRules RULES = new TargetRules(false);
  private static final PublicHttp.Limits LIMITS =
      new PublicHttp.Limits(Duration.ofSeconds(5), Duration.ofSeconds(10), 2, 2);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "127.0.0.1", "127.255.255.254", "169.254.169.254", "172.16.0.1",
        "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1", "198.51.100.1",
        "203.0.113.1", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "::", "::1", "::7f00:1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:a9fe:a9fe", "64:ff9b::7f00:1", "64:ff9b:1::a00:1", "100::1",
        "2001::1", "2001:10::1", "2001:db8::1", "2002:7f00:1::", "3fff::1", "fc00::1", "fd12:3456::1", "fe80::1",
        "fec0::1", "ff02::1", "5f00::1"
      })
  void addressesThatAreNotPublicAreNeverCalled(String address) throws UnknownHostException {
    assertThat(RULES.reachable(InetAddress.getByName(address))).isFalse();
    String literal = address.contains(":") ? "[" + address + "]" : address;
    assertThat(RULES.fault("https://" + literal + "/hook")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1.1.1.1", "8.8.8.8", "100.63.255.255", "100.128.0.1", "172.15.0.1", "172.32.0.1", "192.0.1.1",
        "198.17.255.255", "223.255.255.255", "2606:4700::1111", "2a00:1450:4001::1", "2001:4860:4860::8888"})
  void publicAddressesMayBeCalled(String address) throws UnknownHostException {
    assertThat(RULES.reachable(InetAddress.getByName(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://hooks.example.com/x", "ftp://hooks.example.com/x", "hooks.example.com", "https://", "https:///x",
            "file:///etc/passwd",
        "https://user:secret@hooks.example.com/x", "https://hooks.example.com/x#part", "https://127.0.0.1/x",
        "https://2130706433/x", "https://[::1]/x", "https://[::ffff:192.168.0.1]/x",
        "https://hooks example.com/x", "javascript:alert(1)"
      })
  void addressesThatAreNoSecureWebAddressAreRefused(String url) {
    assertThat(RULES.fault(url)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0", "00", "65536", "70000", "99999", "4294967739", "99999999999999999999", "-1", "-443", "+443", "", " ", "44 3",
        "0x1bb", "abc", "443a", "٤٤٣", "22", "25", "110", "465", "587", "993", "6000", "6667", "10080"
      })
  void portsThatNoWebAddressHasAreRefusedWhoeverMayBeCalled(String port) {
    for (TargetRules rules : List.of(RULES, new TargetRules(true))) {
      assertThat(rules.fault("https://hooks.example.com:" + port + "/leads")).as(port).isPresent();
      assertThat(rules.fault("https://[2606:4700::1111]:" + port)).as(port).isPresent();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 80, 443, 8080, 8443, 10443, 49152, 65535})
  void everyOtherPortIsTakenButTheOnesBrowsersKeepOff(int port) {
    assertThat(RULES.fault("https://hooks.example.com:" + port + "/leads").isPresent()).isEqualTo(port == 1);
  }

  @ParameterizedTest
  @ValueSource(strings =
      {"localhost", "localhost.", "LocalHost.", "a.localhost", "a.b.localhost.", "localhost.localdomain", "intranet", "intranet.",
    "localhost6", "printer.local", "db.internal", "db.internal.", "nas.home.arpa"})
  void namesOfThisMachineAndItsNetworkAreRefused(String host) {
    assertThat(RULES.fault("https://" + host + "/x")).as(host)
        .hasValueSatisfying(fault -> assertThat(fault).contains("not public"));
    assertThat(RULES.fault("https://" + host + ":8443/x")).as(host).isPresent();
    assertThat(new TargetRules(true).fault("https://" + host + "/x")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"hooks.example.com", "hooks.example.com.", "localhost.example.com", "internal.example.com",
      "mylocalhost.com", "a.notlocal"})
  void namesOfOthersAreTaken(String host) {
    assertThat(RULES.fault("https://" + host + "/x")).isEmpty();
  }

  @Test
  void nameThatIsNowhereIsToldInWords() throws Exception {
    DnsResolver nowhere = new DnsResolver() {
      @Override
      public InetAddress[] resolve(String host) throws UnknownHostException {
        throw new UnknownHostException(host + ": Name or service not known");
      }

      @Override
      public String resolveCanonicalHostname(String host) {
        return host;
      }
    };
    try (PublicHttp http = new PublicHttp("test", new PublicDns(RULES, nowhere), LIMITS)) {
      assertThatThrownBy(() -> http.call(new HttpPost("https://hooks.example.com/x"), answer -> answer.getCode()))
          .isInstanceOf(IOException.class).hasMessage("the name 'hooks.example.com' cannot be found");
    }
  }

  @Test
  void secureWebAddressesAreTaken() {
    assertThat(RULES.fault("https://hooks.example.com:8443/services/T0/B0?x=1")).isEmpty();
    assertThat(new TargetRules(true).fault("http://127.0.0.1:9000/x")).isEmpty();
    assertThat(RULES.fault("https://hooks.example.com/" + "x".repeat(2_000))).isPresent();
  }

  @Test
  void nameWithOnePrivateAddressAmongItsAddressesIsRefused() {
    PublicDns dns = new PublicDns(RULES, answering("1.1.1.1", "127.0.0.1"));
    assertThatThrownBy(() -> dns.resolve("hooks.example.com"))
        .isInstanceOf(UnknownHostException.class).hasMessageContaining("not public");
    assertThatThrownBy(() -> new PublicDns(RULES, answering()).resolve("hooks.example.com"))
        .hasMessageContaining("no address");
  }

  @Test
  void connectionGetsTheAddressesThatWereChecked() throws UnknownHostException {
    assertThat(new PublicDns(RULES, answering("1.1.1.1")).resolve("hooks.example.com"))
        .containsExactly(InetAddress.getByName("1.1.1.1"));
  }

  @Test
  void clientThatIsGivenAPrivateNameConnectsToNothing() throws Exception {
    try (PublicHttp http = new PublicHttp("test", RULES, LIMITS)) {
      assertThatThrownBy(() -> http.call(new HttpPost("https://localhost:8443/x"), answer -> answer.getCode()))
          .isInstanceOf(IOException.class).hasMessageContaining("not public");
    }
  }

  private static DnsResolver answering(String... addresses) {
    return new DnsResolver() {
      @Override
      public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] found = new InetAddress[addresses.length];
        for (int i = 0; i < addresses.length; i++) {
          found[i] = InetAddress.getByName(addresses[i]);
        }
        return found;
      }

      @Override
      public String resolveCanonicalHostname(String host) {
        return host;
      }
    };
  }
}
