package dev.leadloop.watching;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where and how a process is watched.
 *
 * @param port of the server for those who watch; without it there is none, 0 for any that is free
 * @param address where that server listens
 * @param token what it is shown as a bearer token; without one it may listen on this machine alone
 * @param lookEvery pause between two looks at what is counted in the database; zero for never
 */
@ConfigurationProperties("leadloop.management")
public record WatchSettings(
    @Nullable Integer port,
    @DefaultValue("127.0.0.1") String address,
    @Nullable String token,
    @DefaultValue("10s") Duration lookEvery) {

  /** Whether the token is asked for. */
  boolean guarded() {
    return token != null && !token.isBlank();
  }

  /** Whether others than this machine can come to the address. */
  boolean open() {
    try {
      return !InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return true;
    }
  }

  /** Never prints the token. */
  @Override
  public String toString() {
    return "WatchSettings[" + address + ":" + port + "]";
  }
}
