package dev.leadloop.api.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.account.AccountMembers;
import dev.leadloop.account.alias.AliasMoves;
import dev.leadloop.api.DecidingApiTest;
import dev.leadloop.security.Role;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Accounts by calls: what is told of them, how they are found and read, and which names belong to them. */
class AccountsTest extends DecidingApiTest {
  private static final Map<String, String> CSV = Map.of("Content-Type", "text/csv");

  @Autowired private AccountMembers members;
  @Autowired private AliasMoves moves;

  private String word = "";

  @BeforeEach
  void newWord() {
    word = "w" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
  }

  private String domain(String label) {
    return label + word + ".example";
  }

  private String lead(String at, @Nullable String company) {
    return post("/api/v1/leads", key(Role.MARKETING), "{\"email\":\"p" + UUID.randomUUID() + "@" + at + "\""
        + (company == null ? "" : ",\"company\":\"" + company + "\"") + "}").text("leadId");
  }

  private Answer told(String... surges) {
    return post("/api/v1/accounts/intent", key(Role.MARKETING), "{\"surges\":[" + String.join(",", surges) + "]}");
  }

  private Answer file(String query, String content) {
    return call("POST", "/api/v1/accounts/intent/files" + query, key(Role.MARKETING), content, CSV);
  }

  private static String surge(String domain, String topic, int score, String at) {
    return "{\"domain\":\"%s\",\"topic\":\"%s\",\"score\":%d,\"source\":\"Bombora\",\"at\":\"%s\"}"
        .formatted(domain, topic, score, at);
  }

  private String account(String domain) {
    return told(surge(domain, "seen", 1, "2020-01-01T00:00:00Z")).json().at("/surges/0/accountId").asString();
  }

  private JsonNode read(String account) {
    return get("/api/v1/accounts/" + account, key(Role.MANAGER)).json();
  }

  private List<Integer> scores(String account) {
    return read(account).path("surges").valueStream().map(one -> one.path("score").asInt())
        .sorted(Comparator.reverseOrder()).toList();
  }

  private List<String> listed(String query, String key) {
    Answer answer = get("/api/v1/accounts?" + query, key);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json().path("accounts").valueStream().map(one -> one.path("accountId").asString()).toList();
  }

  private void settle() {
    while (moves.moveSome() || members.settleSome() > 0) {
      // Until nobody has to be moved.
    }
  }

  @Test
  void aSurgeNeedsNoLeadAndNewsReplacesOnlyOlderNews() {
    String acme = domain("acme");
    Answer first = told(
        surge(acme, "CRM  Software", 83, "2026-03-02T00:00:00Z"), surge("gmail.com", "crm", 83, "2026-03-02T00:00:00Z"));
    assertThat(first.status()).isEqualTo(207);
    assertThat(first.json().path("taken").asInt()).isEqualTo(1);
    assertThat(first.json().at("/surges/1/verdict").asString()).isEqualTo("invalid");
    assertThat(first.json().at("/surges/1/detail").asString()).contains("'domain' is a domain where anybody has an address");
    String account = first.json().at("/surges/0/accountId").asString();
    assertThat(told(surge(acme, "crm software", 40, "2026-03-01T00:00:00Z")).json().at("/surges/0/verdict").asString())
        .isEqualTo("older");
    assertThat(told(surge("https://www." + acme + "/x", "crm software", 83, "2026-03-02T00:00:00Z")).json()
        .at("/surges/0/verdict").asString()).isEqualTo("same");
    assertThat(told(surge("mail." + acme, "crm software", 55, "2026-03-09T00:00:00Z")).json().at("/surges/0/verdict").asString())
        .isEqualTo("updated");
    JsonNode shown = read(account);
    assertThat(shown.path("people").asInt()).isZero();
    assertThat(shown.path("surges")).hasSize(1);
    assertThat(shown.at("/surges/0/topic").asString()).isEqualTo("crm software");
    assertThat(shown.at("/surges/0/score").asInt()).isEqualTo(55);
    assertThat(shown.at("/surges/0/source").asString()).isEqualTo("bombora");
    assertThat(shown.at("/surges/0/at").asString()).isEqualTo("2026-03-09T00:00:00Z");
  }

