package dev.leadloop.email.transport;

import com.sendgrid.Client;
import com.sendgrid.Method;
import com.sendgrid.Request;
import com.sendgrid.Response;
import com.sendgrid.SendGrid;
import dev.leadloop.text.BaseUrl;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLHandshakeException;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.conn.ConnectTimeoutException;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;

/** Hands each message to SendGrid's v3 API by its own library. */
final class SendGridEmailTransport implements EmailTransport {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);
  private static final int MAX_CONNECTIONS = 50;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int TOO_MANY_REQUESTS = 429;

  private final SendGrid sendGrid;
  private final InstantSource clock;

  SendGridEmailTransport(String apiKey, URI baseUrl, InstantSource clock) {
    this(apiKey, baseUrl, clock, CONNECT_TIMEOUT, READ_TIMEOUT);
  }

  SendGridEmailTransport(
      String apiKey,
      URI baseUrl,
      InstantSource clock,
      Duration connectTimeout,
      Duration readTimeout) {
    this.sendGrid =
        new SendGrid(apiKey, new ClientOf(baseUrl, httpClient(connectTimeout, readTimeout)));
    this.clock = clock;
  }

  private static CloseableHttpClient httpClient(Duration connectTimeout, Duration readTimeout) {
    RequestConfig timeouts =
        RequestConfig.custom()
            .setConnectTimeout((int) connectTimeout.toMillis())
            .setConnectionRequestTimeout((int) connectTimeout.toMillis())
            .setSocketTimeout((int) readTimeout.toMillis())
            .build();
    // Sending again is the ledger's decision; a connection the server has closed would look like an
    // unknown outcome.
    return HttpClients.custom()
        .setDefaultRequestConfig(timeouts)
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .disableCookieManagement()
        .setConnectionTimeToLive(20, TimeUnit.SECONDS)
        .setMaxConnPerRoute(MAX_CONNECTIONS)
        .setMaxConnTotal(MAX_CONNECTIONS)
        .build();
  }

  @Override
  public TransportResult send(OutgoingEmail email) {
    Request request = new Request();
    request.setMethod(Method.POST);
    request.setEndpoint("mail/send");
    request.setBody(SendGridMail.body(email));
    try {
      return result(sendGrid.api(request), email);
    } catch (ConnectException
        | ConnectTimeoutException
        | UnknownHostException
        | NoRouteToHostException
        | SSLHandshakeException nothingSent) {
      return new TransportResult.NotSent(
          reason("SendGrid cannot be reached", nothingSent, email), null);
    } catch (IOException broken) {
      return new TransportResult.Unknown(reason("The call to SendGrid broke", broken, email));
    }
  }

  @Override
  public boolean countsClicks() {
    return true;
  }

  private TransportResult result(Response response, OutgoingEmail email) {
    int status = response.getStatusCode();
    Map<String, String> headers = SendGridAnswer.headers(response);
    String reason =
        "SendGrid answered "
            + status
            + ": "
            + EmailRules.reason(SendGridAnswer.errors(response), email);
    if (status >= 200 && status < 300) {
      return new TransportResult.Accepted(
          headers.getOrDefault("x-message-id", email.sendId().toString()));
    }
    if (status == TOO_MANY_REQUESTS) {
      return new TransportResult.NotSent(
          reason, SendGridAnswer.retryAfter(headers, clock.instant()));
    }
    if (status == UNAUTHORIZED || status == FORBIDDEN) {
      // Our key or our sender identity is at fault: the message is good and waits until that is put
      // right.
      return new TransportResult.NotSent(
          reason + " (check leadloop.sendgrid.api-key and the verified sender)", null, true);
    }
    if (status >= 300 && status < 400) {
      return new TransportResult.NotSent(reason + " (check leadloop.sendgrid.base-url)", null);
    }
    return status >= 400 && status < 500
        ? new TransportResult.Rejected(status, reason)
        : new TransportResult.Unknown(reason);
  }

  private static String reason(String what, IOException cause, OutgoingEmail email) {
    String words =
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return EmailRules.reason(what + ": " + words, email);
  }

  /**
   * The library's client always speaks https to a bare host; this one speaks to the address in the
   * settings.
   */
  private static final class ClientOf extends Client {
    private final String baseUrl;

    ClientOf(URI baseUrl, CloseableHttpClient httpClient) {
      super(httpClient);
      this.baseUrl = BaseUrl.of(baseUrl);
    }

    @Override
    public URI buildUri(String host, String endpoint, Map<String, String> queryParams) {
      return URI.create(baseUrl + endpoint);
    }
  }
}
