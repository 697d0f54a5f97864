package dev.leadloop.policyfile.yaml;

import dev.leadloop.text.CleanText;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.ParserException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Reads YAML within limits: no aliases, since a document must say the same to a reader of any one line, and no deep nesting. */
public final class YamlNodes {
  /** Far more than a policy needs; the library composes each level in one call within another. */
  static final int DEEPEST = 100;

  private YamlNodes() {}

  /**
   * The one document of the text; empty where it holds none.
   *
   * @param label what it is called in errors
   * @throws org.snakeyaml.engine.v2.exceptions.YamlEngineException where it cannot be read
   */
  public static Optional<Node> compose(String label, String text) {
    LoadSettings settings = LoadSettings.builder().setLabel(label).setMaxAliasesForCollections(0).build();
    Parser parser = new Bounded(new ParserImpl(settings, new StreamReader(settings, text)));
    return new Composer(settings, parser).getSingleNode();
  }

  /** Notes each text, keys and values alike, that can neither be stored nor shown; only YAML's escapes write such a one. */
  public static void refuseUnclean(Node node, ProblemLines problems) {
    switch (node) {
      case ScalarNode scalar ->
        CleanText.fault(scalar.getValue()).ifPresent(fault -> problems.addToNew(scalar, "this text " + fault + "; leave it out"));
      case SequenceNode list -> list.getValue().forEach(part -> refuseUnclean(part, problems));
      case MappingNode mapping -> mapping.getValue().forEach(entry -> {
        refuseUnclean(entry.getKeyNode(), problems);
        refuseUnclean(entry.getValueNode(), problems);
      });
      default -> {
        // Aliases are refused when the document is read.
      }
    }
  }

  /** Ends the reading where it goes too deep. */
  private static final class Bounded implements Parser {
    private final Parser parser;
    private int depth;

    Bounded(Parser parser) {
      this.parser = parser;
    }

    @Override
    public boolean checkEvent(Event.ID wanted) {
      return parser.checkEvent(wanted);
    }

    @Override
    public Event peekEvent() {
      return parser.peekEvent();
    }

    @Override
    public boolean hasNext() {
      return parser.hasNext();
    }

    @Override
    public Event next() {
      Event event = parser.next();
      if (event instanceof CollectionStartEvent && ++depth > DEEPEST) {
        throw new ParserException("it is nested more than " + DEEPEST + " levels deep", event.getStartMark());
      }
      if (event instanceof CollectionEndEvent) {
        depth--;
      }
      return event;
    }
  }
}
