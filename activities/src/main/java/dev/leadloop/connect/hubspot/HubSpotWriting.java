package dev.leadloop.connect.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadloop.connect.mapping.Mapping;
import dev.leadloop.connect.mapping.Mode;
import dev.leadloop.connect.vendor.Told;
import dev.leadloop.connect.vendor.VendorCalls;
import dev.leadloop.connect.vendor.VendorTrouble;
import dev.leadloop.connect.vendor.Write;
import dev.leadloop.connect.vendor.Written;
import dev.leadloop.connect.vendor.Written.Result;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes one batch: by their id where it is known, since an address may change, else by address, which creates nobody twice.
 * A batch they refuse as a whole is parted until the record is found that is at fault. Their stage only moves forward unless it
 * is emptied first.
 */
final class HubSpotWriting {
  private static final String STAGE = "lifecyclestage";
  private static final List<String> ORDER = List.of(
      "subscriber", "lead", "marketingqualifiedlead", "salesqualifiedlead", "opportunity", "customer", "evangelist", "other");

  private final VendorCalls calls;
  private final Mapping mapping;
  private final HubSpot hubspot;
  private final Map<String, String> stageThere = new HashMap<>();

  HubSpotWriting(VendorCalls calls, Mapping mapping, HubSpot hubspot) {
    this.calls = calls;
    this.mapping = mapping;
    this.hubspot = hubspot;
  }

  List<Written> write(List<Write> batch) throws VendorTrouble {
    Map<String, Written> answers = new LinkedHashMap<>();
    List<Write> known = new ArrayList<>();
    List<Write> fresh = new ArrayList<>();
    for (Write write : batch) {
      if (write.remoteId() != null) {
        known.add(write);
      } else if (write.address() == null) {
        answers.put(write.key(), Written.not(write, Result.REFUSED, "HubSpot knows people by address, and this lead has none"));
      } else {
        fresh.add(write);
      }
    }
    if (mapping.mode() == Mode.ENRICH && !fresh.isEmpty()) {
      known.addAll(found(fresh, answers));
      fresh.clear();
    }
    List<Write> backward = known.stream().filter(HubSpotWriting::movesBack).toList();
    Set<String> emptied = emptied(backward);
    update(known, answers);
    upsert(fresh, answers);
    again(batch, answers, emptied);
    return List.copyOf(answers.values());
  }

  private List<Write> found(List<Write> fresh, Map<String, Written> answers) throws VendorTrouble {
    Map<String, String> ids = new HashMap<>();
    List<String> addresses = fresh.stream().map(HubSpotWriting::address).toList();
    for (Told told : hubspot.find(calls, mapping, addresses)) {
      if (told.address() != null) {
        ids.put(told.address().toLowerCase(Locale.ROOT), told.remoteId());
      }
    }
    List<Write> there = new ArrayList<>();
    for (Write write : fresh) {
      String id = ids.get(address(write));
      if (id == null) {
        answers.put(write.key(), Written.left(write.key()));
      } else {
        there.add(new Write(write.key(), id, write.address(), write.values(), write.before(), write.again()));
      }
    }
    return there;
  }

  /** By what they confirmed the last time; where somebody moved it meanwhile their answer shows it. */
  private static boolean movesBack(Write write) {
    int from = ORDER.indexOf(write.before().getOrDefault(STAGE, ""));
    int to = ORDER.indexOf(write.values().getOrDefault(STAGE, ""));
    return to >= 0 && from > to;
  }

  private Set<String> emptied(List<Write> backward) throws VendorTrouble {
    Set<String> emptied = new HashSet<>();
    if (!backward.isEmpty()) {
      Map<String, Written> answers = new HashMap<>();
      send("update", null, backward.stream().map(write -> with(write, Map.of(STAGE, ""))).toList(), answers);
      answers.values().stream().filter(one -> one.result() == Result.DONE).forEach(one -> emptied.add(one.key()));
    }
    return emptied;
  }

  /** Where they kept a later stage than ours, it is emptied and written once more. */
  private void again(List<Write> batch, Map<String, Written> answers, Set<String> emptied) throws VendorTrouble {
    List<Write> stuck = new ArrayList<>();
    for (Write write : batch) {
      Written answer = answers.get(write.key());
      String wanted = write.values().get(STAGE);
      String there = stageThere.get(write.key());
      if (answer != null && answer.result() == Result.DONE && wanted != null && there != null && !there.equals(wanted)
          && !emptied.contains(write.key())) {
        stuck.add(new Write(
            write.key(), answer.remoteId(), write.address(), Map.of(STAGE, wanted), write.before(), write.again()));
      }
    }
    if (!stuck.isEmpty()) {
      Set<String> now = emptied(stuck);
      List<Write> rest = stuck.stream().filter(write -> now.contains(write.key())).toList();
      update(rest, answers);
      stuck.stream().filter(write -> !now.contains(write.key())).forEach(write -> answers.put(
          write.key(), Written.not(write, Result.RETRY, "HubSpot keeps a later lifecycle stage than ours")));
    }
  }

