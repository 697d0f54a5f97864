package dev.leadloop.dryrun;

import dev.leadloop.policyfile.PolicyCatalog;
import java.io.IOException;
import java.time.InstantSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A process of its own that plays the next dry run of a database. */
final class PlayingProcess {
  private PlayingProcess() {}

  /** The database's address. */
  public static void main(String[] arguments) {
    JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(arguments[0], "postgres", ""));
    new Simulations(
        new SimulationStore(jdbc), jdbc, new PolicyCatalog(jdbc, template -> true), InstantSource.system(),
        new Simulations.Limits(10_000, 1)).next();
  }

  static Process start(String url) throws IOException {
    return new ProcessBuilder(
        System.getProperty("java.home") + "/bin/java", "-Xshare:auto", "-XX:TieredStopAtLevel=1", "-Xmx256m", "-cp",
        System.getProperty("java.class.path"),
        PlayingProcess.class.getName(), url)
        .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
  }
}
