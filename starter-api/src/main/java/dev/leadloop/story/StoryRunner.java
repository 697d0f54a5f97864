package dev.leadloop.story;

import dev.leadloop.local.process.DataFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * With the profile {@code story}, plays the story once the product is up; with {@code leadloop.story.then=exit} the
 * product ends with it, with code 1 if it did not go as it must.
 */
@Component
@Profile("story")
class StoryRunner {
  private final ApplicationContext context;
  private final DataFolder folder;
  private final Environment environment;
  private final Clock clock;
  private final boolean exits;

  StoryRunner(ApplicationContext context, DataFolder folder, Environment environment, Clock clock,
      @Value("${leadloop.story.then:stay}") String then) {
    this.context = context;
    this.folder = folder;
    this.environment = environment;
    this.clock = clock;
    this.exits = then.equals("exit");
  }

  @EventListener(ApplicationReadyEvent.class)
  @Order(Ordered.LOWEST_PRECEDENCE)
  void play() {
    Thread.ofPlatform().name("story").start(this::playAndEnd);
  }

  private void playAndEnd() {
    boolean well = tell();
    if (exits) {
      System.exit(SpringApplication.exit(context, () -> well ? 0 : 1));
    }
  }

  private String adminKey() {
    String given = environment.getProperty("leadloop.admin-key", "");
    Path file = folder.root().resolve("admin-key");
    try {
      return given.isBlank() ? Files.readString(file).strip() : given;
    } catch (IOException e) {
      throw new StoryFailed("the admin key cannot be read from " + file + "; set LEADLOOP_ADMIN_KEY to the one in use");
    }
  }

  private boolean tell() {
    URI base = URI.create("http://localhost:" + environment.getRequiredProperty("local.server.port"));
    try {
      StoryClient admin = new StoryClient(base, adminKey());
      new Story(admin, new Narrator(admin, new Outbox(folder.root().resolve("outbox")), System.out, clock)).play();
      return true;
    } catch (StoryFailed failed) {
      System.out.println("The story did not go as it must: " + failed.getMessage());
      return false;
    }
  }
}
