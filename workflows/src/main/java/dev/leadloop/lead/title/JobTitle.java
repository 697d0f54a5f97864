package dev.leadloop.lead.title;

import dev.leadloop.lead.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a job title says of its holder. It is read in English, German, French, Spanish, Italian, Portuguese and Dutch: by
 * the post that is held, not by the words that occur, so that the assistant to the CEO leads no company.
 *
 * @param seniority null where the title does not tell
 * @param role null where the title does not tell
 * @param because the words it was taken from, such as "vice president"; empty where it tells nothing
 * @param posts what its holder is called
 * @param words the whole title in plain letters
 */
public record JobTitle(
    @Nullable Seniority seniority, @Nullable Role role, String because, List<Post> posts, String words) {

  /** A title nobody gave. */
  public static final JobTitle NONE = new JobTitle(null, null, "", List.of(), "");

  /**
   * A post somebody holds.
   *
   * @param phrase in plain letters, such as "vice president"
   * @param learns whether its holder learns or teaches
   */
  public record Post(String phrase, @Nullable Seniority seniority, boolean learns) {}

  public JobTitle {
    posts = List.copyOf(posts);
  }

  /** Reads a title; null and texts that name no post say nothing. */
  public static JobTitle read(@Nullable String title) {
    return title == null || title.isBlank() ? NONE : new TitleReading(title).read();
  }

  /**
   * Whether the title says that word. One that names a post is said only of whoever holds it: a vice president is no
   * president, and a student success manager is no student.
   *
   * @param word in plain letters, by {@link #plain}
   */
  public boolean says(String word) {
    if (word.isEmpty() || !(" " + words + " ").contains(" " + word + " ")) {
      return false;
    }
    TitleWord post = TitleWords.of(word);
    if (post == null || !post.kind().isPost() || post.kind() == TitleWord.Kind.STAFF) {
      return true;
    }
    Seniority rank = post.kind().seniority();
    return posts.stream()
        .filter(held -> held.learns() == post.kind().learns())
        .filter(held -> rank == null || (held.seniority() != null && held.seniority().compareTo(rank) >= 0))
        .anyMatch(held -> (" " + held.phrase() + " ").contains(" " + word + " "));
  }

  /** A word or phrase as titles are compared: in plain letters, and in full where it is shortened. */
  public static String plain(String word) {
    return TitleWords.whole(PlainText.of(word));
  }

  /** The titles of somebody who gave several at once. */
  static JobTitle of(List<Post> posts, @Nullable Role role, String because, String words) {
    List<Post> ranked = new ArrayList<>(posts);
    Seniority highest = null;
    for (Post post : ranked) {
      if (post.seniority() != null && (highest == null || post.seniority().compareTo(highest) > 0)) {
        highest = post.seniority();
      }
    }
    return new JobTitle(highest, role, because, ranked, words);
  }
}
