package dev.leadloop.erasure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.leadloop.store.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Takes a person's words out of what is kept for its numbers: a text that has one of them goes as a whole. */
public final class PersonWords {
  /** What stands where a text was. */
  public static final String GONE = "(erased)";

  private static final int SHORTEST = 3;

  private final List<String> words;

  private PersonWords(List<String> words) {
    this.words = words;
  }

  /** Those of a person. */
  public static PersonWords of(Person person) {
    List<String> words = new ArrayList<>();
    person.addresses().forEach(one -> words.add(one.toLowerCase(Locale.ROOT)));
    person.names().forEach(one -> words.add(one.id().toLowerCase(Locale.ROOT)));
    person.words().forEach(one -> words.add(one.toLowerCase(Locale.ROOT)));
    words.removeIf(word -> word.strip().length() < SHORTEST);
    return new PersonWords(words);
  }

  /** Whether any of them stands in the text as a word of its own. */
  public boolean in(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return words.stream().anyMatch(word -> stands(word, lower));
  }

  private static boolean stands(String word, String text) {
    for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      int end = at + word.length();
      boolean begins = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
      if (begins && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)))) {
        return true;
      }
    }
    return false;
  }

  /** The same JSON without them; keys stay, since we name those. */
  public String without(String json) {
    return Json.write(cleaned(Json.read(json, JsonNode.class)));
  }

  private JsonNode cleaned(JsonNode node) {
    if (node instanceof TextNode text) {
      return in(text.textValue()) ? TextNode.valueOf(GONE) : text;
    }
    if (node instanceof ObjectNode object) {
      object.properties().forEach(one -> one.setValue(cleaned(one.getValue())));
    }
    if (node instanceof ArrayNode array) {
      for (int n = 0; n < array.size(); n++) {
        array.set(n, cleaned(array.get(n)));
      }
    }
    return node;
  }
}
