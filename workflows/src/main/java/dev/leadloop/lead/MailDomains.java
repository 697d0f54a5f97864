package dev.leadloop.lead;

import dev.leadloop.lead.text.RuleLines;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the domain of an address says about who uses it. A family of mailboxes is known by its brand, whatever the
 * country; a domain that only looks like one, such as outlook-consulting.de, is a business. The rules are the lines of
 * {@code mailboxes.txt}.
 */
public final class MailDomains {
  /** Longer names are none, by RFC 1035. */
  private static final int LONGEST = 253;

  /** Endings of a country that are used as words, so that live.tv is no Microsoft mailbox. */
  private static final Set<String> WORDS =
      Set.of("ac", "ag", "ai", "am", "bz", "cc", "co", "fm", "gg", "gl", "im", "io", "la", "li", "ly", "me", "mu", "nu", "pw",
          "sc", "sh", "so", "st", "tk", "to", "tv", "vc", "vg", "ws");
  private static final Set<String> OF_THE_WORLD = Set.of("com", "net", "org", "info", "eu");
  private static final Set<String> SECOND_LEVEL = Set.of("co", "com", "ne", "net", "org");

  private static final MailDomains RULES = new MailDomains(RuleLines.of(MailDomains.class, "mailboxes.txt"));

  private final Map<String, Found> exact = new HashMap<>();
  private final Map<String, Brand> brands = new HashMap<>();
  private final List<Pattern> patterns = new ArrayList<>();

  /**
   * A kind of address and why it was taken for that.
   *
   * @param because such as "a mailbox of GMX of 1&amp;1 Mail &amp; Media"
   */
  public record Found(EmailKind kind, String because) {}

  private record Brand(Found found, boolean plainWord) {}

  private record Pattern(String glob, Found found) {}

  private MailDomains(List<RuleLines.Line> lines) {
    for (RuleLines.Line line : lines) {
      String[] words = line.data().split(" ");
      EmailKind kind = EmailKind.valueOf(words[0].toUpperCase(Locale.ROOT));
      for (int i = 1; i < words.length; i++) {
        put(words[i], new Found(kind, because(kind, line.source())));
      }
    }
  }

  /** What the domain, or else one above it up to what was registered, says; anything that no rule names is a business. */
  public static Found of(String domain) {
    String given = domain.length() > LONGEST ? "" : domain.strip().toLowerCase(Locale.ROOT);
    String name = given.endsWith(".") ? given.substring(0, given.length() - 1) : given;
    Found found = RULES.find(name);
    return found.kind() == EmailKind.BUSINESS ? RULES.above(name).orElse(found) : found;
  }

  /** What stands behind the @ of an address. */
  public static String domainOf(String address) {
    return address.substring(address.lastIndexOf('@') + 1);
  }

  /** What the domain of an address says; null is no address. */
  public static Found ofAddress(@Nullable String address) {
    return address == null
        ? new Found(EmailKind.NONE, "no address is known")
        : of(domainOf(address));
  }

  private void put(String rule, Found found) {
    String brand = rule.endsWith(".**") ? rule.substring(0, rule.length() - 3)
        : rule.substring(0, Math.max(0, rule.length() - 2));
    if (rule.endsWith("*") && brand.indexOf('*') < 0 && brand.indexOf('.') < 0) {
      brands.putIfAbsent(brand, new Brand(found, rule.endsWith(".**")));
    } else if (rule.indexOf('*') >= 0) {
      patterns.add(new Pattern(rule, found));
    } else {
      exact.putIfAbsent(rule, found);
    }
  }

  /** Whose a domain is, the names below it are: those of a mailbox's provider, of a school, of what is thrown away. */
  private Optional<Found> above(String domain) {
    String root = domain.indexOf('.') == domain.lastIndexOf('.') ? domain : RegisteredDomain.of(domain).orElse(domain);
    int last = domain.length() - root.length();
    for (int start = domain.indexOf('.') + 1; start > 0 && start <= last; start = domain.indexOf('.', start) + 1) {
      Found above = find(domain.substring(start));
      if (above.kind() != EmailKind.BUSINESS) {
        return Optional.of(above);
      }
    }
    return Optional.empty();
  }

  private Found find(String domain) {
    Found known = exact.get(domain);
    int dot = domain.indexOf('.');
    if (known == null && dot > 0) {
      Brand brand = brands.get(domain.substring(0, dot));
      known = brand != null && isEnding(domain.substring(dot + 1), brand) ? brand.found() : null;
    }
    for (int i = 0; known == null && i < patterns.size(); i++) {
      known = matches(patterns.get(i).glob(), domain) ? patterns.get(i).found() : null;
    }
    return known == null ? new Found(EmailKind.BUSINESS, "a domain of its own") : known;
  }

  /** Whether a brand is had under that ending: a country's, or one of the world's; what is thrown away, under any. */
  private static boolean isEnding(String ending, Brand brand) {
    int dot = ending.indexOf('.');
    String country = ending.substring(dot + 1);
    if (dot >= 0) {
      return country.length() == 2 && SECOND_LEVEL.contains(ending.substring(0, dot));
    }
    return OF_THE_WORLD.contains(ending)
        || brand.found().kind() == EmailKind.DISPOSABLE
        || (country.length() == 2 && !(brand.plainWord() && WORDS.contains(country)));
  }

  /** Whether a name is as a rule says: * is anything, ? one letter. Goes back to the last * alone, so it takes no time. */
  private static boolean matches(String glob, String name) {
    int g = 0;
    int n = 0;
    int star = -1;
    int from = 0;
    while (n < name.length()) {
      if (g < glob.length() && glob.charAt(g) == '*') {
        star = g++;
        from = n;
      } else if (g < glob.length() && (glob.charAt(g) == name.charAt(n) || (glob.charAt(g) == '?' && name.charAt(n) != '.'))) {
        g++;
        n++;
      } else if (star >= 0) {
        g = star + 1;
        n = ++from;
      } else {
        return false;
      }
    }
    while (g < glob.length() && glob.charAt(g) == '*') {
      g++;
    }
    return g == glob.length();
  }

  private static String because(EmailKind kind, String source) {
    int comma = source.indexOf(", http");
    String whose = comma < 0 ? source : source.substring(0, comma);
    return switch (kind) {
      case FREE -> "a mailbox of " + whose;
      case STUDENT -> "a place of learning: " + whose;
      case DISPOSABLE -> "thrown away after use: " + whose;
      case BUSINESS, NONE -> whose;
    };
  }
}
