package dev.leadloop.console.sequences;

import dev.leadloop.console.ConsolePages;
import dev.leadloop.console.ListCsv;
import dev.leadloop.security.Caller;
import dev.leadloop.sequences.SequenceDesk;
import dev.leadloop.text.VisibleText;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriUtils;

/** The sequences, one of them drawn, and the buttons that pause and resume it. */
@Controller
class SequencePageController extends ConsolePages {
  private static final int LONGEST_WHY = 500;

  private final SequencePages pages;
  private final SequenceDesk orders;

  SequencePageController(SequencePages pages, SequenceDesk orders) {
    this.pages = pages;
    this.orders = orders;
  }

  @GetMapping("/sequences")
  String list(@RequestParam(required = false) @Nullable String span, Model model) {
    model.addAttribute("list", pages.list(SequenceSpan.named(span)));
    return "sequences";
  }

  @GetMapping("/sequences.csv")
  void export(@RequestParam(required = false) @Nullable String span, HttpServletResponse response) throws IOException {
    new ListCsv<SequenceList.Line>(
        "sequences", List.of("sequence", "version", "paused", "begins", "leads", "older_version", "held", "sent", "became_ready"),
        line -> Stream.of(line.id(), line.version(), line.paused(), String.join("; ", line.begins()), line.leads(), line.older(),
            line.held(), line.sent(), line.ready() == null ? null : line.ready().main()))
        .send(pages.list(SequenceSpan.named(span)).lines(), response);
  }

  @GetMapping("/sequences/{id}")
  String show(@PathVariable String id, @RequestParam(required = false) @Nullable String span, Model model) {
    model.addAttribute("page", pages.read(id, SequenceSpan.named(span)));
    return "sequence";
  }

  @PostMapping("/sequences/{id}/pause")
  String pause(@PathVariable String id, @RequestParam(defaultValue = "") String why, Caller caller, RedirectAttributes after) {
    orders.check(id);
    String reason = VisibleText.trim(why);
    if (VisibleText.isBlank(reason) || reason.length() > LONGEST_WHY) {
      after.addFlashAttribute("refused", say("sequence.refused.why", LONGEST_WHY));
    } else if (orders.pause(id, caller.principal(), reason)) {
      after.addFlashAttribute("done", say("sequence.done.paused", pages.now(id).leads()));
    } else {
      after.addFlashAttribute("refused", say("sequence.refused.paused"));
    }
    return back(id);
  }

  @PostMapping("/sequences/{id}/resume")
  String resume(@PathVariable String id, @RequestParam(defaultValue = "") String why, Caller caller, RedirectAttributes after) {
    orders.check(id);
    String reason = VisibleText.trim(why);
    if (reason.length() > LONGEST_WHY) {
      after.addFlashAttribute("refused", say("sequence.refused.long", LONGEST_WHY));
      return back(id);
    }
    long held = pages.now(id).held();
    if (orders.resume(id, caller.principal(), reason.isEmpty() ? null : reason)) {
      after.addFlashAttribute("done", say("sequence.done.resumed", held));
    } else {
      after.addFlashAttribute("refused", say("sequence.refused.runs"));
    }
    return back(id);
  }

  private static String back(String id) {
    return "redirect:/sequences/" + UriUtils.encodePathSegment(id, StandardCharsets.UTF_8);
  }
}
