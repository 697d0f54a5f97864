package dev.leadloop.web;

import dev.leadloop.email.token.SignedTokens;
import dev.leadloop.email.token.SignedTokens.Purpose;
import dev.leadloop.lead.LeadId;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Lets our own pages recognise who came by a link of a mail: for an hour, and only where the visitor agreed to that. */
@Component
public class VisitLinks {
  private static final String PARAMETER = "ll";
  private static final Duration GOOD_FOR = Duration.ofHours(1);

  private final SignedTokens tokens;
  private final WebSettings settings;
  private final InstantSource clock;

  VisitLinks(SignedTokens tokens, WebSettings settings, InstantSource clock) {
    this.tokens = tokens;
    this.settings = settings;
    this.clock = clock;
  }

  /** The target with a token for the lead, where it is one of our own pages; else as it was. */
  public String recognising(String target, LeadId lead) {
    URI uri;
    try {
      uri = new URI(target);
    } catch (java.net.URISyntaxException odd) {
      return target;
    }
    if (!settings.ours(uri)) {
      return target;
    }
    int hash = target.indexOf('#');
    String page = hash < 0 ? target : target.substring(0, hash);
    String fragment = hash < 0 ? "" : target.substring(hash);
    String token = tokens.issue(Purpose.VISIT, lead.value());
    return page + (page.contains("?") ? "&" : "?") + PARAMETER + "=" + token + fragment;
  }

  /** The lead of a token that is good and not too old. */
  Optional<LeadId> leadOf(String token) {
    return tokens
        .verify(Purpose.VISIT, token)
        .filter(good -> good.issuedAt().plus(GOOD_FOR).isAfter(clock.instant()))
        .map(good -> new LeadId(good.subject()));
  }
}
