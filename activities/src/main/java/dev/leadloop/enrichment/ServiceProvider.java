package dev.leadloop.enrichment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.leadloop.enrichment.EnrichmentProvider.Answer.Because;
import dev.leadloop.lead.text.FoldedText;
import dev.leadloop.outbound.PublicHttp;
import dev.leadloop.outbound.TargetRules;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A service over HTTP, told by its settings how to ask and where the answer holds what. Not found, gone and empty mean that
 * it knows nothing; whatever else is no answer means that it failed, at that question alone where it says so.
 */
public final class ServiceProvider implements EnrichmentProvider, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ServiceProvider.class);
  private static final ObjectMapper JSON = JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
  private static final Duration NOT_READY = Duration.ofMinutes(1);
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");
  private static final Pattern HEADER = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}:[ \\t]*[ -~]{1,4000}");
  /** What services answer to a question they do not take, such as a domain that is none to them. */
  private static final Set<Integer> OF_THE_QUESTION = Set.of(400, 406, 409, 413, 414, 422, 451);
  private static final int HASH_CHARACTERS = 32;
  private static final int LARGEST = 100_000_000;
  private static final int LONGEST_WHY = 300;

  private final ServiceSettings settings;
  private final ServiceTemplate template;
  private final AnswerMapping mapping;
  private final PublicHttp http;
  private final byte[] key;
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  /**
   * A provider of those settings.
   *
   * @param key hides who was asked about from whoever reads the record
   * @throws IllegalArgumentException where the settings cannot be used; the message says which and what to do
   */
  public ServiceProvider(ServiceSettings settings, TargetRules rules, byte[] key) {
    this.settings = settings;
    this.template = new ServiceTemplate(settings.url(), settings.body());
    this.mapping = new AnswerMapping(settings.facts());
    this.key = key.clone();
    check(rules);
    this.http = new PublicHttp(
        "enrichment", rules,
        new PublicHttp.Limits(settings.timeLimit(), settings.timeLimit(), settings.atOnce(), settings.atOnce()));
  }

  private void check(TargetRules rules) {
    rules.fault(template.filled(new Question("acme.example", "a@acme.example", "Acme"))).ifPresent(why -> {
      throw new IllegalArgumentException("leadloop.enrichment.http.url " + why
          + "; for a service in a closed network set leadloop.enrichment.http.allow-private-targets=true");
    });
    boolean posts = settings.method().equals("POST");
    require(posts || settings.method().equals("GET"), "method must be GET or POST");
    require(posts || settings.body() == null, "body is posted: set leadloop.enrichment.http.method=POST, or leave it out");
    require(NAME.matcher(settings.name()).matches() && !settings.name().equals(FileProvider.NAME),
        "name may have small letters, digits and dashes, and is not '" + FileProvider.NAME + "'");
    // A header may hold a key: what is wrong with it is said without it.
    for (int i = 0; i < settings.headers().size(); i++) {
      require(HEADER.matcher(settings.headers().get(i)).matches(),
          "headers[" + i + "] must look like 'Authorization: Bearer <key>'");
    }
    require(!settings.timeLimit().isNegative() && !settings.timeLimit().isZero(), "time-limit must be longer than nothing");
    require(settings.mostBytes() > 0 && settings.mostBytes() <= LARGEST, "most-bytes must be from 1 to " + LARGEST);
    require(settings.atOnce() > 0 && settings.perSecond() > 0, "at-once and per-second must be at least 1");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException("leadloop.enrichment.http." + otherwise);
    }
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public boolean remote() {
    return true;
  }

  @Override
  public Optional<Subject> about(Question question) {
    if (!template.canAsk(question)) {
      return Optional.empty();
    }
    return Optional.of(template.asksByDomainAlone()
        ? new Subject("domain:" + question.domain(), false)
        : new Subject(
            (template.namesAPerson() ? "address:" : "company:") + hash(template.told(question)), template.namesAPerson()));
  }

  @Override
  public Answer ask(Question question) {
    try {
      return http.call(request(question), this::read);
    } catch (IOException failed) {
      return failed(clean(String.valueOf(failed.getMessage())));
    } catch (IllegalArgumentException unbuildable) {
      return failed("its address cannot be built for this lead");
    }
  }

  private HttpUriRequestBase request(Question question) {
    URI url = URI.create(template.filled(question));
    HttpUriRequestBase request = settings.method().equals("POST") ? new HttpPost(url) : new HttpGet(url);
    request.setHeader("Accept", "application/json");
    settings.headers().forEach(line -> {
      int colon = line.indexOf(':');
      request.setHeader(line.substring(0, colon), line.substring(colon + 1).strip());
    });
    String body = template.body(question);
    if (body != null) {
      request.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON));
    }
    return request;
  }

  private Answer read(ClassicHttpResponse response) throws IOException {
    int status = response.getCode();
    return switch (status) {
      case 204, 404, 410 -> Answer.NOTHING;
      case 202 -> {
        Duration asked = PublicHttp.retryAfter(response);
        yield new Answer.Failed("it has not found out yet", asked == null ? NOT_READY : asked, Because.NOT_READY);
      }
      case 401, 403 -> failed("it answered " + status + "; look at the key in leadloop.enrichment.http.headers");
      default -> status >= 200 && status < 300
          ? said(response.getEntity())
          : new Answer.Failed(
              "it answered " + status + (status >= 300 && status < 400 ? "; redirects are not followed" : ""),
              PublicHttp.retryAfter(response), OF_THE_QUESTION.contains(status) ? Because.QUESTION : Because.PROVIDER);
    };
  }

  private Answer said(@Nullable HttpEntity entity) throws IOException {
    byte[] bytes = entity == null ? new byte[0] : entity.getContent().readNBytes(settings.mostBytes() + 1);
    if (bytes.length > settings.mostBytes()) {
      return failed("its answer is longer than " + settings.mostBytes()
          + " bytes; leadloop.enrichment.http.most-bytes allows more");
    }
    try {
      JsonNode answer = JSON.readTree(bytes);
      return answer == null || answer.isMissingNode() ? Answer.NOTHING : said(mapping.map(answer));
    } catch (JsonProcessingException notJson) {
      return failed("its answer is no JSON");
    }
  }

  private Answer said(AnswerMapping.Mapped mapped) {
    mapped.faults().forEach((fact, why) -> {
      if (told.add(fact)) {
        LOG.warn("What {} answers for '{}' cannot be taken, which is said once: it {}", settings.name(), fact, why);
      }
    });
    if (!mapped.facts().isEmpty()) {
      return new Answer.Found(mapped.facts());
    }
    for (Map.Entry<String, String> fault : mapped.faults().entrySet()) {
      return new Answer.Failed(
          "nothing in its answer can be taken; '" + fault.getKey() + "' " + fault.getValue(), null, Because.QUESTION);
    }
    return Answer.NOTHING;
  }

  /** The client quotes what it cannot read, and no record takes every character a server may send. */
  private static String clean(String message) {
    String plain = message.replaceAll("[^ -~]", "?");
    return plain.length() <= LONGEST_WHY ? plain : plain.substring(0, LONGEST_WHY);
  }

  private static Answer failed(String why) {
    return new Answer.Failed(why, null, Because.PROVIDER);
  }

  private String hash(String told) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      byte[] hash = mac.doFinal(FoldedText.of(told).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, HASH_CHARACTERS);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("Every Java has HmacSHA256, this one does not", missing);
    }
  }

  @Override
  public void close() throws IOException {
    http.close();
  }
}
