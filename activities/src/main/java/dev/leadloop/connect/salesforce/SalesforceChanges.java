package dev.leadloop.connect.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadloop.connect.mapping.Mapping;
import dev.leadloop.connect.vendor.Told;
import dev.leadloop.connect.vendor.Vendor.Changes;
import dev.leadloop.connect.vendor.Vendor.Event;
import dev.leadloop.connect.vendor.VendorTrouble;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks for leads and opportunities that changed, in the order in which they did and of their ids, so that a page may end
 * between two that changed in one instant. Each sweep begins a little before the last one ended, since what was changed is
 * seen once it is committed and not in the order of its time; what is told twice for that has the same key.
 */
final class SalesforceChanges {
  private static final Duration OVERLAP = Duration.ofMinutes(5);
  private static final String OF_LEAD = "SystemModstamp";
  private static final String OF_OPPORTUNITY = "ConvertedOpportunity.SystemModstamp";
  private static final String CONVERTED = "ConvertedOpportunityId != null";

  private final Organisation organisation;
  private final Mapping mapping;

  SalesforceChanges(Organisation organisation, Mapping mapping) {
    this.organisation = organisation;
    this.mapping = mapping;
  }

  Changes after(@Nullable String after) throws VendorTrouble {
    List<Event> events = new ArrayList<>();
    if (after == null) {
      return new Changes(events, latest(OF_LEAD) + ";" + latest(OF_OPPORTUNITY), false);
    }
    String[] places = after.split(";");
    Place leads = sweep(OF_LEAD, Place.of(places[0]), events);
    Place opportunities = sweep(OF_OPPORTUNITY, Place.of(places[1]), events);
    return new Changes(events, leads + ";" + opportunities, leads.within() || opportunities.within());
  }

  /** By their clock, from which ours may differ. */
  private Place latest(String time) throws VendorTrouble {
    JsonNode rows = organisation.query("SELECT Id, " + time + " FROM Lead" + (time.equals(OF_LEAD) ? "" : " WHERE " + CONVERTED)
        + " ORDER BY " + time + " DESC LIMIT 1").path("records");
    return new Place(rows.isEmpty() ? Instant.EPOCH : Salesforce.time(rows.path(0), time), null, "");
  }

  private Place sweep(String time, Place place, List<Event> events) throws VendorTrouble {
    Instant from = place.at() == null ? place.highest().minus(OVERLAP) : place.at();
    String behind = place.within()
        ? "(" + time + " > " + from + " OR (" + time + " = " + from + " AND Id > " + Organisation.text(place.id()) + "))"
        : time + " >= " + from;
    JsonNode answer = organisation.query("SELECT " + Salesforce.columns(mapping) + " FROM Lead WHERE "
        + (time.equals(OF_LEAD) ? "" : CONVERTED + " AND ") + behind + " ORDER BY " + time + ", Id LIMIT "
        + Organisation.MOST_ROWS);
    Instant at = from;
    String id = place.id();
    for (JsonNode row : answer.path("records")) {
      at = Salesforce.time(row, time);
      id = row.path("Id").asText();
      events.add(new Event(at + ":" + id + ":" + (time.equals(OF_LEAD) ? "lead" : "opportunity"), row));
    }
    boolean more = answer.path("records").size() == Organisation.MOST_ROWS || !answer.path("done").asBoolean(true);
    Instant highest = at.isAfter(place.highest()) ? at : place.highest();
    return more ? new Place(highest, at, id) : new Place(highest, null, "");
  }

  static List<Told> told(Mapping mapping, List<Event> events) {
    List<Told> told = new ArrayList<>();
    for (Event event : events) {
      boolean lead = event.key().endsWith(":lead");
      Instant at = Salesforce.time(event.body(), lead ? OF_LEAD : OF_OPPORTUNITY);
      Told one = Salesforce.told(mapping, event.key(), event.body(), at);
      // What an opportunity tells is of itself: the lead beside it is as it was told before.
      told.add(lead ? one : new Told(one.key(), one.remoteId(), one.address(), Map.of(), one.deal(), false, one.at()));
    }
    return told;
  }

  /**
   * Where a sweep stands.
   *
   * @param highest the latest change ever seen
   * @param at where the sweep goes on; null between two sweeps
   * @param id behind which of that instant it goes on
   */
  private record Place(Instant highest, @Nullable Instant at, String id) {
    boolean within() {
      return at != null;
    }

    static Place of(String text) {
      String[] parts = text.split(",");
      return new Place(
          Instant.parse(parts[0]), parts.length < 2 ? null : Instant.parse(parts[1]), parts.length < 3 ? "" : parts[2]);
    }

    @Override
    public String toString() {
      return at == null ? highest.toString() : highest + "," + at + "," + id;
    }
  }
}
