package dev.leadloop.security;

import dev.leadloop.text.BaseUrl;
import dev.leadloop.worker.start.StartFailure;
import java.net.URI;
import java.net.URISyntaxException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Under which address people reach this product: what the operator says, never what a request's headers claim. */
@Component
public final class PublicAddress {
  private static final String SETTING = "leadloop.public-url";
  private static final int HIGHEST_PORT = 65_535;

  private final String base;
  private final boolean secure;
  private final boolean said;

  PublicAddress(@Value("${" + SETTING + "}") String url, @Value("${server.port:8080}") String port) {
    URI uri = uri(url.strip());
    this.base = BaseUrl.of(url.strip());
    this.secure = "https".equalsIgnoreCase(uri.getScheme());
    this.said = !base.equals("http://localhost:" + port);
  }

  private static URI uri(String url) {
    try {
      URI uri = new URI(url).parseServerAuthority();
      boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
      if (web && uri.getHost() != null && uri.getUserInfo() == null && uri.getRawQuery() == null
          && uri.getRawFragment() == null && uri.getPort() <= HIGHEST_PORT) {
        return uri;
      }
    } catch (URISyntaxException malformed) {
      // Said below.
    }
    throw new StartFailure(SETTING + " is '" + url + "': it must be the address people use, such as"
        + " https://leads.your-domain.example.");
  }

  /** Whether people reach it by https, so that cookies are for that alone and browsers are told to stay with it. */
  public boolean secure() {
    return secure;
  }

  /** Whether the operator has said it. */
  public boolean said() {
    return said;
  }

  /** The address without a slash at its end. */
  public String base() {
    return base;
  }

  /**
   * Where a page of ours is: under the address the operator has said, or, where none was said, by its path alone, which
   * holds under whatever address it was asked for.
   *
   * @param path begins with a slash
   */
  public String of(String path) {
    return said ? base + path : path;
  }
}
