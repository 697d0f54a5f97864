package dev.leadloop.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.leadloop.api.Browser;
import dev.leadloop.api.DecidingApiTest;
import dev.leadloop.email.transport.ReplyAddresses;
import dev.leadloop.security.Role;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever is sent, and whatever becomes of it, the log names no person: every field carries a word that is searched for. */
@TestPropertySource(properties = "spring.application.name=logs")
@DirtiesContext
class LogsTellNobodyTest extends DecidingApiTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Logger ROOT = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private static final Logger OURS = (Logger) LoggerFactory.getLogger("dev.leadloop");

  @Autowired private ReplyAddresses addresses;

  private final String run = UUID.randomUUID().toString().substring(0, 8);
  private final List<String> planted = new ArrayList<>();
  private final Kept kept = new Kept();
  private Level before = Level.INFO;

  /** Keeps each line as a process with structured logs writes it, the whole trace with it. */
  private static final class Kept extends AppenderBase<ILoggingEvent> {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final StructuredLogEncoder encoder = new StructuredLogEncoder();

    @Override
    public void start() {
      LoggerContext context = new LoggerContext();
      context.putObject(Environment.class.getName(), new StandardEnvironment());
      encoder.setContext(context);
      encoder.setFormat("ecs");
      encoder.start();
      super.start();
    }

    @Override
    protected void append(ILoggingEvent event) {
      lines.add(new String(encoder.encode(event), StandardCharsets.UTF_8));
    }
  }

  @BeforeEach
  void listen() {
    before = OURS.getLevel();
    OURS.setLevel(Level.DEBUG);
    kept.setContext(ROOT.getLoggerContext());
    kept.start();
    ROOT.addAppender(kept);
  }

  @AfterEach
  void listenNoMore() {
    ROOT.detachAppender(kept);
    OURS.setLevel(before);
  }

  private String word(String field) {
    String word = field + run + planted.size() + "x";
    planted.add(word);
    return word;
  }

  private Map<String, Object> person(String company) {
    Map<String, Object> person = new HashMap<>();
    person.put("email", word("mail") + "@acme.example");
    person.put("company", company);
    person.put("title", "Marketing Director");
    person.put("companySize", 150);
    person.put("industry", "software");
    person.put("country", "US");
    for (String field : List.of("firstName", "lastName", "source", "campaign", "content", "channel", "externalId")) {
      person.put(field, word(field));
    }
    person.put("system", "crm");
    person.put("answers", Map.of("budget", word("answer")));
    return person;
  }

  private Answer lead(Object body) {
    return post("/api/v1/leads", key(Role.MARKETING), JSON.writeValueAsString(body));
  }

  private void searched() {
    assertThat(kept.lines).isNotEmpty();
    for (String word : planted) {
      assertThat(kept.lines.stream().filter(line -> line.contains(word)).toList()).as(word).isEmpty();
    }
  }

  @Test
  void whatIsTakenAndWhatIsRefused() throws Exception {
    String lead = lead(person(word("company"))).text("leadId");
    assertThat(lead).isNotEmpty();
    decide(lead);
    Map<String, Object> bad = person(word("company"));
    bad.put("email", word("mail") + " at nowhere");
    assertThat(lead(bad).status()).isEqualTo(400);
    bad.put("email", word("mail") + "@" + word("domain").repeat(40) + ".example");
    lead(bad);
    bad.put("companySize", word("size"));
    lead(bad);
    post("/api/v1/leads", key(Role.MARKETING), "{\"email\":\"" + word("broken") + "@acme.example\", \"company\": "
        + word("json"));
    post("/api/v1/leads", key(Role.MARKETING), "{\"email\":{\"" + word("nested") + "\":1}}");
    post("/api/v1/events", key(Role.MARKETING), "{\"events\":[{\"eventId\":\"" + word("event") + "\",\"leadId\":\"" + lead
        + "\",\"type\":\"demo_requested\",\"properties\":{\"page\":\"" + word("page") + "\"}},{\"eventId\":\"e\",\"leadId\":\""
        + lead + "\",\"type\":\"" + word("type") + "\",\"occurredAt\":\"" + word("time") + "\"}]}");
    post("/api/v1/events", key(Role.MARKETING), "{\"events\":[{\"eventId\":\"" + word("event") + "\",\"leadId\":\"" + lead
        + "\",\"type\":\"demo_requested\",\"properties\":{\"page\":\"" + word("page") + "\"}}]}");
    decide(lead);
    for (String answer : List.of("accept", "reject", "contact", "return", "outcome", "snooze")) {
      post("/api/v1/leads/" + lead + "/" + answer, key(Role.SALES),
          "{\"note\":\"" + word("note") + "\",\"reason\":\"" + word("reason") + "\"}");
    }
    post("/api/v1/leads/" + lead + "/accept", key(Role.SALES), "{\"note\":\"" + word("note") + "\"}");
    call("POST", "/api/v1/imports", key(Role.MARKETING),
        "email,company,first name\n" + word("row") + "@acme.example," + word("company") + "," + word("first") + "\n"
            + word("bad") + ",\"" + word("open") + "\n",
        Map.of("Content-Type", "text/csv"));
    call("POST", "/f/contact", NO_KEY,
        Browser.body(Map.of("email", word("mail") + "@acme.example", "firstName", word("first"), "message", word("message"))),
        Map.of("Content-Type", "application/x-www-form-urlencoded"));
    String mail = word("reply") + "@acme.example";
    String to = addresses.replyTo(sentMail(lead(Map.of("email", mail)).text("leadId"), mail)).orElseThrow().address();
    for (String from : List.of(mail, word("other") + "@other.example", word("nobody"))) {
      call("POST", "/webhooks/mail/inbound/" + INBOUND_SECRET, NO_KEY,
          "From: " + word("name") + " <" + from + ">\r\nTo: " + to + "\r\nSubject: " + word("subject") + "\r\nMessage-ID: <"
              + UUID.randomUUID() + "@acme.example>\r\n\r\nPlease stop, " + word("text") + "\r\n",
          Map.of("Content-Type", "message/rfc822"));
    }
    get("/api/v1/leads?q=" + word("search"), key(Role.MANAGER));
    post("/api/v1/suppressions", key(Role.MARKETING), "{\"email\":\"" + word("stopped") + "@acme.example\",\"reason\":\""
        + word("why") + "\"}");
    org.slf4j.Logger own = LoggerFactory.getLogger("dev.leadloop.metrics.LogsTellNobodyTest");
    own.info("So that the log is known to be heard");
    searched();
  }

  @Test
  void whatTheDatabaseQuotesWhenItCannotTakeIt() {
    jdbc.sql("""
            create function quote_it() returns trigger language plpgsql as $$
            begin
              if new.company like 'quoted%' then raise exception 'cannot keep %, %', new.company, new.first_name; end if;
              if new.company like 'checked%' then
                raise check_violation using message = 'no room for ' || new.company, detail = new.first_name;
              end if;
              return new;
            end $$""").update();
    jdbc.sql("create trigger quoted before insert or update on lead for each row execute function quote_it()").update();
    try {
      for (String company : List.of("quoted", "checked")) {
        Answer failed = lead(person(company + word("company")));
        assertThat(failed.status()).isGreaterThanOrEqualTo(400);
      }
    } finally {
      jdbc.sql("drop trigger quoted on lead").update();
    }
    JsonNode told = kept.lines.stream().filter(line -> line.contains("/api/v1/leads failed")).map(JSON::readTree)
        .findFirst().orElseThrow();
    assertThat(told.path("trace_id").asString()).as(told.toString()).matches("[0-9a-f]{32}");
    assertThat(told.at("/error/stack_trace").asString()).contains("PSQLException", "dev.leadloop.");
    searched();
  }
}
