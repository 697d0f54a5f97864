package dev.leadloop.notify.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChatMessagesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ChatMessages.Message MESSAGE =
      new ChatMessages.Message(
          "New lead: Fox & Sons",
          Map.of("Who", "<!channel> *Kim* [x](https://evil.example)"),
          List.of("“Can we <https://evil.example|talk>? @here”"),
          "Answer",
          URI.create("https://leads.example.com/h/token"));

  @Test
  void slackGetsBlocksInWhichNothingALeadTypedIsMarkup() throws Exception {
    JsonNode body = JSON.readTree(ChatMessages.slack(MESSAGE));
    assertThat(body.at("/text").asText()).isEqualTo("New lead: Fox &amp; Sons <https://leads.example.com/h/token>");
    assertThat(body.at("/blocks/0/type").asText()).isEqualTo("header");
    assertThat(body.at("/blocks/1/fields/0/text").asText())
        .contains("&lt;!channel&gt;").doesNotContain("<!channel>").doesNotContain("*Kim*");
    assertThat(body.at("/blocks/2/text/text").asText()).doesNotContain("<https").doesNotContain("@here");
    assertThat(body.at("/blocks/3/elements/0/url").asText()).isEqualTo("https://leads.example.com/h/token");
  }

  @Test
  void teamsGetsAnAdaptiveCardInWhichNothingALeadTypedIsMarkup() throws Exception {
    JsonNode body = JSON.readTree(ChatMessages.teams(MESSAGE));
    assertThat(body.at("/type").asText()).isEqualTo("message");
    JsonNode attachment = body.at("/attachments/0");
    assertThat(attachment.at("/contentType").asText()).isEqualTo("application/vnd.microsoft.card.adaptive");
    JsonNode card = attachment.at("/content");
    assertThat(card.at("/type").asText()).isEqualTo("AdaptiveCard");
    assertThat(card.at("/version").asText()).isEqualTo("1.4");
    assertThat(card.at("/body/1/facts/0/value").asText()).contains("\\[x\\]\\(").doesNotContain("[x](");
    assertThat(card.at("/actions/0/type").asText()).isEqualTo("Action.OpenUrl");
  }

  @Test
  void longTextIsCut() throws Exception {
    ChatMessages.Message longOne =
        new ChatMessages.Message("x".repeat(500), Map.of(), List.of("y".repeat(5_000)), "", null);
    JsonNode body = JSON.readTree(ChatMessages.slack(longOne));
    assertThat(body.at("/blocks/0/text/text").asText()).hasSize(150);
    assertThat(body.at("/blocks/1/text/text").asText()).hasSize(300);
    assertThat(body.at("/blocks").size()).isEqualTo(2);
  }

  @Test
  void manyLinesArePartedIntoSectionsThatSlackTakes() throws Exception {
    List<String> lines = Collections.nCopies(60, "&".repeat(200));
    JsonNode body = JSON.readTree(ChatMessages.slack(new ChatMessages.Message("Much", Map.of(), lines, "", null)));
    int told = 0;
    for (JsonNode block : body.at("/blocks")) {
      String text = block.at("/text/text").asText();
      assertThat(text.length()).isLessThanOrEqualTo(3_000);
      told += text.startsWith("&amp;") ? text.split("\n", -1).length : 0;
    }
    assertThat(told).isEqualTo(60);
    assertThat(body.at("/blocks").size()).isLessThanOrEqualTo(50);
  }
}
