package dev.leadloop.api.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/** A request without a body, of whose parameters only those are seen that can be read. */
final class ReadableQuery extends HttpServletRequestWrapper {
  private final String query;
  private final MultiValueMap<String, String> parameters = new LinkedMultiValueMap<>();

  private ReadableQuery(HttpServletRequest request, String query) {
    super(request);
    this.query = query;
    for (String part : query.split("&")) {
      int equals = part.indexOf('=');
      String name = QueryText.decoded(equals < 0 ? part : part.substring(0, equals)).orElse("");
      if (!name.isEmpty()) {
        parameters.add(name, QueryText.decoded(equals < 0 ? "" : part.substring(equals + 1)).orElse(""));
      }
    }
  }

  /** The request itself where all of it can be read. */
  static HttpServletRequest of(HttpServletRequest request) {
    String query = request.getQueryString();
    return query == null || QueryText.fault(query).isEmpty()
        ? request
        : new ReadableQuery(request, QueryText.readable(query));
  }

  @Override
  public String getQueryString() {
    return query;
  }

  @Override
  public @Nullable String getParameter(String name) {
    return parameters.getFirst(name);
  }

  @Override
  public String @Nullable [] getParameterValues(String name) {
    return getParameterMap().get(name);
  }

  @Override
  public Enumeration<String> getParameterNames() {
    return Collections.enumeration(parameters.keySet());
  }

  @Override
  public Map<String, String[]> getParameterMap() {
    return parameters.entrySet().stream()
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, values -> values.getValue().toArray(String[]::new)));
  }
}
