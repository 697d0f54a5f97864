package dev.leadloop.lifecycle.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PropertyWordsTest {
  @Test
  void propertiesAreToldByNameAndTheOthersAreCounted() {
    assertThat(PropertyWords.behind(Map.of())).isEmpty();
    assertThat(PropertyWords.behind(Map.of("feature", "dashboard", "count", "3"))).isEqualTo("; with count 3, feature dashboard");
    Map<String, String> many = new HashMap<>();
    for (char name = 'a'; name < 'l'; name++) {
      many.put(String.valueOf(name), "1");
    }
    assertThat(PropertyWords.behind(many)).endsWith(", h 1, and 3 more");
    assertThat(PropertyWords.behind(Map.of("x", " \u202e\u200b\n "))).isEqualTo("; with x ''");
  }

  @Test
  void whateverASystemSendsStaysOneShortLine() {
    Random random = new Random(12);
    for (int n = 0; n < 300; n++) {
      Map<String, String> sent = new HashMap<>();
      for (int i = 0; i < random.nextInt(30); i++) {
        sent.put(text(random, 60), text(random, 3_000));
      }
      String told = PropertyWords.behind(sent);
      assertThat(told.length()).isLessThan(PropertyWords.MOST * (PropertyWords.LONGEST + 50) + 30);
      assertThat(told.codePoints().noneMatch(Character::isISOControl)).isTrue();
      assertThat(told.codePoints().noneMatch(one -> Character.getType(one) == Character.SURROGATE)).as("half a character")
          .isTrue();
    }
  }

  private static String text(Random random, int most) {
    int[] points = random.ints(random.nextInt(most), 0, 0x2FFFF).filter(one -> one < 0xD800 || one > 0xDFFF).toArray();
    return new String(points, 0, points.length);
  }
}
