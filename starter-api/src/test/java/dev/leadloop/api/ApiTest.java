package dev.leadloop.api;

import dev.leadloop.api.ApiTestSetup.CountingBell;
import dev.leadloop.api.ApiTestSetup.FakeWorkflows;
import dev.leadloop.api.ApiTestSetup.SwitchedDataSource;
import dev.leadloop.desk.RepStore;
import dev.leadloop.desk.TeamStore;
import dev.leadloop.keys.KeyHolder;
import dev.leadloop.security.ApiKeys;
import dev.leadloop.security.Role;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextCustomizerFactories;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A running server on a port of its own, with a real database behind it and keys of every role. The tests of one server run one
 * after another, since they share its state.
 */
@ResourceLock(providers = OneRecordAtATime.class)
@ContextCustomizerFactories(OneRecordAtATime.TwoServers.class)
@SpringBootTest(
    classes = ApiTestSetup.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {"leadloop.relay.enabled=false", "leadloop.connectors.allow-private-targets=true",
        "leadloop.connectors.key=only-for-tests-0123456789-0123456789", "leadloop.provider-events.gather=0s",
        "leadloop.desk.looked-at-every=0s",
        "leadloop.web.forms-a-minute=1000", "leadloop.management.look-every=0s", "leadloop.erasure.second-look=0s"})
public abstract class ApiTest {
  protected static final String NO_KEY = "";
  protected static final String INBOUND_SECRET = "secret-of-this-test-run";
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Map<ApiKeys, Map<Role, String>> KEYS = new ConcurrentHashMap<>();

  @Value("${local.server.port}")
  protected int port;

  @Autowired protected JdbcClient jdbc;
  @Autowired protected ApiKeys keys;
  @Autowired protected RepStore reps;
  @Autowired protected TeamStore teams;
  @Autowired protected FakeWorkflows workflows;
  @Autowired protected CountingBell bell;
  @Autowired protected SwitchedDataSource database;

  @DynamicPropertySource
  static void keyOfTheProvider(DynamicPropertyRegistry settings) {
    settings.add("leadloop.sendgrid.webhook-key", SignedByProvider::publicKey);
    settings.add("leadloop.inbound.secret", () -> INBOUND_SECRET);
  }

  @BeforeEach
  void resetFakes() {
    workflows.silent();
    database.gone = false;
  }

  /** A key of that role; the sales key belongs to rep-1. */
  protected String key(Role role) {
    return KEYS.computeIfAbsent(keys, ignored -> new ConcurrentHashMap<>()).computeIfAbsent(role, this::newKey);
  }

  private String newKey(Role role) {
    if (role == Role.SALES) {
      teams.save(new TeamStore.Team("sales", "Sales", null, null));
      reps.save(new RepStore.Rep("rep-1", "First", "rep1@vendor.example", "sales", false, true, null, null, RepStore.Work.FULL));
      // Whose the account is gets its leads, whoever else a test that runs meanwhile may add to the team.
      jdbc.sql("insert into account_owner values ('DOMAIN', 'acme.example', 'rep-1') on conflict do nothing").update();
    }
    // The administrator's key of the data folder has the name admin.
    String name = role == Role.ADMIN ? "root" : role.name().toLowerCase(java.util.Locale.ROOT);
    return keys.create(name, role, role == Role.SALES ? "rep-1" : null, KeyHolder.PERSON).key();
  }

  /** What a call was answered with. */
  public record Answer(int status, String body, HttpResponse<String> raw) {
    /** The body as JSON. */
    public JsonNode json() {
      return JSON.readTree(body);
    }

    /** A field of the JSON body as text; empty where there is none. */
    public String text(String field) {
      return json().path(field).asString("");
    }

    /** The last part of the problem's type. */
    public String problem() {
      return text("type").replace("urn:leadloop:problem:", "");
    }

    public String header(String name) {
      return raw.headers().firstValue(name).orElse("");
    }
  }

  protected Answer get(String path, String key) {
    return call("GET", path, key, null, Map.of());
  }

  protected Answer post(String path, String key, String body) {
    return call("POST", path, key, body, Map.of());
  }

  protected Answer post(String path, String key, String body, String idempotencyKey) {
    return call("POST", path, key, body, Map.of("Idempotency-Key", idempotencyKey));
  }

  /** Any call; a body is sent as JSON unless a header says otherwise. */
  protected Answer call(String method, String path, String key, @Nullable String body, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!key.isEmpty()) {
      request.header("Authorization", "Bearer " + key);
    }
    if (body != null && !headers.containsKey("Content-Type")) {
      request.header("Content-Type", "application/json");
    }
    headers.forEach(request::header);
    return send(request.build());
  }

  protected Answer send(HttpRequest request) {
    try {
      HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body(), response);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  protected URI address(String path) {
    return URI.create("http://localhost:" + port + path);
  }

  /** Takes a new lead in; returns its id. */
  protected String newLead() {
    return post("/api/v1/leads", key(Role.MARKETING), "{\"email\":\"lead-" + UUID.randomUUID() + "@acme.example\"}")
        .text("leadId");
  }

  /** One nurture mail of the ledger that went to the address an hour ago; returns its send id. */
  protected UUID sentMail(String lead, String address) {
    UUID id = UUID.randomUUID();
    jdbc.sql(
            """
            insert into send (send_id, lead_id, sequence, sequence_version, step, occurrence, effect_seq, effect_n, state,
                              reserved_at, sending_at, settled_at, email_key)
            values (:id, :lead, 'nurture', 1, 'guide', (select count(*) + 1 from send where lead_id = :lead), 1, 1, 'ACCEPTED',
                    now() - interval '1 hour', now() - interval '1 hour', now() - interval '1 hour', :address)""")
        .param("id", id)
        .param("lead", lead)
        .param("address", address)
        .update();
    return id;
  }

  protected int count(String sql) {
    return jdbc.sql(sql).query(Integer.class).single();
  }
}
