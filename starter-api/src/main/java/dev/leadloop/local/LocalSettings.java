package dev.leadloop.local;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What this process needs for itself on its machine.
 *
 * @param home the data folder
 * @param temporal ports of a Temporal server that is started here
 * @param database port of a PostgreSQL that is started here
 */
@ConfigurationProperties("leadloop")
public record LocalSettings(
    @DefaultValue(".leadloop") Path home, @DefaultValue TemporalPorts temporal, @DefaultValue DatabasePort database) {

  /**
   * Ports of Temporal.
   *
   * @param port where clients connect
   * @param uiPort where people look
   */
  public record TemporalPorts(@DefaultValue("7233") int port, @DefaultValue("8233") int uiPort) {}

  /**
   * Port of PostgreSQL.
   *
   * @param port where clients connect; not 5432, which a PostgreSQL of the machine's own would use
   */
  public record DatabasePort(@DefaultValue("5433") int port) {}
}
