package dev.leadloop.webhook;

import dev.leadloop.problem.Problem;
import dev.leadloop.worker.start.StartFailure;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Lets in whoever knows the secret that ends the address and, where they are set, the username and the password. */
@Component
class InboundGate {
  private static final int SHORTEST_SECRET = 16;
  private static final String SCHEME = "Basic ";

  private final String secret;
  private final @Nullable String credentials;

  InboundGate(
      @Value("${leadloop.inbound.secret:}") String secret,
      @Value("${leadloop.inbound.username:}") String username,
      @Value("${leadloop.inbound.password:}") String password) {
    if (username.isEmpty() != password.isEmpty()) {
      throw new StartFailure(
          "leadloop.inbound.username and leadloop.inbound.password go together, and only one is set: set both or neither.");
    }
    this.secret = secret;
    this.credentials =
        username.isEmpty()
            ? null
            : Base64.getEncoder().encodeToString((username + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  /** Returns where the call may come in, and ends it with a problem where not. */
  void open(String given, HttpServletRequest request, HttpServletResponse response) {
    if (secret.length() < SHORTEST_SECRET) {
      throw Problem.WEBHOOK_CLOSED.because(
          "Set leadloop.inbound.secret to at least " + SHORTEST_SECRET + " characters that nobody can guess, and end the"
              + " address with them.");
    }
    if (credentials != null && !same(credentials, given(request))) {
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"leadloop\", charset=\"UTF-8\"");
      throw Problem.CREDENTIALS.because(
          "Send leadloop.inbound.username and leadloop.inbound.password with the call; SendGrid does where the address"
              + " begins with https://username:password@.");
    }
    if (!same(secret, given)) {
      throw Problem.BAD_SIGNATURE.because("The address does not end with leadloop.inbound.secret.");
    }
  }

  private static String given(HttpServletRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? header.substring(SCHEME.length()).strip()
        : "";
  }

  private static boolean same(String known, String given) {
    return MessageDigest.isEqual(known.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }
}
