package dev.leadloop.api;

import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Opens pages and sends forms as a person's browser does: with cookies, and with the token of the form. */
public final class Browser {
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private final CookieManager cookies = new CookieManager();
  private final HttpClient http =
      HttpClient.newBuilder().cookieHandler(cookies).followRedirects(HttpClient.Redirect.NORMAL).build();
  private final String base;

  public Browser(int port) {
    this.base = "http://localhost:" + port;
  }

  public HttpResponse<String> open(String path) throws Exception {
    return http.send(HttpRequest.newBuilder(URI.create(base + path)).build(), BodyHandlers.ofString());
  }

  /** Opens any address, as a link that leads elsewhere does. */
  public HttpResponse<String> go(URI address) throws Exception {
    return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
  }

  /** Follows where an address leads, and stops before the page of that path, whose address it returns. */
  public URI goUntil(URI address, String path) throws Exception {
    HttpClient oneStep = HttpClient.newBuilder().cookieHandler(cookies).build();
    URI next = address;
    while (!next.getPath().equals(path)) {
      HttpResponse<Void> step = oneStep.send(HttpRequest.newBuilder(next).build(), BodyHandlers.discarding());
      next = next.resolve(step.headers().firstValue("Location").orElseThrow());
    }
    return next;
  }

  /** What a script of a page fetches to put into it. */
  public HttpResponse<String> part(String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(base + path)).header("HX-Request", "true").build(), BodyHandlers.ofString());
  }

  /** Sends a form with the token that the page of the first path gives out. */
  public HttpResponse<String> send(String page, String path, Map<String, String> fields) throws Exception {
    Matcher token = TOKEN.matcher(open(page).body());
    String first = token.find() ? "_csrf=" + encoded(token.group(1)) + "&" : "";
    return sendRaw(path, first + body(fields));
  }

  /** Sends a form with a file, and with the token that the page gives out; without one where the page is empty. */
  public HttpResponse<String> upload(String page, String path, String field, byte[] file) throws Exception {
    Matcher token = TOKEN.matcher(page.isEmpty() ? "" : open(page).body());
    String csrf = !token.find() ? ""
        : "--part\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n" + token.group(1) + "\r\n";
    String head = csrf + "--part\r\nContent-Disposition: form-data; name=\"" + field + "\"; filename=\"our.yaml\"\r\n"
        + "Content-Type: application/yaml\r\n\r\n";
    return http.send(
        HttpRequest.newBuilder(URI.create(base + path))
            .header("Content-Type", "multipart/form-data; boundary=part").header("Accept", "text/html")
            .POST(BodyPublishers.concat(BodyPublishers.ofString(head), BodyPublishers.ofByteArray(file),
                BodyPublishers.ofString("\r\n--part--\r\n")))
            .build(),
        BodyHandlers.ofString());
  }

  /** Sends a form without a token. */
  public HttpResponse<String> sendRaw(String path, String body) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(base + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "text/html")
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  public HttpResponse<String> signIn(String user, String password) throws Exception {
    return send("/sign-in", "/sign-in", Map.of("username", user, "password", password));
  }

  /** The session as a header for other clients. */
  public String cookieHeader() {
    return cookies.getCookieStore().getCookies().stream()
        .map(cookie -> cookie.getName() + "=" + cookie.getValue())
        .collect(Collectors.joining("; "));
  }

  public static String body(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
