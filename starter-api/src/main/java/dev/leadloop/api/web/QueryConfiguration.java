package dev.leadloop.api.web;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Has the query of every call checked before the call is made. */
@Configuration(proxyBeanMethods = false)
class QueryConfiguration implements WebMvcConfigurer {

  @Override
  public void addInterceptors(InterceptorRegistry calls) {
    calls.addInterceptor(new QueryCheck()).addPathPatterns("/api/**");
  }
}
