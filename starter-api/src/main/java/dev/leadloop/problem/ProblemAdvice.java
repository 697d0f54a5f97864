package dev.leadloop.problem;

import dev.leadloop.text.Discreet;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.ConstraintViolationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.MethodParameter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.TransactionException;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.util.DisconnectedClientHelper;

/** Turns whatever goes wrong in a call into a problem document; what is our fault is logged, never shown. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProblemAdvice {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

  @ExceptionHandler
  ResponseEntity<Object> answered(ProblemException problem, HttpServletRequest request) {
    return answer(problem.document(), request);
  }

  @ExceptionHandler
  ResponseEntity<Object> unreadable(HttpMessageNotReadableException unreadable, HttpServletRequest request) {
    return answer(Unreadable.behind(unreadable).orElseGet(() -> bodyFault(unreadable, request)), request);
  }

  private static ProblemDetail bodyFault(HttpMessageNotReadableException unreadable, HttpServletRequest request) {
    String type = request.getContentType();
    return unreadable.getCause() == null && type != null && !type.toLowerCase(Locale.ROOT).contains("json")
        ? Problem.MALFORMED.with("The body is empty. Send the document in it; nothing was done.")
        : JsonFaults.document(unreadable.getCause());
  }

  @ExceptionHandler
  ResponseEntity<Object> invalid(MethodArgumentNotValidException invalid, HttpServletRequest request) {
    List<FieldError> errors =
        invalid.getBindingResult().getAllErrors().stream()
            .map(
                error ->
                    new FieldError(
                        error instanceof org.springframework.validation.FieldError field
                            ? field.getField()
                            : error.getObjectName(),
                        String.valueOf(error.getDefaultMessage())))
            .toList();
    return answer(FieldError.document(errors), request);
  }

  @ExceptionHandler
  ResponseEntity<Object> invalid(HandlerMethodValidationException invalid, HttpServletRequest request) {
    List<FieldError> errors = new ArrayList<>();
    for (ParameterValidationResult result : invalid.getParameterValidationResults()) {
      String parameter = nameOf(result.getMethodParameter());
      if (result instanceof ParameterErrors body) {
        body.getFieldErrors()
            .forEach(error -> errors.add(new FieldError(error.getField(), String.valueOf(error.getDefaultMessage()))));
      } else {
        result
            .getResolvableErrors()
            .forEach(error -> errors.add(new FieldError(parameter, String.valueOf(error.getDefaultMessage()))));
      }
    }
    return answer(FieldError.document(errors), request);
  }

  /** As the caller knows it: a header, a parameter and what is made of them may be called otherwise than in the code. */
  private static String nameOf(MethodParameter parameter) {
    RequestHeader header = parameter.getParameterAnnotation(RequestHeader.class);
    RequestParam param = parameter.getParameterAnnotation(RequestParam.class);
    PathVariable path = parameter.getParameterAnnotation(PathVariable.class);
    Parameter described =
        AnnotatedElementUtils.findMergedAnnotation(
            AnnotatedElementUtils.forAnnotations(parameter.getParameterAnnotations()), Parameter.class);
    String name =
        header != null
            ? header.name()
            : param != null ? param.name() : path != null ? path.name() : described != null ? described.name() : "";
    return name.isEmpty() ? String.valueOf(parameter.getParameterName()) : name;
  }

  @ExceptionHandler
  ResponseEntity<Object> invalid(ConstraintViolationException invalid, HttpServletRequest request) {
    List<FieldError> errors =
        invalid.getConstraintViolations().stream()
            .map(violation -> new FieldError(violation.getPropertyPath().toString(), violation.getMessage()))
            .toList();
    return answer(FieldError.document(errors), request);
  }

  @ExceptionHandler
  ResponseEntity<Object> mistyped(MethodArgumentTypeMismatchException mistyped, HttpServletRequest request) {
    String message = JsonFaults.wrongValue(mistyped.getRequiredType(), mistyped.getValue());
    return answer(FieldError.document(List.of(new FieldError(mistyped.getName(), message))), request);
  }

  @ExceptionHandler
  ResponseEntity<Object> missing(ServletRequestBindingException missing, HttpServletRequest request) {
    String what =
        switch (missing) {
          case MissingServletRequestParameterException parameter -> "The parameter '" + parameter.getParameterName() + "'";
          case MissingRequestHeaderException header -> "The header '" + header.getHeaderName() + "'";
          case ServletRequestBindingException other -> "Something this call needs";
        };
    return answer(Problem.MALFORMED.with(what + " is missing. Add it and send the request again."), request);
  }

  @ExceptionHandler
  ResponseEntity<Object> form(MultipartException unreadable, HttpServletRequest request) {
    return unreadable instanceof ErrorResponse known
        ? answer(documentOf(known, request), request)
        : answer(
            Problem.MALFORMED.with(
                "The form cannot be read. Send it whole, with the content type multipart/form-data and the boundary"
                    + " between its parts, as curl -F does."),
            request);
  }

  @ExceptionHandler({
    CannotGetJdbcConnectionException.class,
    DataAccessResourceFailureException.class,
    TransientDataAccessException.class,
    TransactionException.class
  })
  ResponseEntity<Object> databaseDown(Exception down, HttpServletRequest request) {
    LOG.warn("The database did not answer: {}", Discreet.words(down));
    return answer(Problem.databaseDown(), request);
  }

  @ExceptionHandler
  @Nullable ResponseEntity<Object> anythingElse(Exception unexpected, HttpServletRequest request) {
    if (DisconnectedClientHelper.isClientDisconnectedException(unexpected)) {
      // Whoever called has hung up: there is nobody to answer, and nothing of ours is wrong.
      return null;
    }
    if (unexpected instanceof ErrorResponse known) {
      return answer(documentOf(known, request), request);
    }
    Optional<ProblemDetail> unreadable = Unreadable.behind(unexpected);
    if (unreadable.isPresent()) {
      return answer(unreadable.get(), request);
    }
    if (unexpected instanceof DataAccessException && SqlStates.connectionLost(unexpected)) {
      return databaseDown(unexpected, request);
    }
    if (unexpected instanceof DataAccessException && SqlStates.dataRefused(unexpected)) {
      LOG.warn("{} {} sent what the database does not take: {}", request.getMethod(), ShownPath.of(request),
          Discreet.words(unexpected));
      return answer(
          Problem.INVALID.with("A text, a number or a time in the request is outside what can be stored. Send another."),
          request);
    }
    LOG.error("{} {} failed", request.getMethod(), ShownPath.of(request), Discreet.of(unexpected));
    return answer(Problem.outOfOrder(), request);
  }

  private static ProblemDetail documentOf(ErrorResponse known, HttpServletRequest request) {
    HttpStatus status = HttpStatus.valueOf(known.getStatusCode().value());
    return switch (status) {
      case NOT_FOUND -> Problem.ofStatus(status.value());
      case METHOD_NOT_ALLOWED ->
          Problem.METHOD_NOT_ALLOWED.with(
              request.getMethod() + " does not work here; allowed: "
                  + String.join(", ", known.getHeaders().getOrEmpty(HttpHeaders.ALLOW)) + ".");
      case NOT_ACCEPTABLE -> {
        List<String> answered = known.getHeaders().getOrEmpty(HttpHeaders.ACCEPT);
        yield Problem.NOT_ACCEPTABLE.with(
            "Ask for " + (answered.isEmpty() ? "application/json" : String.join(" or ", answered)) + " in the Accept header.");
      }
      case UNSUPPORTED_MEDIA_TYPE ->
          Problem.MEDIA_TYPE.with(
              "Send the body with the content type "
                  + String.join(" or ", known.getHeaders().getOrEmpty(HttpHeaders.ACCEPT)) + ".");
      case CONTENT_TOO_LARGE -> Problem.TOO_LARGE.with(
          known instanceof MultipartException
              ? "Nothing was stored. A file may have 256 MB, and of a form its other parts together 2 MB, such as the mapping of"
                  + " an import. Send less at a time."
              : "Send less at a time.");
      default -> Problem.MALFORMED.with("Send the request as the description at /v3/api-docs has it.");
    };
  }

  /** A document to a program, a page with the same words to a person. */
  private static ResponseEntity<Object> answer(ProblemDetail document, HttpServletRequest request) {
    Told.truly(document, request);
    ResponseEntity.BodyBuilder answer = ResponseEntity.status(document.getStatus());
    if (document.getStatus() == HttpStatus.SERVICE_UNAVAILABLE.value()) {
      answer.header(HttpHeaders.RETRY_AFTER, ProblemWriter.RETRY_AFTER_SECONDS);
    }
    if (document.getStatus() == HttpStatus.TOO_MANY_REQUESTS.value()) {
      answer.header(HttpHeaders.RETRY_AFTER, "60");
    }
    if (PagePaths.includes(request)) {
      return answer.contentType(MediaType.parseMediaType(ProblemPage.CONTENT_TYPE)).body(ProblemPage.of(document));
    }
    document.setInstance(ShownPath.instance(request));
    return answer.contentType(MediaType.APPLICATION_PROBLEM_JSON).body(document);
  }
}
