package dev.leadloop.connect.hubspot;

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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A HubSpot account that keeps contacts as the real one is known to: upsert by address, a lifecycle stage that only moves
 * forward unless it is emptied, 207 with errors by record, one row that fails the whole batch, limits with Retry-After. It can
 * be told to fail at random.
 */
public final class FakeHubSpot implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> ORDER = List.of(
      "subscriber", "lead", "marketingqualifiedlead", "salesqualifiedlead", "opportunity", "customer", "evangelist", "other");

  private final HttpServer server;
  private final Map<String, Map<String, String>> contacts = new TreeMap<>();
  private final Map<String, String> ids = new java.util.HashMap<>();
  private final Map<String, String> owners = new LinkedHashMap<>();
  private final Map<String, ObjectNode> deals = new LinkedHashMap<>();
  private final Deque<Long> recent = new ArrayDeque<>();
  public final List<String> calls = new CopyOnWriteArrayList<>();
  public final Set<String> properties = new java.util.TreeSet<>(Set.of(
      "email", "firstname", "lastname", "company", "jobtitle", "country", "lifecyclestage", "hs_lead_status",
      "hubspot_owner_id", "recent_conversion_event_name"));
  public final Set<String> readOnly = new java.util.TreeSet<>();
  private Random chance = new Random(7);
  private long nextId = 1000;

  public volatile int limit = 190;
  public volatile long windowMillis = 10_000;
  public volatile double tooMany;
  public volatile double broken;
  public volatile double acceptedThenLate;
  public volatile Duration late = Duration.ofSeconds(2);
  public volatile int down;
  public volatile String token = "pat-secret";
  public volatile long slowMillis;
  /** Addresses that fail their whole batch, as one bad row did for others. */
  public final Set<String> conflicting = java.util.concurrent.ConcurrentHashMap.newKeySet();
  /** Addresses for which an error of their own is answered. */
  public final Set<String> invalid = java.util.concurrent.ConcurrentHashMap.newKeySet();

  public FakeHubSpot() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    server.createContext("/", this::handle);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Fails by that seed from now on. */
  public synchronized void chance(long seed) {
    chance = new Random(seed);
  }

  /** Contacts by address; an address that is there twice fails. */
  public synchronized Map<String, Map<String, String>> byAddress() {
    Map<String, Map<String, String>> found = new TreeMap<>();
    contacts.forEach((id, contact) -> {
      if (found.put(contact.getOrDefault("email", ""), contact) != null) {
        throw new AssertionError("two contacts of " + contact.get("email"));
      }
    });
    return found;
  }

  public synchronized int size() {
    return contacts.size();
  }

  public synchronized String idOf(String address) {
    return contacts.entrySet().stream().filter(one -> address.equals(one.getValue().get("email"))).findFirst().orElseThrow()
        .getKey();
  }

  public synchronized String put(String address, Map<String, String> values) {
    String id = String.valueOf(nextId++);
    Map<String, String> contact = new LinkedHashMap<>(values);
    contact.put("email", address);
    contacts.put(id, contact);
    ids.put(address, id);
    return id;
  }

  public synchronized void change(String id, String field, String value) {
    contacts.get(id).put(field, value);
  }

  public synchronized void remove(String id) {
    contacts.remove(id);
  }

  public void owner(String id, String address) {
    owners.put(address, id);
  }

  public void deal(String id, Map<String, String> properties, String contact) {
    ObjectNode deal = JSON.createObjectNode().put("id", id);
    properties.forEach(deal.putObject("properties")::put);
    deal.putObject("associations").putObject("contacts").putArray("results").addObject().put("id", contact);
    deals.put(id, deal);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      calls.add(exchange.getRequestMethod() + " " + path);
      pause(slowMillis);
      if (!("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
        answer(exchange, 401, "{\"status\":\"error\",\"message\":\"Authentication credentials not found\"}");
        return;
      }
      if (down > 0 || luck() < broken) {
        answer(exchange, 503, "{\"message\":\"unavailable\"}");
        return;
      }
      if (!room() || luck() < tooMany) {
        exchange.getResponseHeaders().set("Retry-After", "0");
        answer(exchange, 429, "{\"status\":\"error\",\"message\":\"You have reached your ten_secondly_rolling limit.\"}");
        return;
      }
      Answer answer = route(exchange.getRequestMethod(), path, exchange.getRequestURI().getRawQuery(), body);
      if (answer.change && luck() < acceptedThenLate) {
        pause(late.toMillis());
      }
      answer(exchange, answer.status, answer.body);
    }
  }

  private record Answer(int status, String body, boolean change) {}

  private synchronized double luck() {
    return chance.nextDouble();
  }

  private synchronized boolean room() {
    long now = System.currentTimeMillis();
    while (!recent.isEmpty() && recent.peekFirst() <= now - windowMillis) {
      recent.removeFirst();
    }
    if (recent.size() >= limit) {
      return false;
    }
    recent.addLast(now);
    return true;
  }

  private synchronized Answer route(String method, String path, @Nullable String query, String body) throws IOException {
    JsonNode asked = body.isEmpty() ? JSON.createObjectNode() : JSON.readTree(body);
    return switch (path) {
      case "/crm/v3/objects/contacts/batch/upsert" -> write(asked, true);
      case "/crm/v3/objects/contacts/batch/update" -> write(asked, false);
      case "/crm/v3/objects/contacts/batch/read" -> read(asked);
      case "/crm/v3/objects/contacts" -> page(query);
      case "/crm/v3/objects/contacts/gdpr-delete" -> {
        contacts.remove(asked.path("objectId").asText());
        yield new Answer(204, "", true);
      }
      case "/crm/v3/owners" -> owners();
      case "/crm/v3/properties/contacts" -> properties();
      default -> {
        ObjectNode deal = path.startsWith("/crm/v3/objects/deals/") ? deals.get(path.substring(path.lastIndexOf('/') + 1)) : null;
        yield deal == null ? new Answer(404, "{\"message\":\"resource not found\"}", false)
            : new Answer(200, deal.toString(), false);
      }
    };
  }

  private Answer write(JsonNode asked, boolean upsert) {
    ArrayNode inputs = (ArrayNode) asked.path("inputs");
    if (inputs.size() > 100) {
      return new Answer(400, "{\"message\":\"at most 100 inputs\"}", false);
    }
    for (JsonNode input : inputs) {
      String address = input.path("properties").path("email").asText("");
      if (conflicting.contains(address)) {
        return new Answer(409, "{\"category\":\"CONFLICT\",\"message\":\"Contact already exists. " + address + "\"}", false);
      }
      for (Map.Entry<String, JsonNode> property : input.path("properties").properties()) {
        if (!properties.contains(property.getKey())) {
          return new Answer(
              400, "{\"category\":\"VALIDATION_ERROR\",\"message\":\"Property '" + property.getKey() + "' does not exist\"}",
              false);
        }
      }
    }
    ObjectNode answer = JSON.createObjectNode().put("status", "COMPLETE");
    ArrayNode results = answer.putArray("results");
    List<ObjectNode> errors = new ArrayList<>();
    for (JsonNode input : inputs) {
      write(input, upsert, results, errors);
    }
    if (!errors.isEmpty()) {
      answer.put("numErrors", errors.size()).putArray("errors").addAll(errors);
    }
    return new Answer(errors.isEmpty() ? 200 : 207, answer.toString(), true);
  }

  private void write(JsonNode input, boolean upsert, ArrayNode results, List<ObjectNode> errors) {
    String id = input.path("id").asText();
    JsonNode values = input.path("properties");
    String address = values.path("email").asText("").toLowerCase(Locale.ROOT);
    String hit = upsert ? ids.get(id) : id;
    String found = hit != null && contacts.containsKey(hit) && (!upsert || id.equals(contacts.get(hit).get("email"))) ? hit
        : null;
    if (invalid.contains(address)) {
      errors.add(error("VALIDATION_ERROR", "Property values were not valid", id));
      return;
    }
    if (!upsert && found == null) {
      errors.add(error("OBJECT_NOT_FOUND", "Could not get some CONTACT objects", id));
      return;
    }
    boolean created = found == null;
    String target = created ? String.valueOf(nextId++) : String.valueOf(found);
    Map<String, String> contact = contacts.computeIfAbsent(target, one -> new LinkedHashMap<>(Map.of("email", id)));
    values.properties().forEach(value -> set(contact, value.getKey(), value.getValue().asText()));
    ids.put(contact.get("email"), target);
    ObjectNode result = shown(target, contact, List.copyOf(contact.keySet()));
    result.put("new", created);
    results.add(result);
  }

  private static void set(Map<String, String> contact, String field, String value) {
    if (field.equals("lifecyclestage") && !value.isEmpty()) {
      int from = ORDER.indexOf(contact.getOrDefault(field, ""));
      if (ORDER.indexOf(value) < from) {
        return;
      }
    }
    contact.put(field, field.equals("email") ? value.toLowerCase(Locale.ROOT) : value);
  }

  private static ObjectNode error(String category, String message, String id) {
    ObjectNode error = JSON.createObjectNode().put("status", "error").put("category", category).put("message", message);
    error.putObject("context").putArray("ids").add(id);
    return error;
  }

  private Answer read(JsonNode asked) {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode results = answer.putArray("results");
    boolean byAddress = asked.path("idProperty").asText("").equals("email");
    for (JsonNode input : asked.path("inputs")) {
      String id = input.path("id").asText();
      contacts.forEach((key, contact) -> {
        if (byAddress ? id.equals(contact.get("email")) : id.equals(key)) {
          results.add(shown(key, contact, names(asked.path("properties"))));
        }
      });
    }
    return new Answer(results.size() == asked.path("inputs").size() ? 200 : 207, answer.toString(), false);
  }

  private Answer page(@Nullable String query) {
    Map<String, String> asked = new LinkedHashMap<>();
    for (String part : String.valueOf(query).split("&")) {
      int equals = part.indexOf('=');
      asked.put(part.substring(0, equals), URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8));
    }
    String after = asked.getOrDefault("after", "");
    int most = Integer.parseInt(asked.getOrDefault("limit", "10"));
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode results = answer.putArray("results");
    String last = null;
    for (Map.Entry<String, Map<String, String>> one : contacts.entrySet()) {
      if (one.getKey().compareTo(after) > 0) {
        if (results.size() == most) {
          answer.putObject("paging").putObject("next").put("after", last);
          break;
        }
        results.add(shown(one.getKey(), one.getValue(), List.of(asked.getOrDefault("properties", "").split(","))));
        last = one.getKey();
      }
    }
    return new Answer(200, answer.toString(), false);
  }

  private static List<String> names(JsonNode list) {
    List<String> names = new ArrayList<>();
    list.forEach(name -> names.add(name.asText()));
    return names;
  }

  private static ObjectNode shown(String id, Map<String, String> contact, List<String> fields) {
    ObjectNode shown = JSON.createObjectNode().put("id", id)
        .put("createdAt", "2026-11-01T00:00:00Z").put("updatedAt", "2026-11-02T00:00:00Z");
    ObjectNode properties = shown.putObject("properties");
    fields.forEach(field -> properties.put(field, contact.get(field)));
    properties.put("email", contact.get("email"));
    return shown;
  }

  private Answer owners() {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode results = answer.putArray("results");
    owners.forEach((address, id) -> results.addObject().put("id", id).put("email", address));
    return new Answer(200, answer.toString(), false);
  }

  private Answer properties() {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode results = answer.putArray("results");
    for (String name : properties) {
      ObjectNode property = results.addObject().put("name", name).put("type", "string");
      property.putObject("modificationMetadata").put("readOnlyValue", readOnly.contains(name));
      ArrayNode options = property.putArray("options");
      if (name.equals("lifecyclestage")) {
        ORDER.forEach(stage -> options.addObject().put("value", stage));
      }
    }
    return new Answer(200, answer.toString(), false);
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
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
