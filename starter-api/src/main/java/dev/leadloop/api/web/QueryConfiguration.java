package dev.leadloop.api.web;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Has the query of every call, and of every page of people who signed in, checked before it is answered. */
@Configuration(proxyBeanMethods = false)
class QueryConfiguration implements WebMvcConfigurer {

  @Override
  public void addInterceptors(InterceptorRegistry calls) {
    String[] lists = {
      "/leads", "/leads/export", "/accounts", "/accounts/**", "/account-owners", "/board", "/board/**", "/sequences",
      "/sequences/**", "/templates", "/templates/**", "/funnel", "/funnel/**", "/inbox", "/inbox/**", "/measures",
      "/measures/**", "/reps", "/reps/**", "/settings", "/settings/**", "/teams",
      "/campaigns", "/campaigns/**", "/deliverability", "/deliverability/**", "/imports", "/imports/**", "/suppressions",
      "/suppressions/**", "/forms", "/forms/**", "/backtests", "/backtests/**", "/*.csv"
    };
    calls.addInterceptor(new QueryCheck(false)).addPathPatterns("/api/**", "/leads/**", "/policies", "/policies/**")
        .excludePathPatterns(lists);
    calls.addInterceptor(new QueryCheck(true)).addPathPatterns(lists);
  }
}