  @Test
  void eachThingToldHasAVerdictWhateverItHolds() {
    Answer answer = post("/api/v1/accounts/intent", key(Role.MARKETING),
        """
        {"surges":[null,{"domain":"%1$s","topic":"a","score":-1,"source":"x"},{"topic":"a","score":1,"source":"x"},
         {"domain":"%1$s","topic":" ","score":1,"source":"x"},{"domain":"%1$s","topic":"a","score":1,"source":"x y"},
         {"domain":"%1$s","topic":"a","score":1,"source":"x","at":"yesterday"},
         {"domain":"%1$s","topic":"a","score":1,"source":"x","at":"2090-01-01T00:00:00Z"}]}""".formatted(domain("acme")));
    assertThat(answer.status()).isEqualTo(207);
    assertThat(answer.json().path("surges").valueStream().map(one -> one.path("verdict").asString()))
        .containsExactly("invalid", "invalid", "invalid", "invalid", "invalid", "invalid", "new");
    assertThat(answer.json().at("/surges/6/warnings/0/message").asString()).contains("lies in the future");
    assertThat(answer.json().path("surges").valueStream().limit(6).map(one -> one.path("detail").asString()))
        .allMatch(detail -> detail.length() > 10);
    assertThat(post("/api/v1/accounts/intent", key(Role.MARKETING), "{\"surges\":[]}").status()).isEqualTo(400);
    String many = String.join(",", java.util.Collections.nCopies(1_001, surge(domain("acme"), "a", 1, "2026-01-01T00:00:00Z")));
    assertThat(told(many).status()).isEqualTo(400);
  }

  @Test
  void aValueOutOfPlaceIsThatSurgesFaultAloneAndFractionsAreLeftOutAtBothDoors() {
    String[] good = {"83.7", "83.999", "8.3e1", "0.9", "1000000", "83"};
    int[] kept = {83, 83, 83, 0, 1_000_000, 83};
    for (int i = 0; i < good.length; i++) {
      String domain = domain("fraction" + i);
      Answer told = post("/api/v1/accounts/intent", key(Role.MARKETING), """
          {"surges":[{"domain":"%s","topic":"a","score":%s,"source":"x"}]}""".formatted(domain, good[i]));
      assertThat(told.status()).as(good[i] + " " + told.body()).isEqualTo(200);
      assertThat(scores(told.json().at("/surges/0/accountId").asString())).as(good[i]).containsExactly(kept[i]);
    }
    String domain = domain("fraction-file");
    assertThat(file("?source=x", "Domain;Topic;Score\n" + domain + ";a;83.7\n" + domain + ";b;83,7\n").status())
        .isEqualTo(200);
    assertThat(scores(account(domain))).containsExactly(83, 83, 1);
    for (String surge : List.of(
        "{'domain':'%s','topic':'a','score':-0.5,'source':'x'}", "{'domain':'%s','topic':'a','score':1000001,'source':'x'}",
        "{'domain':'%s','topic':'a','score':1e400,'source':'x'}", "{'domain':'%s','topic':'a','score':'high','source':'x'}",
        "{'domain':'%s','topic':'a','score':'83','source':'x'}", "{'domain':'%s','topic':'a','score':'1.000','source':'x'}",
        "{'domain':'%s','topic':'a','score':true,'source':'x'}", "{'domain':'%s','topic':'a','score':[1],'source':'x'}",
        "{'domain':'%s','topic':'a','score':{'of':[1]},'source':'x'}", "{'domain':'%s','topic':'a','score':null,'source':'x'}",
        "{'domain':'%s','topic':7,'score':1,'source':'x'}", "{'domain':'%s','topic':['a'],'score':1,'source':'x'}",
        "{'domain':'%s','topic':'a','score':1,'source':{}}", "{'domain':{'is':'%s'},'topic':'a','score':1,'source':'x'}",
        "{'domain':'%s','topic':'a\\u0000b','score':1,'source':'x'}", "{'domain':'%s','topic':'a','score':1,'source':'x','at':5}",
        "{'domain':'%s','topc':'a','score':1,'source':'x'}", "'%s'", "7", "['%s']")) {
      String one = surge.formatted(domain("acme")).replace('\'', '"');
      Answer told = told(one + "," + surge(domain("after"), "b", 5, "2026-01-01T00:00:00Z"));
      assertThat(told.status()).as(one + told.body()).isEqualTo(207);
      assertThat(told.json().at("/surges/0/verdict").asString()).as(one).isEqualTo("invalid");
      assertThat(told.json().at("/surges/0/detail").asString().length()).as(one).isGreaterThan(10);
      assertThat(told.json().at("/surges/1/verdict").asString()).as(one).isNotEqualTo("invalid");
    }
  }

