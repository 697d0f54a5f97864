package dev.leadloop.bounce;

import dev.leadloop.mime.AddressHeader;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringTokenizer;

/**
 * By what a returned mail can be known as one of ours. Anybody can write a report, so it is for the reader of this to hold
 * each against what was really sent.
 *
 * @param ids what may be send ids, of the header that holds ours and of message ids
 * @param addresses what may be addresses made for one mail, where answers and returned mail go
 * @param links the last part of what may be our unsubscribe links
 */
public record Original(List<String> ids, List<String> addresses, List<String> links) {
  /** Of a report that returns nothing. */
  public static final Original NONE = new Original(List.of(), List.of(), List.of());

  private static final String SEND_ID = "x-leadloop-send-id";
  private static final String MESSAGE_ID = "message-id";
  private static final String LINK = "list-unsubscribe";
  private static final Set<String> ADDRESSES =
      Set.of("reply-to", "return-path", "x-postfix-sender", "original-mail-from", "errors-to", "sender");

  private static final int MOST = 20;
  private static final int LONGEST_NAME = 30;
  private static final int LONGEST_VALUE = 4_000;

  public Original {
    ids = List.copyOf(ids);
    addresses = List.copyOf(addresses);
    links = List.copyOf(links);
  }

  /** What the headers within these texts say, wherever in them headers stand. */
  static Original within(List<String> texts) {
    Search search = new Search();
    texts.forEach(search::read);
    return new Original(List.copyOf(search.ids), List.copyOf(search.addresses), List.copyOf(search.links));
  }

  /** Goes through lines, since a returned mail may stand in the middle of a text. */
  private static final class Search {
    private final Set<String> ids = new LinkedHashSet<>();
    private final Set<String> addresses = new LinkedHashSet<>();
    private final Set<String> links = new LinkedHashSet<>();
    private String name = "";
    private final StringBuilder value = new StringBuilder();

    private void read(String text) {
      text.lines().forEach(this::line);
      close();
    }

    private void line(String line) {
      String rest = line.startsWith(">") ? line.substring(1).stripLeading() : line;
      boolean folded = !rest.isEmpty() && (rest.charAt(0) == ' ' || rest.charAt(0) == '\t');
      if (folded && !name.isEmpty()) {
        value.append(value.length() < LONGEST_VALUE ? rest : "");
        return;
      }
      close();
      String header = rest.stripLeading();
      int colon = header.indexOf(':');
      if (colon > 0 && colon <= LONGEST_NAME) {
        name = header.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        value.append(header, colon + 1, Math.min(header.length(), colon + 1 + LONGEST_VALUE));
      }
    }

    private void close() {
      String said = value.toString().strip();
      if (name.equals(SEND_ID)) {
        add(ids, said);
      } else if (name.equals(MESSAGE_ID) && said.startsWith("<") && said.indexOf('@') > 0) {
        add(ids, said.substring(1, said.indexOf('@')));
      } else if (name.equals(LINK)) {
        links(said);
      } else if (ADDRESSES.contains(name)) {
        AddressHeader.addresses(said).stream().filter(address -> address.indexOf('+') > 0)
            .forEach(address -> add(addresses, address));
      }
      name = "";
      value.setLength(0);
    }

    private void links(String said) {
      StringTokenizer parts = new StringTokenizer(said, "<>, \t");
      while (parts.hasMoreTokens()) {
        String part = parts.nextToken();
        int slash = part.lastIndexOf('/');
        if (slash >= 0) {
          add(links, part.substring(slash + 1));
        }
      }
    }

    private static void add(Set<String> found, String one) {
      if (found.size() < MOST && !one.isEmpty()) {
        found.add(one);
      }
    }
  }
}
