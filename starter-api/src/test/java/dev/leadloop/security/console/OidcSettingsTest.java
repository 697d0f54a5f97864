package dev.leadloop.security.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadloop.local.process.DataFolder;
import dev.leadloop.worker.start.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

class OidcSettingsTest {
  private static final String ISSUER = "https://login.example.com/realms/company";

  @TempDir private Path home;

  private Optional<OidcSettings> read(Map<String, String> given) {
    MockEnvironment settings = new MockEnvironment();
    given.forEach((name, value) -> settings.setProperty("leadloop.console.oidc." + name, value));
    return OidcSettings.read(settings, new DataFolder(home));
  }

  @Test
  void whatIsNotSaidHasADefault() {
    assertThat(read(Map.of())).isEmpty();
    OidcSettings read = read(Map.of("issuer", ISSUER, "client-id", "leadloop")).orElseThrow();
    assertThat(read.issuer()).isEqualTo(ISSUER);
    assertThat(read.secret()).isNull();
    assertThat(read.scopes()).containsExactly("openid", "email");
    assertThat(read.userClaim()).isEqualTo("email");
  }

  @Test
  void theSecretIsOfTheSettingElseOfTheDataFolder() throws IOException {
    Files.writeString(home.resolve("oidc-client-secret"), "of the file\n");
    assertThat(read(Map.of("issuer", ISSUER, "client-id", "leadloop")).orElseThrow().secret()).isEqualTo("of the file");
    assertThat(read(Map.of("issuer", ISSUER, "client-id", "leadloop", "client-secret", "of the setting")).orElseThrow().secret())
        .isEqualTo("of the setting");
  }

  @Test
  void issuerAndClientGoTogether() {
    assertThatThrownBy(() -> read(Map.of("issuer", ISSUER))).isInstanceOf(StartFailure.class).hasMessageContaining("client-id");
    assertThatThrownBy(() -> read(Map.of("client-id", "x"))).isInstanceOf(StartFailure.class).hasMessageContaining("issuer");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://login.example.com", "login.example.com", "https://login.example.com?x=1", "ftp://localhost",
      "https://user@login.example.com", "https://", "not an address"})
  void anIssuerThatCannotBeOneIsRefusedAtTheStart(String issuer) {
    assertThatThrownBy(() -> read(Map.of("issuer", issuer, "client-id", "leadloop")))
        .isInstanceOf(StartFailure.class).hasMessageContaining("https address");
  }
}
