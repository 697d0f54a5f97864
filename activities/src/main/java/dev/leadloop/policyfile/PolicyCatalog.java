package dev.leadloop.policyfile;

import dev.leadloop.inbox.DirectIntentStore;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.Foretelling;
import dev.leadloop.policyfile.yaml.InvalidPolicy;
import dev.leadloop.prediction.kept.ModelStore;
import dev.leadloop.prediction.kept.ModelsInUse;
import dev.leadloop.record.PolicySource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The published versions of the policy. A version never changes, so each is read once and kept. */
public final class PolicyCatalog implements PolicySource {
  private static final String STARTER = "/policies/starter.yaml";
  private static final int ATTEMPTS = 20;
  private static final Logger LOG = LoggerFactory.getLogger(PolicyCatalog.class);

  private final PolicyStore store;
  private final DirectIntentStore directIntents;
  private final Predicate<String> knownTemplate;
  private final ModelsInUse models;
  private final Map<Integer, LeadPolicy> versions = new ConcurrentHashMap<>();

  /** A catalogue that publishes only policies whose e-mail templates are known. */
  public PolicyCatalog(JdbcClient jdbc, Predicate<String> knownTemplate) {
    this.store = new PolicyStore(jdbc);
    this.directIntents = new DirectIntentStore(jdbc);
    this.knownTemplate = knownTemplate;
    this.models = new ModelsInUse(new ModelStore(jdbc), this);
  }

  /** The version with the highest number, also when another process has published it. */
  @Override
  public LeadPolicy latest() {
    return store.last().map(last -> version(last.version())).orElseThrow(() ->
        new IllegalStateException("no policy has been published; publish one, or start with the starter policy"));
  }

  /**
   * One version.
   *
   * @throws IllegalArgumentException if it was never published
   */
  @Override
  public LeadPolicy version(int version) {
    return versions.computeIfAbsent(version, this::read);
  }

  @Override
  public Foretelling foretelling() {
    return models.foretelling();
  }

  /** Whether there is an e-mail template of that id. */
  public Predicate<String> knownTemplate() {
    return knownTemplate;
  }

  /**
   * Publishes a document under the next number. The document that new leads live by already keeps its version; an older
   * one is published anew.
   *
   * @throws InvalidPolicy with every error in it
   */
  public LeadPolicy publish(String yaml, String by) {
    return version(publish(yaml, by, null));
  }

  /**
   * The same, and the same order given again changes nothing, whatever was published meanwhile. It may be part of the caller's
   * transaction: the policy is not kept in mind before it is asked for.
   *
   * @param key names the order; null for none
   * @throws InvalidPolicy with every error in it
   * @throws KeyReused where the key names the order of another document
   */
  public int publish(String yaml, String by, @Nullable String key) {
    String hash = PolicyFiles.contentHash(yaml);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      // The last version first: whoever publishes after it was read takes the next number, and is noticed.
      PolicyStore.Published last = store.last().orElse(null);
      PolicyStore.Published before = key == null ? null : store.ordered(key).orElse(null);
      if (before != null) {
        if (!before.contentHash().equals(hash)) {
          throw new KeyReused(String.valueOf(key), before.version());
        }
        return before.version();
      }
      PolicyFiles.Reading read =
          PolicyFiles.read(yaml, last == null ? 1 : last.version() + 1, knownTemplate, Holidays.known());
      if (last != null && last.contentHash().equals(hash) && sameHolidays(last, read)) {
        if (key != null) {
          store.note(key, last.version());
        }
        return last.version();
      }
      if (store.insert(read, yaml, by, key)) {
        directIntents.keep(read.policy().qualification().directIntent());
        return read.policy().version();
      }
    }
    throw new IllegalStateException("others kept publishing at the same time; publish again");
  }

  /**
   * Publishes a document as the version that follows, in the caller's transaction; empty where another one follows already.
   * It is not kept in mind before the transaction is over, since it may not come to that.
   *
   * @param last the version that is in force
   * @throws InvalidPolicy with every error in it
   */
  public Optional<Integer> publishAfter(int last, String yaml, String by) {
    PolicyFiles.Reading read = PolicyFiles.read(yaml, last + 1, knownTemplate, Holidays.known());
    if (!store.insert(read, yaml, by, null)) {
      return Optional.empty();
    }
    directIntents.keep(read.policy().qualification().directIntent());
    return Optional.of(last + 1);
  }

  /** A key was given before with another document. */
  public static final class KeyReused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int version;

    KeyReused(String key, int version) {
      super("the key '" + key + "' published version " + version + ", which is another document");
      this.version = version;
    }

    /** The version that was published under it. */
    public int version() {
      return version;
    }
  }

  /**
   * The latest policy; where there is none yet, publishes the file's or else the starter policy.
   *
   * @param file a policy document; null for the starter policy
   */
  public LeadPolicy publishStarterIfNone(@Nullable Path file) {
    if (store.last().isPresent()) {
      LeadPolicy latest = latest();
      directIntents.keep(latest.qualification().directIntent());
      return latest;
    }
    String document = file == null ? starter() : text(file);
    LeadPolicy policy = publish(document, "leadloop");
    PolicyFiles.warnings(document).forEach(warning -> LOG.warn("The policy, {}", warning));
    return policy;
  }

  /** The document the product ships with. */
  public static String starter() {
    try (InputStream in = PolicyCatalog.class.getResourceAsStream(STARTER)) {
      if (in == null) {
        throw new IllegalStateException("the starter policy is missing from this build");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the starter policy cannot be read", e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalArgumentException("the policy file " + file.toAbsolutePath()
          + " cannot be read; correct leadloop.policy, or leave it out to begin with the starter policy", e);
    }
  }

  /** A version whose holidays were never written down lives by those known now. */
  private boolean sameHolidays(PolicyStore.Published last, PolicyFiles.Reading read) {
    return store.holidays(last.version()).map(read.holidays()::equals).orElse(true);
  }

  private LeadPolicy read(int version) {
    String document = store.document(version)
        .orElseThrow(() -> new IllegalArgumentException("there is no policy version " + version));
    Holidays holidays = store.holidays(version).map(Holidays::recorded).orElseGet(Holidays::known);
    return PolicyFiles.published(document, version, holidays);
  }
}
