package dev.leadloop.security;

import dev.leadloop.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Stands before every call about a lead and lets a rep through where the line of the table says so: a lead that the rep
 * may not look at is answered like one that is not known.
 */
@Component
class LeadGate implements HandlerInterceptor, WebMvcConfigurer {
  private final LeadSight sight;

  LeadGate(LeadSight sight) {
    this.sight = sight;
  }

  @Override
  public void addInterceptors(InterceptorRegistry interceptors) {
    interceptors.addInterceptor(this).addPathPatterns("/api/**", "/inbox/**", "/leads/**");
  }

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (SecurityContextHolder.getContext().getAuthentication() instanceof Caller caller
        && caller.role() == Role.SALES
        && !opens(AccessTable.reachFor(request), caller, lead(request))) {
      throw Problem.unknownLead();
    }
    return true;
  }

  private boolean opens(AccessTable.Reach reach, Caller caller, String lead) {
    return switch (reach) {
      case NO_LEAD, CUT_LIST -> true;
      case SEEN_LEAD -> sight.sees(caller, lead);
      case ANSWERED_LEAD -> sight.mayAnswer(caller, lead);
      case TAKEN_LEAD -> sight.mayTake(caller, lead);
      case CLOSED -> false;
    };
  }

  private static String lead(HttpServletRequest request) {
    return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
            && variables.get("id") instanceof String id
        ? id
        : "";
  }
}
