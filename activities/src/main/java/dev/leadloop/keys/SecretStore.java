package dev.leadloop.keys;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Secrets that all processes of one installation share, made at random when first asked for. */
public final class SecretStore {
  private final JdbcClient jdbc;
  private final SecureRandom random = new SecureRandom();

  public SecretStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The secret of that name: so many random bytes, the same for whoever asks first or later. */
  public byte[] randomOnce(String name, int bytes) {
    byte[] made = new byte[bytes];
    random.nextBytes(made);
    jdbc.sql("insert into secret (name, value) values (:name, :value) on conflict do nothing")
        .param("name", name)
        .param("value", HexFormat.of().formatHex(made))
        .update();
    return HexFormat.of()
        .parseHex(
            jdbc.sql("select value from secret where name = :name").param("name", name).query(String.class).single());
  }
}
