package dev.leadloop.lead.title;

import dev.leadloop.lead.text.PlainText;
import dev.leadloop.lead.title.JobTitle.Post;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one title: parts it where it names several posts, and finds in each part the post that is held. */
final class TitleReading {
  private static final String SEPARATORS = ",;/|()[]{}·•–—\n\r\t";
  private static final Set<String> AND = Set.of("&", "and", "und", "et", "y", "e", "ed", "och", "og", "ja", "oraz", "и");

  /** Letters of initials with the signs between them, before the last. */
  private static final int MOST_INITIALS = 5;

  private final String words;
  private final List<Part> parts = new ArrayList<>();

  /**
   * A part of the title.
   *
   * @param joined whether it goes on with what came before, such as "and CFO"
   */
  private record Part(String[] words, boolean joined) {}

  TitleReading(String title) {
    this.words = TitleWords.whole(PlainText.of(title));
    split(title.length() > PlainText.LONGEST ? title.substring(0, PlainText.LONGEST) : title);
  }

  JobTitle read() {
    List<Post> posts = new ArrayList<>();
    List<TitleWord> degrees = new ArrayList<>();
    Role role = null;
    boolean serving = false;
    boolean ofStudents = TitleWords.namesBody(words.split(" "));
    for (Part part : parts) {
      if (serving && part.joined()) {
        continue;
      }
      TitlePart read = new TitlePart(part.words(), ofStudents);
      serving = read.servesSomebody();
      for (TitleWord held : read.held()) {
        if (held.kind() == TitleWord.Kind.DEGREE) {
          degrees.add(held);
        } else {
          posts.add(new Post(held.phrase(), held.kind().seniority(), held.kind().learns()));
          role = outranks(posts) ? roleOf(held) : role;
        }
      }
    }
    if (posts.isEmpty() && !degrees.isEmpty()) {
      posts.add(new Post(degrees.get(0).phrase(), null, true));
      role = Role.ACADEMIC;
    }
    String because = posts.isEmpty() ? "" : highest(posts).phrase();
    Role field = role == null ? TitleWords.field(fields()) : role;
    return JobTitle.of(posts, field, because, words);
  }

  /** The words with a comma between parts, so that no field of one says of what kind that of another is. */
  private String[] fields() {
    List<String> all = new ArrayList<>();
    for (Part part : parts) {
      all.addAll(List.of(part.words()));
      all.add(",");
    }
    return all.toArray(String[]::new);
  }

  /** Whether the post found last is above all before it: a founder who studies as well is a founder. */
  private static boolean outranks(List<Post> posts) {
    Post last = posts.get(posts.size() - 1);
    return highest(posts).equals(last);
  }

  private static Post highest(List<Post> posts) {
    Post highest = posts.get(0);
    for (Post post : posts) {
      if (rank(post) > rank(highest)) {
        highest = post;
      }
    }
    return highest;
  }

  private static int rank(Post post) {
    Seniority seniority = post.seniority();
    return seniority == null ? 0 : 1 + seniority.ordinal();
  }

  private static @Nullable Role roleOf(TitleWord held) {
    return switch (held.kind()) {
      case SERVES, ADVISES -> Role.ASSISTANT;
      case STUDY, TRAINEE -> Role.STUDENT;
      case ACADEMIC -> Role.ACADEMIC;
      case COMPANY, OWN, DEPARTMENT, TEAM, STAFF, ORGAN, DEGREE, BODY, LOWERS, THING, MATTER, NEUTRAL, TO, PAST -> null;
    };
  }

  private void split(String title) {
    StringBuilder part = new StringBuilder();
    boolean joined = false;
    for (int i = 0; i < title.length(); i++) {
      char c = title.charAt(i);
      if (c == '/' && isInitial(title, i - 1, -1) && isInitial(title, i + 1, 1) && isFieldAt(title, i)) {
        part.append('&');
      } else if (SEPARATORS.indexOf(c) >= 0 || (c == '-' && isBlank(title, i - 1) && isBlank(title, i + 1))) {
        conjunctions(part, joined);
        joined = c == ',' || c == '-';
      } else {
        part.append(c);
      }
    }
    conjunctions(part, joined);
  }

  /** Whether one letter stands there alone, looking away from the sign beside it. */
  private static boolean isInitial(String text, int at, int away) {
    int beyond = at + away;
    return at >= 0 && at < text.length()
        && (beyond < 0 || beyond >= text.length() || !Character.isLetterOrDigit(text.charAt(beyond)));
  }

  /** Whether the initials on both sides of a sign are of a field, as those of R/D are, but not those of m/w. */
  private static boolean isFieldAt(String text, int sign) {
    return TitleWords.isField(PlainText.of(text.charAt(sign - 1) + "") + "&" + PlainText.of(text.charAt(sign + 1) + ""));
  }

  private static boolean isBlank(String text, int at) {
    return at >= 0 && at < text.length() && Character.isWhitespace(text.charAt(at));
  }

  /** Parts once more at "and"; empties what was read. */
  private void conjunctions(StringBuilder read, boolean joined) {
    List<String> words = new ArrayList<>();
    boolean goesOn = joined;
    for (String word : initials(TitleWords.whole(PlainText.of(read.toString())).split(" "))) {
      if (AND.contains(word)) {
        add(words, goesOn);
        goesOn = true;
      } else if (!word.isEmpty()) {
        words.add(word);
      }
    }
    add(words, goesOn);
    read.setLength(0);
  }

  /** Initials of one thing are one word: r&d, whether it is written with "and", "+" or blanks. */
  private static List<String> initials(String[] words) {
    List<String> read = new ArrayList<>();
    for (int i = 0; i < words.length; ) {
      String word = words[i];
      int next = i + 1;
      while (next + 1 < words.length && AND.contains(words[next]) && areInitials(word, words[next + 1])) {
        word += "&" + words[next + 1];
        next += 2;
      }
      read.add(word);
      i = next;
    }
    return read;
  }

  private static boolean areInitials(String before, String behind) {
    boolean letters = behind.length() == 1 && before.length() <= MOST_INITIALS && (before.length() == 1 || before.contains("&"));
    return (letters && Character.isLetter(before.charAt(0)) && Character.isLetter(behind.charAt(0)))
        || TitleWords.isField(before + "&" + behind);
  }

  /** A part that says only that somebody is retired says it of the parts before it that go together. */
  private void add(List<String> words, boolean joined) {
    if (!words.isEmpty() && TitleWords.isPast(words.toArray(String[]::new))) {
      boolean goesOn = true;
      while (goesOn && !parts.isEmpty()) {
        goesOn = parts.remove(parts.size() - 1).joined();
      }
      words.clear();
    } else if (!words.isEmpty()) {
      parts.add(new Part(words.toArray(String[]::new), joined));
      words.clear();
    }
  }
}
