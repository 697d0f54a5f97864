package dev.leadloop.connect.rest;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadloop.connect.mapping.Mapping;
import dev.leadloop.connect.mapping.Mode;
import dev.leadloop.connect.vendor.Told;
import dev.leadloop.connect.vendor.Vendor;
import dev.leadloop.connect.vendor.VendorCalls;
import dev.leadloop.connect.vendor.VendorTrouble;
import dev.leadloop.connect.vendor.Write;
import dev.leadloop.connect.vendor.Written;
import dev.leadloop.connect.vendor.Written.Result;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A system that its mapping describes: one call a record, and each is searched for before it is created. */
public final class RestVendor implements Vendor {
  private static final int BATCH = 20;

  @Override
  public String kind() {
    return "rest";
  }

  @Override
  public String title() {
    return "Any REST system";
  }

  @Override
  public @Nullable String server() {
    return null;
  }

  @Override
  public Pace pace() {
    return new Pace(BATCH, 100, 10_000, 4);
  }

  @Override
  public Map<String, String> headers(String credential, Mapping mapping) {
    String line = mapping.settings().getOrDefault("header", "Authorization: Bearer {credential}");
    int colon = line.indexOf(':');
    return colon < 1 ? Map.of()
        : Map.of(line.substring(0, colon).strip(), line.substring(colon + 1).strip().replace("{credential}", credential));
  }

  @Override
  public List<Written> write(VendorCalls calls, Mapping mapping, List<Write> batch) throws VendorTrouble {
    List<Written> answers = new ArrayList<>();
    for (Write write : batch) {
      try {
        answers.add(one(calls, mapping, write));
      } catch (VendorTrouble trouble) {
        if (trouble.kind() == VendorTrouble.Kind.REFUSED) {
          answers.add(Written.not(write, result(trouble.status(), write), trouble.words()));
        } else if (answers.isEmpty()) {
          throw trouble;
        } else {
          // Those behind it are told of another time; what is done stays done.
          return answers;
        }
      }
    }
    return answers;
  }

  private static Result result(int status, Write write) {
    return switch (status) {
      case 404, 410 -> write.remoteId() == null ? Result.REFUSED : Result.GONE;
      case 409 -> Result.RETRY;
      default -> Result.REFUSED;
    };
  }

  private Written one(VendorCalls calls, Mapping mapping, Write write) throws VendorTrouble {
    String id = write.remoteId();
    if (id == null && write.address() == null) {
      return Written.not(write, Result.REFUSED, "this lead has no address to be found by");
    }
    if (id == null) {
      List<Told> found = find(calls, mapping, List.of(String.valueOf(write.address())));
      if (found.size() > 1) {
        return Written.not(write, Result.REFUSED, "several records over there have this address; merge them and try again");
      }
      id = found.isEmpty() ? null : found.getFirst().remoteId();
    }
    if (id != null) {
      call(calls, mapping, "update", Map.of("id", id), body(mapping, write.values()));
      return Written.done(write.key(), id);
    }
    if (mapping.mode() == Mode.ENRICH) {
      return Written.left(write.key());
    }
    JsonNode made = call(calls, mapping, "create", Map.of(), body(mapping, write.values()));
    String given = at(made, mapping.settings().getOrDefault("id", "/id")).asText("");
    return given.isEmpty()
        ? Written.not(write, Result.RETRY, "its answer to 'create' holds no id at '" + mapping.settings().get("id") + "'")
        : Written.done(write.key(), given);
  }

  @Override
  public List<Told> find(VendorCalls calls, Mapping mapping, List<String> addresses) throws VendorTrouble {
    List<Told> found = new ArrayList<>();
    for (String address : addresses) {
      JsonNode answer;
      try {
        answer = call(calls, mapping, "find", Map.of("email", address.toLowerCase(Locale.ROOT)), null);
      } catch (VendorTrouble trouble) {
        if (trouble.status() == 404) {
          continue;
        }
        throw trouble;
      }
      JsonNode list = at(answer, mapping.settings().getOrDefault("found", "/"));
      for (JsonNode record : list.isArray() ? list : list.isObject() ? List.of(list) : List.<JsonNode>of()) {
        String id = at(record, mapping.settings().getOrDefault("id", "/id")).asText("");
        if (!id.isEmpty()) {
          found.add(told(mapping, record, id, address));
        }
      }
    }
    return found;
  }

  private static Told told(Mapping mapping, JsonNode record, String id, String address) {
    Map<String, String> fields = new HashMap<>();
    JsonNode below = at(record, mapping.settings().getOrDefault("body", "/"));
    mapping.theirFields().forEach(field -> fields.put(field, below.path(field).asText("")));
    return new Told("read:" + id, id, address, fields, null, false, Instant.EPOCH);
  }

  @Override
  public void forget(VendorCalls calls, Mapping mapping, String remoteId) throws VendorTrouble {
    try {
      call(calls, mapping, "delete", Map.of("id", remoteId), null);
    } catch (VendorTrouble trouble) {
      if (trouble.status() != 404 && trouble.status() != 410) {
        throw trouble;
      }
    }
  }

  private static JsonNode call(
      VendorCalls calls, Mapping mapping, String name, Map<String, String> values, @Nullable JsonNode body) throws VendorTrouble {
    String line = mapping.settings().getOrDefault(name, "");
    int space = line.indexOf(' ');
    if (space < 1) {
      throw VendorTrouble.away("'settings' has no '" + name + "', such as 'POST /api/people'");
    }
    String path = line.substring(space + 1).strip();
    for (Map.Entry<String, String> value : values.entrySet()) {
      path = path.replace("{" + value.getKey() + "}", VendorCalls.part(value.getValue()));
    }
    return calls.call(line.substring(0, space), path, body);
  }

  private static ObjectNode body(Mapping mapping, Map<String, String> values) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ObjectNode target = body;
    for (String part : mapping.settings().getOrDefault("body", "/").split("/")) {
      target = part.isEmpty() ? target : target.putObject(part);
    }
    values.forEach(target::put);
    return body;
  }

  private static JsonNode at(JsonNode node, String pointer) {
    return node.at(JsonPointer.compile(pointer.equals("/") ? "" : pointer));
  }
}
