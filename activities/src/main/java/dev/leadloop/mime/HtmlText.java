package dev.leadloop.mime;

import dev.leadloop.mime.MailText.Line;
import dev.leadloop.mime.MailText.Mark;
import dev.leadloop.mime.QuoteMarks.Meaning;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/**
 * Reads HTML as a reader sees it: a line for each line on the screen, nothing of what is hidden, and with the marks that
 * mail programs put on a quotation or a signature.
 */
final class HtmlText implements NodeFilter {
  /** Characters that are parsed; what is longer is pictures within the text. */
  private static final int MOST_HTML = 1_000_000;

  private static final int LONGEST_STYLE = 1_000;

  /** Within so many lines below a divider the labels of an answered mail stand: From, Sent, To, Subject. */
  private static final int LABELS_WITHIN = 6;

  private final List<Line> lines = new ArrayList<>();
  private final StringBuilder open = new StringBuilder();
  private Mark openMark = Mark.WRITTEN;
  private int quoted;
  private int signature;
  private int preformatted;
  private int bold;
  private boolean restIsQuoted;
  /** Where the last divider stands; -1 where none stands close by. */
  private int divider = -1;
  private int labels;

  private HtmlText() {}

  static MailText read(String html) {
    HtmlText reading = new HtmlText();
    Jsoup.parse(html.substring(0, Math.min(html.length(), MOST_HTML))).filter(reading);
    reading.endLine();
    return MailText.of(reading.lines);
  }

  @Override
  public FilterResult head(Node node, int depth) {
    if (node instanceof TextNode words) {
      append(words.getWholeText());
      return FilterResult.CONTINUE;
    }
    if (!(node instanceof Element element)) {
      return FilterResult.CONTINUE;
    }
    if (isUnseen(element)) {
      return FilterResult.SKIP_ENTIRELY;
    }
    Meaning meaning = QuoteMarks.of(element);
    if (breaksLine(element) || meaning != Meaning.NOTHING) {
      endLine();
    }
    begin(element, meaning);
    return FilterResult.CONTINUE;
  }

  private void begin(Element element, Meaning meaning) {
    switch (meaning) {
      case QUOTE -> quoted++;
      case SIGNATURE -> signature++;
      case REST -> restIsQuoted = true;
      case DIVIDER -> divide();
      case NOTHING -> {}
    }
    switch (element.normalName()) {
      case "pre", "textarea" -> preformatted++;
      case "b", "strong" -> bold++;
      case "td", "th" -> open.append(open.isEmpty() ? "" : " ");
      default -> {}
    }
  }

  @Override
  public FilterResult tail(Node node, int depth) {
    if (!(node instanceof Element element)) {
      return FilterResult.CONTINUE;
    }
    Meaning meaning = QuoteMarks.of(element);
    if (breaksLine(element) || meaning != Meaning.NOTHING) {
      endLine();
    }
    switch (meaning) {
      case QUOTE -> quoted--;
      case SIGNATURE -> signature--;
      case REST, DIVIDER, NOTHING -> {}
    }
    switch (element.normalName()) {
      case "pre", "textarea" -> preformatted--;
      case "b", "strong" -> {
        bold--;
        label();
      }
      case "p" -> add(new Line("", mark()));
      default -> {}
    }
    return FilterResult.CONTINUE;
  }

  private void append(String words) {
    for (int from = 0; from < words.length(); ) {
      int end = preformatted > 0 ? words.indexOf('\n', from) : -1;
      String part = words.substring(from, end < 0 ? words.length() : end);
      if (open.isEmpty()) {
        openMark = mark();
      }
      open.append(part);
      if (end < 0) {
        return;
      }
      endLine();
      from = end + 1;
    }
  }

  private Mark mark() {
    return restIsQuoted || quoted > 0 ? Mark.QUOTED : signature > 0 ? Mark.SIGNATURE : Mark.WRITTEN;
  }

  private void endLine() {
    if (open.isEmpty()) {
      return;
    }
    add(new Line(CleanLine.of(open), openMark));
    open.setLength(0);
  }

  private void add(Line line) {
    boolean another = line.text().isEmpty() && (lines.isEmpty() || lines.getLast().text().isEmpty());
    if (!another && lines.size() <= 2 * MailText.MOST_LINES) {
      lines.add(line);
    }
  }

  private void divide() {
    divider = lines.size();
    labels = 0;
    lines.add(new Line("", Mark.DIVIDER));
  }

  /**
   * Two words in bold with a colon right below a divider are the head of the mail that is answered, in any language. One
   * who writes a list of labels in an answer draws no line above it.
   */
  private void label() {
    if (divider < 0 || bold > 0 || lines.size() - divider > LABELS_WITHIN) {
      divider = -1;
      return;
    }
    int last = open.length() - 1;
    while (last >= 0 && Character.isWhitespace(open.charAt(last))) {
      last--;
    }
    if (last >= 0 && (open.charAt(last) == ':' || open.charAt(last) == '\uFF1A') && ++labels == 2) {
      for (int i = divider; i < lines.size(); i++) {
        lines.set(i, new Line(lines.get(i).text(), Mark.QUOTED));
      }
      openMark = Mark.QUOTED;
      restIsQuoted = true;
    }
  }

  private static boolean breaksLine(Element element) {
    return switch (element.normalName()) {
      case "br" -> true;
      case "td", "th", "ins", "del" -> false;
      default -> element.isBlock();
    };
  }

  private static boolean isUnseen(Element element) {
    return switch (element.normalName()) {
      case "head", "script", "style", "title", "template", "noscript", "svg", "math", "object", "iframe", "select" -> true;
      default -> element.hasAttr("hidden") || isHidden(element.attr("style"));
    };
  }

  private static boolean isHidden(String style) {
    if (style.isEmpty() || style.length() > LONGEST_STYLE) {
      return false;
    }
    String plain = style.toLowerCase(Locale.ROOT).replace(" ", "");
    return plain.contains("display:none") || plain.contains("mso-hide:all") || plain.contains("visibility:hidden");
  }
}
