package dev.leadloop.lead.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShortTextTest {
  private static final String[] CHARACTERS = {"a", "ß", "ツ", "\ud83d\ude00", "\n", "\ud840\udc00"};

  @Test
  void whatIsCutIsTheLongestBeginningOfWholeCharacters() {
    Random random = new Random(20_260_302);
    for (int turn = 0; turn < 2_000; turn++) {
      StringBuilder made = new StringBuilder();
      random.ints(random.nextInt(40), 0, CHARACTERS.length).forEach(n -> made.append(CHARACTERS[n]));
      String text = made.toString();
      int most = random.nextInt(60);
      String cut = ShortText.of(text, most);
      assertThat(text).startsWith(cut);
      assertThat(cut.length()).isBetween(Math.min(text.length(), most - 1), most);
      assertThat(whole(cut)).isTrue();
    }
  }

  private static boolean whole(String text) {
    return text.equals(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
  }
}
