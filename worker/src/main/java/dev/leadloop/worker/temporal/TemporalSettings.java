package dev.leadloop.worker.temporal;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which Temporal server to use.
 *
 * @param target host and port of the frontend; without it a process needs a local stack
 * @param namespace the namespace, made with long retention where it does not exist and may be made
 * @param apiKey for Temporal Cloud; turns TLS on
 * @param tls speak TLS even without a client certificate or API key
 * @param clientCert PEM file of the client certificate, for mTLS
 * @param clientKey PEM file (PKCS 8) of its key
 * @param serverCa PEM file of the authority that signed the server's certificate, where it is not a public one
 * @param uiUrl where people open Temporal's UI, for links
 * @param companyAttribute whether the company's name is a search attribute of leads, by which their histories are listed
 */
@ConfigurationProperties("leadloop.temporal")
public record TemporalSettings(
    @Nullable String target,
    @DefaultValue("leadloop") String namespace,
    @Nullable String apiKey,
    @DefaultValue("false") boolean tls,
    @Nullable Path clientCert,
    @Nullable Path clientKey,
    @Nullable Path serverCa,
    @Nullable String uiUrl,
    @DefaultValue("false") boolean companyAttribute) {

  /** Whether a server is given. */
  public boolean given() {
    return target != null && !target.isBlank();
  }

  /** Never prints the API key. */
  @Override
  public String toString() {
    return "TemporalSettings[target=" + target + ", namespace=" + namespace + "]";
  }
}
