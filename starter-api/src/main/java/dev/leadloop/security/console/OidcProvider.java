package dev.leadloop.security.console;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.web.client.RestClientException;

/**
 * The provider of OpenID Connect that people may sign in at, where one is set. It is asked for its description when somebody
 * begins to sign in there, and otherwise at most twice a minute while somebody looks; never at the start of the product.
 */
public final class OidcProvider {
  /** By which the one provider there is goes among Spring's clients. */
  static final String ID = "provider";

  private static final Logger LOG = LoggerFactory.getLogger(OidcProvider.class);
  private static final Duration LOOKED_AT_EVERY = Duration.ofSeconds(30);
  private static final Duration GOOD_FOR = Duration.ofSeconds(1);

  private final @Nullable OidcSettings settings;
  private final String base;
  private final OidcCalls calls = new OidcCalls();
  private final Clock clock;
  private final AtomicBoolean looking = new AtomicBoolean();
  private volatile @Nullable Known known;
  private volatile boolean away;
  private volatile Instant asked = Instant.MIN;

  /**
   * Of a description.
   *
   * @param endSession where people are signed out of the provider; null where it offers nothing of the kind
   */
  record Known(
      Map<String, Object> description, ClientRegistration client, OidcAuthorizationCodeAuthenticationProvider exchange,
      @Nullable String endSession) {}

  /**
   * What the sign-in page offers.
   *
   * @param name what people call the provider
   * @param away whether it did not answer when it was asked last
   */
  public record Offer(String name, boolean away) {}

  /**
   * A provider, or none.
   *
   * @param base the address under which people reach us
   */
  OidcProvider(Optional<OidcSettings> settings, String base, Clock clock) {
    this.settings = settings.orElse(null);
    this.base = base;
    this.clock = clock;
  }

  /** What is offered now; empty where no provider is set. Waits for nobody. */
  public Optional<Offer> offer() {
    OidcSettings set = settings;
    if (set == null) {
      return Optional.empty();
    }
    if (clock.instant().isAfter(asked.plus(LOOKED_AT_EVERY)) && looking.compareAndSet(false, true)) {
      Thread.ofVirtual().name("oidc-look").start(this::look);
    }
    return Optional.of(new Offer(set.name(), away));
  }

  private void look() {
    try {
      ask();
    } catch (OidcRefused known) {
      // It was noted, and the next page tells it.
    } finally {
      looking.set(false);
    }
  }

  /** What was set; to be asked only where something was. */
  OidcSettings settings() {
    OidcSettings set = settings;
    if (set == null) {
      throw new IllegalStateException("no provider is set");
    }
    return set;
  }

  /** Where the provider sends people back to; it must be told so. */
  String callback() {
    return base + OidcSignIn.CALLBACK;
  }

  /** Where the provider sends people whom it has signed out; it must be told so. */
  String signedOut() {
    return base + OidcSignOut.PAGE;
  }

  boolean isSet() {
    return settings != null;
  }

  /** What the provider said last; empty where it never did. */
  Optional<Known> known() {
    return Optional.ofNullable(known);
  }

  /**
   * Asks the provider how one signs in there; what it said a moment ago is good for however many ask.
   *
   * @throws OidcRefused where it does not answer, or not for itself
   */
  synchronized Known ask() {
    Known before = known;
    Instant now = clock.instant();
    if (now.isBefore(asked.plus(GOOD_FOR))) {
      if (before != null && !away) {
        return before;
      }
      throw new OidcRefused(OidcRefusal.AWAY, "it did not answer a moment ago");
    }
    try {
      Map<String, Object> description = calls.description(settings().issuer());
      // After an outage its keys may be others.
      Known said = before != null && !away && before.description().equals(description) ? before : read(description);
      if (away) {
        LOG.info("{} answers again: people sign in there.", settings().issuer());
      }
      known = said;
      away = false;
      return said;
    } catch (RestClientException | IllegalArgumentException fault) {
      if (!away) {
        LOG.warn("Nobody can sign in at {} ({}); people sign in by password meanwhile.", settings().issuer(),
            LogText.of(String.valueOf(fault.getMessage())));
      }
      away = true;
      throw new OidcRefused(OidcRefusal.AWAY, "the provider gives no description of itself", fault);
    } finally {
      asked = clock.instant();
    }
  }

  private Known read(Map<String, Object> description) {
    OidcSettings set = settings();
    Object issuer = description.get("issuer");
    if (!set.issuer().equals(issuer)) {
      throw new IllegalArgumentException("it calls itself " + issuer + ", which is not the issuer that is set");
    }
    ClientRegistration.Builder client = ClientRegistrations.fromOidcConfiguration(description)
        .registrationId(ID).clientId(set.clientId()).clientName(set.name()).scope(set.scopes())
        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE).redirectUri(callback())
        .userNameAttributeName("sub");
    ClientRegistration built = set.secret() == null
        ? client.clientAuthenticationMethod(ClientAuthenticationMethod.NONE).build()
        : client.clientSecret(set.secret()).build();
    return new Known(
        description, built, calls.exchange(built, signatures(description)),
        description.get("end_session_endpoint") instanceof String end ? end : null);
  }

  /** Those of its signatures that only the holder of a private key makes. */
  private static Set<SignatureAlgorithm> signatures(Map<String, Object> description) {
    List<?> said =
        description.get("id_token_signing_alg_values_supported") instanceof List<?> list ? list : List.of("RS256");
    Set<SignatureAlgorithm> signatures = said.stream()
        .map(one -> SignatureAlgorithm.from(String.valueOf(one))).flatMap(Stream::ofNullable).collect(Collectors.toSet());
    if (signatures.isEmpty()) {
      throw new IllegalArgumentException("it signs in no way that is taken: have it sign with RS256");
    }
    return signatures;
  }
}
