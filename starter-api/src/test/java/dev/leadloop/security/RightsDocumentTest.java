package dev.leadloop.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The document of rights says what the table of access says; {@code -Dleadloop.documents.mend=true} writes it anew. */
class RightsDocumentTest {
  private static final Path DOCUMENT = Path.of("../workflows/docs/RIGHTS.md");
  private static final String BEHIND = "| call | `SALES` | `MARKETING` | `MANAGER` | `ADMIN` | `MONITORING` |\n";

  @Test
  void everyCallAndPageIsThereWithWhoMayMakeIt() throws IOException {
    String document = Files.readString(DOCUMENT);
    String before = document.substring(0, document.indexOf(BEHIND));
    String right = before + table(AccessTable.rules())
        + "\nIn the browser, once signed in:\n\n" + table(AccessTable.pages());
    if (Boolean.getBoolean("leadloop.documents.mend")) {
      Files.writeString(DOCUMENT, right);
      document = right;
    }
    assertThat(document).as("write it anew with -Dleadloop.documents.mend=true").isEqualTo(right);
  }

  private static String table(List<AccessTable.Rule> rules) {
    StringBuilder table = new StringBuilder(BEHIND).append("|---|---|---|---|---|---|\n");
    rules.forEach(rule -> {
      table.append("| `").append(rule.method()).append(' ').append(rule.pattern()).append("` |");
      for (Role role : List.of(Role.SALES, Role.MARKETING, Role.MANAGER, Role.ADMIN, Role.MONITORING)) {
        table.append(!rule.roles().contains(role) ? "" : role == Role.SALES ? reach(rule.reach()) : " yes").append(" |");
      }
      table.append('\n');
    });
    return table.toString();
  }

  private static String reach(AccessTable.Reach reach) {
    return switch (reach) {
      case CLOSED -> "";
      case NO_LEAD -> " yes";
      case CUT_LIST -> " theirs alone";
      case SEEN_LEAD -> " of their leads";
      case ANSWERED_LEAD -> " of leads they have or had";
      case TAKEN_LEAD -> " of any that waits";
    };
  }
}
