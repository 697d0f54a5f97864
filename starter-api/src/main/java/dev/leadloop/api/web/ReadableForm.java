package dev.leadloop.api.web;

import dev.leadloop.text.CleanText;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** A request whose form and query cannot be read, seen as one that has neither. */
final class ReadableForm extends HttpServletRequestWrapper {
  private static final Logger LOG = LoggerFactory.getLogger(ReadableForm.class);

  private ReadableForm(HttpServletRequest request) {
    super(request);
  }

  /** The request itself where all of its form and query can be read. */
  static HttpServletRequest of(HttpServletRequest request) {
    try {
      return isReadable(request) ? request : new ReadableForm(request);
    } catch (IOException | ServletException | RuntimeException unreadable) {
      LOG.debug("A form that cannot be read: {}", unreadable.toString());
      return new ReadableForm(request);
    }
  }

  private static boolean isReadable(HttpServletRequest request) throws IOException, ServletException {
    long length = request.getContentLengthLong();
    if (length > BodyLimitFilter.MOST_BYTES || !isOfOneType(request.getContentType())) {
      return false;
    }
    if (String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT).startsWith("multipart/")) {
      // Parts are kept on disk up to what a file for import may have, so their length is to be known.
      if (length < 0) {
        return false;
      }
      request.getParts();
    }
    return request.getParameterMap().entrySet().stream()
        .allMatch(field -> isClean(field.getKey()) && Arrays.stream(field.getValue()).allMatch(ReadableForm::isClean));
  }

  private static boolean isOfOneType(@Nullable String contentType) {
    try {
      return contentType == null || contentType.isBlank() || MediaType.parseMediaType(contentType).isConcrete();
    } catch (InvalidMediaTypeException unreadable) {
      return false;
    }
  }

  private static boolean isClean(String text) {
    return CleanText.fault(text).isEmpty();
  }

  @Override
  public @Nullable String getContentType() {
    return null;
  }

  @Override
  public int getContentLength() {
    return 0;
  }

  @Override
  public long getContentLengthLong() {
    return 0;
  }

  @Override
  public @Nullable String getHeader(String name) {
    return name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE) ? null : super.getHeader(name);
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    return name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE) ? Collections.emptyEnumeration() : super.getHeaders(name);
  }

  @Override
  public @Nullable String getQueryString() {
    return null;
  }

  @Override
  public @Nullable String getParameter(String name) {
    return null;
  }

  @Override
  public String @Nullable [] getParameterValues(String name) {
    return null;
  }

  @Override
  public Enumeration<String> getParameterNames() {
    return Collections.emptyEnumeration();
  }

  @Override
  public Map<String, String[]> getParameterMap() {
    return Map.of();
  }
}
