package dev.leadloop.mime;

import dev.leadloop.mime.MailText.Mark;
import dev.leadloop.mime.MimePart.Branch;
import dev.leadloop.mime.MimePart.Leaf;
import java.util.List;
import java.util.Locale;

/** Finds the words of a mail among its parts. */
public final class PartText {
  /** So many letters of a line are hardly in another by chance. */
  private static final int TELLING = 12;

  /** Words by which a plain part says that the mail is in the other one, folded by {@link #letters}. */
  private static final List<String> NOTICES =
      List.of("html", "browser", "navigateur", "navegador", "webbl\u00e4sare", "przegl\u0105dar", "\u30d6\u30e9\u30a6\u30b6");

  /** Letters of the longest notice of that kind. */
  private static final int LONGEST_NOTICE = 300;

  private PartText() {}

  /** What a person reads who opens the mail, without what is attached to it. */
  public static MailText of(MimePart root) {
    MailText shown = shown(root);
    return shown.isBlank() && root instanceof Leaf leaf && leaf.attached() ? words(leaf) : shown;
  }

  private static MailText shown(MimePart part) {
    return switch (part) {
      case Leaf leaf -> leaf.attached() ? MailText.NONE : words(leaf);
      case Branch branch ->
          switch (branch.type()) {
            case "multipart/alternative" -> better(first(branch, false), first(branch, true));
            // What comes with the first part is pictures in it, or a signature of it.
            case "multipart/related", "multipart/signed" -> found(branch).stream().findFirst().orElse(MailText.NONE);
            case "multipart/digest" -> MailText.NONE;
            default -> MailText.joined(found(branch));
          };
    };
  }

  private static MailText words(Leaf leaf) {
    return switch (leaf.type()) {
      case "text/html" -> HtmlText.read(leaf.words());
      case "text/plain", "text/enriched", "text/richtext", "text/markdown" -> plain(leaf);
      default -> MailText.NONE;
    };
  }

  private static MailText plain(Leaf leaf) {
    String words = leaf.words();
    return isHtml(words) ? HtmlText.read(words) : PlainText.read(words, form(leaf));
  }

  /** Some programs send HTML under no name or a wrong one. */
  private static boolean isHtml(String words) {
    String start = words.substring(0, Math.min(words.length(), 200)).strip().toLowerCase(Locale.ROOT);
    return start.startsWith("<!doctype html") || start.startsWith("<html");
  }

  private static PlainText.Form form(Leaf leaf) {
    boolean flowed = "flowed".equalsIgnoreCase(leaf.parameters().get("format"));
    boolean without = "yes".equalsIgnoreCase(leaf.parameters().get("delsp"));
    return !flowed ? PlainText.Form.FIXED : without ? PlainText.Form.FLOWED_WITHOUT_BLANKS : PlainText.Form.FLOWED;
  }

  /**
   * The plain one; the other where the plain one is blank or says no more than that, or quotes without a mark what the other
   * marks as quoted.
   */
  private static MailText better(MailText plain, MailText rich) {
    if (plain.isBlank() || rich.isBlank()) {
      return plain.isBlank() ? rich : plain;
    }
    if (isNotice(plain, rich)) {
      return rich;
    }
    if (plain.has(Mark.QUOTED)) {
      return plain;
    }
    String quoted =
        rich.lines().stream()
            .filter(line -> line.mark() == Mark.QUOTED)
            .map(line -> letters(line.text()))
            .filter(words -> words.length() >= TELLING)
            .findFirst()
            .orElse("");
    return !quoted.isEmpty() && letters(plain.toString()).contains(quoted.substring(0, TELLING)) ? rich : plain;
  }

  /** Whether a program wrote it for readers that show no HTML: it says so, and none of it is in the HTML. */
  private static boolean isNotice(MailText plain, MailText rich) {
    String said = letters(plain.toString());
    if (said.length() > LONGEST_NOTICE || NOTICES.stream().noneMatch(said::contains)) {
      return false;
    }
    String shown = letters(rich.toString());
    return plain.lines().stream().map(line -> letters(line.text())).noneMatch(line -> !line.isEmpty() && shown.contains(line));
  }

  /** Lines are broken elsewhere in either. */
  private static String letters(String words) {
    StringBuilder kept = new StringBuilder(words.length());
    words.codePoints().filter(Character::isLetterOrDigit).map(Character::toLowerCase).forEach(kept::appendCodePoint);
    return kept.toString();
  }

  private static MailText first(Branch branch, boolean rich) {
    return branch.parts().stream()
        .filter(part -> isRich(part) == rich)
        .map(PartText::shown)
        .filter(words -> !words.isBlank())
        .findFirst()
        .orElse(MailText.NONE);
  }

  private static boolean isRich(MimePart part) {
    return part.leaves().findFirst().filter(leaf -> leaf.type().equals("text/html")).isPresent();
  }

  private static List<MailText> found(Branch branch) {
    return branch.parts().stream().map(PartText::shown).filter(words -> !words.isBlank()).toList();
  }
}
