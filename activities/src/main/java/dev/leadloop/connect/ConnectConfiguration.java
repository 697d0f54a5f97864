package dev.leadloop.connect;

import dev.leadloop.connect.vault.Vault;
import dev.leadloop.connect.vendor.Vendor;
import dev.leadloop.desk.RepStore;
import dev.leadloop.inbox.InboxStore;
import dev.leadloop.intake.LeadIntake;
import dev.leadloop.outbound.TargetRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Connectors over the record. */
@Configuration(proxyBeanMethods = false)
public class ConnectConfiguration {
  private static final Duration LEASE = Duration.ofMinutes(2);
  private static final int KEY_BYTES = 32;

  @Bean
  ConnectorStore connectorStore(JdbcClient jdbc) {
    return new ConnectorStore(jdbc);
  }

  @Bean
  WaitingStore connectorWaiting(JdbcClient jdbc) {
    return new WaitingStore(jdbc);
  }

  @Bean
  EventStore connectorEvents(JdbcClient jdbc) {
    return new EventStore(jdbc);
  }

  @Bean
  Vault connectorVault(
      @Value("${leadloop.connectors.key:}") String key, @Value("${leadloop.connectors.key-file:}") String keyFile) {
    return new Vault(key.isBlank() ? keyFile.isBlank() ? null : () -> fromFile(Path.of(keyFile)) : () -> key);
  }

  /** The key in that file, which is made where it is not there. */
  static String fromFile(Path file) {
    try {
      if (!Files.exists(file)) {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
          Files.createDirectories(folder);
        }
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
          Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(
            file, Base64.getEncoder().encodeToString(key), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      }
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(
          "the key that seals credentials cannot be read from leadloop.connectors.key-file", unreadable);
    }
  }

  @Bean(destroyMethod = "close")
  Lines connectorLines(
      List<Vendor> vendors, Vault vault, InstantSource clock,
      @Value("${leadloop.connectors.allow-private-targets:false}") boolean insecureAllowed) {
    return new Lines(vendors, vault, new TargetRules(insecureAllowed), clock);
  }

  @Bean
  ConnectorErasingStore connectorErasing(JdbcClient jdbc) {
    return new ConnectorErasingStore(jdbc);
  }

  @Bean
  Connectors connectors(ConnectorStore store, WaitingStore waiting, Lines lines, Vault vault, InstantSource clock) {
    return new Connectors(store, waiting, lines, vault, clock);
  }

  @Bean
  ConnectorTurns connectorTurns(
      ConnectorStore store, WaitingStore waiting, EventStore events, Lines lines, LeadIntake intake, InboxStore inbox,
      RepStore reps, InstantSource clock) {
    return new ConnectorTurns(
        store, waiting, events, lines, new Hearing(waiting, intake, inbox, reps, clock), LEASE, clock);
  }
}
