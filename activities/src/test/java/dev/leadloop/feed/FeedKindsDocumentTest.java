package dev.leadloop.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.temporal.LeadloopDataConverter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The page of the feed tells of every kind of line and member; {@code -Dleadloop.documents.mend=true} writes it anew. */
class FeedKindsDocumentTest {
  private static final Path PAGE = Path.of("../workflows/docs/FEED.md");
  private static final String BEGIN = "## Every kind of line\n";
  private static final String END = "\n## How to read it\n";

  @Test
  void everyKindIsThereWithItsMembers() throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    int end = page.indexOf(END);
    FeedKinds kinds = new FeedKinds();
    String right = page.substring(0, begin) + kinds.tables() + page.substring(end);
    if (Boolean.getBoolean("leadloop.documents.mend")) {
      Files.writeString(PAGE, right);
      page = right;
    }
    assertThat(kinds.unsaid()).as("members that nobody says a word of").isEmpty();
    assertThat(page).as("write it anew with -Dleadloop.documents.mend=true").isEqualTo(right);
    assertThat(JournalEntry.class.getDeclaredAnnotation(com.fasterxml.jackson.annotation.JsonSubTypes.class).value())
        .allMatch(kind -> right.contains("\n| `" + kind.name() + "` | "));
  }

  @Test
  void whatIsSaidOfARecordAreTheMembersOfItsJson() {
    FeedKinds kinds = new FeedKinds();
    kinds.tables();
    ObjectMapper mapper = LeadloopDataConverter.mapper();
    String kind = JournalEntry.class.getDeclaredAnnotation(JsonTypeInfo.class).property();
    for (JavaType told : kinds.told()) {
      Set<String> json = new TreeSet<>();
      mapper.valueToTree(Samples.full(told.getRawClass())).fieldNames().forEachRemaining(json::add);
      json.remove(JournalEntry.class.isAssignableFrom(told.getRawClass()) ? kind : "");
      assertThat(kinds.written(told).keySet()).as("of %s", told).containsExactlyInAnyOrderElementsOf(json);
    }
    assertThat(kinds.told()).extracting(told -> told.getRawClass().getSimpleName()).contains("Handoff", "ScoreSummary", "Pause");
  }
}
