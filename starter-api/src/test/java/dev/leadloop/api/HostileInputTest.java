package dev.leadloop.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.security.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/**
 * Whatever bytes a request is made of, it ends in an answer that says what to do: each call of the description, by each role
 * and by nobody, with bodies, parameters, paths and heads that are wrong in every way we know, over a socket of our own. What
 * is refused leaves the record as it was, and nothing that a caller did is logged as an error.
 */
@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(properties = "spring.application.name=hostile") // A record of its own: nothing of it is as it was afterwards.
@DirtiesContext
@Isolated("it reads the log of the whole process")
class HostileInputTest extends ApiTest {
  private static final java.util.regex.Pattern READS =
      java.util.regex.Pattern.compile("(?:GET|HEAD) |POST [^ ?]*/(?:preview|test-send)[ ?]");
  private static final String SEED = "leadloop.hostile.seed";
  private static final int BODIES_A_CALL = 40;
  private static final int OTHERS_A_CALL = 12;
  /** Of calls that the role may not make. */
  private static final int REFUSED_A_CALL = 2;

  private final TreeSet<String> faults = new TreeSet<>();
  private final Map<Integer, Integer> answered = new TreeMap<>();

  /** One call of the description, with the schema of its body. */
  private record Call(String method, String path, JsonNode operation, JsonNode schema) {
    boolean hasBody() {
      return operation.has("requestBody");
    }

    String type() {
      String type = operation.path("requestBody").path("content").propertyNames().stream().findFirst().orElse("application/json");
      return type.equals("multipart/form-data") ? type + "; boundary=x" : type;
    }

    List<String> parameters(String in) {
      List<String> names = new ArrayList<>();
      operation.path("parameters").forEach(parameter -> {
        if (parameter.path("in").asString("").equals(in)) {
          names.add(parameter.path("name").asString(""));
        }
      });
      return names;
    }
  }

  @Test
  void everyCallAnswersWhateverItIsSent(CapturedOutput log) {
    long seed = Long.getLong(SEED, 20_261_128L);
    System.out.println("Hostile input, repeated by -D" + SEED + "=" + seed);
    Random chance = new Random(seed);
    String lead = newLead();
    key(Role.SALES);
    RecordWatch watch = new RecordWatch(jdbc);
    for (Call call : calls()) {
      for (Role role : Role.values()) {
        attack(call, lead, key(role), chance, watch);
      }
      attack(call, lead, NO_KEY, chance, watch);
    }
    assertThat(faults).as("seed " + seed).isEmpty();
    assertThat(log.getAll()).doesNotContain(" ERROR ");
    assertThat(answered.keySet()).contains(200, 202, 400, 401, 403, 404, 413, 415);
    System.out.println("Answers by status: " + answered);
  }

  /** What readers of our mails, visitors and people who sign in send needs no key, and is answered by a page. */
  @Test
  void everyPageAnswersWhateverItIsSent(CapturedOutput log) {
    String lead = newLead();
    List<String> pages = List.of("/", "/f/contact", "/f/x", "/sign-in", "/sign-out", "/u/x", "/h/x", "/c/x", "/confirm/x",
        "/leads", "/leads/" + lead,
        "/leads/" + lead + "/accept", "/leads/" + lead + "/pause", "/leads/" + lead + "/outcome", "/error");
    RecordWatch watch = new RecordWatch(jdbc);
    for (String page : pages) {
      for (String form : HostileInput.FORMS) {
        look(page("POST", page, "Content-Type: application/x-www-form-urlencoded", form), watch);
      }
      for (String query : HostileInput.queries(List.of("utm_source", "before"))) {
        look(page("GET", page + "?" + query, null, ""), watch);
      }
      for (String line : HostileInput.HEADERS) {
        look(page("GET", page, line, ""), watch);
        look(page("POST", page, line, "--x\r\nfoo\r\n\r\na\r\n--x--\r\n"), watch);
      }
      for (String part : HostileInput.PATH_PARTS) {
        look(page("GET", page + "/" + part, null, ""), watch);
      }
    }
    assertThat(faults).isEmpty();
    assertThat(log.getAll()).doesNotContain(" ERROR ");
  }

  /** Visitors whose link was put together carelessly get the page all the same. */
  @Test
  void whatCannotBeReadBehindAPageIsLeftOut() {
    RawHttp.Said said = RawHttp.send(port, page("GET", "/f/contact?utm_source=caf%E9&=x&%00&utm_campaign=spring", null, ""));
    assertThat(said.status()).isEqualTo(200);
    assertThat(said.body()).contains("value=\"spring\"").doesNotContain("caf");
  }