  private void update(List<Write> writes, Map<String, Written> answers) throws VendorTrouble {
    send("update", null, writes, answers);
  }

  private void upsert(List<Write> writes, Map<String, Written> answers) throws VendorTrouble {
    send("upsert", "email", writes, answers);
  }

  private void send(String way, @Nullable String property, List<Write> writes, Map<String, Written> answers)
      throws VendorTrouble {
    if (writes.isEmpty()) {
      return;
    }
    try {
      match(way, property, calls.call("POST", HubSpot.CONTACTS + "/batch/" + way, body(property, writes)), writes, answers);
    } catch (VendorTrouble trouble) {
      if (trouble.kind() != VendorTrouble.Kind.REFUSED) {
        throw trouble;
      }
      if (writes.size() == 1) {
        Write write = writes.getFirst();
        answers.put(write.key(), Written.not(write, result(trouble.status(), write), trouble.words()));
      } else {
        int half = writes.size() / 2;
        send(way, property, writes.subList(0, half), answers);
        send(way, property, writes.subList(half, writes.size()), answers);
      }
    }
  }

  /** A conflict may be a race that is over the next time; what they no longer have is written anew. */
  private static Result result(int status, Write write) {
    return switch (status) {
      case 404 -> write.remoteId() == null ? Result.REFUSED : Result.GONE;
      case 409 -> Result.RETRY;
      default -> Result.REFUSED;
    };
  }

  private static ObjectNode body(@Nullable String property, List<Write> writes) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode inputs = body.putArray("inputs");
    for (Write write : writes) {
      ObjectNode input = inputs.addObject();
      if (property == null) {
        input.put("id", write.remoteId());
      } else {
        input.put("id", address(write)).put("idProperty", property);
      }
      input.put("objectWriteTraceId", write.key());
      ObjectNode properties = input.putObject("properties");
      write.values().forEach(properties::put);
    }
    return body;
  }

  /** What they say nothing of was not done, whatever the status: it is sent by itself. */
  private void match(String way, @Nullable String property, JsonNode answer, List<Write> writes, Map<String, Written> answers)
      throws VendorTrouble {
    Map<String, JsonNode> byId = new HashMap<>();
    Map<String, JsonNode> byAddress = new HashMap<>();
    for (JsonNode result : answer.path("results")) {
      byId.put(result.path("id").asText(), result);
      byAddress.put(result.path("properties").path("email").asText("").toLowerCase(Locale.ROOT), result);
    }
    List<Write> unanswered = new ArrayList<>();
    for (Write write : writes) {
      JsonNode result = property == null ? byId.get(write.remoteId()) : byAddress.get(address(write));
      JsonNode error = error(answer, write, writes.size() == 1);
      if (result != null) {
        String there = result.path("properties").path(STAGE).asText("");
        stageThere.put(write.key(), there);
        answers.put(write.key(), Written.done(write.key(), result.path("id").asText()));
      } else if (error != null) {
        String category = error.path("category").asText("");
        answers.put(write.key(), Written.not(
            write, result(status(category), write), VendorCalls.clean(category + ": " + error.path("message").asText(""))));
      } else {
        unanswered.add(write);
      }
    }
    if (writes.size() == 1 && !unanswered.isEmpty()) {
      Write write = unanswered.getFirst();
      answers.put(write.key(), Written.not(write, Result.RETRY, "HubSpot said nothing of this record"));
    } else {
      for (Write write : unanswered) {
        send(way, property, List.of(write), answers);
      }
    }
  }

  private static int status(String category) {
    return switch (category) {
      case "OBJECT_NOT_FOUND" -> 404;
      case "CONFLICT" -> 409;
      default -> 400;
    };
  }

  /** The error about that record: they name it by our trace, its id or its address. */
  private static @Nullable JsonNode error(JsonNode answer, Write write, boolean only) {
    for (JsonNode error : answer.path("errors")) {
      if (only) {
        return error;
      }
      for (JsonNode named : error.path("context")) {
        for (JsonNode name : named) {
          String text = name.asText("");
          if (text.equals(write.key()) || text.equals(write.remoteId()) || text.equalsIgnoreCase(write.address())) {
            return error;
          }
        }
      }
    }
    return null;
  }

  private static Write with(Write write, Map<String, String> values) {
    return new Write(write.key(), write.remoteId(), write.address(), values, write.before(), write.again());
  }

  private static String address(Write write) {
    return Objects.requireNonNull(write.address()).toLowerCase(Locale.ROOT);
  }
}
