package dev.leadloop.enrichment;

import dev.leadloop.email.address.SampleAddresses;
import dev.leadloop.enrichment.EnrichmentProvider.Subject;
import dev.leadloop.intake.FactFinding;
import dev.leadloop.lead.LeadId;
import dev.leadloop.record.LeadRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who may be asked about leads, and how those do. */
public final class Enrichment implements FactFinding {
  /** So long a lead is not asked about again by hand. */
  public static final Duration REST = Duration.ofMinutes(1);

  private static final Duration FAILING = Duration.ofMinutes(5);

  private final EnrichmentSettings settings;
  private final List<EnrichmentProvider> providers;
  private final WishStore wishes;
  private final ProviderStore states;
  private final @Nullable FileProvider file;

  /** Those providers, in the order in which they are asked. */
  public Enrichment(EnrichmentSettings settings, List<EnrichmentProvider> providers, JdbcClient jdbc) {
    this.settings = settings;
    this.providers = List.copyOf(providers);
    this.wishes = new WishStore(jdbc);
    this.states = new ProviderStore(jdbc);
    this.file = providers.stream().filter(FileProvider.class::isInstance).map(FileProvider.class::cast).findFirst().orElse(null);
  }

  /** The providers, in the order in which they are asked; none where nobody is. */
  public List<EnrichmentProvider> providers() {
    return providers;
  }

  @Override
  public boolean canBeAskedOf(@Nullable String emailKey, @Nullable String company) {
    return !providers.isEmpty() && !SampleAddresses.isOne(emailKey) && canBeAsked(Question.of(emailKey, company, true));
  }

  @Override
  public Duration patience() {
    return settings.patience();
  }

  private boolean canBeAsked(Question question) {
    return providers.stream().map(provider -> provider.about(question)).anyMatch(Optional<Subject>::isPresent);
  }

  /** What came of wishing that a lead be asked about. */
  public enum Wished {
    /** It is asked about. */
    ASKED,
    /** It was wished a moment ago. */
    TOO_SOON,
    /** No provider is set up. */
    NOBODY_TO_ASK,
    /** Too little is known of it for any provider, such as an address of its company. */
    TOO_LITTLE_KNOWN
  }

  /** Has a lead asked about anew, whatever was answered before. */
  public Wished ask(LeadRecord lead) {
    if (providers.isEmpty()) {
      return Wished.NOBODY_TO_ASK;
    }
    LeadId id = lead.leadId();
    if (!canBeAsked(Question.of(lead.emailKey(), lead.profile().company().name(), !lead.mailDeclined()))) {
      return Wished.TOO_LITTLE_KNOWN;
    }
    return wishes.anew(id, (int) REST.toSeconds()) ? Wished.ASKED : Wished.TOO_SOON;
  }

  /**
   * What is wrong with a provider.
   *
   * @param since when it began; null where that is not known
   * @param words such as "acme-data has failed since ...: it answered 500"
   */
  public record Trouble(String provider, @Nullable Instant since, String words) {}

  /** What is wrong: a service that has not answered for five minutes, a file that cannot be read as a whole. */
  public List<Trouble> troubles() {
    List<Trouble> troubles = new ArrayList<>();
    if (file != null && !file.faults().isEmpty()) {
      troubles.add(new Trouble(file.name(), null,
          "The file of leadloop.enrichment.file has faults: " + String.join(" ", file.faults().stream().limit(3).toList())));
    }
    List<String> services = providers.stream().filter(EnrichmentProvider::remote).map(EnrichmentProvider::name).toList();
    if (!services.isEmpty()) {
      states.failing(services, FAILING).ifPresent(failing -> troubles.add(new Trouble(
          failing.provider(), failing.since(),
          "Enrichment by " + failing.provider() + " has had no answer since " + failing.since() + ": " + failing.why())));
    }
    return troubles;
  }
}
