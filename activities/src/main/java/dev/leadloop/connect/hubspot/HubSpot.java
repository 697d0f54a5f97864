package dev.leadloop.connect.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadloop.connect.mapping.Mapping;
import dev.leadloop.connect.vendor.Told;
import dev.leadloop.connect.vendor.Vendor;
import dev.leadloop.connect.vendor.VendorCalls;
import dev.leadloop.connect.vendor.VendorTrouble;
import dev.leadloop.connect.vendor.Write;
import dev.leadloop.connect.vendor.Written;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** HubSpot's contacts, owners, deals and webhooks, version 3. */
public final class HubSpot implements Vendor {
  static final String CONTACTS = "/crm/v3/objects/contacts";
  static final int BATCH = 100;
  private static final int MOST_PAGES = 40;
  private static final String SIGNATURE = "x-hubspot-signature-v3";
  private static final String TIMESTAMP = "x-hubspot-request-timestamp";

  @Override
  public String kind() {
    return "hubspot";
  }

  @Override
  public String title() {
    return "HubSpot";
  }

  @Override
  public String server() {
    return "https://api.hubapi.com";
  }

  @Override
  public Pace pace() {
    return new Pace(BATCH, 190, 10_000, 10);
  }

  @Override
  public Map<String, String> headers(String credential, Mapping mapping) {
    return Map.of("Authorization", "Bearer " + credential);
  }

  @Override
  public Optional<List<Field>> fields(VendorCalls calls, Mapping mapping) throws VendorTrouble {
    List<Field> fields = new ArrayList<>();
    for (JsonNode field : calls.call("GET", "/crm/v3/properties/contacts", null).path("results")) {
      List<String> options = new ArrayList<>();
      field.path("options").forEach(option -> options.add(option.path("value").asText()));
      boolean readOnly = field.path("modificationMetadata").path("readOnlyValue").asBoolean(false);
      fields.add(new Field(
          field.path("name").asText(), readOnly, field.path("externalOptions").asBoolean(false) ? List.of() : options));
    }
    return Optional.of(fields);
  }

  @Override
  public Map<String, String> users(VendorCalls calls) throws VendorTrouble {
    Map<String, String> users = new HashMap<>();
    String after = "";
    for (int page = 0; page < MOST_PAGES && after != null; page++) {
      JsonNode answer = calls.call(
          "GET", "/crm/v3/owners?limit=500" + (after.isEmpty() ? "" : "&after=" + VendorCalls.part(after)), null);
      for (JsonNode owner : answer.path("results")) {
        users.put(owner.path("email").asText("").toLowerCase(Locale.ROOT), owner.path("id").asText());
      }
      after = next(answer);
    }
    users.remove("");
    return users;
  }

  @Override
  public List<Written> write(VendorCalls calls, Mapping mapping, List<Write> batch) throws VendorTrouble {
    return new HubSpotWriting(calls, mapping, this).write(batch);
  }

  @Override
  public List<Told> find(VendorCalls calls, Mapping mapping, List<String> addresses) throws VendorTrouble {
    return read(calls, mapping, addresses, "email");
  }

  /** Contacts by address or, where the property is null, by id. */
  List<Told> read(VendorCalls calls, Mapping mapping, List<String> ids, @Nullable String property) throws VendorTrouble {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    if (property != null) {
      body.put("idProperty", property);
    }
    ArrayNode inputs = body.putArray("inputs");
    ids.forEach(id -> inputs.addObject().put("id", id));
    properties(mapping).forEach(body.putArray("properties")::add);
    body.putArray("propertiesWithHistory");
    List<Told> found = new ArrayList<>();
    for (JsonNode contact : calls.call("POST", CONTACTS + "/batch/read", body).path("results")) {
      found.add(contact(contact));
    }
    return found;
  }

  @Override
  public Optional<Page> read(VendorCalls calls, Mapping mapping, @Nullable String after) throws VendorTrouble {
    JsonNode answer = calls.call("GET", CONTACTS + "?limit=" + BATCH + "&properties="
        + VendorCalls.part(String.join(",", properties(mapping)))
        + (after == null ? "" : "&after=" + VendorCalls.part(after)), null);
    List<Told> found = new ArrayList<>();
    answer.path("results").forEach(contact -> found.add(contact(contact)));
    return Optional.of(new Page(found, next(answer)));
  }

  @Override
  public void forget(VendorCalls calls, Mapping mapping, String remoteId) throws VendorTrouble {
    try {
      calls.call("POST", CONTACTS + "/gdpr-delete", JsonNodeFactory.instance.objectNode().put("objectId", remoteId));
    } catch (VendorTrouble trouble) {
      if (trouble.status() != 404) {
        throw trouble;
      }
    }
  }

  @Override
  public Optional<String> unsigned(String secret, Signed call, Instant now) {
    String timestamp = call.headers().get(TIMESTAMP);
    if (timestamp == null || !HubSpotSignature.fresh(timestamp, now)) {
      return Optional.of("X-HubSpot-Request-Timestamp is missing, or more than five minutes away from our clock");
    }
    String expected = HubSpotSignature.of(secret, call.method(), call.url(), call.body(), timestamp);
    return HubSpotSignature.same(expected, call.headers().get(SIGNATURE))
        ? Optional.empty()
        : Optional.of("X-HubSpot-Signature-v3 does not fit: give the client secret of the app, and have it call exactly "
            + call.url());
  }

  @Override
  public List<Event> events(JsonNode body) {
    return HubSpotEvents.split(body);
  }

  @Override
  public List<Told> told(VendorCalls calls, Mapping mapping, List<Event> events) throws VendorTrouble {
    return new HubSpotEvents(calls, mapping, this).told(events);
  }

  private static List<String> properties(Mapping mapping) {
    List<String> properties = new ArrayList<>(mapping.theirFields());
    if (!properties.contains("email")) {
      properties.add("email");
    }
    return properties;
  }

  static Told contact(JsonNode contact) {
    Map<String, String> fields = new HashMap<>();
    contact.path("properties").properties().forEach(
        field -> fields.put(field.getKey(), field.getValue().isNull() ? "" : field.getValue().asText()));
    String id = contact.path("id").asText();
    String at = contact.path("updatedAt").asText("");
    return new Told("read:" + id + ":" + at, id, blankToNull(fields.get("email")), fields, null, false, instant(at));
  }

  static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }

  private static Instant instant(String text) {
    try {
      return text.isEmpty() ? Instant.EPOCH : Instant.parse(text);
    } catch (java.time.format.DateTimeParseException odd) {
      return Instant.EPOCH;
    }
  }

  private static @Nullable String next(JsonNode answer) {
    return blankToNull(answer.path("paging").path("next").path("after").asText(""));
  }
}