  @Test
  void whatIsNoRequestAtAllIsToldSo(CapturedOutput log) {
    String key = key(Role.ADMIN);
    for (String request : HostileInput.requests(key)) {
      look(RawHttp.bytes(request), null);
    }
    for (String method : List.of("TRACE", "PROPFIND", "FOO", "get", "PATCH", "DELETE", "PUT", "OPTIONS", "G@T", "\u00ff",
        "CONNECT")) {
      for (String path : List.of("/api/v1/leads", "/nowhere", "/healthz", "/w", "/webhooks/sendgrid/events", "/v3/api-docs", "/",
          "/leads", "/f/contact", "/sign-in", "*")) {
        look(RawHttp.bytes(method + " " + path
            + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"), null);
      }
    }
    assertThat(faults).isEmpty();
    assertThat(log.getAll()).doesNotContain(" ERROR ");
  }

  private static byte[] page(String method, String path, @Nullable String line, String body) {
    return RawHttp.bytes(
        method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + (line == null ? "" : line + "\r\n")
            + "Content-Length: " + body.length() + "\r\n\r\n" + body);
  }

  private void attack(Call call, String lead, String key, Random chance, RecordWatch watch) {
    String path = HostileInputTest.path(call.path(), lead);
    boolean may = call.path().startsWith("/webhooks")
        || !key.isEmpty() && RawHttp.send(port, request(call, path, key, null, "{}")).status() != 403;
    watch.changed();
    int others = may ? OTHERS_A_CALL : REFUSED_A_CALL;
    List<byte[]> requests = new ArrayList<>();
    if (call.hasBody()) {
      HostileInput.some(HostileInput.bodies(call.type().replaceFirst(";.*", ""), call.schema()),
          may ? BODIES_A_CALL : REFUSED_A_CALL, chance)
          .forEach(body -> requests.add(request(call, path, key, null, body)));
    }
    HostileInput.some(HostileInput.queries(call.parameters("query")), others, chance)
        .forEach(query -> requests.add(request(call, path + "?" + query, key, null, "{}")));
    HostileInput.some(HostileInput.HEADERS, others, chance)
        .forEach(line -> requests.add(request(call, path, key, line, "{}")));
    for (String name : call.parameters("path")) {
      HostileInput.some(HostileInput.PATH_PARTS, others, chance)
          .forEach(part ->
              requests.add(request(call, HostileInputTest.path(call.path().replace("{" + name + "}", part), lead), key, null,
                  "{}")));
    }
    requests.forEach(request -> look(request, watch));
  }

  /** Sends it and notes what is wrong with the answer. */
  private void look(byte[] request, @Nullable RecordWatch watch) {
    RawHttp.Said said = RawHttp.send(port, request);
    answered.merge(said.status(), 1, Integer::sum);
    List<String> wrong = new ArrayList<>();
    if (said.status() < 200 || said.status() >= 500) {
      wrong.add("is answered with " + said.status());
    } else if (said.status() >= 400) {
      wrong.addAll(ProblemWords.faults(said.status(), said.contentType(), said.body()));
      if (READS.matcher(new String(request, java.nio.charset.StandardCharsets.ISO_8859_1)).lookingAt()
          && said.body().contains("Nothing was ")) {
        wrong.add("tells whoever only read that nothing was done");
      }
    }
    TreeSet<String> changed = watch == null ? new TreeSet<>() : watch.changed();
    if (said.status() >= 400 && !changed.isEmpty()) {
      wrong.add("is refused with " + said.status() + " and has changed " + changed);
    }
    wrong.forEach(fault -> faults.add(shown(request) + " " + fault));
  }

  private static String shown(byte[] request) {
    String text = new String(request, java.nio.charset.StandardCharsets.ISO_8859_1).replaceAll("Bearer ll_[^\r]*", "Bearer …");
    String head = text.length() <= 600 ? text : text.substring(0, 600) + "…";
    return head.replace("\r\n", " | ");
  }

  private byte[] request(Call call, String path, String key, @Nullable String line, String body) {
    StringBuilder head = new StringBuilder(call.method() + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
    String name = line == null ? "" : line.replaceFirst(":.*", "").toLowerCase(Locale.ROOT);
    if (!key.isEmpty() && !name.equals("authorization")) {
      head.append("Authorization: Bearer ").append(key).append("\r\n");
    }
    if (call.hasBody() && !name.equals("content-type")) {
      head.append("Content-Type: ").append(call.type()).append("\r\n");
    }
    if (line != null) {
      head.append(line).append("\r\n");
    }
    String sent = call.hasBody() ? body : "";
    return RawHttp.bytes(head + "Content-Length: " + sent.length() + "\r\n\r\n" + sent);
  }

  private static String path(String pattern, String lead) {
    return pattern
        .replace("/leads/{id}", "/leads/" + lead)
        .replace("{repId}", "rep-1")
        .replace("{teamId}", "sales")
        .replace("{version}", "1")
        .replace("/sequences/{id}", "/sequences/nurture")
        .replace("{secret}", INBOUND_SECRET)
        .replaceAll("\\{[a-zA-Z]+}", "x");
  }

  private List<Call> calls() {
    JsonNode description = get("/v3/api-docs", NO_KEY).json();
    JsonNode schemas = description.path("components").path("schemas");
    List<Call> calls = new ArrayList<>();
    description.path("paths").properties().forEach(path ->
        path.getValue().properties().forEach(operation -> {
          JsonNode body = operation.getValue().path("requestBody").path("content").path("application/json").path("schema");
          String schema = body.path("$ref").asString("").replaceFirst(".*/", "");
          calls.add(new Call(
              operation.getKey().toUpperCase(Locale.ROOT), path.getKey(), operation.getValue(), schemas.path(schema)));
        }));
    assertThat(calls).hasSizeGreaterThan(70);
    // Ends the key of the rep who leaves.
    calls.sort(Comparator.comparing(call -> call.path().endsWith("/leave")));
    return calls;
  }
}
