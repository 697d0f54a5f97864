package dev.leadloop.connect.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadloop.connect.mapping.Mapping;
import dev.leadloop.connect.mapping.Mode;
import dev.leadloop.connect.vendor.VendorCalls;
import dev.leadloop.connect.vendor.VendorTrouble;
import dev.leadloop.connect.vendor.Write;
import dev.leadloop.connect.vendor.Written;
import dev.leadloop.connect.vendor.Written.Result;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes one batch. Who is not known there by their id is looked for by our id and by address before anybody is created, and is
 * created by our id, which makes nobody twice; without a field for it by the search alone.
 */
final class SalesforceWriting {
  private static final String EMAIL = "Email";
  private static final int MULTIPLE_CHOICES = 300;

  private final Organisation organisation;
  private final Mapping mapping;
  private final @Nullable String externalId;

  SalesforceWriting(Organisation organisation, Mapping mapping) {
    this.organisation = organisation;
    this.mapping = mapping;
    this.externalId = Salesforce.externalId(mapping);
  }

  List<Written> write(List<Write> batch) throws VendorTrouble {
    Map<String, Written> answers = new LinkedHashMap<>();
    List<Write> known = new ArrayList<>();
    List<Write> fresh = new ArrayList<>();
    for (Write write : batch) {
      if (write.remoteId() != null) {
        known.add(write);
      } else if (write.address() == null && externalId == null) {
        answers.put(write.key(), Written.not(write, Result.REFUSED,
            "this lead has no address to be found by, and the organisation has no field for our id"));
      } else {
        fresh.add(write);
      }
    }
    List<Write> missing = fresh.isEmpty() ? List.of() : missing(fresh, known, answers);
    send(Way.UPDATE, known, answers);
    send(externalId == null ? Way.CREATE : Way.UPSERT, missing, answers);
    return List.copyOf(answers.values());
  }

  /** Those who are not there; who is found joins the known. */
  private List<Write> missing(List<Write> fresh, List<Write> known, Map<String, Written> answers) throws VendorTrouble {
    Found found = Found.of(organisation, externalId, fresh);
    List<Write> missing = new ArrayList<>();
    for (Write write : fresh) {
      List<String> open = found.open(write);
      String converted = found.converted(write);
      if (open.size() > 1) {
        answers.put(write.key(), Written.not(write, Result.REFUSED,
            "several leads there are this one: " + String.join(", ", open) + "; merge them and try again"));
      } else if (open.size() == 1) {
        known.add(new Write(
            write.key(), open.getFirst(), write.address(), write.values(), write.before(), write.again()));
      } else if (converted != null) {
        answers.put(write.key(), new Written(write.key(), Result.LEFT, converted, null));
      } else if (mapping.mode() == Mode.ENRICH) {
        answers.put(write.key(), Written.left(write.key()));
      } else {
        missing.add(write);
      }
    }
    return missing;
  }

  private enum Way {
    UPDATE,
    UPSERT,
    CREATE
  }

  private void send(Way way, List<Write> writes, Map<String, Written> answers) throws VendorTrouble {
    if (writes.isEmpty()) {
      return;
    }
    try {
      if (way == Way.UPSERT && writes.size() == 1) {
        upsertOne(writes.getFirst(), answers);
      } else {
        match(call(way, writes), writes, answers);
      }
    } catch (VendorTrouble trouble) {
      boolean several = trouble.status() == MULTIPLE_CHOICES;
      if (trouble.kind() != VendorTrouble.Kind.REFUSED && !several) {
        throw trouble;
      }
      if (writes.size() == 1) {
        answers.put(writes.getFirst().key(), refused(writes.getFirst(), trouble, several));
      } else {
        int half = writes.size() / 2;
        send(way, writes.subList(0, half), answers);
        send(way, writes.subList(half, writes.size()), answers);
      }
    }
  }

  private JsonNode call(Way way, List<Write> writes) throws VendorTrouble {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("allOrNone", false);
    ArrayNode records = body.putArray("records");
    for (Write write : writes) {
      ObjectNode record = records.addObject();
      record.putObject("attributes").put("type", "Lead");
      if (way == Way.UPDATE) {
        record.put("id", write.remoteId());
      }
      fill(record, write, way != Way.UPDATE);
    }
    return switch (way) {
      case UPDATE -> organisation.call("PATCH", "/composite/sobjects", body);
      case CREATE -> organisation.call("POST", "/composite/sobjects", body);
      case UPSERT -> organisation.call("PATCH", "/composite/sobjects/Lead/" + externalId, body);
    };
  }

  /** They create no lead without these two, and write the same where somebody leaves them blank. */
  private void fill(ObjectNode record, Write write, boolean creates) {
    write.values().forEach((field, value) -> {
      if (value.isEmpty()) {
        record.putNull(field);
      } else {
        record.put(field, value);
      }
    });
    if (creates) {
      for (String required : Salesforce.REQUIRED) {
        if (write.values().getOrDefault(required, "").isEmpty()) {
          record.put(required, Salesforce.NOT_PROVIDED);
        }
      }
    }
  }

