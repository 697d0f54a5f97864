package dev.leadloop.api.web;

import dev.leadloop.problem.Problem;
import dev.leadloop.problem.ProblemWriter;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells in our own words what the server refuses before, or fails in after, everything of ours. */
final class ServerErrors extends ErrorReportValve {
  private static final Logger LOG = LoggerFactory.getLogger(ServerErrors.class);

  private final ProblemWriter problems;

  ServerErrors(ProblemWriter problems) {
    this.problems = problems;
  }

  @Override
  protected void report(Request request, Response response, Throwable thrown) {
    int status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    AtomicBoolean writable = new AtomicBoolean(false);
    response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, writable);
    if (!writable.get()) {
      return;
    }
    try {
      problems.write(request, response, Problem.ofStatus(status));
      response.finishResponse();
    } catch (IOException | IllegalStateException gone) {
      LOG.debug("The caller went away", gone);
    }
  }
}
