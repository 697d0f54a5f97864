package dev.leadloop.console.leads;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The address of a list of leads: what it is asked for, without what asks for nothing, always in the same order.
 *
 * @param given values by name
 */
record LeadAddress(Map<String, String> given) {
  /** What a list of leads can be asked for on its page. */
  static final List<String> NAMES =
      List.of("stage", "qualifiedBy", "owner", "source", "segment", "grade", "scoreFrom", "scoreTo", "held", "stuck",
          "enteredFrom", "enteredUntil", "q", "sort", "columns", "after");

  private static final String PATH = "/leads";
  /** What says how the list is shown, and not which leads it holds. */
  private static final List<String> MANNER = List.of("sort", "columns", "after");

  /** Of what a browser sent. */
  static LeadAddress of(Map<String, String> sent) {
    Map<String, String> given = new LinkedHashMap<>();
    for (String name : NAMES) {
      String value = sent.get(name);
      if (value != null && !value.isBlank()) {
        given.put(name, value.strip());
      }
    }
    return new LeadAddress(given);
  }

  /** What it is asked for by that name; empty for nothing. */
  public String get(String name) {
    return given.getOrDefault(name, "");
  }

  /** Whether it holds some leads alone. */
  public boolean some() {
    return given.keySet().stream().anyMatch(name -> !MANNER.contains(name));
  }

  /** Which leads it holds, without how they are shown. */
  public Map<String, String> filter() {
    Map<String, String> filter = new LinkedHashMap<>(given);
    MANNER.forEach(filter::remove);
    return filter;
  }

  /** The same from its first page on, with another value of that name; an empty one takes it out. */
  public String with(String name, String value) {
    Map<String, String> other = new LinkedHashMap<>(given);
    other.remove("after");
    other.put(name, value);
    return of(other).path(PATH);
  }

  /** The same with nothing but that, and how it is shown. */
  public String page() {
    return path(PATH);
  }

  /** Where the same leads are to be had as CSV. */
  public String export() {
    Map<String, String> all = new LinkedHashMap<>(given);
    all.remove("after");
    return new LeadAddress(all).path(PATH + "/export");
  }

  /** The query of its first page, such as "stage=SQL&amp;q=acme"; empty for all leads. */
  public String query() {
    String path = with("after", "");
    return path.length() == PATH.length() ? "" : path.substring(PATH.length() + 1);
  }

  private String path(String to) {
    UriComponentsBuilder address = UriComponentsBuilder.fromPath(to);
    given.keySet().forEach(name -> address.queryParam(name, "{" + name + "}"));
    return address.encode().buildAndExpand(given).toUriString();
  }
}
