package dev.leadloop.console.measures;

import dev.leadloop.console.ConsolePages;
import dev.leadloop.finding.QueryNames;
import dev.leadloop.security.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** The funnel, and its parts, which are fetched one by one; whoever opens the address of a part comes to what it is a part of. */
@Controller
class FunnelController extends ConsolePages {
  private static final String ASKED_BY_SCRIPT = "HX-Request";

  private final FunnelPages pages;

  FunnelController(FunnelPages pages) {
    this.pages = pages;
  }

  @GetMapping("/funnel")
  String show(
      @QueryNames({"from", "to", "source", "segment", "team", "by"}) @RequestParam MultiValueMap<String, String> query,
      Model model, Caller caller) {
    model.addAttribute("funnel", pages.read(pages.asked(query), FunnelPages.by(query.getFirst("by")), caller));
    return "funnel";
  }

  @GetMapping("/funnel/row")
  String row(
      @QueryNames({"from", "to", "source", "segment", "team", "measure"}) @RequestParam MultiValueMap<String, String> query,
      @RequestHeader(name = ASKED_BY_SCRIPT, required = false) @Nullable String script, Model model) {
    String name = query.getFirst("measure");
    MeasureAddress asked = pages.asked(query).of(name == null ? "" : name);
    if (script == null) {
      return "redirect:" + (name == null ? "/funnel" : asked.page());
    }
    model.addAttribute("figures", pages.figures(asked).whole());
    model.addAttribute("unit", FunnelPages.unit(asked));
    return "fragments/funnel-parts :: row";
  }

  @GetMapping("/funnel/flow")
  String flow(
      @QueryNames({"from", "to", "source", "segment", "team"}) @RequestParam MultiValueMap<String, String> query,
      @RequestHeader(name = ASKED_BY_SCRIPT, required = false) @Nullable String script, Model model) {
    MeasureAddress asked = pages.asked(query);
    if (script == null) {
      return "redirect:" + asked.part("", "by", "");
    }
    model.addAttribute("flow", pages.flow(asked));
    return "fragments/funnel-parts :: flow";
  }

  @GetMapping("/funnel/reasons")
  String reasons(
      @QueryNames({"from", "to", "source", "segment", "team"}) @RequestParam MultiValueMap<String, String> query,
      @RequestHeader(name = ASKED_BY_SCRIPT, required = false) @Nullable String script, Model model) {
    MeasureAddress asked = pages.asked(query);
    if (script == null) {
      return "redirect:" + asked.part("", "by", "");
    }
    model.addAttribute("page", pages.reasons(asked));
    return "fragments/funnel-parts :: reasons";
  }

  @GetMapping("/funnel/compared")
  String compared(
      @QueryNames({"from", "to", "source", "segment", "team", "by"}) @RequestParam MultiValueMap<String, String> query,
      @RequestHeader(name = ASKED_BY_SCRIPT, required = false) @Nullable String script, Model model) {
    MeasureAddress asked = pages.asked(query);
    String by = FunnelPages.by(query.getFirst("by"));
    if (script == null) {
      return "redirect:" + asked.part("", "by", by);
    }
    model.addAttribute("compared", pages.compared(asked, by));
    return "fragments/funnel-parts :: compared";
  }
}
