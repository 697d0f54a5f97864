package dev.leadloop.email.template;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/** A mail's body as a parsed document with its values put in. */
final class MailBody {

  private static final Parser PARSER =
      Parser.builder().includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES).build();

  private final Node root;

  private MailBody(Node root) {
    this.root = root;
  }

  /**
   * Refuses what a mail's body must not have; {@code linesAbove} is how many lines of the file
   * stand above the body.
   */
  static void check(String file, String markdown, int linesAbove) {
    PARSER
        .parse(markdown)
        .accept(
            new AbstractVisitor() {
              @Override
              public void visit(HtmlInline html) {
                refuse(html, "HTML");
              }

              @Override
              public void visit(HtmlBlock html) {
                refuse(html, "HTML");
              }

              @Override
              public void visit(Image image) {
                refuse(image, "an image");
              }

              private void refuse(Node node, String what) {
                int line =
                    node.getSourceSpans().isEmpty()
                        ? 0
                        : node.getSourceSpans().getFirst().getLineIndex();
                throw new TemplateException(
                    file, linesAbove + line + 1, "A mail's body is Markdown without " + what + ".");
              }
            });
  }

  static MailBody fill(EmailTemplate template, Values values) {
    Node root = PARSER.parse(template.markdown());
    root.accept(new Filler(template.id(), values));
    root.accept(new EmptyChapters());
    return new MailBody(root);
  }

  String text() {
    return MailText.RENDERER.render(root).strip();
  }

  String html() {
    return MailHtml.RENDERER.render(root).strip();
  }

  /** Takes out empty lists, each with the heading right above it. */
  private static final class EmptyChapters extends AbstractVisitor {
    @Override
    public void visit(BulletList list) {
      if (list.getFirstChild() == null) {
        if (list.getPrevious() instanceof Heading heading) {
          heading.unlink();
        }
        list.unlink();
      }
    }
  }

  /**
   * Puts values in; what is empty afterwards is taken out, so that a line can depend on a value.
   */
  private static final class Filler extends AbstractVisitor {
    private final String templateId;
    private final Values values;

    Filler(String templateId, Values values) {
      this.templateId = templateId;
      this.values = values;
    }

    @Override
    public void visit(Text text) {
      text.setLiteral(fill(text.getLiteral()));
    }

    @Override
    public void visit(Code code) {
      code.setLiteral(fill(code.getLiteral()));
    }

    @Override
    public void visit(Link link) {
      link.setDestination(webAddress(fill(link.getDestination())));
      visitChildren(link);
    }

    @Override
    public void visit(Paragraph paragraph) {
      visitChildren(paragraph);
      if (paragraph.getFirstChild() instanceof Text only
          && only.getNext() == null
          && only.getLiteral().isBlank()) {
        Node parent = paragraph.getParent();
        paragraph.unlink();
        if ((parent instanceof ListItem || parent instanceof BlockQuote) && parent.getFirstChild() == null) {
          parent.unlink();
        }
      }
    }

    @Override
    public void visit(ListItem item) {
      Optional<Placeholder> list = listPlaceholder(item);
      if (list.isEmpty()) {
        visitChildren(item);
        return;
      }
      List<String> entries = values.list(list.get().name());
      String fallback = list.get().fallback();
      for (String entry :
          entries.isEmpty() && fallback != null && !fallback.isEmpty()
              ? List.of(fallback)
              : entries) {
        ListItem filled = new ListItem();
        Paragraph paragraph = new Paragraph();
        String address = values.link(entry);
        if (address == null) {
          paragraph.appendChild(new Text(entry));
        } else {
          Link link = new Link(webAddress(address), null);
          link.appendChild(new Text(entry));
          paragraph.appendChild(link);
        }
        filled.appendChild(paragraph);
        item.insertBefore(filled);
      }
      item.unlink();
    }

    private static Optional<Placeholder> listPlaceholder(ListItem item) {
      return item.getFirstChild() instanceof Paragraph paragraph
              && paragraph.getFirstChild() instanceof Text text
              && text.getNext() == null
          ? Placeholder.alone(text.getLiteral())
              .filter(it -> Vocabulary.NOTICE.lists().contains(it.name()))
          : Optional.empty();
    }

    private String fill(String literal) {
      return Placeholder.fill(literal, placeholder -> values.of(templateId, placeholder));
    }

    private String webAddress(String destination) {
      try {
        URI uri = new URI(destination);
        boolean web =
            ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
                && uri.getHost() != null;
        if (web || "mailto".equals(uri.getScheme())) {
          return destination;
        }
      } catch (URISyntaxException notAnAddress) {
        // Told below in the same words.
      }
      throw new TemplateException(
          "The mail "
              + templateId
              + " has a link that is no complete web address; it must begin with https://.");
    }
  }
}
