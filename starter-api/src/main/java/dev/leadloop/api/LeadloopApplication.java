package dev.leadloop.api;

import dev.leadloop.cli.CommandStart;
import dev.leadloop.worker.WorkerApplication;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationExcludeFilter;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;

/** The process that people and systems talk to; with nothing else given it is the whole product on one machine. */
@SpringBootConfiguration
@EnableAutoConfiguration
@ComponentScan(
    basePackages = "dev.leadloop",
    excludeFilters = {
      @Filter(type = FilterType.CUSTOM, classes = {TypeExcludeFilter.class, AutoConfigurationExcludeFilter.class}),
      // The worker's own start; its parts are found beside it.
      @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = WorkerApplication.class)
    })
public class LeadloopApplication {

  /** Starts the process, or carries out a command that needs none of it. */
  public static void main(String[] arguments) {
    if (CommandStart.isMeant(arguments)) {
      System.exit(CommandStart.run(arguments));
    }
    SpringApplication.run(LeadloopApplication.class, arguments);
  }
}
