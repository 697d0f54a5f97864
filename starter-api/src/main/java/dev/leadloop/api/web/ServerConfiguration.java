package dev.leadloop.api.web;

import dev.leadloop.problem.Problem;
import dev.leadloop.problem.ProblemWriter;
import dev.leadloop.problem.Unreadable;
import java.util.Set;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/** What is said where the server or its firewall refuses a request before anything of ours sees it. */
@Configuration(proxyBeanMethods = false)
class ServerConfiguration {
  private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> serverErrors(ProblemWriter problems) {
    return server ->
        server.addContextCustomizers(
            context -> context.getParent().getPipeline().addValve(new ServerErrors(problems)));
  }

  @Bean
  RequestRejectedHandler firewallProblems(ProblemWriter problems) {
    return (request, response, refused) -> {
      ProblemDetail document =
          METHODS.contains(request.getMethod())
              ? Unreadable.rejected()
              : Problem.METHOD_NOT_ALLOWED.with("This method does not work here. The calls are listed at /v3/api-docs.");
      if (!METHODS.contains(request.getMethod())) {
        response.setHeader(HttpHeaders.ALLOW, "GET, HEAD, POST, PUT, DELETE, OPTIONS");
      }
      problems.write(request, response, document);
    };
  }
}
