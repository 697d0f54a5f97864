package dev.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.local.LocalSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;

/** The story may be played beside a product that runs: nothing that both would hold is the same. */
class StoryBesideAProductTest {
  @Test
  void theStoryHasItsOwnFolderAndPorts() throws IOException {
    Binder usual = binder("application.yaml");
    Binder story = binder("application-story.yaml", "application.yaml");
    assertThat(settings(story).home()).isNotEqualTo(settings(usual).home());
    List<Integer> ports = new ArrayList<>(ports(usual));
    ports.addAll(ports(story));
    assertThat(ports).hasSize(8).doesNotHaveDuplicates();
    String readme = Files.readString(Path.of("..", "README.md"));
    assertThat(readme).contains("(pages " + ports.get(4) + ", Temporal UI " + ports.get(6) + ")");
  }

  private static List<Integer> ports(Binder binder) {
    LocalSettings settings = settings(binder);
    return List.of(
        binder.bind("server.port", Integer.class).get(), settings.temporal().port(), settings.temporal().uiPort(),
        settings.database().port());
  }

  private static LocalSettings settings(Binder binder) {
    return binder.bindOrCreate("leadloop", LocalSettings.class);
  }

  private static Binder binder(String... files) throws IOException {
    List<PropertySource<?>> sources = new ArrayList<>();
    for (String file : Arrays.asList(files)) {
      sources.addAll(new YamlPropertySourceLoader().load(file, new ClassPathResource(file)));
    }
    Iterable<ConfigurationPropertySource> all = ConfigurationPropertySources.from(sources);
    return new Binder(all);
  }
}
