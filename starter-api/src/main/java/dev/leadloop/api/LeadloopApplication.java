package dev.leadloop.api;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The process that people and systems talk to; with nothing else given it is the whole product on one machine. */
@SpringBootApplication(scanBasePackages = "dev.leadloop")
public class LeadloopApplication {

  /** Starts the process. */
  public static void main(String[] arguments) {
    SpringApplication.run(LeadloopApplication.class, arguments);
  }
}
