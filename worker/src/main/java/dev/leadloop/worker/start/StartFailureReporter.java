package dev.leadloop.worker.start;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;

/** Says why the process did not start in one sentence; anything it does not know is left to Spring Boot. */
final class StartFailureReporter implements SpringBootExceptionReporter, Ordered {

  /** Made by Spring Boot for every start. */
  StartFailureReporter(@Nullable ConfigurableApplicationContext ignored) {}

  @Override
  public boolean reportException(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String sentence = sentence(cause);
      if (sentence != null) {
        System.err.println("Leadloop did not start: " + sentence);
        return true;
      }
    }
    return false;
  }

  private static @Nullable String sentence(Throwable cause) {
    if (cause instanceof StartFailure known) {
      return known.getMessage();
    }
    if (cause instanceof BindException binding) {
      return "the setting " + binding.getName() + " has a value that cannot be used"
          + (binding.getProperty() == null ? "." : " (" + binding.getProperty().getValue() + ").");
    }
    // Boot's own type for a taken port lives in the web module, which this module does not know.
    if (cause.getClass().getName().endsWith(".PortInUseException")) {
      return "the web server's " + String.valueOf(cause.getMessage()).replaceFirst("^Port", "port")
          + ": stop the program that uses it, or choose another with server.port (SERVER_PORT).";
    }
    return null;
  }

  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }
}
