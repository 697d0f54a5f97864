package dev.leadloop.connect.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadloop.connect.mapping.FieldRule;
import dev.leadloop.connect.mapping.Mapping;
import dev.leadloop.connect.vendor.Told;
import dev.leadloop.connect.vendor.Vendor;
import dev.leadloop.connect.vendor.VendorCalls;
import dev.leadloop.connect.vendor.VendorTrouble;
import dev.leadloop.connect.vendor.Write;
import dev.leadloop.connect.vendor.Written;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Salesforce's leads, the users who own them, and the opportunities they become. */
public final class Salesforce implements Vendor {
  /** What they themselves write where a field must not be blank. */
  static final String NOT_PROVIDED = "[not provided]";
  static final List<String> REQUIRED = List.of("LastName", "Company");
  static final int BATCH = 200;
  private static final int ADDRESSES_AT_ONCE = 100;
  private static final int MOST_PAGES = 20;
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss[.SSS][XX][XXX]", Locale.ROOT);

  @Override
  public String kind() {
    return "salesforce";
  }

  @Override
  public String title() {
    return "Salesforce";
  }

  /** Each organisation has its own. */
  @Override
  public @Nullable String server() {
    return null;
  }

  @Override
  public Pace pace() {
    return new Pace(BATCH, 100, 10_000, 4);
  }

  /** Their own tokens have no colon. */
  @Override
  public boolean signsIn(String credential) {
    return credential.indexOf(':') > 0;
  }

  /** As an application, by its consumer key and secret. */
  @Override
  public String token(VendorCalls calls, String credential) throws VendorTrouble {
    int colon = credential.indexOf(':');
    try {
      JsonNode answer = calls.form("/services/oauth2/token", Map.of("grant_type", "client_credentials",
          "client_id", credential.substring(0, colon), "client_secret", credential.substring(colon + 1)));
      return answer.path("access_token").asText();
    } catch (VendorTrouble trouble) {
      String error = trouble.body().path("error").asText("");
      throw error.isEmpty() ? trouble : trouble.as(VendorTrouble.Kind.CREDENTIAL,
          VendorCalls.clean(error + ": " + trouble.body().path("error_description").asText("")), trouble.rest());
    }
  }

  /** Their assignment rules would route anew what the desk has routed. */
  @Override
  public Map<String, String> headers(String credential, Mapping mapping) {
    return Map.of("Authorization", "Bearer " + credential, "Sforce-Auto-Assign", "FALSE");
  }

  @Override
  public Optional<List<Field>> fields(VendorCalls calls, Mapping mapping) throws VendorTrouble {
    List<Field> fields = new ArrayList<>();
    for (JsonNode field : new Organisation(calls).call("GET", "/sobjects/Lead/describe", null).path("fields")) {
      String name = field.path("name").asText();
      List<String> options = new ArrayList<>();
      // Other lists take what is not in them.
      if (field.path("restrictedPicklist").asBoolean(false) || name.equals("Status")) {
        for (JsonNode option : field.path("picklistValues")) {
          if (option.path("active").asBoolean(true)) {
            options.add(option.path("value").asText());
          }
        }
      }
      fields.add(new Field(name, !field.path("updateable").asBoolean(true), options));
    }
    return Optional.of(fields);
  }

  @Override
  public Map<String, String> users(VendorCalls calls) throws VendorTrouble {
    Map<String, String> users = new HashMap<>();
    String after = "";
    for (int page = 0; page < MOST_PAGES && after != null; page++) {
      JsonNode answer = new Organisation(calls).query("SELECT Id, Email FROM User WHERE IsActive = true AND UserType = 'Standard'"
          + " AND Id > " + Organisation.text(after) + " ORDER BY Id LIMIT " + Organisation.MOST_ROWS);
      answer.path("records").forEach(
          user -> users.putIfAbsent(user.path("Email").asText("").toLowerCase(Locale.ROOT), user.path("Id").asText()));
      after = next(answer);
    }
    users.remove("");
    return users;
  }

  @Override
  public List<Written> write(VendorCalls calls, Mapping mapping, List<Write> batch) throws VendorTrouble {
    return new SalesforceWriting(new Organisation(calls), mapping).write(batch);
  }

  @Override
  public List<Told> find(VendorCalls calls, Mapping mapping, List<String> addresses) throws VendorTrouble {
    List<Told> found = new ArrayList<>();
    for (int from = 0; from < addresses.size(); from += ADDRESSES_AT_ONCE) {
      List<String> part = addresses.subList(from, Math.min(addresses.size(), from + ADDRESSES_AT_ONCE));
      found.addAll(read(mapping, new Organisation(calls).query(
          open(mapping) + " AND Email IN " + Organisation.list(part) + " ORDER BY Id")));
    }
    return found;
  }

