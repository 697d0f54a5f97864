package dev.leadloop.api.answer;

import dev.leadloop.security.Caller;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Reads out of a call who gives an answer and under which key. */
@Configuration(proxyBeanMethods = false)
class GiverResolver implements HandlerMethodArgumentResolver, WebMvcConfigurer {

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(this);
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == Giver.class;
  }

  @Override
  public Giver resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer model,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binders) {
    String[] keys = request.getHeaderValues(Keyed.HEADER);
    // Two keys are none: together they are of no key's form, and the call is refused.
    String key = keys == null ? null : String.join(",", keys);
    return new Giver((Caller) Objects.requireNonNull(request.getUserPrincipal(), "nobody gives an answer unasked"), key);
  }
}
