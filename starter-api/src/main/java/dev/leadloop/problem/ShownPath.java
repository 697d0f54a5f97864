package dev.leadloop.problem;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The path of a call as it may be shown and logged: a secret or a token at its end is left out. */
public final class ShownPath {
  private static final Pattern SECRET_ENDS =
      Pattern.compile("(/webhooks/(?:sendgrid|mail)/inbound|/sign-in/link|/confirm|/[uhco])/.+");

  private ShownPath() {}

  /** The path of that request. */
  public static String of(HttpServletRequest request) {
    return of(request.getRequestURI());
  }

  private static String of(@Nullable String path) {
    return path == null ? "" : SECRET_ENDS.matcher(path).replaceFirst("$1/***");
  }

  /** The same as the {@code instance} of a problem; null where the path is no URI. */
  static @Nullable URI instance(HttpServletRequest request) {
    try {
      String path = of(request);
      return path.isEmpty() ? null : new URI(path);
    } catch (URISyntaxException odd) {
      return null;
    }
  }
}
