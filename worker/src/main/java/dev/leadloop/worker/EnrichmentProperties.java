package dev.leadloop.worker;

import dev.leadloop.enrichment.EnrichmentSettings;
import dev.leadloop.enrichment.ServiceSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who is asked about leads.
 *
 * @param file a CSV of the operator's own; null for none
 * @param patience how long the first decision about a lead waits for an answer, at most
 * @param foundFor how long facts that were found are good
 * @param nothingFor how long it is taken for granted that nothing is known
 * @param failedFor how long nobody asks again, once every try has failed
 * @param http a service over HTTP; without a url there is none
 */
@ConfigurationProperties("leadloop.enrichment")
record EnrichmentProperties(
    @Nullable Path file,
    @DefaultValue("3s") Duration patience,
    @DefaultValue("90d") Duration foundFor,
    @DefaultValue("14d") Duration nothingFor,
    @DefaultValue("1d") Duration failedFor,
    @DefaultValue HttpProperties http) {

  /** A service over HTTP; see {@link ServiceSettings}. */
  record HttpProperties(
      @DefaultValue("service") String name,
      @Nullable String url,
      @DefaultValue("GET") String method,
      @Nullable String body,
      @DefaultValue List<String> headers,
      @DefaultValue Map<String, String> facts,
      @DefaultValue("2500ms") Duration timeLimit,
      @DefaultValue("1000000") int mostBytes,
      @DefaultValue("8") int atOnce,
      @DefaultValue("10") int perSecond,
      @DefaultValue("false") boolean allowPrivateTargets) {
    /** Never prints the key that a header or the address may hold. */
    @Override
    public String toString() {
      return "HttpProperties[" + name + "]";
    }

    @Nullable ServiceSettings settings() {
      return url == null || url.isBlank()
          ? null
          : new ServiceSettings(
              name, url.strip(), method.strip().toUpperCase(Locale.ROOT), body == null || body.isBlank() ? null : body, headers,
              facts, timeLimit, mostBytes, atOnce, perSecond);
    }
  }

  EnrichmentSettings settings() {
    boolean none = file == null || file.toString().isBlank();
    return new EnrichmentSettings(none ? null : file, http.settings(), patience, foundFor, nothingFor, failedFor);
  }
}