  @Test
  void aFileComesByTheSameDoorAndIsListed() {
    String file = "Domain,Topic,Score\n" + domain("acme") + ",routing,83\n" + domain("globex") + ",routing,x\n";
    Answer taken = file("?source=G2&name=week.csv&date=2026-03-02", file);
    assertThat(taken.status()).as(taken.body()).isEqualTo(207);
    assertThat(taken.json().at("/file/rows").asInt()).isEqualTo(2);
    assertThat(taken.json().at("/file/new").asInt()).isEqualTo(1);
    assertThat(taken.json().at("/faults/0/line").asInt()).isEqualTo(3);
    String id = taken.json().at("/file/fileId").asString();
    Answer shown = get("/api/v1/accounts/intent/files/" + id, key(Role.MANAGER));
    assertThat(shown.json().path("finishedAt").asString("")).isNotEmpty();
    assertThat(get("/api/v1/accounts/intent/files", key(Role.MANAGER)).body()).contains(id);
    Answer again = file("?source=g2&name=week.csv&date=2026-03-02", file);
    assertThat(again.json().at("/file/fileId").asString()).isEqualTo(id);
    assertThat(again.json().at("/file/same").asInt()).isEqualTo(1);
    assertThat(again.json().path("message").asString()).contains("came before");
    assertThat(read(account(domain("acme"))).path("surges").valueStream().map(one -> one.path("at").asString()))
        .contains("2026-03-02T00:00:00Z");
  }

  @Test
  void aFileThatCannotBeReadSaysWhatToDo() {
    assertThat(file("", "a,b\n1,2\n").text("detail"))
        .contains("columns=company,domain");
    assertThat(file("?date=2099-01-01", "a,b\n1,2\n").text("detail"))
        .contains("'date' lies in the future");
    assertThat(file("?dateFormat=QQ", "a,b\n1,2\n").status()).isEqualTo(400);
    Map<String, String> plain = Map.of("Content-Type", "text/plain");
    assertThat(call("POST", "/api/v1/accounts/intent/files", key(Role.MARKETING), "x", plain).status()).isEqualTo(415);
  }

  @Test
  void pagesAreCompleteAndWithoutDoublesInEveryOrder() {
    List<String> all = new ArrayList<>();
    IntStream.range(0, 23).forEach(i -> all.add(account(domain((char) ('a' + i * 7 % 23) + "x"))));
    for (String sort : List.of("active", "name", "newest")) {
      List<String> seen = new ArrayList<>();
      String after = "";
      do {
        JsonNode page = get("/api/v1/accounts?search=" + word + "&limit=5&sort=" + sort + after, key(Role.MANAGER)).json();
        page.path("accounts").forEach(one -> seen.add(one.path("accountId").asString()));
        after = page.path("next").isNull() ? "" : "&after=" + page.path("next").asString();
      } while (!after.isEmpty());
      assertThat(seen).as(sort).containsExactlyInAnyOrderElementsOf(all);
      assertThat(new HashSet<>(seen)).hasSameSizeAs(seen);
      if (sort.equals("newest")) {
        assertThat(seen).isEqualTo(all.reversed());
      }
    }
  }

  @Test
  void filtersNarrowAndWrongOnesSayWhatIsMeant() {
    String account = account(domain("acme"));
    told(surge(domain("acme"), "t" + word, 70, "2026-01-01T00:00:00Z"));
    assertThat(listed("search=" + word.toUpperCase(java.util.Locale.ROOT), key(Role.MANAGER))).containsExactly(account);
    assertThat(listed("topic=T" + word, key(Role.MANAGER))).containsExactly(account);
    assertThat(listed("topic=T" + word + "&search=nobody", key(Role.MANAGER))).isEmpty();
    assertThat(listed("search=" + word + "&active=1", key(Role.MANAGER))).isEmpty();
    assertThat(listed("search=" + word + "&score=1", key(Role.MANAGER))).isEmpty();
    assertThat(listed("search=%25" + word, key(Role.MANAGER))).as("no wild card").isEmpty();
    assertThat(get("/api/v1/accounts?sort=nmae", key(Role.MANAGER)).text("detail")).contains("did you mean 'name'?");
    assertThat(get("/api/v1/accounts?after=x", key(Role.MANAGER)).status()).isEqualTo(400);
    assertThat(get("/api/v1/accounts/x", key(Role.MANAGER)).status()).isEqualTo(404);
  }

