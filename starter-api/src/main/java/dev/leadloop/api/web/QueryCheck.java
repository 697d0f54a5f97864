package dev.leadloop.api.web;

import dev.leadloop.api.problem.FieldError;
import dev.leadloop.api.problem.Problem;
import dev.leadloop.api.problem.Sentence;
import dev.leadloop.naming.NearestName;
import dev.leadloop.text.VisibleText;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Parameter;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses what a call's query says in vain: a name the call does not declare, one that is given twice where one value is
 * taken, and one without a value. A filter that is passed over would answer with every lead.
 */
final class QueryCheck implements HandlerInterceptor {
  private static final int LONGEST_SHOWN = 40;

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
    String query = request.getQueryString();
    if (query != null && handler instanceof HandlerMethod method) {
      List<FieldError> faults = faults(values(query), declared(method), request.getMethod() + " " + request.getRequestURI());
      if (!faults.isEmpty()) {
        throw Problem.INVALID
            .because(Sentence.ended("Nothing was done: "
                + faults.stream().map(fault -> "'" + fault.field() + "' " + fault.message()).collect(Collectors.joining("; "))))
            .and("errors", faults);
      }
    }
    return true;
  }

  /** The names a call takes, each with whether it takes several values. */
  static Map<String, Boolean> declared(HandlerMethod method) {
    Map<String, Boolean> declared = new TreeMap<>();
    for (Parameter parameter : method.getMethod().getParameters()) {
      RequestParam param = parameter.getAnnotation(RequestParam.class);
      if (param != null) {
        boolean several = Collection.class.isAssignableFrom(parameter.getType()) || parameter.getType().isArray();
        declared.put(name(param, parameter), several);
      }
    }
    return declared;
  }

  private static String name(RequestParam param, Parameter parameter) {
    if (!param.name().isEmpty()) {
      return param.name();
    }
    return param.value().isEmpty() ? parameter.getName() : param.value();
  }

  private static List<FieldError> faults(
      Map<String, List<String>> given, Map<String, Boolean> declared, String call) {
    List<FieldError> faults = new ArrayList<>();
    given.forEach((name, values) -> {
      Boolean several = declared.get(name);
      if (several == null) {
        faults.add(new FieldError(shortened(name), unknown(name, declared.keySet(), call)));
      } else if (!several && values.size() > 1) {
        faults.add(new FieldError(name, "is given " + values.size() + " times; give it once"));
      } else if (values.stream().anyMatch(VisibleText::isBlank)) {
        faults.add(new FieldError(name, "has no value; give it one or leave it out"));
      }
    });
    return faults;
  }

  private static String unknown(String name, Collection<String> known, String call) {
    if (known.isEmpty()) {
      return "is no parameter of " + call + ", which takes none";
    }
    return "is no parameter of " + call + "; "
        + NearestName.to(name, known).map(nearest -> "did you mean '" + nearest + "'? ").orElse("")
        + "known are " + String.join(", ", known);
  }

  private static Map<String, List<String>> values(String query) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    Arrays.stream(query.split("&"))
        .filter(pair -> !pair.isEmpty())
        .forEach(pair -> {
          int equals = pair.indexOf('=');
          values
              .computeIfAbsent(decoded(equals < 0 ? pair : pair.substring(0, equals)), name -> new ArrayList<>())
              .add(equals < 0 ? "" : decoded(pair.substring(equals + 1)));
        });
    return values;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      throw Problem.MALFORMED.because(
          "The query cannot be read at '" + shortened(text) + "': write each % as %25, or encode the whole value.");
    }
  }

  private static String shortened(@Nullable String text) {
    String whole = String.valueOf(text);
    return whole.length() <= LONGEST_SHOWN ? whole : whole.substring(0, LONGEST_SHOWN) + "…";
  }
}
