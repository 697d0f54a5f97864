package dev.leadloop.worker.start;

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
 */
@ConfigurationProperties("leadloop.database")
public record DatabaseSettings(
    @Nullable String url,
    @Nullable String username,
    @Nullable String password,
    @DefaultValue("20") int poolSize) {

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