  @Test
  void aRepSeesAccountsAndPeopleAsFarAsTheRepMayLookAtLeads() {
    key(Role.SALES);
    String acme = domain("acme");
    String account = account(acme);
    String mine = lead(acme, "Acme");
    String other = lead(acme, "Acme");
    settle();
    assertThat(listed("search=" + word, key(Role.SALES))).isEmpty();
    assertThat(get("/api/v1/accounts/" + account, key(Role.SALES)).status()).isEqualTo(404);
    decide(mine);
    jdbc.sql("update lead_status set owner = 'rep-1' where lead_id = :lead").param("lead", mine).update();
    assertThat(listed("search=" + word, key(Role.SALES))).containsExactly(account);
    JsonNode seen = get("/api/v1/accounts/" + account, key(Role.SALES)).json();
    assertThat(seen.path("peopleShown").valueStream().map(one -> one.path("leadId").asString())).containsExactly(mine);
    assertThat(seen.toString()).doesNotContain(other);
    assertThat(read(account).path("peopleShown").valueStream().map(one -> one.path("leadId").asString()))
        .containsExactlyInAnyOrder(mine, other);
    assertThat(seen.path("people").asInt()).isEqualTo(2);
  }

  @Test
  void peopleArePagedCompletely() {
    String acme = domain("acme");
    String account = account(acme);
    List<String> all = IntStream.range(0, 7).mapToObj(i -> lead(acme, null)).toList();
    settle();
    List<String> seen = new ArrayList<>();
    String after = "";
    do {
      JsonNode page = get("/api/v1/accounts/" + account + "?limit=3" + after, key(Role.MANAGER)).json();
      page.path("peopleShown").forEach(one -> seen.add(one.path("leadId").asString()));
      after = page.path("nextPeople").isNull() ? "" : "&after=" + page.path("nextPeople").asString();
    } while (!after.isEmpty());
    assertThat(seen).containsExactlyElementsOf(all.stream().sorted().toList());
  }

  private Answer join(String account, String kind, String name) {
    return post("/api/v1/accounts/" + account + "/aliases", key(Role.MANAGER),
        "{\"kind\":\"" + kind + "\",\"name\":\"" + name + "\"}");
  }

  private Answer part(String account, String kind, String name) {
    return call("DELETE", "/api/v1/accounts/" + account + "/aliases?kind=" + kind + "&name="
        + URLEncoder.encode(name, StandardCharsets.UTF_8), key(Role.MANAGER), null, Map.of());
  }

  private List<String> people(String account) {
    return jdbc.sql("select lead_id from lead where account_id = :id order by lead_id").param("id", account)
        .query(String.class).list();
  }

  @Test
  void anAliasBringsPeopleAndSurgesAndGivesThemBack() {
    String acme = account(domain("acme"));
    String labs = account(domain("labs"));
    List<String> ofAcme = List.of(lead(domain("acme"), null), lead(domain("acme"), null));
    List<String> ofLabs = List.of(lead(domain("labs"), "Labs"), lead("mail." + domain("labs"), null));
    String byName = lead("gmail.com", "Lab " + word + " GmbH");
    settle();
    String named = jdbc.sql("select account_id from lead where lead_id = :id").param("id", byName).query(String.class).single();
    told(surge(domain("labs"), "t" + word, 90, "2026-02-01T00:00:00Z"));

    assertThat(join(acme, "domain", "www." + domain("labs")).status()).isEqualTo(200);
    assertThat(join(acme, "company", "The Lab " + word).status()).isEqualTo(200);
    settle();
    String newcomer = lead(domain("labs"), null);
    settle();
    List<String> joined = new ArrayList<>(ofAcme);
    joined.addAll(ofLabs);
    joined.add(byName);
    joined.add(newcomer);
    assertThat(people(acme)).containsExactlyInAnyOrderElementsOf(joined);
    assertThat(people(labs)).isEmpty();
    JsonNode together = read(acme);
    assertThat(together.path("people").asInt()).isEqualTo(6);
    assertThat(together.path("moving").asBoolean()).isFalse();
    assertThat(together.path("surges").valueStream().map(one -> one.path("topic").asString())).contains("t" + word);
    assertThat(together.path("aliases").valueStream().map(one -> one.path("kind").asString() + " " + one.path("name").asString()))
        .containsExactly("company lab " + word, "domain " + domain("labs"));
    assertThat(read(labs).path("partOf").asString()).isEqualTo(acme);
    assertThat(listed("search=" + domain("labs"), key(Role.MANAGER))).containsExactly(acme);
    assertThat(listed("topic=t" + word, key(Role.MANAGER))).containsExactly(acme);
    assertThat(count("select count(*) from audit where action = 'account_alias_added' and target = 'account/" + acme + "'"))
        .isEqualTo(2);

    assertThat(part(acme, "domain", domain("labs")).status()).isEqualTo(204);
    assertThat(part(acme, "company", "The Lab " + word).status()).isEqualTo(204);
    assertThat(part(acme, "domain", domain("labs")).status()).isEqualTo(404);
    settle();
    List<String> back = new ArrayList<>(ofLabs);
    back.add(newcomer);
    assertThat(people(acme)).containsExactlyInAnyOrderElementsOf(ofAcme);
    assertThat(people(labs)).containsExactlyInAnyOrderElementsOf(back);
    assertThat(people(named)).containsExactly(byName);
    assertThat(read(acme).path("surges").valueStream().map(one -> one.path("topic").asString())).doesNotContain("t" + word);
    assertThat(read(labs).path("surges").valueStream().map(one -> one.path("topic").asString())).contains("t" + word);
    assertThat(read(labs).path("partOf").isNull()).isTrue();
  }

