package dev.leadloop.api.web;

import dev.leadloop.problem.PagePaths;
import dev.leadloop.problem.Problem;
import dev.leadloop.problem.ProblemWriter;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** What is said where something ended with a bare status: a document to programs, a page to people. */
@Controller
@Hidden
class ErrorPages implements ErrorController {
  private final ProblemWriter problems;

  ErrorPages(ProblemWriter problems) {
    this.problems = problems;
  }

  @RequestMapping("/error")
  @Nullable ModelAndView error(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    ProblemDetail document = Problem.ofStatus(status instanceof Integer given ? given : 404);
    String asked = path instanceof String given ? given : request.getRequestURI();
    if (!PagePaths.includes(asked, request.getHeader(HttpHeaders.ACCEPT))) {
      problems.write(request, response, document);
      return null;
    }
    response.setStatus(document.getStatus());
    if (document.getStatus() == 503) {
      response.setHeader(HttpHeaders.RETRY_AFTER, ProblemWriter.RETRY_AFTER_SECONDS);
    }
    boolean opened = HttpMethod.GET.name().equals(request.getAttribute(RequestDispatcher.ERROR_METHOD));
    return document.getStatus() == 403
        ? new ModelAndView("error/403", Map.of("opened", opened))
        : new ModelAndView(
            "error",
            Map.of("title", String.valueOf(document.getTitle()), "message", String.valueOf(document.getDetail())));
  }
}
