package dev.leadloop.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisitorAddressTest {
  @ParameterizedTest
  @CsvSource({
    "203.0.113.7, 203.0.113.7",
    "203.0.113.7:51234, 203.0.113.7",
    "::ffff:203.0.113.7, 203.0.113.7",
    "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:0:0:0:0/64",
    "2001:db8:1:2::1, 2001:db8:1:2:0:0:0:0/64",
    "[2001:db8:1:2::9]:443, 2001:db8:1:2:0:0:0:0/64",
    "[2001:db8:1:2::9], 2001:db8:1:2:0:0:0:0/64",
    "2001:db8:1:3::1, 2001:db8:1:3:0:0:0:0/64",
    "attacker.example, unknown",
    "unknown, unknown",
    "_hidden, unknown",
    "203.0.113.300, unknown",
    "'', unknown"
  })
  void visitorIsAnAddressOrANetworkOfOneHousehold(String given, String visitor) {
    assertThat(VisitorAddress.of(given)).isEqualTo(visitor);
  }

  @Test
  void whoeverCannotBeToldApartIsOneVisitor() {
    assertThat(VisitorAddress.of((String) null)).isEqualTo("unknown");
  }
}
