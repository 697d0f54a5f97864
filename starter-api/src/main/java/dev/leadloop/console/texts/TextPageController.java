package dev.leadloop.console.texts;

import dev.leadloop.console.ConsolePages;
import dev.leadloop.console.ListCsv;
import dev.leadloop.console.texts.TextPage.Draft;
import dev.leadloop.email.template.RenderedEmail;
import dev.leadloop.nurturing.TestSends;
import dev.leadloop.pages.ContentPolicy;
import dev.leadloop.problem.FieldError;
import dev.leadloop.problem.ProblemException;
import dev.leadloop.security.Caller;
import dev.leadloop.texts.TextDesk;
import dev.leadloop.texts.TextNames;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The texts of mails, and one of them in a form with its preview. */
@Controller
class TextPageController extends ConsolePages {
  /** A link that is followed in spite of the frame opens nowhere, since no window may be opened from it. */
  private static final String NOWHERE = "<base target=\"_blank\">";

  private final TextPages pages;
  private final TextDesk desk;

  TextPageController(TextPages pages, TextDesk desk) {
    this.pages = pages;
    this.desk = desk;
  }

  @GetMapping("/templates")
  String list(@RequestParam(required = false) @Nullable String create, Model model) {
    if (create != null && !create.isBlank()) {
      String id = TextNames.id(create.strip());
      if (!TextNames.fit(id)) {
        throw FieldError.in("create", "must be two or more parts of small letters, digits and dashes, such as nurture/5-offer");
      }
      return "redirect:/templates/" + TextNames.name(id) + "?fresh=true";
    }
    model.addAttribute("list", pages.list());
    return "templates";
  }

  @GetMapping("/templates.csv")
  void export(HttpServletResponse response) throws IOException {
    TextList list = pages.list();
    new ListCsv<TextList.Line>(
        "templates", List.of("template", "subject", "version", "from", "saved_at", "saved_by", "sent_by"),
        line -> Stream.of(line.id(), line.subject(), line.inForce().version(), line.inForce().from(),
            line.inForce().at() == null ? null : line.inForce().at().iso(), line.inForce().by(),
            line.uses().stream().map(use -> use.sequence() + ": " + use.step()).collect(Collectors.joining(", "))))
        .send(Stream.concat(list.toLeads().stream(), list.toSales().stream()).toList(), response);
  }

  @GetMapping("/templates/{name}")
  String show(
      @PathVariable String name,
      @RequestParam(defaultValue = "") String version,
      @RequestParam(defaultValue = "false") boolean fresh,
      Model model,
      Caller caller,
      HttpServletResponse response) {
    return page(pages.read(name, TextPages.number(version), fresh, caller), model, response);
  }

  @PostMapping("/templates/{name}")
  String save(
      @PathVariable String name,
      @RequestParam Map<String, String> form,
      @RequestParam(defaultValue = "") String before,
      @RequestParam(defaultValue = "") String note,
      @RequestParam(defaultValue = "") String lead,
      Model model,
      Caller caller,
      HttpServletResponse response,
      RedirectAttributes after) {
    String source = WrittenText.sent(form);
    Integer number = TextPages.number(before);
    try {
      TextDesk.Saved saved = desk.save(TextNames.id(name), source, number, note, caller);
      after.addFlashAttribute("done", saved.changed()
          ? "Saved as version " + saved.version() + ": mails that are written from now on say this."
          : "Nothing was changed: this is the text in force.");
      return "redirect:/templates/" + name;
    } catch (ProblemException refused) {
      return refused(name, new Draft(source, number, note, ""), refused, model, caller, response);
    }
  }