  private void upsertOne(Write write, Map<String, Written> answers) throws VendorTrouble {
    ObjectNode record = JsonNodeFactory.instance.objectNode();
    fill(record, write, true);
    String field = String.valueOf(externalId);
    record.remove(field);
    JsonNode answer = organisation.call("PATCH",
        "/sobjects/Lead/" + field + "/" + VendorCalls.part(write.values().getOrDefault(field, write.key())), record);
    String id = answer.path("id").asText("");
    answers.put(write.key(), id.isEmpty()
        ? Written.not(write, Result.RETRY, "Salesforce did not say which record this is")
        : Written.done(write.key(), id));
  }

  /** What they say nothing of was not done, whatever the status. */
  private static void match(JsonNode answer, List<Write> writes, Map<String, Written> answers) {
    for (int i = 0; i < writes.size(); i++) {
      Write write = writes.get(i);
      JsonNode one = answer.size() == writes.size() ? answer.path(i) : answer.path(-1);
      String id = one.path("id").asText("");
      if (one.path("success").asBoolean(false) && !id.isEmpty()) {
        answers.put(write.key(), Written.done(write.key(), id));
      } else if (one.path("errors").path(0).isObject()) {
        answers.put(write.key(), failed(write, new Fault(one.path("errors").path(0), "statusCode")));
      } else {
        answers.put(write.key(), Written.not(write, Result.RETRY, "Salesforce said nothing of this record"));
      }
    }
  }

  private static Written refused(Write write, VendorTrouble trouble, boolean several) {
    if (several) {
      List<String> ids = new ArrayList<>();
      trouble.body().forEach(path -> ids.add(path.asText().substring(path.asText().lastIndexOf('/') + 1)));
      return Written.not(write, Result.REFUSED, VendorCalls.clean(
          "several leads there hold the id of this one: " + String.join(", ", ids) + "; merge them and try again"));
    }
    JsonNode error = trouble.body().path(0);
    return error.has("errorCode") ? failed(write, new Fault(error, "errorCode"))
        : Written.not(write, Result.REFUSED, trouble.words());
  }

  private static Written failed(Write write, Fault fault) {
    Result result = fault.result(write);
    return new Written(write.key(), result, write.remoteId(), result == Result.LEFT ? null : fault.words());
  }

  /** What they hold under our ids and addresses. */
  private record Found(@Nullable String externalId, Map<String, List<JsonNode>> byId, Map<String, List<JsonNode>> byAddress) {
    /** As many as fit into the line of a call. */
    private static final int ASKED_AT_ONCE = 60;

    static Found of(Organisation organisation, @Nullable String externalId, List<Write> writes) throws VendorTrouble {
      Found found = new Found(externalId, new LinkedHashMap<>(), new LinkedHashMap<>());
      for (int from = 0; from < writes.size(); from += ASKED_AT_ONCE) {
        List<Write> part = writes.subList(from, Math.min(writes.size(), from + ASKED_AT_ONCE));
        List<String> asked = new ArrayList<>();
        List<String> addresses = part.stream().map(Write::address).filter(Objects::nonNull).toList();
        if (!addresses.isEmpty()) {
          asked.add(EMAIL + " IN " + Organisation.list(addresses));
        }
        if (externalId != null) {
          asked.add(externalId + " IN " + Organisation.list(part.stream().map(write -> id(externalId, write)).toList()));
        }
        String fields = "Id, " + EMAIL + ", IsConverted" + (externalId == null ? "" : ", " + externalId);
        for (JsonNode row : organisation.query("SELECT " + fields + " FROM Lead WHERE " + String.join(" OR ", asked)
            + " ORDER BY Id LIMIT " + Organisation.MOST_ROWS).path("records")) {
          found.add(row);
        }
      }
      return found;
    }

    private void add(JsonNode row) {
      if (externalId != null && row.hasNonNull(externalId)) {
        byId.computeIfAbsent(row.path(externalId).asText(), one -> new ArrayList<>()).add(row);
      }
      byAddress.computeIfAbsent(row.path(EMAIL).asText("").toLowerCase(Locale.ROOT), one -> new ArrayList<>()).add(row);
    }

    private static String id(String externalId, Write write) {
      return write.values().getOrDefault(externalId, write.key());
    }

    private List<JsonNode> rows(Write write) {
      List<JsonNode> ours = externalId == null ? List.of() : byId.getOrDefault(id(externalId, write), List.of());
      return !ours.isEmpty() || write.address() == null ? ours
          : byAddress.getOrDefault(write.address().toLowerCase(Locale.ROOT), List.of());
    }

    List<String> open(Write write) {
      return ids(write, false);
    }

    @Nullable String converted(Write write) {
      List<String> converted = ids(write, true);
      return converted.isEmpty() ? null : converted.getLast();
    }

    private List<String> ids(Write write, boolean converted) {
      return rows(write).stream().filter(row -> row.path("IsConverted").asBoolean() == converted)
          .map(row -> row.path("Id").asText()).toList();
    }
  }
}
