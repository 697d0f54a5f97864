package dev.leadloop.security.console;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.convert.converter.Converter;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.userinfo.DefaultOAuth2UserService;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.converter.ClaimTypeConverter;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/** Everything the provider is asked, each within seconds: a person waits for the answer. */
final class OidcCalls {
  private static final Duration TO_CONNECT = Duration.ofSeconds(3);
  private static final Duration TO_ANSWER = Duration.ofSeconds(5);
  private static final ParameterizedTypeReference<Map<String, Object>> DESCRIPTION = new ParameterizedTypeReference<>() {};

  private final ClientHttpRequestFactory requests = requests();
  private final RestTemplate plain = new RestTemplate(requests);

  private static ClientHttpRequestFactory requests() {
    JdkClientHttpRequestFactory factory =
        new JdkClientHttpRequestFactory(HttpClient.newBuilder().connectTimeout(TO_CONNECT).build());
    factory.setReadTimeout(TO_ANSWER);
    return factory;
  }

  /** The provider's description of itself (OpenID Connect Discovery 1.0); empty where it sends none. */
  Map<String, Object> description(String issuer) {
    String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    Map<String, Object> found =
        plain.exchange(base + "/.well-known/openid-configuration", HttpMethod.GET, null, DESCRIPTION).getBody();
    return found == null ? Map.of() : found;
  }

  /** Turns a code into a person: asks for the tokens, checks the ID token, and asks who it is. */
  OidcAuthorizationCodeAuthenticationProvider exchange(ClientRegistration client, Set<SignatureAlgorithm> signatures) {
    RestClientAuthorizationCodeTokenResponseClient tokens = new RestClientAuthorizationCodeTokenResponseClient();
    tokens.setRestClient(RestClient.builder()
        .requestFactory(requests)
        .configureMessageConverters(converters -> converters.disableDefaults()
            .addCustomConverter(new FormHttpMessageConverter())
            .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
        .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
        .build());
    OidcAuthorizationCodeAuthenticationProvider exchange =
        new OidcAuthorizationCodeAuthenticationProvider(tokens, people());
    JwtDecoder decoder = decoder(client, signatures);
    exchange.setJwtDecoderFactory(asked -> decoder);
    return exchange;
  }

  private OidcUserService people() {
    RestTemplate asking = new RestTemplate(requests);
    asking.setErrorHandler(new OAuth2ErrorResponseErrorHandler());
    DefaultOAuth2UserService claims = new DefaultOAuth2UserService();
    claims.setRestOperations(asking);
    OidcUserService people = new OidcUserService();
    people.setOauth2UserService(claims);
    return people;
  }

  private JwtDecoder decoder(ClientRegistration client, Set<SignatureAlgorithm> signatures) {
    String keys = client.getProviderDetails().getJwkSetUri();
    if (keys == null) {
      throw new IllegalArgumentException("it does not say where its keys are");
    }
    NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(keys)
        .jwsAlgorithms(taken -> taken.addAll(signatures)).restOperations(plain).build();
    decoder.setJwtValidator(
        new DelegatingOAuth2TokenValidator<>(new JwtTimestampValidator(), new OidcIdTokenValidator(client)));
    Converter<Map<String, Object>, Map<String, Object>> claims =
        new ClaimTypeConverter(OidcIdTokenDecoderFactory.createDefaultClaimTypeConverters());
    decoder.setClaimSetConverter(claims);
    return decoder;
  }
}
