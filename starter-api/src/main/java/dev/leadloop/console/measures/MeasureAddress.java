package dev.leadloop.console.measures;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The address of a measure's page: what is asked of it, as calls ask it, without what asks for nothing.
 *
 * @param name the measure's
 * @param given values by name; cuts stand one by one
 */
record MeasureAddress(String name, MultiValueMap<String, String> given) {
  private static final String BY = "by";

  /** Of what a browser sent. */
  static MeasureAddress of(String name, MultiValueMap<String, String> sent) {
    MultiValueMap<String, String> given = new LinkedMultiValueMap<>();
    sent.forEach((key, values) -> values.stream()
        .flatMap(value -> key.equals(BY) ? Stream.of(value.split(",", -1)) : Stream.of(value))
        .map(String::strip).filter(value -> !value.isEmpty()).forEach(value -> given.add(key, value)));
    return new MeasureAddress(name, given);
  }

  /** The first value of that name; empty for none. */
  public String get(String key) {
    String value = given.getFirst(key);
    return value == null ? "" : value;
  }

  List<String> all(String key) {
    return given.getOrDefault(key, List.of());
  }

  /** The same with these values of that name. */
  MeasureAddress with(String key, List<String> values) {
    MultiValueMap<String, String> other = new LinkedMultiValueMap<>(given);
    if (values.isEmpty()) {
      other.remove(key);
    } else {
      other.put(key, values);
    }
    return new MeasureAddress(name, other);
  }

  /** The same with that value of that name beside the others, or without it where it has it. */
  MeasureAddress toggled(String key, String value) {
    List<String> values = new ArrayList<>(all(key));
    if (!values.remove(value)) {
      values.add(value);
    }
    return with(key, values);
  }

  /** The page itself; of nothing asked a name without a value, which asks for the whole. */
  public String page() {
    return to("/measures/" + name, given.isEmpty() ? Map.of(BY, List.of("")) : given);
  }

  /** The same as CSV. */
  public String csv() {
    return to("/measures/" + name + ".csv", given);
  }

  /** The same question of another measure. */
  public MeasureAddress of(String other) {
    return new MeasureAddress(other, given);
  }

  /**
   * Where a part of the funnel is fetched that is asked for the same, or the funnel itself.
   *
   * @param part empty for the funnel
   * @param key one more name of its query
   * @param value of it; empty to leave it out
   */
  public String part(String part, String key, String value) {
    MeasureAddress asked = value.isEmpty() ? this : with(key, List.of(value));
    return to(part.isEmpty() ? "/funnel" : "/funnel/" + part, asked.given);
  }

  private static String to(String path, Map<String, List<String>> given) {
    UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
    Map<String, String> values = new TreeMap<>();
    given.forEach((key, all) -> {
      List<String> each = key.equals(BY) ? List.of(String.join(",", all)) : all;
      for (String value : each) {
        String place = "v" + values.size();
        values.put(place, value);
        address.queryParam(key, "{" + place + "}");
      }
    });
    return address.encode().buildAndExpand(values).toUriString();
  }
}
