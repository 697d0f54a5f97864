package dev.leadloop.console.suppressions;

import dev.leadloop.consent.SuppressionFile;
import dev.leadloop.consent.SuppressionReadStore;
import dev.leadloop.consent.SuppressionReadStore.Filter;
import dev.leadloop.consent.SuppressionReadStore.Place;
import dev.leadloop.consent.SuppressionReadStore.SuppressedAddress;
import dev.leadloop.consent.SuppressionReason;
import dev.leadloop.console.ConsolePages;
import dev.leadloop.console.PageTimes;
import dev.leadloop.console.PageTimes.When;
import dev.leadloop.email.address.EmailAddresses;
import dev.leadloop.lead.Principal;
import dev.leadloop.measures.counting.Measuring;
import dev.leadloop.person.AddressDesk;
import dev.leadloop.problem.ProblemException;
import dev.leadloop.security.Caller;
import dev.leadloop.security.Role;
import dev.leadloop.text.AddressFault;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/** The addresses that get no mail: found, added to, exported, and lifted by a named person with a reason. */
@Controller
@Hidden
class SuppressionPageController extends ConsolePages {
  private static final int SHOWN = 50;
  private static final int FAULTS = 20;
  private static final String USUAL = "asked_by_phone";

  private final SuppressionReadStore reads;
  private final SuppressionFile file;
  private final AddressDesk addresses;
  private final Measuring measuring;
  private final Clock clock;

  SuppressionPageController(
      SuppressionReadStore reads, SuppressionFile file, AddressDesk addresses, Measuring measuring, Clock clock) {
    this.reads = reads;
    this.file = file;
    this.addresses = addresses;
    this.measuring = measuring;
    this.clock = clock;
  }

  /** A suppressed address as a line shows it. */
  record AddressLine(String email, String reason, String by, When since, @Nullable String leadId) {}

  @GetMapping("/suppressions")
  String list(
      @RequestParam(defaultValue = "") String email,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(required = false) @Nullable String after,
      Model model,
      Caller caller) {
    return page(email.strip(), reason, after, model, caller);
  }

  private String page(String email, String reason, @Nullable String after, Model model, Caller caller) {
    Optional<String> key = EmailAddresses.normalise(email);
    boolean meant = email.isEmpty() || key.isPresent();
    List<SuppressedAddress> found = meant
        ? reads.list(filter(key.orElse(null), reason, after == null ? null : Place.of(after).orElse(null), SHOWN + 1))
            : List.of();
    PageTimes times = PageTimes.forReader(measuring.zone(), clock.instant());
    model.addAttribute("addresses", found.stream().limit(SHOWN)
        .map(one -> new AddressLine(one.email(), words(one.reason()), who(one.by()), times.at(one.since()), one.leadId()))
            .toList());
    model.addAttribute("next", found.size() > SHOWN
        ? address("/suppressions", email, reason).queryParam("after", found.get(SHOWN - 1).place().text()).build()
            .toUriString() : null);
    model.addAttribute("export", address("/suppressions/export", meant ? email : "", reason).build().toUriString());
    model.addAttribute("email", email);
    model.addAttribute("reason", reason);
    model.addAttribute("noAddress", meant ? null : "'" + email + "' " + AddressFault.of(email));
    TreeSet<String> reasons = new TreeSet<>(SuppressionReason.ours());
    reasons.addAll(reads.reasons());
    model.addAttribute("reasons", reasons);
    model.addAttribute("mayAddMany", caller.role() == Role.MARKETING || caller.role() == Role.ADMIN);
    model.addAttribute("usual", USUAL);
    return "suppressions";
  }

