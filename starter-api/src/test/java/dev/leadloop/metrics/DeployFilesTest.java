package dev.leadloop.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** The files to deploy by name settings that there are, hold no secret, and bound what each process may take. */
class DeployFilesTest {
  private static final Path FILES = Path.of("../worker/deploy");
  private static final Pattern VARIABLE = Pattern.compile("LEADLOOP_[A-Z_]+");

  /** As environment variables, from the documentation's tables: a first name in full, and others by their ends. */
  private static Set<String> settings() throws IOException {
    Set<String> settings = new HashSet<>();
    for (String line : Files.readString(Path.of("../workflows/docs/OPERATING.md")).lines().toList()) {
      if (line.startsWith("| `leadloop.")) {
        String last = "";
        for (String name : line.split("\\|")[1].replace("`", "").split(",")) {
          String one = name.strip();
          last = one.startsWith(".") ? last.substring(0, last.lastIndexOf('.')) + one : one;
          settings.add(last.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"));
        }
      }
    }
    return settings;
  }

  @Test
  void variablesAreSettingsThatThereAre() throws IOException {
    for (String file : List.of("Dockerfile", "compose.yaml", "kubernetes.yaml")) {
      String text = Files.readString(FILES.resolve(file));
      assertThat(VARIABLE.matcher(text).results().map(found -> found.group()).toList()).as(file).isNotEmpty()
          .isSubsetOf(settings());
    }
  }

  @Test
  @SuppressWarnings("unchecked")
  void everyPodIsProbedAndBoundedAndRunsForNobody() throws IOException {
    LoadSettings core = LoadSettings.builder().setSchema(new CoreSchema()).build();
    List<String> deployed = new ArrayList<>();
    for (Object document : new Load(core).loadAllFromString(Files.readString(FILES.resolve("kubernetes.yaml")))) {
      Map<String, Object> resource = (Map<String, Object>) document;
      assertThat(resource).containsKeys("apiVersion", "kind", "metadata");
      if (!resource.get("kind").equals("Deployment")) {
        continue;
      }
      Map<String, Object> pod = at(at(at(resource, "spec"), "template"), "spec");
      assertThat(at(pod, "securityContext")).containsEntry("runAsNonRoot", true);
      for (Map<String, Object> container : (List<Map<String, Object>>) pod.get("containers")) {
        deployed.add((String) container.get("name"));
        assertThat(container).containsKeys("startupProbe", "livenessProbe");
        assertThat(at(at(container, "resources"), "limits")).containsKey("memory");
        assertThat(at(container, "securityContext")).containsEntry("readOnlyRootFilesystem", true);
        for (Map<String, Object> variable : (List<Map<String, Object>>) container.get("env")) {
          String name = (String) variable.get("name");
          boolean secret = name.matches(".*(PASSWORD|KEY|TOKEN)");
          assertThat(variable.containsKey("valueFrom")).as(name).isEqualTo(secret || name.endsWith("USERNAME"));
        }
      }
    }
    assertThat(deployed).containsExactly("api", "worker");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> at(Map<String, Object> map, String key) {
    assertThat(map).containsKey(key);
    return (Map<String, Object>) map.get(key);
  }
}
