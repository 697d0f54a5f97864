package dev.leadloop.email.saved;

import dev.leadloop.email.template.EmailTemplates;
import dev.leadloop.email.template.TemplateSource;
import dev.leadloop.lead.Principal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Texts of mails as they are in force: what somebody saved last goes before the files this process started with, until it is
 * given back to them. It is looked up for every mail that is written, so that each process goes by a new text at once; the
 * number of the text that a mail was written with is kept with it. A text never changes under its number, and a file's gets
 * one too.
 */
public final class MailTexts implements TemplateSource {
  private static final int ATTEMPTS = 20;

  private final MailTextStore store;
  private final EmailTemplates files;
  private final InstantSource clock;
  private final Map<String, Integer> fileNumbers = new ConcurrentHashMap<>();
  private final Map<String, Parsed> parsed = new ConcurrentHashMap<>();

  /**
   * Over the texts of files.
   *
   * @param files the product's own, with a company's instead of them
   */
  public MailTexts(JdbcClient jdbc, EmailTemplates files, InstantSource clock) {
    this.store = new MailTextStore(jdbc);
    this.files = files;
    this.clock = clock;
  }

  /** Where a version comes from. */
  public enum Origin {
    /** Somebody saved it. */
    SAVED,
    /** It stood so in a file when a mail was first written with it. */
    FILE,
    /** From then on it is the file's again. */
    BACK
  }

  /**
   * A version of a text.
   *
   * @param source the whole text as a file has it; null where it was given back to the file
   * @param savedBy the principal, as text
   * @param note what was changed, in the words of who did it
   */
  public record Version(
      String template, int version, Origin origin, @Nullable String source, Instant savedAt, String savedBy,
      @Nullable String note) {}

  /**
   * A text in force.
   *
   * @param version null where it is a file's, of which no mail was written yet
   * @param saved the version by which it is in force; null where it is a file's
   */
  public record InForce(String template, @Nullable Integer version, String source, @Nullable Version saved) {}

  private record Parsed(int version, EmailTemplates texts) {}

  @Override
  public EmailTemplates of(String template) {
    Version last = store.last(template).orElse(null);
    if (last != null && last.source() != null) {
      Parsed known = parsed.get(template);
      if (known == null || known.version() != last.version()) {
        known = new Parsed(last.version(), files.saying(template, last.source()).numbered(template, last.version()));
        parsed.put(template, known);
      }
      return known.texts();
    }
    return files.ids().contains(template) ? files.numbered(template, numberOfFile(template)) : files;
  }

  /** Every id there is a text of. */
  public SortedSet<String> ids() {
    TreeSet<String> ids = new TreeSet<>(files.ids());
    store.last().stream().filter(last -> last.source() != null).map(Version::template).forEach(ids::add);
    return ids;
  }

  /** Whether there is such a text, by file or saved. */
  public boolean knows(String template) {
    return files.ids().contains(template) || store.knows(template);
  }

  /** Whether there is a file of it. */
  public boolean hasFile(String template) {
    return files.ids().contains(template);
  }

  /** Every text in force, by id. */
  public List<InForce> inForce() {
    Map<String, Version> saved = new ConcurrentHashMap<>();
    store.last().forEach(last -> saved.put(last.template(), last));
    TreeSet<String> ids = new TreeSet<>(files.ids());
    saved.values().stream().filter(last -> last.source() != null).map(Version::template).forEach(ids::add);
    return ids.stream().map(id -> of(id, saved.get(id), null)).toList();
  }

  /** The text in force of that id; empty where there is none. */
  public Optional<InForce> find(String template) {
    Version last = store.last(template).orElse(null);
    if ((last == null || last.source() == null) && !hasFile(template)) {
      return Optional.empty();
    }
    Integer number = last != null && last.source() != null
        ? null : store.ofFile(template, hash(files.source(template))).orElse(null);
    return Optional.of(of(template, last, number));
  }

  /** Every version of a text, the newest first. */
  public List<Version> versions(String template) {
    return store.versions(template);
  }

  /** The texts of files with another one instead, to look at what it would come to. */
  public EmailTemplates trying(String template, String source) {
    return files.saying(template, source);
  }

  /**
   * Saves a text, in the caller's transaction, which is to end soon: others who save it wait.
   *
   * @param before the number of the text that it was written from; null where that was a file's without one
   * @return the new number; that of the text in force where it is the same; empty where another is in force by now
   */
  public Optional<Integer> save(
      String template, String source, @Nullable Integer before, Principal by, @Nullable String note, Instant at) {
    store.lock(template);
    InForce now = find(template).orElse(null);
    if (now != null && (now.saved() != null || before != null) && !Objects.equals(now.version(), before)) {
      return Optional.empty();
    }
    if (now != null && now.source().equals(source)) {
      return Optional.of(now.version() == null ? numberOfFile(template) : now.version());
    }
    if (hasFile(template)) {
      numberOfFile(template);
    }
    return Optional.of(insert(template, Origin.SAVED, source, by.toString(), note, at));
  }

  /** Has the file in force again, in the caller's transaction; the number of that order, empty where the file is in force. */
  public Optional<Integer> giveBack(String template, Principal by, @Nullable String note, Instant at) {
    store.lock(template);
    Version last = store.last(template).orElse(null);
    return last == null || last.source() == null || !hasFile(template)
        ? Optional.empty()
        : Optional.of(insert(template, Origin.BACK, null, by.toString(), note, at));
  }

  private InForce of(String template, @Nullable Version last, @Nullable Integer fileNumber) {
    return last != null && last.source() != null
        ? new InForce(template, last.version(), last.source(), last)
        : new InForce(template, fileNumber, files.source(template), null);
  }

  private int numberOfFile(String template) {
    Integer known = fileNumbers.get(template);
    if (known != null) {
      return known;
    }
    String source = files.source(template);
    Optional<Integer> number = store.ofFile(template, hash(source));
    // One that is inserted now is kept in mind only once it is found again, since the caller may yet fail.
    number.ifPresent(found -> fileNumbers.put(template, found));
    return number.orElseGet(
        () -> insert(template, Origin.FILE, source, Principal.SYSTEM.toString(), null, clock.instant()));
  }

  private int insert(
      String template, Origin origin, @Nullable String source, String by, @Nullable String note, Instant at) {
    String hash = hash(source == null ? "" : source);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int version = store.insert(template, origin.name(), source, hash, by, note, at);
      if (version > 0) {
        return version;
      }
      Optional<Integer> others = origin == Origin.FILE ? store.ofFile(template, hash) : Optional.empty();
      if (others.isPresent()) {
        return others.get();
      }
    }
    throw new IllegalStateException("others kept saving the text '" + template + "'; save again");
  }

  private static String hash(String source) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(source.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