  /** What whoever is writing should know, to be put beside the form. */
  @PostMapping("/templates/{name}/check")
  String check(
      @PathVariable String name,
      @RequestParam Map<String, String> form,
      @RequestParam(defaultValue = "") String lead,
      @RequestParam(defaultValue = "") String fresh,
      Model model) {
    known(name, fresh);
    String source = WrittenText.sent(form);
    model.addAttribute("check", WrittenText.read(source).placed(desk.preview(TextNames.id(name), source, lead)));
    return "fragments/text-check :: check";
  }

  /** The mail as it would look, for a frame. */
  @PostMapping("/templates/{name}/preview")
  ResponseEntity<byte[]> preview(
      @PathVariable String name,
      @RequestParam Map<String, String> form,
      @RequestParam(defaultValue = "") String lead,
      @RequestParam(defaultValue = "") String fresh) {
    known(name, fresh);
    return ResponseEntity.ok()
        .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
        .header(ContentPolicy.HEADER, ContentPolicy.MAIL)
        .header("X-Frame-Options", "SAMEORIGIN")
        .header("Referrer-Policy", "no-referrer")
        .body(shown(name, WrittenText.sent(form), lead).getBytes(StandardCharsets.UTF_8));
  }

  /** The mail; words instead where there is none, since a page of an error shows in no frame. */
  private String shown(String name, String source, String lead) {
    try {
      RenderedEmail mail = desk.preview(TextNames.id(name), source, lead).mail();
      return mail == null ? "<p>The mail shows here once its text holds no mistake.</p>" : NOWHERE + mail.html();
    } catch (ProblemException unknown) {
      return "<p>No lead is known by that id or address. Take one from the list of leads, or leave it empty.</p>";
    }
  }

  @PostMapping("/templates/{name}/test")
  String test(
      @PathVariable String name,
      @RequestParam Map<String, String> form,
      @RequestParam(defaultValue = "") String before,
      @RequestParam(defaultValue = "") String note,
      @RequestParam(defaultValue = "") String lead,
      @RequestParam(defaultValue = "") String to,
      @RequestParam(defaultValue = "") String fresh,
      Model model,
      Caller caller,
      HttpServletResponse response) {
    known(name, fresh);
    String source = WrittenText.sent(form);
    Draft draft = new Draft(source, TextPages.number(before), note, lead);
    try {
      TestSends.Sent sent = desk.test(TextNames.id(name), source, lead, to, caller);
      model.addAttribute(sent.reason() == null ? "done" : "refused", "The test mail to " + sent.to() + ": " + sent.result()
          + (sent.reason() == null ? "" : ", " + sent.reason()) + ". Nothing was saved.");
      return page(pages.written(name, draft, caller), model, response);
    } catch (ProblemException refused) {
      return refused(name, draft, refused, model, caller, response);
    }
  }

  @PostMapping("/templates/{name}/back")
  String back(@PathVariable String name, Caller caller, RedirectAttributes after) {
    try {
      desk.giveBack(TextNames.id(name), null, caller);
      after.addFlashAttribute("done", "The file's text is in force again. The versions that were saved stand below.");
    } catch (ProblemException refused) {
      if (refused.document().getStatus() == 404) {
        throw refused;
      }
      after.addFlashAttribute("refused", String.valueOf(refused.document().getDetail()));
    }
    return "redirect:/templates/" + name;
  }

  private void known(String name, String fresh) {
    if (!fresh.equals("true") || !TextNames.fit(TextNames.id(name))) {
      desk.find(TextNames.id(name));
    }
  }

  /** What was written stays in the form. */
  private String refused(
      String name, Draft draft, ProblemException refused, Model model, Caller caller, HttpServletResponse response) {
    response.setStatus(refused.document().getStatus());
    model.addAttribute("refused", String.valueOf(refused.document().getDetail()));
    return page(pages.written(name, TextPages.without(draft), caller), model, response);
  }

  private static String page(TextPage page, Model model, HttpServletResponse response) {
    model.addAttribute("page", page);
    response.setHeader(ContentPolicy.HEADER, ContentPolicy.WITH_FRAME);
    return "template";
  }
}
