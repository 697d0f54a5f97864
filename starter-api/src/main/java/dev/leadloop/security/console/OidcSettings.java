package dev.leadloop.security.console;

import dev.leadloop.local.process.DataFolder;
import dev.leadloop.security.SecretFile;
import dev.leadloop.worker.start.StartFailure;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/**
 * At which provider of OpenID Connect people sign in.
 *
 * @param issuer as the provider writes it, character by character
 * @param secret null for a client that has none and proves itself by PKCE alone
 * @param scopes openid among them
 * @param userClaim the claim that holds the address of the user
 * @param name what people call the provider
 */
record OidcSettings(
    String issuer, String clientId, @Nullable String secret, List<String> scopes, String userClaim, String name) {
  /** The claim that counts only where the provider says that it has checked the address. */
  static final String EMAIL = "email";

  static final String SECRET_FILE = "oidc-client-secret";
  private static final String PREFIX = "leadloop.console.oidc.";
  private static final String SECRET_SETTING = "LEADLOOP_CONSOLE_OIDC_CLIENT_SECRET";
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final int LONGEST_NAME = 40;

  /**
   * What the settings say; empty where they name no issuer.
   *
   * @throws StartFailure where they do not go together
   */
  static Optional<OidcSettings> read(Environment settings, DataFolder folder) {
    String issuer = of(settings, "issuer", "");
    String clientId = of(settings, "client-id", "");
    if (issuer.isEmpty() != clientId.isEmpty()) {
      throw new StartFailure(PREFIX + "issuer and " + PREFIX + "client-id go together: give both, or neither.");
    }
    if (issuer.isEmpty()) {
      return Optional.empty();
    }
    String name = of(settings, "name", "single sign-on");
    if (name.length() > LONGEST_NAME) {
      throw new StartFailure(PREFIX + "name is too long for a button: give at most " + LONGEST_NAME + " characters.");
    }
    return Optional.of(new OidcSettings(
        checked(issuer), clientId, secret(settings, folder), scopes(of(settings, "scopes", "openid email")),
        of(settings, "user-claim", EMAIL), name));
  }

  private static String of(Environment settings, String setting, String otherwise) {
    String given = settings.getProperty(PREFIX + setting, "").strip();
    return given.isEmpty() ? otherwise : given;
  }

  private static List<String> scopes(String given) {
    return Stream.concat(Stream.of("openid"), Stream.of(given.replace(',', ' ').split(" ")))
        .filter(scope -> !scope.isBlank()).distinct().toList();
  }

  private static @Nullable String secret(Environment settings, DataFolder folder) {
    String given = of(settings, "client-secret", "");
    SecretFile file = new SecretFile(folder.root().resolve(SECRET_FILE), SECRET_SETTING, 1);
    return !given.isEmpty() ? given : file.exists() ? file.read() : null;
  }

  private static String checked(String issuer) {
    try {
      URI uri = new URI(issuer).parseServerAuthority();
      boolean safe = "https".equals(uri.getScheme())
          || "http".equals(uri.getScheme()) && uri.getHost() != null && THIS_MACHINE.contains(uri.getHost());
      if (safe && uri.getHost() != null && uri.getRawQuery() == null && uri.getRawFragment() == null
          && uri.getRawUserInfo() == null) {
        return issuer;
      }
    } catch (URISyntaxException malformed) {
      // Said below.
    }
    throw new StartFailure(PREFIX + "issuer is '" + issuer + "': it must be the provider's https address as it writes it, such"
        + " as https://login.example.com/realms/company.");
  }
}
