package dev.leadloop.connect.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * An organisation that keeps leads as the real one is known to: collections in which each record has its own answer, upsert by
 * external id that answers 300 where several match, duplicate and validation rules, converted leads that can be changed no more,
 * assignment rules unless they are told to rest, times in whole seconds, and a daily limit in the body. It can fail at random.
 */
public final class FakeSalesforce implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DATA = "/services/data/v64.0";
  private static final String EXTERNAL = "Leadloop_Id__c";
  /** Whom the organisation's own assignment rules route to. */
  public static final String ROUTED = "005000000000000AAA";

  private final HttpServer server;
  private final Map<String, ObjectNode> leads = new TreeMap<>();
  private final Map<String, String> users = new LinkedHashMap<>();
  private final Random chance = new Random(7);
  private int nextId = 1;

  public final List<String> calls = new CopyOnWriteArrayList<>();
  public final Set<String> fields = new TreeSet<>(Set.of(
      "Id", "Email", "FirstName", "LastName", "Company", "Title", "Status", "OwnerId", "IsConverted", "SystemModstamp",
      "ConvertedOpportunityId"));
  public final Set<String> statuses = new TreeSet<>(Set.of(
      "Open - Not Contacted", "Working - Contacted", "Closed - Converted", "Closed - Not Converted"));
  /** Addresses that a validation rule refuses. */
  public final Set<String> invalid = ConcurrentHashMap.newKeySet();
  /** Addresses that a duplicate rule finds records like. */
  public final Set<String> duplicates = ConcurrentHashMap.newKeySet();
  /** Addresses whose records somebody else has in hand, so many times. */
  public final Map<String, Integer> locked = new ConcurrentHashMap<>();
  public volatile Instant now = Instant.parse("2026-12-01T10:00:00Z");
  public volatile String token = "session";
  /** Of the application that signs in. */
  public volatile String secret = "se:cret";
  public volatile boolean usedUp;
  public volatile double broken;
  public volatile double acceptedThenLate;
  public volatile Duration late = Duration.ofMillis(1_300);
  /** Rows an answer has at most; there are more where it says it is not done. */
  public volatile int page = 2_000;

  public FakeSalesforce() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    server.createContext("/", this::handle);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The field for our id is made there, and the others that the preset knows. */
  public void withFields() {
    fields.addAll(Set.of(
        EXTERNAL, "Leadloop_Stage__c", "Leadloop_Score__c", "Leadloop_Grade__c", "Leadloop_Reason__c"));
  }

  public void user(String id, String address) {
    users.put(id, address);
  }

  /** Leads by address; an address that is there twice fails. */
  public synchronized Map<String, ObjectNode> byAddress() {
    Map<String, ObjectNode> found = new TreeMap<>();
    leads.values().forEach(lead -> {
      if (found.put(lead.path("Email").asText(), lead.deepCopy()) != null) {
        throw new AssertionError("two leads of " + lead.path("Email"));
      }
    });
    return found;
  }

  public synchronized int size() {
    return leads.size();
  }

  public synchronized String put(Map<String, String> values) {
    ObjectNode lead = JSON.createObjectNode().put("IsConverted", false).put("Status", "Open - Not Contacted")
        .put("OwnerId", ROUTED);
    values.forEach(lead::put);
    String id = "00Q" + String.format(Locale.ROOT, "%012dAAA", nextId++);
    lead.put("Id", id);
    leads.put(id, stamped(lead, now));
    return id;
  }

  /** Somebody changes it there, at that time. */
  public synchronized void change(String id, Map<String, String> values, Instant at) {
    ObjectNode lead = leads.get(id);
    values.forEach(lead::put);
    stamped(lead, at);
  }

  public synchronized void remove(String id) {
    leads.remove(id);
  }

  /** The lead becomes an opportunity, or the opportunity it became changes. */
  public synchronized void opportunity(String id, String stage, @Nullable Double amount) {
    ObjectNode lead = leads.get(id);
    if (!lead.path("IsConverted").asBoolean()) {
      lead.put("IsConverted", true).put("Status", "Closed - Converted").put("ConvertedOpportunityId", "006" + id.substring(3));
      stamped(lead, now);
    }
    ObjectNode opportunity = lead.putObject("ConvertedOpportunity").put("StageName", stage).put("Amount", amount);
    stamped(opportunity, now);
  }

  private static ObjectNode stamped(ObjectNode record, Instant at) {
    return record.put("SystemModstamp", at.toString().substring(0, 19) + ".000+0000");
  }

  private record Answer(int status, String body) {}

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String method = exchange.getRequestMethod();
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      calls.add(method + " " + path.replace(DATA, ""));
      Answer answer;
      if (path.equals("/services/oauth2/token")) {
        boolean fits = Set.of(body.split("&")).equals(
            Set.of("grant_type=client_credentials", "client_id=key", "client_secret=" + secret.replace(":", "%3A")));
        token = fits ? "session" + calls.size() : token;
        answer = fits ? new Answer(200, JSON.createObjectNode().put("access_token", token).toString())
            : new Answer(400, "{\"error\":\"invalid_client\",\"error_description\":\"invalid client credentials\"}");
      } else if (!("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
        answer = error(401, "INVALID_SESSION_ID", "Session expired or invalid");
      } else if (usedUp) {
        answer = error(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.");
      } else if (luck() < broken) {
        answer = error(503, "SERVER_UNAVAILABLE", "Server Unavailable");
      } else {
        boolean routes = !"FALSE".equalsIgnoreCase(exchange.getRequestHeaders().getFirst("Sforce-Auto-Assign"));
        answer = route(method, path.replace(DATA, ""), exchange.getRequestURI().getRawQuery(), body, routes);
        if (!method.equals("GET") && luck() < acceptedThenLate) {
          pause(late.toMillis());
        }
      }
      byte[] bytes = answer.body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private synchronized double luck() {
    return chance.nextDouble();
  }

  private static Answer error(int status, String code, String message) {
    ArrayNode list = JSON.createArrayNode();
    list.addObject().put("message", message).put("errorCode", code);
    return new Answer(status, list.toString());
  }

  private synchronized Answer route(String method, String path, @Nullable String query, String body, boolean routes)
      throws IOException {
    if (path.equals("/query")) {
      return query(URLDecoder.decode(String.valueOf(query).substring(2), StandardCharsets.UTF_8));
    }
    if (path.equals("/sobjects/Lead/describe")) {
      return describe();
    }
    if (path.startsWith("/composite/sobjects")) {
      boolean upsert = path.endsWith("/Lead/" + EXTERNAL);
      return collection(method, JSON.readTree(body), upsert, routes);
    }
    if (path.startsWith("/sobjects/Lead/" + EXTERNAL + "/")) {
      ObjectNode record = (ObjectNode) JSON.readTree(body);
      record.put(EXTERNAL, path.substring(path.lastIndexOf('/') + 1));
      List<ObjectNode> found = byExternalId(record.path(EXTERNAL).asText());
      if (found.size() > 1) {
        ArrayNode several = JSON.createArrayNode();
        found.forEach(one -> several.add(DATA + "/sobjects/Lead/" + one.path("Id").asText()));
        return new Answer(300, several.toString());
      }
      ObjectNode saved = save(record, found.isEmpty() ? null : found.getFirst(), routes, "errorCode");
      boolean well = saved.path("success").asBoolean();
      return new Answer(well ? saved.path("created").asBoolean() ? 201 : 200 : 400,
          well ? saved.toString() : saved.path("errors").toString());
    }
    if (method.equals("DELETE")) {
      return leads.remove(path.substring(path.lastIndexOf('/') + 1)) == null
          ? error(404, "NOT_FOUND", "The requested resource does not exist") : new Answer(204, "");
    }
    return error(404, "NOT_FOUND", "The requested resource does not exist");
  }

  private List<ObjectNode> byExternalId(String id) {
    return leads.values().stream().filter(one -> one.path(EXTERNAL).asText("").equals(id)).toList();
  }

  private Answer collection(String method, JsonNode asked, boolean upsert, boolean routes) {
    if (asked.path("records").size() > 200 || asked.path("allOrNone").asBoolean(true)) {
      return error(400, "INVALID_INPUT", "at most 200 records, each by itself");
    }
    ArrayNode answer = JSON.createArrayNode();
    for (JsonNode one : asked.path("records")) {
      ObjectNode record = ((ObjectNode) one).deepCopy();
      record.remove("attributes");
      ObjectNode there = null;
      if (upsert) {
        List<ObjectNode> found = byExternalId(record.path(EXTERNAL).asText());
        if (found.size() > 1) {
          answer.add(failed(
              "statusCode", "DUPLICATE_EXTERNAL_ID", "more than one record found for external id field", List.of()));
          continue;
        }
        there = found.isEmpty() ? null : found.getFirst();
      } else if (method.equals("PATCH")) {
        there = leads.get(record.path("id").asText());
        if (there == null) {
          answer.add(failed("statusCode", "ENTITY_IS_DELETED", "entity is deleted", List.of()));
          continue;
        }
      }
      record.remove("id");
      answer.add(save(record, there, routes, "statusCode"));
    }
    return new Answer(200, answer.toString());
  }

  private ObjectNode save(ObjectNode record, @Nullable ObjectNode there, boolean routes, String code) {
    String address = record.path("Email").asText(there == null ? "" : there.path("Email").asText()).toLowerCase(Locale.ROOT);
    for (Map.Entry<String, JsonNode> field : record.properties()) {
      if (!fields.contains(field.getKey())) {
        return failed(code, "INVALID_FIELD", "No such column '" + field.getKey() + "' on sobject of type Lead", List.of());
      }
    }
    if (there != null && there.path("IsConverted").asBoolean()) {
      return failed(code, "CANNOT_UPDATE_CONVERTED_LEAD", "cannot reference converted lead", List.of());
    }
    if (locked.merge(address, -1, Integer::sum) >= 0) {
      return failed(code, "UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access to this record", List.of());
    }
    for (String required : List.of("LastName", "Company")) {
      if (there == null && record.path(required).asText("").isEmpty()) {
        return failed(code, "REQUIRED_FIELD_MISSING", "Required fields are missing: [" + required + "]", List.of(required));
      }
    }
    if (invalid.contains(address)) {
      return failed(code, "FIELD_CUSTOM_VALIDATION_EXCEPTION", "MQL needs a company", List.of("Company"));
    }
    if (record.has("OwnerId") && !users.containsKey(record.path("OwnerId").asText())) {
      return failed(code, "INVALID_CROSS_REFERENCE_KEY", "Owner ID: id value of incorrect type", List.of("OwnerId"));
    }
    if (there == null && duplicates.contains(address)) {
      return duplicate(code);
    }
    boolean created = there == null;
    String id = there == null ? put(Map.of()) : there.path("Id").asText();
    ObjectNode lead = leads.get(id);
    record.properties().forEach(field -> lead.set(field.getKey(), field.getValue()));
    if (routes) {
      lead.put("OwnerId", ROUTED);
    }
    stamped(lead, now);
    ObjectNode saved = JSON.createObjectNode().put("id", id).put("success", true).put("created", created);
    saved.putArray("errors");
    return saved;
  }

  private static ObjectNode failed(String code, String word, String message, List<String> about) {
    ObjectNode failed = JSON.createObjectNode().put("success", false);
    ObjectNode error = failed.putArray("errors").addObject().put(code, word).put("message", message);
    about.forEach(error.putArray("fields")::add);
    return failed;
  }

  /** Spelt as they spell it. */
  private static ObjectNode duplicate(String code) {
    ObjectNode failed = failed(code, "DUPLICATES_DETECTED", "Use one of these records?", List.of());
    ObjectNode result = ((ObjectNode) failed.path("errors").path(0)).putObject("duplicateResut")
        .put("allowSave", true).put("duplicateRule", "Standard_Lead_Duplicate_Rule");
    result.putArray("matchResults").addObject().putArray("matchRecords").addObject().putObject("record")
        .put("Id", "00QAA0000000009AAA");
    return failed;
  }

  private Answer query(String soql) {
    FakeSoql asked;
    try {
      asked = new FakeSoql(soql);
    } catch (IllegalArgumentException malformed) {
      return error(400, "MALFORMED_QUERY", String.valueOf(malformed.getMessage()));
    }
    if (soql.length() > 16_000) {
      return error(431, "URI_TOO_LONG", "the line is too long");
    }
    List<JsonNode> rows = new ArrayList<>();
    if (asked.object.equals("User")) {
      users.forEach((id, address) -> rows.add(JSON.createObjectNode().put("Id", id).put("Email", address)
          .put("IsActive", true).put("UserType", "Standard")));
    } else {
      for (String column : asked.columns) {
        if (!column.contains(".") && !fields.contains(column)) {
          return error(400, "INVALID_FIELD", "No such column '" + column + "' on entity 'Lead'");
        }
      }
      rows.addAll(leads.values());
    }
    List<JsonNode> found = asked.of(rows);
    ObjectNode answer = JSON.createObjectNode().put("totalSize", found.size()).put("done", found.size() <= page);
    ArrayNode records = answer.putArray("records");
    found.stream().limit(page).forEach(row -> records.add(shown(asked, row)));
    return new Answer(200, answer.toString());
  }

  private static ObjectNode shown(FakeSoql asked, JsonNode row) {
    ObjectNode shown = JSON.createObjectNode();
    shown.putObject("attributes").put("type", asked.object);
    for (String column : asked.columns) {
      String top = column.contains(".") ? column.substring(0, column.indexOf('.')) : column;
      shown.set(top, row.hasNonNull(top) ? row.path(top).deepCopy() : JSON.nullNode());
    }
    return shown;
  }

  private Answer describe() {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode list = answer.putArray("fields");
    for (String name : fields) {
      ObjectNode field = list.addObject().put("name", name)
          .put("updateable", !Set.of("Id", "IsConverted", "SystemModstamp", "ConvertedOpportunityId").contains(name))
          .put("restrictedPicklist", false);
      ArrayNode values = field.putArray("picklistValues");
      if (name.equals("Status")) {
        statuses.forEach(status -> values.addObject().put("value", status).put("active", true));
      }
    }
    return new Answer(200, answer.toString());
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
