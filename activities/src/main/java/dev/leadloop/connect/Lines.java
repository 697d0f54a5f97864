package dev.leadloop.connect;

import dev.leadloop.connect.mapping.InvalidMapping;
import dev.leadloop.connect.mapping.LeadFacts;
import dev.leadloop.connect.mapping.Mapping;
import dev.leadloop.connect.mapping.MappingReader;
import dev.leadloop.connect.vault.Vault;
import dev.leadloop.connect.vendor.Vendor;
import dev.leadloop.connect.vendor.VendorCalls;
import dev.leadloop.connect.vendor.VendorTrouble;
import dev.leadloop.outbound.PublicHttp;
import dev.leadloop.outbound.TargetRules;
import io.github.bucket4j.Bucket;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The vendors there are, and lines to the accounts at them; what an account may be called is counted by process. */
public final class Lines implements AutoCloseable {
  /** A tenth of what may be called at once, and the rest evenly: in no window that is ever more than all of it. */
  private static final int BURST_SHARE = 20;
  private static final Duration USERS_GOOD_FOR = Duration.ofMinutes(10);
  private static final Duration TOKEN_GOOD_FOR = Duration.ofMinutes(30);
  private static final PublicHttp.Limits LIMITS =
      new PublicHttp.Limits(Duration.ofSeconds(15), Duration.ofSeconds(30), 64, 16);

  private final List<Vendor> vendors;
  private final Vault vault;
  private final TargetRules rules;
  private final PublicHttp http;
  private final InstantSource clock;
  private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();
  private final Map<String, Users> users = new ConcurrentHashMap<>();
  private final Map<String, Token> tokens = new ConcurrentHashMap<>();

  private record Token(String text, Instant at) {
    @Override
    public String toString() {
      return "Token[]";
    }
  }

  private record Users(Map<String, String> ids, Instant until) {}

  /** To those vendors, by credentials that the vault opens. */
  public Lines(List<Vendor> vendors, Vault vault, TargetRules rules, InstantSource clock) {
    this(vendors, vault, rules, clock, LIMITS);
  }

  Lines(List<Vendor> vendors, Vault vault, TargetRules rules, InstantSource clock, PublicHttp.Limits limits) {
    this.vendors = List.copyOf(vendors);
    this.vault = vault;
    this.rules = rules;
    this.clock = clock;
    this.http = new PublicHttp("connectors", rules, limits);
  }

  /** All of them. */
  public List<Vendor> vendors() {
    return vendors;
  }

  /** The one of that kind. */
  public Optional<Vendor> vendor(String kind) {
    return vendors.stream().filter(one -> one.kind().equals(kind)).findFirst();
  }

  /**
   * A mapping as it was written.
   *
   * @throws InvalidMapping with all that is wrong
   */
  public Mapping mapping(String yaml) {
    Mapping mapping = MappingReader.read(yaml, vendors.stream().map(Vendor::kind).sorted().toList());
    String server = server(mapping);
    if (server == null) {
      throw fault(yaml, "server",
          "'server' is missing; add where the system answers, for example 'server: https://crm.example.com'");
    }
    rules.fault(server).ifPresent(why -> {
      throw fault(yaml, "server", "'server' " + why);
    });
    return mapping;
  }

  private static InvalidMapping fault(String yaml, String key, String message) {
    List<String> lines = yaml.lines().toList();
    int line = 1;
    for (int i = 0; i < lines.size(); i++) {
      line = lines.get(i).startsWith(key + ":") ? i + 1 : line;
    }
    return new InvalidMapping(List.of(new InvalidMapping.Problem(line, message)));
  }

  private @Nullable String server(Mapping mapping) {
    return mapping.server() != null ? mapping.server() : vendor(mapping.kind()).map(Vendor::server).orElse(null);
  }

  /**
   * A line to that connector.
   *
   * @throws VendorTrouble where it has users to be known and they cannot be read
   * @throws InvalidMapping where its mapping is of a kind there is no more
   * @throws Vault.SealBroken where its credential cannot be opened
   */
  Line open(Connector connector) throws VendorTrouble {
    Mapping mapping = mapping(connector.mapping());
    Vendor vendor = vendor(mapping.kind()).orElseThrow();
    String sealed = connector.sealed().credential();
    String credential = sealed == null ? "" : vault.open(credentialOf(connector.id()), sealed);
    Bucket bucket = buckets.computeIfAbsent(connector.id(), id -> bucket(vendor.pace()));
    String server = String.valueOf(server(mapping));
    if (vendor.signsIn(credential)) {
      credential = token(connector.id(), vendor, new VendorCalls(http, server, Map.of(), bucket), credential);
    }
    VendorCalls calls = new VendorCalls(http, server, vendor.headers(credential, mapping), bucket);
    boolean named = mapping.fields().stream().anyMatch(rule -> rule.ours().equals(LeadFacts.OWNER));
    return new Line(
        connector, vendor, mapping.without(Set.copyOf(connector.dropped())), calls,
        named ? users(connector.id(), vendor, calls) : Map.of());
  }

  private String token(String id, Vendor vendor, VendorCalls calls, String credential) throws VendorTrouble {
    Token known = tokens.get(id);
    if (known == null || known.at.plus(TOKEN_GOOD_FOR).isBefore(clock.instant())) {
      known = new Token(vendor.token(calls, credential), clock.instant());
      tokens.put(id, known);
    }
    return known.text;
  }

  /** Forgets a token that works no longer; returns whether another may, since it was got before that time. */
  boolean renews(String id, Instant before) {
    Token known = tokens.remove(id);
    return known != null && known.at.isBefore(before);
  }

  private Map<String, String> users(String id, Vendor vendor, VendorCalls calls) throws VendorTrouble {
    Users known = users.get(id);
    if (known == null || known.until.isBefore(clock.instant())) {
      known = new Users(Map.copyOf(vendor.users(calls)), clock.instant().plus(USERS_GOOD_FOR));
      users.put(id, known);
    }
    return known.ids;
  }

  /** What was known of its account is looked up anew. */
  void forget(String id) {
    users.remove(id);
    tokens.remove(id);
    buckets.remove(id);
  }

  static Bucket bucket(Vendor.Pace pace) {
    int burst = Math.max(1, pace.calls() / BURST_SHARE);
    int steady = Math.max(1, pace.calls() - burst);
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(burst).refillGreedy(steady, Duration.ofMillis(pace.windowMillis())))
        .build();
  }

  /** What a credential is sealed for. */
  static String credentialOf(String connector) {
    return "connector/" + connector + "/credential";
  }

  /** What the secret of its webhooks is sealed for. */
  static String signingOf(String connector) {
    return "connector/" + connector + "/signing";
  }

  @Override
  public void close() throws IOException {
    http.close();
  }
}
