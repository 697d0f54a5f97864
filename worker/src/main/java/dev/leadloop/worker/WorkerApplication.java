package dev.leadloop.worker;

import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** A process that only does work, for a Temporal server and a database given by address. */
@SpringBootApplication(scanBasePackages = "dev.leadloop")
public class WorkerApplication {

  /** Starts the process. */
  public static void main(String[] arguments) {
    SpringApplication application = new SpringApplication(WorkerApplication.class);
    application.setBannerMode(Banner.Mode.OFF);
    application.setKeepAlive(true);
    application.setLogStartupInfo(false);
    application.setDefaultProperties(Map.of(
        "logging.level.root", "WARN",
        "logging.level.dev.leadloop", "INFO",
        // It repeats, at length, what is then said in one sentence.
        "logging.level.org.springframework.context.annotation", "ERROR"));
    application.run(arguments);
  }
}
