package dev.leadloop.api.web;

import dev.leadloop.security.AccessTable;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Has the query of every call, and of every page of people who signed in, checked before it is answered. */
@Configuration(proxyBeanMethods = false)
class QueryConfiguration implements WebMvcConfigurer {

  @Override
  public void addInterceptors(InterceptorRegistry calls) {
    calls.addInterceptor(new QueryCheck(false)).addPathPatterns("/api/**");
    calls.addInterceptor(new QueryCheck(true)).addPathPatterns(AccessTable.placesOfPages());
  }
}
