package dev.leadloop.email.template;

import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.renderer.text.CoreTextContentNodeRenderer;
import org.commonmark.renderer.text.LineBreakRendering;
import org.commonmark.renderer.text.TextContentNodeRendererContext;
import org.commonmark.renderer.text.TextContentRenderer;

/** The plain text part: paragraphs as they are, a link as its words and then its address. */
final class MailText extends CoreTextContentNodeRenderer {

  static final TextContentRenderer RENDERER =
      TextContentRenderer.builder()
          .lineBreakRendering(LineBreakRendering.SEPARATE_BLOCKS)
          .nodeRendererFactory(MailText::new)
          .build();

  private final TextContentNodeRendererContext output;

  private MailText(TextContentNodeRendererContext context) {
    super(context);
    this.output = context;
  }

  @Override
  public void visit(Link link) {
    boolean bare =
        link.getFirstChild() instanceof Text text
            && text.getLiteral().equals(link.getDestination());
    if (!bare) {
      visitChildren(link);
      output.getWriter().write(isButton(link.getParent()) ? ":\n" : " ");
    }
    output
        .getWriter()
        .write(
            bare || isButton(link.getParent())
                ? link.getDestination()
                : "<" + link.getDestination() + ">");
  }

  /** A link in bold that is alone in its paragraph is the thing the mail asks the reader to do. */
  static boolean isButton(Node strong) {
    return strong instanceof StrongEmphasis
        && strong.getFirstChild() instanceof Link link
        && link.getNext() == null
        && strong.getParent() instanceof Paragraph
        && strong.getPrevious() == null
        && strong.getNext() == null;
  }
}
