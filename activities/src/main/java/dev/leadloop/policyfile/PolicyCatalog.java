package dev.leadloop.policyfile;

import dev.leadloop.policy.LeadPolicy;
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
import org.springframework.jdbc.core.simple.JdbcClient;

/** The published versions of the policy. A version never changes, so each is read once and kept. */
public class PolicyCatalog implements PolicySource {
  private static final String STARTER = "/policies/starter.yaml";
  private static final int ATTEMPTS = 20;

  private final JdbcClient jdbc;
  private final Predicate<String> knownTemplate;
  private final Map<Integer, LeadPolicy> versions = new ConcurrentHashMap<>();

  /** A catalogue that publishes only policies whose e-mail templates are known. */
  public PolicyCatalog(JdbcClient jdbc, Predicate<String> knownTemplate) {
    this.jdbc = jdbc;
    this.knownTemplate = knownTemplate;
  }

  /** The version with the highest number, also when another process has published it. */
  @Override
  public LeadPolicy latest() {
    return lastVersion().map(this::version).orElseThrow(() ->
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

  /**
   * Publishes a document under the next number. A document that was published before keeps its version.
   *
   * @throws InvalidPolicy with every error in it
   */
  public LeadPolicy publish(String yaml, String by) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      // The number first: whoever publishes the same document after it was read takes that number, and is noticed.
      int next = lastVersion().orElse(0) + 1;
      Optional<Integer> published = versionWith(PolicyFiles.contentHash(yaml));
      if (published.isPresent()) {
        return version(published.get());
      }
      LeadPolicy policy = PolicyFiles.parse(yaml, next, knownTemplate);
      if (insert(policy, yaml, by)) {
        return version(policy.version());
      }
    }
    throw new IllegalStateException("others kept publishing at the same time; publish again");
  }

  /**
   * The latest policy; where there is none yet, publishes the file's or else the starter policy.
   *
   * @param file a policy document; null for the starter policy
   */
  public LeadPolicy publishStarterIfNone(@Nullable Path file) {
    if (lastVersion().isPresent()) {
      return latest();
    }
    return publish(file == null ? starter() : text(file), "leadloop");
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

  /** False where somebody else has just taken the number. */
  private boolean insert(LeadPolicy policy, String yaml, String by) {
    return jdbc.sql("""
            insert into policy_version (version, content_hash, document, published_at, published_by)
            values (:version, :hash, :document, now(), :by) on conflict do nothing""")
        .param("version", policy.version()).param("hash", policy.contentHash())
        .param("document", yaml).param("by", by)
        .update() == 1;
  }

  private LeadPolicy read(int version) {
    String document = jdbc.sql("select document from policy_version where version = :version")
        .param("version", version).query(String.class).optional()
        .orElseThrow(() -> new IllegalArgumentException("there is no policy version " + version));
    // A template may have been withdrawn since; that must not stop the leads pinned to this version.
    return PolicyFiles.parse(document, version);
  }

  private Optional<Integer> lastVersion() {
    return jdbc.sql("select version from policy_version order by version desc limit 1").query(Integer.class).optional();
  }

  private Optional<Integer> versionWith(String hash) {
    return jdbc.sql("select min(version) from policy_version where content_hash = :hash having count(*) > 0")
        .param("hash", hash).query(Integer.class).optional();
  }
}
