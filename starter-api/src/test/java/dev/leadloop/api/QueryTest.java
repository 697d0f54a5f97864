package dev.leadloop.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.security.AccessTable;
import dev.leadloop.security.Role;
import java.net.http.HttpResponse;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** What stands in a query is taken or refused, whichever call it is: the calls and their parameters come from the description. */
class QueryTest extends ApiTest {
  /** Mail programs and campaigns write names of their own behind these. */
  private static final Set<String> BEFORE_SIGNING_IN =
      Set.of("/", "/sign-in", "/sign-in/link/{token}", "/sign-in/forgotten", "/h/{token}");

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  private RequestMappingHandlerMapping mappings;

  /** A call and the names of the query parameters it describes. */
  private record Described(String method, String path, TreeSet<String> parameters) {
    String with(String query) {
      return path.replaceAll("\\{[^}]+}", "1") + "?" + query;
    }
  }

  @Test
  void everyCallRefusesANameItDoesNotKnowAndTellsThoseItDoes() {
    for (Described call : described()) {
      Answer answer = ask(call, "colour=red");
      assertThat(answer.status()).as("%s %s: %s", call.method(), call.path(), answer.body()).isEqualTo(400);
      assertThat(answer.problem()).isEqualTo("invalid-fields");
      assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo("colour");
      call.parameters().forEach(name -> assertThat(answer.text("detail")).contains(name));
    }
  }

  @Test
  void everyParameterMistypedIsRefusedWithTheNearest() {
    for (Described call : described()) {
      for (String name : call.parameters()) {
        String mistyped = name.length() < 3 ? name + name : name.substring(0, 1) + name.substring(2);
        if (!call.parameters().contains(mistyped)) {
          Answer answer = ask(call, mistyped + "=x");
          assertThat(answer.status()).as("%s ?%s: %s", call.path(), mistyped, answer.body()).isEqualTo(400);
          assertThat(answer.text("detail")).contains("did you mean '").contains("'" + mistyped + "' is no parameter of");
        }
      }
    }
  }

  @Test
  void everyParameterGivenTwiceOrWithoutAValueIsRefused() {
    for (Described call : described()) {
      for (String name : call.parameters()) {
        for (String query : List.of(name + "=1&" + name + "=1", name + "=", name, name + "=%20")) {
          Answer answer = ask(call, query);
          assertThat(answer.status()).as("%s ?%s: %s", call.path(), query, answer.body()).isEqualTo(400);
          assertThat(answer.text("detail")).contains("'" + name + "' ");
        }
      }
    }
  }

  @Test
  void everyCallsDescriptionSaysThatItMayBeRefused() {
    JsonNode paths = get("/v3/api-docs", NO_KEY).json().path("paths");
    paths.properties().stream().filter(path -> path.getKey().startsWith("/api/")).forEach(path ->
        path.getValue().properties().forEach(method ->
            assertThat(method.getValue().path("responses").propertyNames())
                .as(method.getKey() + " " + path.getKey()).contains("400")));
  }

