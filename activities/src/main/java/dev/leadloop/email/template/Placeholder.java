package dev.leadloop.email.template;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One place in a template for a value.
 *
 * @param fallback what stands there when the value is not known; null when there is no such text
 */
record Placeholder(String name, @Nullable String fallback) {

  private static final Pattern SYNTAX =
      Pattern.compile("\\{\\{\\s*([A-Za-z][A-Za-z0-9]*)\\s*(?:\\|([^{}]*))?}}");

  static Stream<Placeholder> in(String text) {
    return SYNTAX.matcher(text).results().map(Placeholder::of);
  }

  /** The placeholder that is all there is of this text. */
  static Optional<Placeholder> alone(String text) {
    Matcher matcher = SYNTAX.matcher(text.strip());
    return matcher.matches() ? Optional.of(of(matcher.toMatchResult())) : Optional.empty();
  }

  /** Whether braces are left that are not part of a placeholder. */
  static boolean malformed(String text) {
    String rest = SYNTAX.matcher(text).replaceAll("");
    return rest.contains("{{") || rest.contains("}}");
  }

  static String fill(String text, Function<Placeholder, String> value) {
    return SYNTAX
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(value.apply(of(match))));
  }

  private static Placeholder of(MatchResult match) {
    String fallback = match.group(2);
    return new Placeholder(match.group(1), fallback == null ? null : fallback.strip());
  }
}
