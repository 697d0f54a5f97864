package dev.leadloop.web;

import dev.leadloop.inbox.InboxBell;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.OwnSignals;
import dev.leadloop.problem.Problem;
import dev.leadloop.security.VisitorAddress;
import dev.leadloop.web.Visits.Seen;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The script of the company's own pages, and where it tells of visits. It is called by anybody's browser, so only the
 * configured origins may, bodies are small, and address and visitor may each do so only so often. Whoever asked not to be
 * tracked is not, whatever the script was told.
 */
@Controller
@Hidden
class VisitController {
  private static final int LONGEST_BODY = 4_096;
  private static final int MOST_EVENTS = 20;
  private static final int LONGEST_PATH = 200;
  private static final int LONGEST_LOOK = 24 * 60 * 60;
  private static final String AGAIN = "Wait a minute, then tell again.";
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final WebSettings settings;
  private final Visits visits;
  private final VisitLinks links;
  private final InboxBell bell;
  private final JsonMapper json;
  private final RateLimit byAddress;
  private final RateLimit byVisitor;
  private final byte[] script;
  private final byte[] scriptOfForms;

  VisitController(
      WebSettings settings, Visits visits, VisitLinks links, InboxBell bell, JsonMapper json, InstantSource clock)
      throws IOException {
    this.settings = settings;
    this.visits = visits;
    this.links = links;
    this.bell = bell;
    this.json = json;
    this.byAddress = new RateLimit(300, MINUTE, clock);
    this.byVisitor = new RateLimit(60, MINUTE, clock);
    this.script = bytes("web/w.js");
    this.scriptOfForms = bytes("web/w-form.js");
  }

  private static byte[] bytes(String resource) throws IOException {
    try (InputStream in = new ClassPathResource(resource).getInputStream()) {
      return in.readAllBytes();
    }
  }

  @GetMapping("/w.js")
  void script(HttpServletResponse response) throws IOException {
    write(script, response);
  }

  @GetMapping("/w-form.js")
  void scriptOfForms(HttpServletResponse response) throws IOException {
    write(scriptOfForms, response);
  }

  private static void write(byte[] script, HttpServletResponse response) throws IOException {
    response.setContentType("text/javascript;charset=UTF-8");
    response.setHeader(HttpHeaders.CACHE_CONTROL, "public, max-age=3600");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
    response.getOutputStream().write(script);
  }

  @RequestMapping(path = "/w", method = RequestMethod.OPTIONS)
  void mayI(HttpServletRequest request, HttpServletResponse response) {
    allow(request, response);
    response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "POST");
    response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, "content-type");
    response.setStatus(HttpStatus.NO_CONTENT.value());
  }

  @PostMapping("/w")
  void tell(HttpServletRequest request, HttpServletResponse response) throws IOException {
    allow(request, response);
    if (!tracksNobody(request)) {
      if (!byAddress.allows(VisitorAddress.of(request))) {
        throw Problem.TOO_OFTEN.because(AGAIN);
      }
      byte[] body = request.getInputStream().readNBytes(LONGEST_BODY + 1);
      if (body.length > LONGEST_BODY) {
        throw Problem.TOO_LARGE.because("What a page tells may have " + LONGEST_BODY + " bytes. Tell less at a time.");
      }
      take(body);
    }
    response.setStatus(HttpStatus.NO_CONTENT.value());
  }

  private void take(byte[] body) {
    JsonNode told;
    try {
      told = json.readTree(new String(body, StandardCharsets.UTF_8));
    } catch (JacksonException notJson) {
      throw Problem.MALFORMED.because("The body is not JSON as the script /w.js sends it.");
    }
    String visitor = told.path("v").asString("");
    if (!Visits.isVisitor(visitor)) {
      throw Problem.MALFORMED.because("The body names no visitor in 'v'. Let the script /w.js send it.");
    }
    if (!byVisitor.allows(visitor)) {
      throw Problem.TOO_OFTEN.because(AGAIN);
    }
    List<Seen> seen = seen(told.path("e"));
    boolean known = !seen.isEmpty() && visits.take(visitor, seen);
    Optional<LeadId> lead = links.leadOf(told.path("k").asString(""));
    if (known || lead.map(who -> visits.join(visitor, who)).orElse(0) > 0) {
      bell.wake();
    }
  }

  private List<Seen> seen(JsonNode events) {
    List<Seen> seen = new ArrayList<>();
    for (JsonNode event : events) {
      String path = path(event.path("p").asString(""));
      int seconds = event.path("s").asInt(-1);
      if (path == null || seen.size() == MOST_EVENTS) {
        continue;
      }
      if (seconds < 0) {
        seen.add(new Seen(settings.signalOf(path), path, null));
      } else {
        seen.add(new Seen(OwnSignals.TIME_ON_PAGE, path, Math.min(seconds, LONGEST_LOOK)));
      }
    }
    return seen;
  }

  /** The path alone: what stands behind it may name a person. */
  static @Nullable String path(String told) {
    String path = told.replaceFirst("[?#].*", "");
    boolean clean = path.startsWith("/") && path.chars().noneMatch(c -> c < ' ' || c == 0x7f || Character.isSurrogate((char) c));
    return clean ? path.substring(0, Math.min(path.length(), LONGEST_PATH)) : null;
  }

  private void allow(HttpServletRequest request, HttpServletResponse response) {
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    response.addHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
    if (origin == null || !settings.origins().contains(origin)) {
      throw Problem.ORIGIN.because("Name the page's origin, such as https://www.example.com, in leadloop.web.origins.");
    }
    response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
  }

  /** Do Not Track and Global Privacy Control. */
  static boolean tracksNobody(HttpServletRequest request) {
    return "1".equals(request.getHeader("DNT")) || "1".equals(request.getHeader("Sec-GPC"));
  }
}
