package dev.leadloop.mime;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A mail taken apart: a part holds other parts or a content. */
public sealed interface MimePart {
  /** What it holds, in lower case, such as text/plain. */
  String type();

  /**
   * Holds other parts.
   *
   * @param type such as multipart/alternative
   */
  record Branch(String type, List<MimePart> parts) implements MimePart {
    public Branch {
      parts = List.copyOf(parts);
    }
  }

  /**
   * Holds a content.
   *
   * @param parameters of its type, by lower-case name
   * @param attached whether it came as a file
   * @param content decoded from how it was transferred; cut at a limit, and empty for what is never read, such as pictures
   */
  record Leaf(String type, Map<String, String> parameters, boolean attached, byte[] content) implements MimePart {
    public Leaf {
      parameters = Map.copyOf(parameters);
    }

    /** Its words, by the charset it names or else by how the bytes look. */
    public String words() {
      return MailCharset.decode(content, parameters.get("charset"));
    }
  }

  /** All contents, in the order of the mail. */
  default Stream<Leaf> leaves() {
    return switch (this) {
      case Leaf leaf -> Stream.of(leaf);
      case Branch branch -> branch.parts().stream().flatMap(MimePart::leaves);
    };
  }
}
