package dev.leadloop.api.web;

import dev.leadloop.finding.QueryNames;
import dev.leadloop.naming.NearestName;
import dev.leadloop.problem.FieldError;
import dev.leadloop.problem.Problem;
import dev.leadloop.problem.Sentence;
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
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses what a call's query says in vain: a name the call does not declare, one that is given twice where one value is
 * taken, one without a value, and a whole number that is not written in plain digits, since 0x10 would be read as 16. A filter
 * that is passed over would answer with every lead.
 */
final class QueryCheck implements HandlerInterceptor {
  private static final int LONGEST_SHOWN = 40;
  private static final Set<Class<?>> WHOLE_NUMBERS = Set.of(int.class, Integer.class, long.class, Long.class);

  /** What a call takes under one name. */
  private enum Kind {
    ONE,
    SEVERAL,
    WHOLE_NUMBER
  }

  private final boolean ofAForm;

  /**
   * A check.
   *
   * @param ofAForm whether a form may have sent the query: it names every field, those that were left empty too
   */
  QueryCheck(boolean ofAForm) {
    this.ofAForm = ofAForm;
  }

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

  /** The names a call takes. */
  private static Map<String, Kind> declared(HandlerMethod method) {
    Map<String, Kind> declared = new TreeMap<>();
    for (Parameter parameter : method.getMethod().getParameters()) {
      RequestParam param = parameter.getAnnotation(RequestParam.class);
      QueryNames names = parameter.getAnnotation(QueryNames.class);
      if (names != null) {
        Kind kind = MultiValueMap.class.isAssignableFrom(parameter.getType()) ? Kind.SEVERAL : Kind.ONE;
        Arrays.stream(names.value()).forEach(name -> declared.put(name, kind));
      } else if (param != null) {
        declared.put(name(param, parameter), kind(parameter.getType()));
      }
    }
    return declared;
  }

  private static Kind kind(Class<?> type) {
    if (WHOLE_NUMBERS.contains(type)) {
      return Kind.WHOLE_NUMBER;
    }
    return Collection.class.isAssignableFrom(type) || type.isArray() ? Kind.SEVERAL : Kind.ONE;
  }

  private static String name(RequestParam param, Parameter parameter) {
    if (!param.name().isEmpty()) {
      return param.name();
    }
    return param.value().isEmpty() ? parameter.getName() : param.value();
  }

  private List<FieldError> faults(
      Map<String, List<String>> given, Map<String, Kind> declared, String call) {
    List<FieldError> faults = new ArrayList<>();
    given.forEach((name, values) -> {
      Kind kind = declared.get(name);
      if (kind == null) {
        faults.add(new FieldError(shortened(name), unknown(name, declared.keySet(), call)));
      } else if (kind != Kind.SEVERAL && values.size() > 1) {
        faults.add(new FieldError(name, "is given " + values.size() + " times; give it once"));
      } else if (Set.copyOf(values).size() < values.size()) {
        faults.add(new FieldError(name, "has one value twice; give each once"));
      } else if (values.stream().anyMatch(VisibleText::isBlank)) {
        blank(name, faults);
      } else if (kind == Kind.WHOLE_NUMBER && !values.getFirst().matches("-?[0-9]{1,19}")) {
        faults.add(new FieldError(name, "is not a whole number; write it in plain digits, such as 50"));
      }
    });
    return faults;
  }

  private void blank(String name, List<FieldError> faults) {
    if (!ofAForm) {
      faults.add(new FieldError(name, "has no value; give it one or leave it out"));
    }
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
