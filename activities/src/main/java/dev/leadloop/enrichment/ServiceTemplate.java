package dev.leadloop.enrichment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.leadloop.text.VisibleText;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An address and a body with {domain}, {email} and {company} in them, each put in so that it can mean nothing else there. */
final class ServiceTemplate {
  private static final Pattern NAME = Pattern.compile("\\{([A-Za-z]{1,20})\\}");
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
  private static final List<String> NAMES = List.of("domain", "email", "company");

  private final String url;
  private final @Nullable String body;
  private final Set<String> names = new TreeSet<>();

  /** Fails with {@link IllegalArgumentException} where it cannot be used. */
  ServiceTemplate(String url, @Nullable String body) {
    this.url = url;
    this.body = body;
    names.addAll(namesIn("url", url));
    names.addAll(body == null ? Set.of() : namesIn("body", body));
    if (names.isEmpty()) {
      throw new IllegalArgumentException("leadloop.enrichment.http.url must say who is asked about: put {domain} where the"
          + " company's domain belongs, or {email}, or {company}");
    }
    try {
      String host = new URI(filled(new Question("acme.example", "a@acme.example", "Acme"))).parseServerAuthority().getHost();
      String other = new URI(filled(new Question("b.example", "b@b.example", "B"))).parseServerAuthority().getHost();
      if (host == null || !host.equals(other)) {
        throw new IllegalArgumentException("leadloop.enrichment.http.url must name one server: {domain} and the others belong"
            + " behind the host");
      }
    } catch (URISyntaxException malformed) {
      // Not as a cause: it holds the address, and that may hold a key.
      throw new IllegalArgumentException("leadloop.enrichment.http.url is no complete web address; give one like"
          + " https://api.example.com/v1/companies?domain={domain}");
    }
    checkBody();
  }

  private void checkBody() {
    String filled = body(new Question("acme.example", "a@acme.example", "Acme"));
    try {
      if (filled != null) {
        JSON.readTree(filled);
      }
    } catch (JsonProcessingException notJson) {
      throw new IllegalArgumentException("leadloop.enrichment.http.body is no JSON; put quotes round {domain} and the others,"
          + " such as {\"domain\":\"{domain}\"}");
    }
  }

  /** Whether the question holds all that is named here. */
  boolean canAsk(Question question) {
    return names.stream().allMatch(name -> value(question, name) != null);
  }

  /** Whether the address of a person is told. */
  boolean namesAPerson() {
    return names.contains("email");
  }

  /** Whether nothing but the domain is told. */
  boolean asksByDomainAlone() {
    return names.equals(Set.of("domain"));
  }

  /** What is told of this question, in one text. */
  String told(Question question) {
    StringBuilder told = new StringBuilder();
    names.forEach(name -> told.append(name).append('=').append(value(question, name)).append('\n'));
    return told.toString();
  }

  /** The address to call. */
  String filled(Question question) {
    return fill(url, question, value -> URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20"));
  }

  /** What to post; null for nothing. */
  @Nullable String body(Question question) {
    return body == null
        ? null
        : fill(body, question, value -> new String(JsonStringEncoder.getInstance().quoteAsString(value)));
  }

  private static String fill(String template, Question question, UnaryOperator<String> form) {
    return NAME.matcher(template).replaceAll(found -> {
      String value = value(question, found.group(1));
      return Matcher.quoteReplacement(value == null ? "" : form.apply(value));
    });
  }

  private static @Nullable String value(Question question, String name) {
    return switch (name) {
      case "domain" -> question.domain();
      case "email" -> question.address();
      default -> isName(question.company()) ? question.company() : null;
    };
  }

  /** Dots alone would name another place of an address, whatever form they are put in (RFC 3986, 5.2.4). */
  private static boolean isName(@Nullable String company) {
    return company != null && !VisibleText.isBlank(company) && !VisibleText.trim(company).matches("\\.{1,2}");
  }

  private static Set<String> namesIn(String setting, String template) {
    Set<String> found = new TreeSet<>();
    NAME.matcher(template).results().forEach(name -> found.add(name.group(1)));
    found.stream().filter(name -> !NAMES.contains(name)).findFirst().ifPresent(unknown -> {
      throw new IllegalArgumentException(
          "leadloop.enrichment.http." + setting + " has {" + unknown + "}, which is not one of " + NAMES);
    });
    return found;
  }
}
