package dev.leadloop.texts;

import org.springframework.stereotype.Component;

/** Ids of texts in addresses, where a slash would begin another part: {@code nurture:1-guide} is {@code nurture/1-guide}. */
@Component
public class TextNames {
  private static final int LONGEST = 100;

  /** The id of a name in an address. */
  public static String id(String name) {
    return name.replace(':', '/');
  }

  /** The name of an id in an address. */
  public static String name(String id) {
    return id.replace('/', ':');
  }

  /** The same for templates of pages. */
  public String ofId(String id) {
    return name(id);
  }

  /** Whether a new text may have that id: two or more parts of small letters, digits and dashes. */
  public static boolean fit(String id) {
    boolean inPart = false;
    int parts = 1;
    for (int i = 0; i < id.length(); i++) {
      char one = id.charAt(i);
      if (one == '/') {
        if (!inPart) {
          return false;
        }
        inPart = false;
        parts++;
      } else if (one >= 'a' && one <= 'z' || one >= '0' && one <= '9' || one == '-') {
        inPart = true;
      } else {
        return false;
      }
    }
    return inPart && parts > 1 && id.length() <= LONGEST;
  }
}
