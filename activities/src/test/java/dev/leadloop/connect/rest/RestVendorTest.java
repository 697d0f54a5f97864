package dev.leadloop.connect.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import dev.leadloop.connect.mapping.Mapping;
import dev.leadloop.connect.mapping.MappingReader;
import dev.leadloop.connect.vendor.VendorCalls;
import dev.leadloop.connect.vendor.VendorTrouble;
import dev.leadloop.connect.vendor.Write;
import dev.leadloop.connect.vendor.Written;
import dev.leadloop.outbound.PublicHttp;
import dev.leadloop.outbound.TargetRules;
import io.github.bucket4j.Bucket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A system of which nothing is known but its mapping. */
class RestVendorTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final Map<String, ObjectNode> people = new TreeMap<>();
  private final RestVendor vendor = new RestVendor();
  private HttpServer server;
  private PublicHttp http;
  private boolean losesAnswers;

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 10);
    server.createContext("/", exchange -> {
      String path = exchange.getRequestURI().getPath();
      byte[] body = exchange.getRequestBody().readAllBytes();
      String id = path.substring(path.lastIndexOf('/') + 1);
      String answer = "";
      int status = 200;
      if (!"Bearer key".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
        status = 401;
      } else if (exchange.getRequestMethod().equals("GET")) {
        String email = URLDecoder.decode(exchange.getRequestURI().getRawQuery().substring(6), StandardCharsets.UTF_8);
        ObjectNode found = JSON.createObjectNode();
        people.values().stream().filter(one -> one.path("email").asText().equals(email)).forEach(found.withArray("results")::add);
        answer = found.toString();
      } else if (exchange.getRequestMethod().equals("DELETE")) {
        status = people.remove(id) == null ? 404 : 204;
      } else if (exchange.getRequestMethod().equals("POST") || people.containsKey(id)) {
        ObjectNode sent = (ObjectNode) JSON.readTree(body);
        String key = exchange.getRequestMethod().equals("POST") ? "p" + (people.size() + 1) : id;
        people.computeIfAbsent(key, one -> JSON.createObjectNode().put("id", one)).setAll(sent);
        answer = people.get(key).toString();
        status = losesAnswers ? 503 : 200;
      } else {
        status = 404;
      }
      exchange.sendResponseHeaders(status, answer.isEmpty() ? -1 : answer.length());
      exchange.getResponseBody().write(answer.getBytes(StandardCharsets.UTF_8));
      exchange.close();
    });
    server.start();
    http = new PublicHttp("rest", new TargetRules(true), new PublicHttp.Limits(Duration.ofSeconds(2), Duration.ofSeconds(2), 4,
        4));
  }

  @AfterEach
  void close() throws IOException {
    http.close();
    server.stop(0);
  }

  private Mapping mapping() {
    return MappingReader.read(vendor.preset(), List.of("rest"));
  }

  private List<Written> write(Mapping mapping, Write... writes) throws VendorTrouble {
    return vendor.write(calls(mapping), mapping, List.of(writes));
  }

  private VendorCalls calls(Mapping mapping) {
    Bucket bucket = Bucket.builder().addLimit(limit -> limit.capacity(100).refillGreedy(100, Duration.ofSeconds(1))).build();
    return new VendorCalls(http, "http://127.0.0.1:" + server.getAddress().getPort(), vendor.headers("key", mapping), bucket);
  }

  private static Write lead(String id, String address, String company) {
    return new Write("l1", id, address, Map.of("email", address, "company", company), Map.of(), false);
  }

  @Test
  void aTryWhoseAnswerWasLostMakesNoSecondRecord() throws VendorTrouble {
    losesAnswers = true;
    try {
      write(mapping(), lead(null, "a@example.com", "Fox"));
    } catch (VendorTrouble away) {
      assertThat(away.kind()).isEqualTo(VendorTrouble.Kind.AWAY);
    }
    losesAnswers = false;
    assertThat(write(mapping(), lead(null, "a@example.com", "Fox"))).singleElement()
        .satisfies(one -> assertThat(one.remoteId()).isEqualTo("p1"));
    assertThat(people).hasSize(1);
  }

  @Test
  void aRecordThatIsThereIsChangedAndOneThatIsGoneIsSaidToBe() throws VendorTrouble {
    write(mapping(), lead(null, "a@example.com", "Fox"));
    assertThat(write(mapping(), lead("p1", "b@example.com", "Owl")).getFirst().result()).isEqualTo(Written.Result.DONE);
    assertThat(people.get("p1").path("company").asText()).isEqualTo("Owl");
    vendor.forget(calls(mapping()), mapping(), "p1");
    vendor.forget(calls(mapping()), mapping(), "p1");
    assertThat(people).isEmpty();
    assertThat(write(mapping(), lead("p1", "b@example.com", "Owl")).getFirst().result()).isEqualTo(Written.Result.GONE);
  }

  @Test
  void toEnrichCreatesNobody() throws VendorTrouble {
    Mapping enrich = MappingReader.read(vendor.preset().replace("mode: sync", "mode: enrich"), List.of("rest"));
    assertThat(write(enrich, lead(null, "a@example.com", "Fox")).getFirst().result()).isEqualTo(Written.Result.LEFT);
    assertThat(people).isEmpty();
  }
}
