package dev.leadloop.api.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses to answer in another form than JSON before the call is made: once it has changed something, its answer is not
 * withheld for a header. Calls that say in which form they answer, or write it themselves, are left alone.
 */
final class JsonAnswers implements HandlerInterceptor {

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
      throws HttpMediaTypeNotAcceptableException {
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    if (accept != null && handler instanceof HandlerMethod call && answersJson(call) && !takesJson(accept)) {
      throw new HttpMediaTypeNotAcceptableException(List.of(MediaType.APPLICATION_JSON));
    }
    return true;
  }

  private static boolean answersJson(HandlerMethod call) {
    RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(call.getMethod(), RequestMapping.class);
    return !call.isVoid() && (mapping == null || mapping.produces().length == 0);
  }

  private static boolean takesJson(String accept) {
    try {
      List<MediaType> types = MediaType.parseMediaTypes(accept);
      return types.isEmpty() || types.stream().anyMatch(type -> type.isCompatibleWith(MediaType.APPLICATION_JSON));
    } catch (InvalidMediaTypeException unreadable) {
      return false;
    }
  }
}