  @GetMapping("/suppressions/export")
  void export(
      @RequestParam(defaultValue = "") String email, @RequestParam(defaultValue = "") String reason, HttpServletResponse response)
      throws IOException {
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"suppressions.csv\"");
    Writer writer = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
    file.write(filter(EmailAddresses.normalise(email).orElse(null), reason, null, 1), writer);
    writer.flush();
  }

  @PostMapping("/suppressions")
  String add(
      @RequestParam(defaultValue = "") String address, @RequestParam(defaultValue = "") String reason, Model model, Caller caller,
      HttpServletResponse response, RedirectAttributes after) {
    Optional<String> key = EmailAddresses.normalise(address);
    if (key.isEmpty()) {
      return refused("Nothing was suppressed: '" + address.strip() + "' " + AddressFault.of(address) + ".",
          HttpStatus.BAD_REQUEST,
          model, caller, response);
    }
    try {
      after.addFlashAttribute("done", addresses.suppress(key.get(), word(reason), caller)
          ? key.get() + " gets no mail any more." : key.get() + " was suppressed already, and keeps its reason.");
      return "redirect:/suppressions";
    } catch (ProblemException wrong) {
      return refused(String.valueOf(wrong.document().getDetail()), HttpStatus.BAD_REQUEST, model, caller, response);
    }
  }

  @PostMapping("/suppressions/many")
  String addMany(
      @RequestParam(defaultValue = "") String many, @RequestParam(defaultValue = "") String reason, Model model, Caller caller,
      HttpServletResponse response) {
    List<String> lines = Arrays.stream(many.split("[\\s,;]", -1)).map(String::strip).filter(line -> !line.isEmpty()).toList();
    if (lines.isEmpty() || !word(reason).matches(SuppressionFile.REASON)) {
      return refused("Nothing was suppressed: " + (lines.isEmpty() ? "paste some addresses"
          : "the reason " + SuppressionFile.REASON_HINT) + ".", HttpStatus.BAD_REQUEST, model, caller, response);
    }
    String csv = lines.stream().map(line -> "\"" + line.replace("\"", "\"\"") + "\"")
        .collect(Collectors.joining("\n", "email\n", "\n"));
    SuppressionFile.Imported in = addresses.suppressAll(
        new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8.name(), word(reason), caller);
    model.addAttribute("taken", in);
    model.addAttribute("faults", in.faults().stream().limit(FAULTS)
        .map(fault -> lines.get((int) fault.line() - 2) + ": " + fault.message().replace("The cell in column 'email' ", ""))
            .toList());
    return page("", "", null, model, caller);
  }

  @PostMapping("/suppressions/lift")
  String lift(
      @RequestParam(defaultValue = "") String address, @RequestParam(defaultValue = "") String why, Model model, Caller caller,
      HttpServletResponse response, RedirectAttributes after) {
    Optional<String> key = EmailAddresses.normalise(address);
    if (key.isEmpty()) {
      return refused("Nothing was lifted: no address is named.", HttpStatus.BAD_REQUEST, model, caller, response);
    }
    try {
      after.addFlashAttribute("done", addresses.lift(key.get(), why, caller)
          ? key.get() + " may be mailed again. What you said stands in its history." : key.get() + " was not suppressed.");
      return "redirect:/suppressions";
    } catch (ProblemException wrong) {
      return refused(String.valueOf(wrong.document().getDetail()), HttpStatus.BAD_REQUEST, model, caller, response);
    }
  }

  private String refused(String why, HttpStatus status, Model model, Caller caller, HttpServletResponse response) {
    response.setStatus(status.value());
    model.addAttribute("refused", why);
    return page("", "", null, model, caller);
  }

  private static Filter filter(@Nullable String key, String reason, @Nullable Place after, int most) {
    return new Filter(key, reason.isEmpty() ? null : reason, null, null, after, most);
  }

  private static UriComponentsBuilder address(String path, String email, String reason) {
    UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
    if (!email.isEmpty()) {
      address.queryParam("email", email);
    }
    if (!reason.isEmpty()) {
      address.queryParam("reason", reason);
    }
    return address;
  }

  /** "Asked by phone" as the word that is kept. */
  private static String word(String reason) {
    return reason.strip().toLowerCase(Locale.ROOT).replace(' ', '_');
  }

  private static String words(String reason) {
    return reason.replace('_', ' ');
  }

  private static String who(String by) {
    return by.contains(":") ? Principal.parse(by).inWords(id -> id) : by;
  }
}