  @Test
  void whatContradictsOtherAliasesIsRefusedWithWhoHasIt() {
    String acme = account(domain("acme"));
    String labs = account(domain("labs"));
    String globex = account(domain("globex"));
    assertThat(join(acme, "domain", domain("labs")).status()).isEqualTo(200);
    assertThat(join(acme, "domain", domain("labs")).status()).as("again changes nothing").isEqualTo(200);
    Answer taken = join(globex, "domain", domain("labs"));
    assertThat(taken.status()).isEqualTo(409);
    assertThat(taken.text("detail")).contains(acme).contains("take it away there first");
    assertThat(join(acme, "domain", domain("acme")).text("detail")).contains("own name");
    assertThat(join(labs, "domain", domain("other")).text("detail")).contains("itself part of");
    assertThat(join(globex, "domain", domain("acme")).text("detail")).contains("aliases of its own");
    assertThat(join(acme, "domain", "gmail.com").status()).isEqualTo(400);
    assertThat(join(acme, "domain", "gmail.com").text("detail")).contains("anybody has an address");
    assertThat(join(acme, "company", "n/a").status()).isEqualTo(400);
    assertThat(join(UUID.randomUUID().toString(), "domain", domain("x")).status()).isEqualTo(404);
  }

  @Test
  void aListOfAliasesComesAsJsonOrAsAFile() {
    Answer list = post("/api/v1/accounts/aliases", key(Role.ADMIN),
        "{\"aliases\":[{\"account\":\"%1$s\",\"domain\":\"%2$s\"},{\"account\":\"%1$s\",\"company\":\"Unit %3$s\"},"
            .formatted(domain("acme"), domain("labs"), word)
            + "{\"account\":\"%s\",\"domain\":\"%s\"},{\"account\":\"gmail.com\",\"domain\":\"%s\"}]}"
                .formatted(domain("globex"), domain("labs"), domain("z")));
    assertThat(list.status()).as(list.body()).isEqualTo(207);
    assertThat(list.json().path("aliases").valueStream().map(one -> one.path("verdict").asString()))
        .containsExactly("added", "added", "conflict", "invalid");
    String file = "account;domain;company\n" + domain("acme") + ";" + domain("labs") + ";\n"
        + domain("acme") + ";;Unit Two " + word + "\n" + domain("acme") + ";hotmail.com;\nbroken\n";
    Answer sent = call("POST", "/api/v1/accounts/aliases", key(Role.MANAGER), file, CSV);
    assertThat(sent.status()).as(sent.body()).isEqualTo(207);
    assertThat(sent.json().path("aliases").valueStream()
            .map(one -> one.path("line").asInt() + " " + one.path("verdict").asString()))
        .containsExactly("2 same", "3 added", "4 invalid", "5 invalid");
    assertThat(call("POST", "/api/v1/accounts/aliases", key(Role.MANAGER), "a\nb\n", CSV).text("detail")).contains("'account'");
    Answer mixed = post("/api/v1/accounts/aliases", key(Role.ADMIN), """
        {"aliases": [
          {"account": " ", "domain": "%1$s"}, {"domain": "%2$s"}, {"account": "%2$s", "company": "%3$s"},
          {"account": "%2$s", "domain": "stra\u00dfe-%4$s.example"},
          {"account": "%2$s", "domain": "xn--strae-oqa.%4$s.example"}]}"""
        .formatted(domain("nobodys"), domain("mixed"), "x".repeat(3_000), word));
    assertThat(mixed.status()).as(mixed.body()).isEqualTo(207);
    assertThat(mixed.json().path("aliases").valueStream().map(one -> one.path("verdict").asString()))
        .containsExactly("invalid", "invalid", "invalid", "invalid", "added");
    assertThat(mixed.json().at("/aliases/0/detail").asString()).contains("'account' is needed");
    assertThat(mixed.json().at("/aliases/3/detail").asString()).contains("begins with xn--").doesNotContain("no domain");
  }
}
