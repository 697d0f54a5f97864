package dev.leadloop.worker;

import dev.leadloop.enrichment.Enrichment;
import dev.leadloop.enrichment.EnrichmentErasingStore;
import dev.leadloop.enrichment.EnrichmentProvider;
import dev.leadloop.enrichment.EnrichmentSettings;
import dev.leadloop.enrichment.FileProvider;
import dev.leadloop.enrichment.ServiceProvider;
import dev.leadloop.erasure.Erases;
import dev.leadloop.keys.SecretStore;
import dev.leadloop.outbound.TargetRules;
import dev.leadloop.worker.start.StartFailure;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who is asked about leads. Whichever process takes leads in has to know it, so every process is set up the same. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EnrichmentProperties.class)
class EnrichmentConfiguration {

  @Bean
  EnrichmentSettings enrichmentSettings(EnrichmentProperties properties) {
    try {
      return properties.settings();
    } catch (IllegalArgumentException e) {
      throw unusable(e);
    }
  }

  /** The file comes first: what is there costs nothing, and it is the operator's own word. */
  @Bean
  Enrichment enrichment(
      EnrichmentSettings settings, EnrichmentProperties properties, SecretStore secrets, JdbcClient jdbc, InstantSource clock) {
    List<EnrichmentProvider> providers = new ArrayList<>();
    if (settings.file() != null) {
      providers.add(new FileProvider(settings.file(), clock));
    }
    if (settings.service() != null) {
      try {
        providers.add(new ServiceProvider(
            settings.service(), new TargetRules(properties.http().allowPrivateTargets()),
            secrets.randomOnce("enrichment-key", 32)));
      } catch (IllegalArgumentException e) {
        throw unusable(e);
      }
    }
    return new Enrichment(settings, providers, jdbc);
  }

  private static StartFailure unusable(IllegalArgumentException why) {
    return new StartFailure("the settings of enrichment cannot be used: " + why.getMessage() + ".", why);
  }

  @Bean
  Erases enrichmentErasing(JdbcClient jdbc) {
    return EnrichmentErasingStore.over(jdbc);
  }
}
