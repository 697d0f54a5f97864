package dev.leadloop.api.problem;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;

/** The path of a call as it may be shown and logged: a secret or a token at its end is left out. */
final class ShownPath {
  private static final Pattern SECRET_ENDS = Pattern.compile("(/webhooks/(?:sendgrid|mail)/inbound|/confirm|/[uhco])/.+");

  private ShownPath() {}

  static String of(HttpServletRequest request) {
    return SECRET_ENDS.matcher(request.getRequestURI()).replaceFirst("$1/***");
  }
}
