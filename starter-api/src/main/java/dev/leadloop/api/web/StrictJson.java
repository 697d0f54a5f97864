package dev.leadloop.api.web;

import dev.leadloop.finding.Instants;
import dev.leadloop.lead.text.ComparedNumber;
import dev.leadloop.text.CleanText;
import dev.leadloop.text.VisibleText;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.jackson.JsonNodeDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.exc.InvalidFormatException;

/** Readers of JSON that take nothing which could not be stored, nor what cannot be seen at the edges of texts. */
final class StrictJson {
  private StrictJson() {}

  private static String clean(JsonParser parser, String text) {
    CleanText.fault(text)
        .ifPresent(
            fault -> {
              throw new UncleanTextException(parser, fault);
            });
    return VisibleText.trim(text);
  }

  /** A text, and nothing that could be made one. */
  static final class Text extends StdScalarDeserializer<String> {
    Text() {
      super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) {
      return parser.hasToken(JsonToken.VALUE_STRING)
          ? clean(parser, parser.getString())
          : (String) context.handleUnexpectedToken(String.class, parser);
    }
  }

  /** A single value of any kind; what is none says so itself, since what was sent beside it may be good. */
  static final class Plain extends ValueDeserializer<PlainValueRequest> {
    @Override
    public PlainValueRequest deserialize(JsonParser parser, DeserializationContext context) {
      return switch (parser.currentToken()) {
        case VALUE_STRING -> PlainValueRequest.of(clean(parser, parser.getString()));
        case VALUE_TRUE -> PlainValueRequest.of("true");
        case VALUE_FALSE -> PlainValueRequest.of("false");
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> ComparedNumber.plain(parser.getString()).map(PlainValueRequest::of)
            .orElseGet(() -> PlainValueRequest.wrong("is a larger or longer number than any that rules compare"));
        default -> {
          parser.skipChildren();
          yield PlainValueRequest.wrong("is neither a text nor a number, true or false");
        }
      };
    }
  }

  /** The name of an entry of a map. */
  static final class Name extends KeyDeserializer {
    @Override
    public Object deserializeKey(String name, DeserializationContext context) {
      return clean(context.getParser(), name);
    }
  }

  /** A tree of any form, all of whose texts and names are clean. */
  static final class Tree extends ValueDeserializer<JsonNode> {
    private final ValueDeserializer<? extends JsonNode> any = JsonNodeDeserializer.getDeserializer(JsonNode.class);

    @Override
    public JsonNode deserialize(JsonParser parser, DeserializationContext context) {
      JsonNode tree = any.deserialize(parser, context);
      check(parser, tree);
      return tree;
    }

    @Override
    public JsonNode getNullValue(DeserializationContext context) {
      return context.getNodeFactory().nullNode();
    }

    /** As deep as the parser lets a document be. */
    private static void check(JsonParser parser, JsonNode node) {
      if (node.isString()) {
        clean(parser, node.stringValue());
      }
      for (Map.Entry<String, JsonNode> entry : node.properties()) {
        clean(parser, entry.getKey());
      }
      node.forEach(part -> check(parser, part));
    }
  }

  /** A time as {@link Instants} has it. */
  static final class Time extends StdScalarDeserializer<Instant> {
    Time() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context) {
      if (!parser.hasToken(JsonToken.VALUE_STRING)) {
        return (Instant) context.handleUnexpectedToken(Instant.class, parser);
      }
      String text = parser.getString();
      return Instants.parse(text)
          .orElseThrow(() -> InvalidFormatException.from(parser, Instants.HINT, text, Instant.class));
    }
  }

  /** A day as ISO 8601 has it; a number would be taken for days since 1970, and of a time the rest be cut. */
  static final class Day extends StdScalarDeserializer<LocalDate> {
    Day() {
      super(LocalDate.class);
    }

    @Override
    public LocalDate deserialize(JsonParser parser, DeserializationContext context) {
      if (!parser.hasToken(JsonToken.VALUE_STRING)) {
        return (LocalDate) context.handleUnexpectedToken(LocalDate.class, parser);
      }
      String text = VisibleText.trim(parser.getString());
      try {
        return LocalDate.parse(text);
      } catch (DateTimeParseException notADay) {
        throw InvalidFormatException.from(parser, "is not a day such as 2026-03-01", text, LocalDate.class);
      }
    }
  }
}