  @Override
  public Optional<Page> read(VendorCalls calls, Mapping mapping, @Nullable String after) throws VendorTrouble {
    JsonNode answer = new Organisation(calls).query(open(mapping) + " AND Id > "
        + Organisation.text(after == null ? "" : after) + " ORDER BY Id LIMIT " + Organisation.MOST_ROWS);
    return Optional.of(new Page(read(mapping, answer), next(answer)));
  }

  @Override
  public Optional<Changes> changes(VendorCalls calls, Mapping mapping, @Nullable String after) throws VendorTrouble {
    return Optional.of(new SalesforceChanges(new Organisation(calls), mapping).after(after));
  }

  @Override
  public List<Told> told(VendorCalls calls, Mapping mapping, List<Event> events) {
    return SalesforceChanges.told(mapping, events);
  }

  @Override
  public void forget(VendorCalls calls, Mapping mapping, String remoteId) throws VendorTrouble {
    try {
      new Organisation(calls).call("DELETE", "/sobjects/Lead/" + VendorCalls.part(remoteId), null);
    } catch (VendorTrouble trouble) {
      if (trouble.status() != 404) {
        throw trouble;
      }
    }
  }

  /** Their field for our id; null where the organisation has none. */
  static @Nullable String externalId(Mapping mapping) {
    return mapping.fields().stream().filter(rule -> rule.ours().equals("leadId") && rule.direction().tells())
        .map(FieldRule::theirs).findFirst().orElse(null);
  }

  /** What is read of a lead, and of the opportunity it became. */
  static String columns(Mapping mapping) {
    Set<String> columns = new LinkedHashSet<>(List.of("Id", "Email", "Status", "IsConverted", "SystemModstamp"));
    columns.addAll(mapping.theirFields());
    List.of("ConvertedOpportunityId", "StageName", "Amount", "SystemModstamp").forEach(
        name -> columns.add(name.endsWith("Id") ? name : "ConvertedOpportunity." + name));
    return String.join(", ", columns);
  }

  private static String open(Mapping mapping) {
    return "SELECT " + columns(mapping) + " FROM Lead WHERE IsConverted = false";
  }

  private static List<Told> read(Mapping mapping, JsonNode answer) {
    List<Told> found = new ArrayList<>();
    for (JsonNode row : answer.path("records")) {
      Instant at = time(row, "SystemModstamp");
      found.add(told(mapping, "read:" + row.path("Id").asText() + ":" + at, row, at));
    }
    return found;
  }

  /** The last id of a full page. */
  private static @Nullable String next(JsonNode answer) {
    JsonNode rows = answer.path("records");
    boolean more = rows.size() == Organisation.MOST_ROWS || !answer.path("done").asBoolean(true);
    return more && !rows.isEmpty() ? rows.path(rows.size() - 1).path("Id").asText() : null;
  }

  static Told told(Mapping mapping, String key, JsonNode row, Instant at) {
    Map<String, String> fields = new HashMap<>();
    mapping.theirFields().forEach(field -> {
      String value = text(row.path(field));
      if (row.has(field) && !value.equals(NOT_PROVIDED)) {
        fields.put(field, value);
      }
    });
    String address = text(row.path("Email"));
    return new Told(key, row.path("Id").asText(), address.isEmpty() ? null : address, fields, deal(mapping, row), false, at);
  }

  /** A lead that became no opportunity says by its own status how it stands. */
  private static Told.Deal deal(Mapping mapping, JsonNode row) {
    JsonNode opportunity = row.path("ConvertedOpportunity");
    JsonNode amount = opportunity.path("Amount");
    return opportunity.hasNonNull("StageName")
        ? new Told.Deal(
            opportunity.path("StageName").asText(), amount.isNumber() ? amount.decimalValue() : null,
            mapping.settings().get("currency"), null)
        : new Told.Deal(row.path("Status").asText(""), null, null, null);
  }

  /** Their numbers have a fraction whether they need it or not. */
  private static String text(JsonNode value) {
    if (value.isFloatingPointNumber()) {
      BigDecimal number = value.decimalValue().stripTrailingZeros();
      return number.toPlainString();
    }
    return value.isNull() || value.isMissingNode() ? "" : value.asText();
  }

  /** A time in a row; one that is not there, or not to be read, is long ago. */
  static Instant time(JsonNode row, String column) {
    JsonNode at = row;
    for (String part : column.split("\\.")) {
      at = at.path(part);
    }
    try {
      return OffsetDateTime.parse(at.asText(""), TIME).toInstant();
    } catch (DateTimeParseException odd) {
      return Instant.EPOCH;
    }
  }
}
