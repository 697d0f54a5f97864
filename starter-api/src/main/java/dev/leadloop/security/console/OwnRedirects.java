package dev.leadloop.security.console;

import dev.leadloop.security.PublicAddress;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Has every redirect lead to a page of ours under the public address. What the frameworks redirect to they build from the
 * Host header, which whoever sends a request may write; so only the path of it is followed. The links of our mails lead
 * elsewhere, and set their header themselves.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
final class OwnRedirects extends OncePerRequestFilter {
  private static final Pattern ORIGIN = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*:[/\\\\]{2}[^/?#\\\\]*");

  private final PublicAddress address;

  OwnRedirects(PublicAddress address) {
    this.address = address;
  }

  @Override
  protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    chain.doFilter(request, new Response(response, address));
  }

  private static final class Response extends HttpServletResponseWrapper {
    private final PublicAddress address;

    Response(HttpServletResponse response, PublicAddress address) {
      super(response);
      this.address = address;
    }

    @Override
    public void sendRedirect(String location) throws IOException {
      sendRedirect(location, SC_FOUND, true);
    }

    @Override
    public void sendRedirect(String location, int status, boolean clearBuffer) throws IOException {
      if (clearBuffer) {
        resetBuffer();
      }
      setStatus(status);
      setHeader(HttpHeaders.LOCATION, address.of(page(location)));
      flushBuffer();
    }

    /** Path and query, without a second slash before it, which would make a host of it. */
    private static String page(String location) {
      return "/" + ORIGIN.matcher(location).replaceFirst("").replaceFirst("^[/\\\\]+", "");
    }
  }
}