  @Test
  void aFilterThatIsNoneIsNotAnsweredWithAllLeads() {
    newLead();
    Answer answer = get("/api/v1/leads?company=acme", key(Role.MARKETING));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("detail")).contains(
        "'company' is no parameter of GET /api/v1/leads; known are after, email, enteredFrom, "
        + "enteredUntil, externalId, grade, held, limit, owner, q, qualifiedBy, scoreFrom, scoreTo, segment, sort, source, "
        + "stage, stuck, system");
    assertThat(get("/api/v1/leads?Stage=NURTURING", key(Role.MARKETING)).text("detail")).contains("did you mean 'stage'?");
    assertThat(get("/api/v1/leads?stage[]=NURTURING", key(Role.MARKETING)).status()).isEqualTo(400);
    assertThat(get("/api/v1/leads?&limit=1&", key(Role.MARKETING)).status()).isEqualTo(200);
    assertThat(get("/api/v1/leads?", key(Role.MARKETING)).status()).isEqualTo(200);
  }

  @Test
  void allFaultsAreToldAtOnceAndWithoutAKeyNone() {
    Answer answer = get("/api/v1/leads?stagee=SQL&ownr=north&limit=1&limit=2", key(Role.MARKETING));
    assertThat(answer.json().path("errors")).hasSize(3);
    assertThat(get("/api/v1/leads?colour=red", NO_KEY).status()).isEqualTo(401);
  }

  @Test
  void aMistypedValueIsToldWithTheNearest() {
    assertThat(get("/api/v1/leads?stage=NURTURNG", key(Role.MARKETING)).text("detail")).contains("did you mean 'NURTURING'?");
    assertThat(get("/api/v1/leads?qualifiedBy=asked", key(Role.MARKETING)).text("detail"))
        .contains("'qualifiedBy' is not one of [MQL, PQL, MQA, asked for sales, judged ready]");
    assertThat(get("/api/v1/handoffs?state=opn", key(Role.MANAGER)).text("detail")).contains("did you mean 'open'?");
    assertThat(get("/api/v1/handoffs?level=ESCALATE", key(Role.MANAGER)).text("detail")).contains("did you mean 'ESCALATED'?");
    assertThat(get("/api/v1/suppressions?by=markting:campaigns", key(Role.MANAGER)).text("detail"))
        .contains("did you mean 'marketing:campaigns'?");
    assertThat(get("/api/v1/suppressions?by=campaigns", key(Role.MANAGER)).status()).isEqualTo(400);
  }

  @Test
  void anOwnerWhoIsNobodyIsRefusedWithTheNearest() {
    key(Role.SALES);
    for (String list : List.of("/api/v1/leads", "/api/v1/handoffs")) {
      Answer answer = get(list + "?owner=rep-l", key(Role.MANAGER));
      assertThat(answer.status()).as(answer.body()).isEqualTo(400);
      assertThat(answer.text("detail")).contains("'owner'").contains("did you mean 'rep-1'?");
      assertThat(get(list + "?owner=rep-1", key(Role.MANAGER)).status()).isEqualTo(200);
    }
  }

  @Test
  void aSpanThatEndsBeforeItBeginsIsRefused() {
    Answer answer = get("/api/v1/handoffs?from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z", key(Role.MANAGER));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("detail")).contains("'to'").contains("before 'from'");
  }

  @Test
  void aListThatBeginsInTheFutureIsRefusedAndOneThatEndsThereIsNot() {
    for (String list : List.of("/api/v1/handoffs?from=", "/api/v1/audit?from=", "/api/v1/audit.csv?from=",
        "/api/v1/suppressions?since=",
        "/api/v1/suppressions.csv?since=")) {
      Answer answer = get(list + "2150-01-01T00:00:00Z", key(Role.ADMIN));
      assertThat(answer.status()).as(list).isEqualTo(400);
      assertThat(answer.text("detail")).contains("lies in the future");
    }
    assertThat(get("/api/v1/handoffs?to=2150-01-01T00:00:00Z", key(Role.ADMIN)).status()).isEqualTo(200);
    assertThat(get("/api/v1/audit?from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z", key(Role.ADMIN)).text("detail"))
        .contains("before 'from'");
  }

  @Test
  void aWordThatNobodyUsedIsToldWithTheNearest() {
    key(Role.MANAGER);
    post("/api/v1/suppressions", key(Role.MANAGER), "{\"email\":\"asked@acme.example\",\"reason\":\"asked_by_phone\"}");
    Map<String, String> misspelt = Map.of(
        "/api/v1/suppressions?reason=asked_by_fone", "asked_by_phone", "/api/v1/suppressions.csv?reason=hard-bounce",
        "hard_bounce",
        "/api/v1/audit?action=suppresion_added", "suppression_added", "/api/v1/audit.csv?action=suppression_add",
        "suppression_added",
        "/api/v1/audit?by=managr:manager", "manager:manager");
    misspelt.forEach((query, meant) -> {
      Answer answer = get(query, key(Role.ADMIN));
      assertThat(answer.status()).as(query + ": " + answer.body()).isEqualTo(400);
      assertThat(answer.text("detail")).contains("did you mean '" + meant + "'?");
    });
    assertThat(get("/api/v1/suppressions?reason=asked_by_phone&email=nobody@acme.example", key(Role.ADMIN)).status())
        .isEqualTo(200);
    assertThat(get("/api/v1/suppressions?reason=moved_to_the_moon", key(Role.ADMIN)).status()).as("a word of one's own")
        .isEqualTo(200);
  }

  @Test
  void pagesOfLeadsRefuseWhatTheyDoNotKnowToo() throws Exception {
    String lead = newLead();
    Browser manager = new Browser(port);
    manager.signIn("", key(Role.MANAGER));
    Map<String, String> wrong = Map.of(
        "/leads?company=acme", "'company' is no parameter of GET /leads; known are after, columns, enteredFrom, "
            + "enteredUntil, grade, held, owner, q, qualifiedBy, scoreFrom, scoreTo, segment, sort, source, stage, stuck",
        "/leads?stge=SQL", "did you mean 'stage'?", "/leads?stage=NURTURNG", "did you mean 'NURTURING'?",
        "/leads?qualifiedBy=PQLS", "did you mean 'PQL'?", "/leads?stage=SQL&stage=MQL",
        "is given 2 times",
        "/leads/attention?x=1", "takes none", "/leads/answers?x=1", "takes none", "/leads/" + lead + "?befor=1-1",
        "did you mean 'before'?");
    for (Map.Entry<String, String> page : wrong.entrySet()) {
      HttpResponse<String> shown = manager.open(page.getKey());
      assertThat(shown.statusCode()).as(page.getKey()).isEqualTo(400);
      assertThat(shown.body().replace("&#39;", "'")).as(page.getKey()).contains(page.getValue());
    }
    assertThat(manager.open("/leads?stage=NURTURING&after=" + lead).statusCode()).isEqualTo(200);
    assertThat(manager.open("/leads?after=" + lead).statusCode()).isEqualTo(200);
    assertThat(manager.open("/leads").statusCode()).isEqualTo(200);
  }

  @Test
  void everyPageOfPeopleWhoSignedInRefusesANameItDoesNotKnow() throws Exception {
    List<String> pages = mappings.getHandlerMethods().entrySet().stream()
        .filter(one -> one.getValue().getBeanType().getPackageName().startsWith("dev.leadloop.console"))
        .filter(one -> one.getKey().getMethodsCondition().getMethods().contains(RequestMethod.GET))
        .flatMap(one -> one.getKey().getPatternValues().stream())
        .filter(path -> !BEFORE_SIGNING_IN.contains(path)).toList();
    assertThat(pages).contains("/leads", "/accounts", "/accounts/{accountId}", "/policies", "/inbox", "/inbox/hours",
        "/inbox/{id}/became", "/settings/me", "/settings/audit.csv");
    Map<Role, Browser> people = new EnumMap<>(Role.class);
    for (Role role : Role.OF_PEOPLE) {
      people.put(role, new Browser(port));
      people.get(role).signIn("", key(role));
    }
    for (String path : pages) {
      Role role = Stream.of(Role.MANAGER, Role.ADMIN, Role.SALES).filter(may(path)::contains).findFirst().orElseThrow();
      HttpResponse<String> shown = people.get(role).open(path.replaceAll("\\{[^}]+}", "1") + "?colour=red");
      assertThat(shown.statusCode()).as(path).isEqualTo(400);
      assertThat(shown.body().replace("&#39;", "'")).as(path).contains("'colour' is no parameter of GET");
    }
  }

  private static Set<Role> may(String path) {
    return AccessTable.pages().stream()
        .filter(rule -> rule.method().equals(HttpMethod.GET) && rule.pattern().equals(path))
        .findFirst().orElseThrow(() -> new AssertionError("no rule of " + path)).roles();
  }

  /** A page shows so many as it likes. */
  @Test
  void theListOfAccountsTakesByPageWhatItTakesByCall() throws Exception {
    TreeSet<String> byPage = parameters("/accounts");
    TreeSet<String> byCall = parameters("/api/v1/accounts");
    assertThat(byCall.remove("limit")).isTrue();
    assertThat(byPage).isEqualTo(byCall);
    Browser manager = new Browser(port);
    manager.signIn("", key(Role.MANAGER));
    for (String wrong : List.of("score=0", "score=x", "active=0", "active=1000001", "active=1.5", "sort=nmae", "after=x",
        "search=" + "x".repeat(201), "topic=" + "x".repeat(201), "sort=name&sort=newest", "scor=1")) {
      assertThat(get("/api/v1/accounts?" + wrong, key(Role.MANAGER)).status()).as("by call: " + wrong).isEqualTo(400);
      assertThat(manager.open("/accounts?" + wrong).statusCode()).as("by page: " + wrong).isEqualTo(400);
    }
    assertThat(manager.open("/accounts?search=&topic=&active=&score=&sort=newest&after=").body())
        .contains("<option value=\"newest\" selected=\"selected\">newest first");
  }

  private TreeSet<String> parameters(String path) {
    return mappings.getHandlerMethods().entrySet().stream()
        .filter(one -> one.getKey().getPatternValues().contains(path)
            && one.getKey().getMethodsCondition().getMethods().contains(RequestMethod.GET))
        .flatMap(one -> Stream.of(one.getValue().getMethodParameters()))
        .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class))
        .map(parameter -> parameter.getParameter().getName()).collect(Collectors.toCollection(TreeSet::new));
  }

  /** Thymeleaf writes a parameter without a value where there is none. */
  @Test
  void theLinkToOlderLeadsIsOneThatIsTaken() throws Exception {
    for (int i = 0; i < 52; i++) {
      newLead();
    }
    Browser manager = new Browser(port);
    manager.signIn("", key(Role.MANAGER));
    String page = manager.open("/leads").body();
    java.util.regex.Matcher older = java.util.regex.Pattern.compile("href=\"(/leads[?][^\"]*after=[^\"]*)\"").matcher(page);
    assertThat(older.find()).isTrue();
    assertThat(manager.open(older.group(1).replace("&amp;", "&")).statusCode()).as(older.group(1)).isEqualTo(200);
  }

  @Test
  void aQueryThatCannotBeDecodedIsRefused() throws java.io.IOException {
    try (var socket = new java.net.Socket("localhost", address("/").getPort())) {
      socket.getOutputStream().write(("GET /api/v1/leads?stage=%zz HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
          + key(Role.MARKETING) + "\r\nConnection: close\r\n\r\n").getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      assertThat(new String(socket.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 400");
    }
  }

  private Answer ask(Described call, String query) {
    boolean body = !call.method().equals("GET") && !call.method().equals("DELETE");
    String type = contentType(call);
    Role role = call.path().endsWith("/takeover") ? Role.SALES : Role.ADMIN;
    return call(call.method(), call.with(query), key(role), body ? "{}" : null, Map.of("Content-Type", type));
  }

  private String contentType(Described call) {
    return mappings.getHandlerMethods().keySet().stream()
        .filter(info -> info.getPatternValues().contains(call.path())
            && info.getMethodsCondition().getMethods().toString().contains(call.method()))
        .flatMap(info -> info.getConsumesCondition().getConsumableMediaTypes().stream())
        .map(Object::toString)
        .filter(type -> !type.startsWith("multipart"))
        .findFirst()
        .orElse("application/json");
  }

  /** Every call under /api; those that are told apart by the kind of their body are one call here. */
  private List<Described> described() {
    Map<String, Described> calls = new TreeMap<>();
    JsonNode paths = get("/v3/api-docs", NO_KEY).json().path("paths");
    paths.properties().stream().filter(path -> path.getKey().startsWith("/api/")).forEach(path ->
        path.getValue().properties().forEach(method -> {
          TreeSet<String> names = new TreeSet<>();
          method.getValue().path("parameters").valueStream()
              .filter(parameter -> parameter.path("in").asString().equals("query"))
              .forEach(parameter -> names.add(parameter.path("name").asString()));
          String verb = method.getKey().toUpperCase(java.util.Locale.ROOT);
          calls.put(verb + " " + path.getKey(), new Described(verb, path.getKey(), names));
        }));
    assertThat(calls).hasSizeGreaterThan(50);
    return List.copyOf(calls.values());
  }
}
