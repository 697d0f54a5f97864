package dev.leadloop.worker;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** A process that only does work for a Temporal server and a database given by address. */
@SpringBootApplication(scanBasePackages = "dev.leadloop")
public class WorkerApplication {

  /** Starts the process. */
  public static void main(String[] arguments) {
    SpringApplication.run(WorkerApplication.class, arguments);
  }
}
