package dev.leadloop.security;

import io.undertow.Undertow;
import io.undertow.server.handlers.proxy.LoadBalancingProxyClient;
import io.undertow.server.handlers.proxy.ProxyHandler;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.UUID;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A reverse proxy that speaks TLS, as they stand before this product: Undertow's, with a certificate made for one run. */
final class TlsProxy implements AutoCloseable {
  private final Undertow server;
  private final SSLContext client;

  private TlsProxy(Undertow server, SSLContext client) {
    this.server = server;
    this.client = client;
  }

  /** On that port, before the server on the other one. */
  static TlsProxy start(int port, int behind) throws Exception {
    KeyStore keys = certificate();
    SSLContext tls = SSLContext.getInstance("TLS");
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, PASSWORD.toCharArray());
    tls.init(own.getKeyManagers(), null, null);
    ProxyHandler proxy =
        ProxyHandler.builder()
            .setProxyClient(new LoadBalancingProxyClient().addHost(URI.create("http://127.0.0.1:" + behind)))
            // Puts its visitor behind what the visitor claims, as nginx's $proxy_add_x_forwarded_for does.
            .setReuseXForwarded(true)
            .build();
    Undertow server = Undertow.builder().addHttpsListener(port, "localhost", tls).setHandler(proxy).build();
    server.start();
    return new TlsProxy(server, trusting(keys));
  }

  /** For clients that are to trust its certificate. */
  SSLContext client() {
    return client;
  }

  private static final String PASSWORD = UUID.randomUUID().toString();

  private static KeyStore certificate() throws IOException, InterruptedException, GeneralSecurityException {
    Path folder = Files.createTempDirectory("leadloop-proxy");
    Path file = folder.resolve("proxy.p12");
    Process keytool =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias", "proxy",
                    "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "san=dns:localhost,ip:127.0.0.1", "-validity", "2",
                    "-storetype", "PKCS12", "-keystore", file.toString(), "-storepass", PASSWORD))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (keytool.waitFor() != 0) {
      throw new IOException("keytool ended with " + keytool.exitValue());
    }
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    Files.delete(file);
    Files.delete(folder);
    return keys;
  }

  private static SSLContext trusting(KeyStore keys) throws GeneralSecurityException, IOException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("proxy", keys.getCertificate("proxy"));
    TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext client = SSLContext.getInstance("TLS");
    client.init(null, trust.getTrustManagers(), null);
    return client;
  }

  @Override
  public void close() {
    server.stop();
  }
}
