package dev.leadloop.lead;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShortTextTest {
  private static final String[] CHARACTERS = {"a", "ß", "ツ", "\ud83d\ude00", "\n", "\ud840\udc00"};

  @Test
  void whatIsCutIsTheLongestBeginningOfWholeCharacters() {
    Random random = new Random(20_260_302);
    for (int round = 0; round < 2_000; round++) {
      StringBuilder made = new StringBuilder();
      random.ints(random.nextInt(40), 0, CHARACTERS.length).forEach(n -> made.append(CHARACTERS[n]));
      String text = made.toString();
      int most = random.nextInt(60);
      String cut = ShortText.of(text, most);
      assertThat(text).startsWith(cut);
      assertThat(cut.length()).isBetween(Math.min(text.length(), most - 1), most);
      String bytes = ShortText.ofBytes(text, most);
      assertThat(text).startsWith(bytes);
      assertThat(whole(bytes) && whole(cut)).isTrue();
      int next = bytes.length() == text.length() ? 0 : Character.charCount(text.codePointAt(bytes.length()));
      assertThat(utf8(bytes)).isLessThanOrEqualTo(most);
      assertThat(next == 0 || utf8(text.substring(0, bytes.length() + next)) > most).isTrue();
    }
  }

  private static boolean whole(String text) {
    return text.equals(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
  }

  private static int utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
