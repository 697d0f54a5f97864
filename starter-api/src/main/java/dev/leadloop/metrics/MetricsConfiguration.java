package dev.leadloop.metrics;

import dev.leadloop.checks.Attention;
import dev.leadloop.checks.Losses;
import dev.leadloop.measures.counting.Measuring;
import dev.leadloop.tracing.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.filter.ServerHttpObservationFilter;

/** What a process that answers HTTP measures beside what every process does. */
@Configuration(proxyBeanMethods = false)
class MetricsConfiguration {
  @Bean
  CareNumbers careNumbers(Attention attention, Losses losses, Measuring measuring, Clock clock) {
    return new CareNumbers(attention, losses, measuring, clock);
  }

  /** Before all others, whose words are marked as well. */
  @Bean
  FilterRegistrationBean<RequestMarks> requestsMarked(Traces traces) {
    FilterRegistrationBean<RequestMarks> filter = new FilterRegistrationBean<>(new RequestMarks(traces));
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return filter;
  }

  /** Requests by the pattern of their path, never by the path itself, which names leads. */
  @Bean
  FilterRegistrationBean<ServerHttpObservationFilter> requestsMeasured(MeterRegistry meters) {
    ObservationRegistry observations = ObservationRegistry.create();
    observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
    FilterRegistrationBean<ServerHttpObservationFilter> filter =
        new FilterRegistrationBean<>(new ServerHttpObservationFilter(observations));
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
    filter.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
    return filter;
  }
}
