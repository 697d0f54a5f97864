package dev.leadloop.email.template;

import java.util.Map;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.renderer.html.CoreHtmlNodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;

/** The HTML part's body, with its style on every element: many mail readers drop style sheets. */
final class MailHtml extends CoreHtmlNodeRenderer {

  private static final String ACCENT = "#1f5fbf";
  private static final String FONT =
      "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;";
  private static final String BODY_TEXT = FONT + "font-size:16px;line-height:1.55;color:#1f2933;";

  static final HtmlRenderer RENDERER =
      HtmlRenderer.builder()
          .escapeHtml(true)
          .sanitizeUrls(true)
          .attributeProviderFactory(context -> MailHtml::style)
          .nodeRendererFactory(MailHtml::new)
          .build();

  private MailHtml(HtmlNodeRendererContext context) {
    super(context);
  }

  @Override
  public void visit(Paragraph paragraph) {
    if (!MailText.isButton(paragraph.getFirstChild())) {
      super.visit(paragraph);
      return;
    }
    Link link = (Link) paragraph.getFirstChild().getFirstChild();
    var writer = context.getWriter();
    writer.line();
    writer.raw(
        "<table role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\""
            + " style=\"margin:8px 0 24px\">");
    writer.raw(
        "<tr><td class=\"button\" bgcolor=\""
            + ACCENT
            + "\" style=\"border-radius:6px;background:"
            + ACCENT
            + "\">");
    writer.tag(
        "a",
        Map.of(
            "href",
            link.getDestination(),
            "style",
            FONT
                + "display:inline-block;padding:12px"
                + " 22px;font-size:16px;line-height:1.25;font-weight:600;"
                + "color:#ffffff;text-decoration:none;border-radius:6px;"));
    visitChildren(link);
    writer.raw("</a></td></tr></table>");
    writer.line();
  }

  private static void style(Node node, String tag, Map<String, String> attributes) {
    switch (node) {
      case Paragraph paragraph -> {
        attributes.put("class", "text");
        attributes.put("style", "margin:0 0 16px;" + BODY_TEXT);
      }
      case Heading heading -> {
        attributes.put("class", "text");
        attributes.put(
            "style",
            FONT
                + "margin:8px 0 8px;font-size:17px;line-height:1.4;font-weight:700;color:#1f2933;");
      }
      case BulletList list -> attributes.put("style", "margin:0 0 16px;padding:0 0 0 22px;");
      case OrderedList list -> attributes.put("style", "margin:0 0 16px;padding:0 0 0 24px;");
      case BlockQuote quote -> {
        attributes.put("class", "quote");
        attributes.put(
            "style",
            "margin:0 0 20px;padding:12px 16px 1px;border-left:4px solid "
                + ACCENT
                + ";background:#f2f6fc;border-radius:0 6px 6px 0;");
      }
      case ListItem item -> {
        attributes.put("class", "text");
        attributes.put("style", "margin:0 0 6px;" + BODY_TEXT);
      }
      case Link link -> {
        attributes.put("class", "link");
        attributes.put("style", "color:" + ACCENT + ";text-decoration:underline;");
      }
      case Node other -> {
        // Everything else looks as its surroundings do.
      }
    }
  }
}
