package dev.leadloop.architecture;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Holds the links of a document, and the classes it names, to the files that are there. */
final class DocumentLinks {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^()\\s]{1,300})\\)");
  private static final Pattern CLASS = Pattern.compile("`([A-Z][a-z][A-Za-z]{1,60})(?:#\\w{1,200})?`");
  private static final String JAVA = ".java";

  private final Path file;
  private final String text;
  private final SourceTree sources;
  private final List<String> faults = new ArrayList<>();

  DocumentLinks(Path file, String text, SourceTree sources) {
    this.file = file;
    this.text = text;
    this.sources = sources;
  }

  /** Links that lead nowhere; where the file was moved, with where it is now. */
  List<String> broken() {
    Matcher links = LINK.matcher(text);
    while (links.find()) {
      String target = links.group(1);
      if (!target.contains("://") && !leadsSomewhere(target)) {
        faults.add(file.getFileName() + ": " + target + " is not there" + moved(target));
      }
    }
    return faults;
  }

  /** Names in code font that look like classes and are none; words that are no classes may be told. */
  List<String> unknownClasses(List<String> words) {
    Matcher names = CLASS.matcher(text);
    while (names.find()) {
      String name = names.group(1);
      if (sources.of(name).isEmpty() && !words.contains(name)) {
        faults.add(file.getFileName() + ": there is no class " + name);
      }
    }
    return faults;
  }

  /** The document with the links to moved classes led to where they are now. */
  String mended() {
    Matcher links = LINK.matcher(text);
    return links.replaceAll(link -> {
      String target = link.group(1);
      boolean lost = !target.contains("://") && !leadsSomewhere(target) && newPlaces(target).size() == 1;
      return Matcher.quoteReplacement("](" + (lost ? newPlaces(target).getFirst() : target) + ")");
    });
  }

  private boolean leadsSomewhere(String target) {
    int hash = target.indexOf('#');
    Path place = hash == 0 ? file : folder().resolve(hash < 0 ? target : target.substring(0, hash)).normalize();
    if (!place.startsWith(SourceTree.ROOT) || !Files.exists(place)) {
      return false;
    }
    return hash < 0 || SourceTree.text(place).lines()
        .anyMatch(line -> line.startsWith("#") && anchor(line).equals(target.substring(hash + 1)));
  }

  /** As GitHub makes it of a heading. */
  private static String anchor(String heading) {
    StringBuilder anchor = new StringBuilder();
    heading.strip().toLowerCase(Locale.ROOT).chars().dropWhile(one -> one == '#' || one == ' ').forEach(one -> {
      if (one == ' ') {
        anchor.append('-');
      } else if (Character.isLetterOrDigit(one) || one == '-' || one == '_') {
        anchor.appendCodePoint(one);
      }
    });
    return anchor.toString();
  }

  private String moved(String target) {
    List<String> places = newPlaces(target);
    return places.isEmpty() ? "" : "; it is now at " + String.join(" or ", places) + " (-Dleadloop.documents.mend=true mends it)";
  }

  private List<String> newPlaces(String target) {
    if (!target.endsWith(JAVA)) {
      return List.of();
    }
    String name = target.substring(target.lastIndexOf('/') + 1, target.length() - JAVA.length());
    return sources.of(name).stream().map(place -> folder().relativize(place).toString().replace('\\', '/')).toList();
  }

  private Path folder() {
    return file.resolveSibling("").normalize();
  }
}
