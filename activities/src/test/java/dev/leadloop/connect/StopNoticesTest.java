package dev.leadloop.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.connect.stop.StopNotices;
import dev.leadloop.desk.NoticeReaders;
import dev.leadloop.desk.RepStore;
import dev.leadloop.email.EmailComposer;
import dev.leadloop.email.Emails;
import dev.leadloop.email.template.EmailTemplates;
import dev.leadloop.email.token.SignedTokens;
import dev.leadloop.email.token.UnsubscribeTokens;
import dev.leadloop.email.transport.OutgoingEmail;
import dev.leadloop.email.transport.TransportResult;
import dev.leadloop.users.User;
import dev.leadloop.users.UserStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is told of a connector that cannot go on by itself. */
@Timeout(60)
class StopNoticesTest {
  private static final URI PUBLIC = URI.create("http://localhost:8080");
  private final List<OutgoingEmail> told = new ArrayList<>();
  private final List<TransportResult> answers = new ArrayList<>();
  private ConnectorRig rig;
  private StopNotices notices;

  @BeforeEach
  void open() throws IOException {
    rig = new ConnectorRig();
    EmailComposer composer = new EmailComposer(
        Emails.outbox(Path.of("unused"), PUBLIC), EmailTemplates.starter(),
        new UnsubscribeTokens(new SignedTokens(new byte[32], rig.record.clock)), Emails.noReplies(), false);
    notices = new StopNotices(
        rig.store, new UserStore(rig.record.jdbc),
        new NoticeReaders(new RepStore(rig.record.jdbc), List.of("fallback@example.com")),
        new StopNotices.Letters(composer, email -> {
          told.add(email);
          return answers.isEmpty() ? new TransportResult.Accepted("id") : answers.removeFirst();
        }, PUBLIC), rig.record.transaction);
  }

  @AfterEach
  void close() throws IOException {
    rig.close();
  }

  private void user(String handle, String role, @Nullable Instant disabled) {
    UserStore users = new UserStore(rig.record.jdbc);
    User user = new User(handle, handle, handle + "@example.com", role, null, null, false, 0, disabled, rig.record.now(), "t",
        null);
    users.insert(user);
    users.update(user, false);
  }

  private List<String> readers() {
    List<String> readers = told.stream().map(mail -> mail.to().address()).toList();
    told.clear();
    return readers;
  }

  private void stop() {
    stop("another");
  }

  /** With the next call, which looks up users anew. */
  private void stop(String token) {
    rig.hubspot.token = token;
    rig.lines.forget(ConnectorRig.ID);
    rig.turn();
    assertThat(rig.store.find(ConnectorRig.ID).orElseThrow().standing().alarm()).isNotNull();
  }

  @Test
  void administratorsAreToldOncePerStopHoweverOftenItIsTriedAndWhatIsNotSentIsTriedAgain() {
    user("ops", "ADMIN", null);
    user("second", "ADMIN", null);
    user("gone", "ADMIN", rig.record.now());
    user("seller", "MANAGER", null);
    rig.begin();
    rig.turn();
    notices.tell();
    assertThat(readers()).as("it stands").isEmpty();

    stop();
    answers.add(new TransportResult.NotSent("429", null));
    notices.tell();
    assertThat(readers()).contains("ops@example.com");
    notices.tell();
    assertThat(told.getFirst().content().subject()).isEqualTo("Connector crm has stopped");
    assertThat(told.getFirst().content().text()).contains("http://localhost:8080/connectors/crm")
        .doesNotContain("Authentication");
    assertThat(readers()).containsExactly("ops@example.com", "second@example.com");
    for (int more = 0; more < 3; more++) {
      rig.record.later(Duration.ofMinutes(6));
      rig.turn();
      notices.tell();
    }
    assertThat(readers()).as("the same stop").isEmpty();

    rig.connectors.put(ConnectorRig.ID, rig.preset(), "another", null, ConnectorRig.ADMIN);
    rig.turn();
    assertThat(rig.store.find(ConnectorRig.ID).orElseThrow().standing().alarm()).isNull();
    rig.record.later(Duration.ofMinutes(1));
    stop("a third");
    notices.tell();
    assertThat(readers()).as("another stop").containsExactly("ops@example.com", "second@example.com");
  }

  @Test
  void managersAndTheFallbackAreToldWhereNobodyIsAnAdministrator() {
    rig.begin();
    stop();
    notices.tell();
    assertThat(readers()).contains("fallback@example.com");
  }
}
