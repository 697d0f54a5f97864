package dev.leadloop.connect.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadloop.connect.mapping.Mapping;
import dev.leadloop.connect.vendor.Told;
import dev.leadloop.connect.vendor.Vendor.Event;
import dev.leadloop.connect.vendor.VendorCalls;
import dev.leadloop.connect.vendor.VendorTrouble;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What their webhooks tell: changes of contacts as they say them, of deals as they are when we look. */
final class HubSpotEvents {
  private static final List<String> DEAL = List.of("dealstage", "amount", "deal_currency_code", "closed_lost_reason");

  private final VendorCalls calls;
  private final Mapping mapping;
  private final HubSpot hubspot;

  HubSpotEvents(VendorCalls calls, Mapping mapping, HubSpot hubspot) {
    this.calls = calls;
    this.mapping = mapping;
    this.hubspot = hubspot;
  }

  /** Their event ids are not unique, so the key is of everything that makes an event another one. */
  static List<Event> split(JsonNode body) {
    List<Event> events = new ArrayList<>();
    for (JsonNode event : body.isArray() ? body : List.of(body)) {
      if (event.path("objectId").isMissingNode()) {
        continue;
      }
      String key = String.join(":", event.path("eventId").asText(), event.path("subscriptionId").asText(), type(event),
          event.path("objectId").asText(), event.path("propertyName").asText(), event.path("occurredAt").asText(),
          Integer.toHexString(event.path("propertyValue").asText().hashCode()));
      events.add(new Event(key, event));
    }
    return events;
  }

  List<Told> told(List<Event> events) throws VendorTrouble {
    List<Told> told = new ArrayList<>();
    for (Event event : events) {
      JsonNode body = event.body();
      String id = body.path("objectId").asText();
      Instant at = Instant.ofEpochMilli(body.path("occurredAt").asLong(0));
      switch (type(body)) {
        case "contact.propertyChange" -> told.add(new Told(event.key(), id, null,
            Map.of(body.path("propertyName").asText(), body.path("propertyValue").asText("")), null, false, at));
        case "contact.creation", "contact.restore" -> hubspot.read(calls, mapping, List.of(id), null).stream()
            .map(one -> new Told(event.key(), id, one.address(), one.fields(), null, false, at)).forEach(told::add);
        case "contact.deletion", "contact.privacyDeletion" ->
            told.add(new Told(event.key(), id, null, Map.of(), null, true, at));
        case "deal.propertyChange", "deal.creation" -> told.addAll(deal(event.key(), id, at));
        default -> {
          // Nothing of it means anything here.
        }
      }
    }
    return told;
  }

  private List<Told> deal(String key, String id, Instant at) throws VendorTrouble {
    JsonNode deal;
    try {
      deal = calls.call("GET", "/crm/v3/objects/deals/" + VendorCalls.part(id) + "?associations=contacts&properties="
          + VendorCalls.part(String.join(",", DEAL)), null);
    } catch (VendorTrouble trouble) {
      if (trouble.status() == 404) {
        return List.of();
      }
      throw trouble;
    }
    JsonNode properties = deal.path("properties");
    Told.Deal known = new Told.Deal(
        properties.path("dealstage").asText(""), amount(properties.path("amount").asText("")),
        HubSpot.blankToNull(properties.path("deal_currency_code").asText("")),
        HubSpot.blankToNull(properties.path("closed_lost_reason").asText("")));
    Map<String, Told> contacts = new LinkedHashMap<>();
    for (JsonNode contact : deal.path("associations").path("contacts").path("results")) {
      String contactId = contact.path("id").asText();
      contacts.put(contactId, new Told(key + "/" + contactId, contactId, null, Map.of(), known, false, at));
    }
    return List.copyOf(contacts.values());
  }

  private static @Nullable BigDecimal amount(String text) {
    return text.matches("-?[0-9]{1,15}(\\.[0-9]{1,6})?") ? new BigDecimal(text) : null;
  }

  /** Newer subscriptions name the object apart: 0-1 is a contact and 0-3 a deal. */
  private static String type(JsonNode event) {
    String type = event.path("subscriptionType").asText("");
    if (!type.startsWith("object.")) {
      return type;
    }
    String object = switch (event.path("objectTypeId").asText("")) {
      case "0-1" -> "contact";
      case "0-3" -> "deal";
      default -> "other";
    };
    return object + type.substring("object".length());
  }
}
