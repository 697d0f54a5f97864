package dev.leadloop.api.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses bodies that are not JSON in UTF-8 (RFC 8259 knows no other charset), unless the call says what else it takes: a
 * body in another language would pass by all that is strict about reading JSON.
 */
final class JsonAlone implements HandlerInterceptor {
  private static final Set<String> BODILESS =
      Set.of(HttpMethod.GET.name(), HttpMethod.HEAD.name(), HttpMethod.OPTIONS.name());

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
      throws HttpMediaTypeNotSupportedException {
    String type = request.getContentType();
    if (type != null && hasBody(request) && handler instanceof HandlerMethod call && !takesAnother(call) && !json(type)) {
      throw new HttpMediaTypeNotSupportedException("JSON in UTF-8 alone", List.of(MediaType.APPLICATION_JSON));
    }
    return true;
  }

  private static boolean hasBody(HttpServletRequest request) {
    return !BODILESS.contains(request.getMethod()) && request.getContentLengthLong() != 0;
  }

  private static boolean takesAnother(HandlerMethod call) {
    RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(call.getMethod(), RequestMapping.class);
    return mapping != null && mapping.consumes().length > 0
        && !List.of(mapping.consumes()).contains(MediaType.APPLICATION_JSON_VALUE);
  }

  private static boolean json(String type) {
    try {
      MediaType given = MediaType.parseMediaType(type);
      Charset charset = given.getCharset();
      return given.equalsTypeAndSubtype(MediaType.APPLICATION_JSON)
          && (charset == null || charset.equals(StandardCharsets.UTF_8));
    } catch (IllegalArgumentException unreadable) {
      return false;
    }
  }
}
