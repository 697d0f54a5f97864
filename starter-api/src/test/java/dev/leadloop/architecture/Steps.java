package dev.leadloop.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Counts how often a regular expression looks at a character, over texts made of what it speaks of: each thing over and over,
 * each pair, and pairs behind a beginning. An expression whose steps grow with the square of a text shows it in one of these.
 */
final class Steps {
  /** Characters of each text. */
  static final int LENGTH = 2_048;
  /** What is linear takes a few dozen for a character, two hundred where it counts to a hundred; what is quadratic a thousand. */
  static final int MOST_EACH = 400;
  /** What takes fewer over a quarter of the length would, were it quadratic, take fewer than there may be over all of it. */
  private static final int PART = LENGTH / 4;
  private static final int MOST_EACH_OF_PART = MOST_EACH / 8;
  private static final int RANDOM_TEXTS = 200;
  private static final long SEED = 9;
  /** What means something in an expression. Whether it does so here, or stands for itself, makes no difference. */
  private static final String SIGNS = "\\[](){}|*+?^$";

  private static final List<String> ALWAYS =
      List.of("a", "Z", "7", " ", "\n", "\t", ".", "-", "/", "é", "、", "\u200b", "\u0001", "\uD83D\uDE00");

  private final Pattern pattern;
  private final boolean whole;

  private Steps(Expression expression) {
    this.pattern = Pattern.compile(expression.regex(), expression.flags());
    this.whole = expression.whole();
  }

  /** The beginning of the first text over which it takes more steps than it may; empty where there is none. */
  static String tooMany(Expression expression) {
    Steps steps = new Steps(expression);
    for (Text text : texts(expression.regex())) {
      if (steps.exceed(text.of(PART), MOST_EACH_OF_PART * PART) && steps.exceed(text.of(LENGTH), MOST_EACH * LENGTH)) {
        return text.of(LENGTH).substring(0, 24);
      }
    }
    return "";
  }

  private boolean exceed(String text, int most) {
    try {
      Matcher matcher = pattern.matcher(new Counted(text, new int[] {most}));
      if (whole) {
        matcher.matches();
        return false;
      }
      while (matcher.find()) {
        // All of them are looked for, as by replacing or splitting.
      }
      return false;
    } catch (Enough e) {
      return true;
    } catch (StackOverflowError e) {
      return true;
    }
  }

  /** A text of any length. */
  private record Text(String beginning, String over, String end) {
    String of(int length) {
      return beginning + over.repeat(length / over.length()) + end;
    }
  }

  private static List<Text> texts(String regex) {
    List<String> parts = parts(regex);
    List<Text> texts = new ArrayList<>();
    for (String one : parts) {
      add(texts, "", one);
      for (String other : parts) {
        add(texts, "", one + other);
        add(texts, one, other);
      }
    }
    Random random = new Random(SEED);
    for (int i = 0; i < RANDOM_TEXTS; i++) {
      add(texts, some(parts, random.nextInt(5), random), some(parts, 1 + random.nextInt(6), random));
    }
    return texts;
  }

  private static String some(List<String> parts, int count, Random random) {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < count; i++) {
      all.append(parts.get(random.nextInt(parts.size())));
    }
    return all.toString();
  }

  /** Once as it is, and once with an end that nothing expects. */
  private static void add(List<Text> texts, String beginning, String over) {
    texts.add(new Text(beginning, over, ""));
    texts.add(new Text(beginning, over, "\u0002"));
  }

  /** The words and the signs of an expression, and some characters of every kind. */
  private static List<String> parts(String regex) {
    TreeSet<String> parts = new TreeSet<>(ALWAYS);
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < regex.length(); i++) {
      char c = regex.charAt(i);
      if (SIGNS.indexOf(c) < 0) {
        word.append(c);
      } else {
        parts.add(String.valueOf(c));
        addWord(parts, word);
      }
    }
    addWord(parts, word);
    List<String> few = new ArrayList<>(parts);
    return few.size() <= 40 ? few : few.subList(0, 40);
  }

  private static void addWord(TreeSet<String> parts, StringBuilder word) {
    if (!word.isEmpty()) {
      parts.add(word.substring(0, Math.min(12, word.length())));
      parts.add(word.substring(0, 1));
      parts.add(word.substring(word.length() - 1));
      word.setLength(0);
    }
  }

  /** More steps than there may be. */
  private static final class Enough extends RuntimeException {
    private static final long serialVersionUID = 1;

    Enough() {
      super("enough", null, false, false);
    }
  }

  /** A text that counts who looks at it. */
  private record Counted(String text, int[] left) implements CharSequence {
    @Override
    public char charAt(int place) {
      if (--left[0] < 0) {
        throw new Enough();
      }
      return text.charAt(place);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int from, int to) {
      return text.substring(from, to);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
