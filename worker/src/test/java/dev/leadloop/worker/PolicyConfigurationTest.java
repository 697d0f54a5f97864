package dev.leadloop.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadloop.email.saved.MailTexts;
import dev.leadloop.email.template.EmailTemplates;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.testing.TestDatabase;
import dev.leadloop.testing.TestPostgres;
import dev.leadloop.worker.start.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class PolicyConfigurationTest {

  @TempDir
  private Path folder;
  private TestDatabase database;

  @BeforeEach
  void open() {
    database = TestPostgres.freshDatabase();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void firstStartPublishesTheStarterPolicyAndLaterStartsKeepWhatIsThere() throws IOException {
    assertThat(start(null).latest().name()).isEqualTo("Starter policy");
    assertThat(start(file("name: Starter policy", "name: Ours")).latest().name()).isEqualTo("Starter policy");
  }

  @Test
  void firstStartPublishesTheGivenFile() throws IOException {
    assertThat(start(file("name: Starter policy", "name: Ours")).latest().name()).isEqualTo("Ours");
  }

  @Test
  void brokenFileStopsTheStartWithItsLine() throws IOException {
    Path broken = file("name: Starter policy", "nam: Ours");
    assertThatThrownBy(() -> start(broken)).isInstanceOf(StartFailure.class)
        .hasMessageContaining(broken.toString()).hasMessageContaining("did you mean 'name'?");
  }

  @Test
  void missingFileStopsTheStart() {
    assertThatThrownBy(() -> start(folder.resolve("absent.yaml"))).isInstanceOf(StartFailure.class)
        .hasMessageContaining("leadloop.policy");
  }

  private Path file(String from, String to) throws IOException {
    return Files.writeString(folder.resolve("policy.yaml"), PolicyCatalog.starter().replace(from, to));
  }

  private PolicyCatalog start(@Nullable Path file) {
    return new PolicyConfiguration()
        .policyCatalog(JdbcClient.create(database.dataSource()),
            new MailTexts(JdbcClient.create(database.dataSource()), EmailTemplates.starter(), Clock.systemUTC()), file);
  }
}
