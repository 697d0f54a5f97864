package dev.leadloop.api.web;

import java.util.Set;
import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.converter.ByteArrayHttpMessageConverter;
import org.springframework.http.converter.StringHttpMessageConverter;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * In which languages the calls speak: JSON, and bytes and texts as they are. Whatever else lies on the classpath is not asked.
 */
@Configuration(proxyBeanMethods = false)
class BodiesConfiguration implements WebMvcConfigurer {
  private static final Set<Class<?>> SPOKEN =
      Set.of(ByteArrayHttpMessageConverter.class, StringHttpMessageConverter.class, JacksonJsonHttpMessageConverter.class);

  @Override
  public void addInterceptors(InterceptorRegistry interceptors) {
    interceptors.addInterceptor(new JsonAlone()).addPathPatterns("/api/**");
    interceptors.addInterceptor(new JsonAnswers()).addPathPatterns("/api/**", "/webhooks/**");
  }

  @Bean
  ServerHttpMessageConvertersCustomizer spokenLanguagesAlone() {
    return converters ->
        converters.configureMessageConvertersList(all -> all.removeIf(converter -> !SPOKEN.contains(converter.getClass())));
  }
}
