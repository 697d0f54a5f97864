package dev.leadloop.worker.start;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which PostgreSQL to use.
 *
 * @param url JDBC address; without it a process needs a local stack
 * @param username user name, where the address does not name one
 * @param password password, where the address does not hold one
 * @param poolSize connections this process holds at most
 * @param startPatience how long a process that starts waits for a database that is away
 */
@ConfigurationProperties("leadloop.database")
public record DatabaseSettings(
    @Nullable String url,
    @Nullable String username,
    @Nullable String password,
    @DefaultValue("20") int poolSize,
    @DefaultValue("30s") Duration startPatience) {

  /** How long one waits that was given without a word about it. */
  public static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Whether a database is given. */
  public boolean given() {
    return url != null && !url.isBlank();
  }

  /** Never prints the password. */
  @Override
  public String toString() {
    return "DatabaseSettings[username=" + username + ", poolSize=" + poolSize + "]";
  }
}
