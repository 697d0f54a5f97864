package dev.leadloop.worker.temporal;

import com.uber.m3.tally.RootScopeBuilder;
import com.uber.m3.tally.Scope;
import dev.leadloop.temporal.LeadloopDataConverter;
import dev.leadloop.worker.start.LocalServers;
import dev.leadloop.worker.start.StartFailure;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.reporter.MicrometerClientStatsReporter;
import io.temporal.serviceclient.SimpleSslContextBuilder;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The connection to Temporal. Made lazily: a server that is down does not keep the process from starting. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TemporalSettings.class)
class TemporalConfiguration {

  /** How long at most after it is back a server is connected to again. */
  private static final Duration RECONNECT = Duration.ofSeconds(2);
  private static final Duration BETWEEN_REPORTS = Duration.ofSeconds(5);

  /** What Temporal's client and workers count of themselves. */
  @Bean(destroyMethod = "close")
  Scope temporalScope(PrometheusMeterRegistry meters) {
    return new RootScopeBuilder().reporter(new MicrometerClientStatsReporter(meters))
        .reportEvery(com.uber.m3.util.Duration.ofMillis(BETWEEN_REPORTS.toMillis()));
  }

  @Bean(destroyMethod = "shutdownNow")
  WorkflowServiceStubs workflowServiceStubs(TemporalSettings settings, @Nullable LocalServers local, Scope metrics) {
    WorkflowServiceStubsOptions.Builder options = WorkflowServiceStubsOptions.newBuilder()
        .setGrpcClientInterceptors(List.of(new PatientPolls()))
        .setMetricsScope(metrics)
        .setConnectionBackoffResetFrequency(RECONNECT);
    if (settings.given()) {
      secure(options.setTarget(settings.target()), settings);
    } else {
      options.setTarget(required(local).temporalTarget());
    }
    return WorkflowServiceStubs.newServiceStubs(options.build());
  }

  @Bean
  WorkflowClient workflowClient(WorkflowServiceStubs stubs, TemporalSettings settings) {
    return WorkflowClient.newInstance(stubs, WorkflowClientOptions.newBuilder()
        .setNamespace(settings.namespace())
        .setDataConverter(LeadloopDataConverter.create())
        .build());
  }

  @Bean
  TemporalUi temporalUi(TemporalSettings settings, @Nullable LocalServers local) {
    if (settings.uiUrl() != null || settings.given()) {
      return new TemporalUi(Optional.ofNullable(settings.uiUrl()), settings.namespace(), settings.companyAttribute());
    }
    return new TemporalUi(
        Optional.of(required(local).temporalUiUrl()), settings.namespace(), settings.companyAttribute());
  }

  private static LocalServers required(@Nullable LocalServers local) {
    if (local == null) {
      throw new StartFailure("no Temporal server is given: set leadloop.temporal.target (LEADLOOP_TEMPORAL_TARGET)"
          + " to its host:port.");
    }
    return local;
  }

  private static void secure(WorkflowServiceStubsOptions.Builder options, TemporalSettings settings) {
    String apiKey = settings.apiKey();
    if (apiKey != null) {
      options.addApiKey(() -> apiKey);
    }
    if (settings.clientCert() != null || settings.clientKey() != null || settings.serverCa() != null) {
      options.setSslContext(sslContext(settings));
    } else if (settings.tls() || apiKey != null) {
      options.setEnableHttps(true);
    }
  }

  private static SslContext sslContext(TemporalSettings settings) {
    Path cert = settings.clientCert();
    Path key = settings.clientKey();
    if ((cert == null) != (key == null)) {
      throw new StartFailure("leadloop.temporal.client-cert and leadloop.temporal.client-key must be given together.");
    }
    try {
      SimpleSslContextBuilder builder;
      if (cert == null || key == null) {
        builder = SimpleSslContextBuilder.noKeyOrCertChain();
      } else {
        builder = SimpleSslContextBuilder.forPKCS8(Files.newInputStream(cert), Files.newInputStream(key));
      }
      if (settings.serverCa() != null) {
        builder.setTrustManager(trusting(settings.serverCa()));
      }
      return builder.build();
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw new StartFailure("the TLS files of leadloop.temporal.* cannot be used: " + e.getMessage() + ".", e);
    }
  }

  private static TrustManager trusting(Path authorities) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream pem = Files.newInputStream(authorities)) {
      int number = 0;
      for (Certificate authority : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        store.setCertificateEntry("authority-" + number++, authority);
      }
    }
    TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509TrustManager) {
        return manager;
      }
    }
    throw new GeneralSecurityException("no X.509 trust manager");
  }
}
